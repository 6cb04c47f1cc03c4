"""The decisions, pure: plain data in, plain data out; no Django, no database, no clock, no hidden randomness."""
