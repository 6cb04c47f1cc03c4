"""What came of it"""
