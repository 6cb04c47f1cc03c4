"""x"""
def write_into(diary) -> None:
    pass
