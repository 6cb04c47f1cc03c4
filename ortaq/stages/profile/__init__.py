"""The okrug as it is"""
