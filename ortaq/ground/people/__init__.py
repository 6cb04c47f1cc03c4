"""Accounts, roles in a unit or a programme, and the one table of who may do what."""
