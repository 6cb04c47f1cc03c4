"""Reads of a programme, as plain data for pages and for the yearly report."""
