"""Reads of the passport, as plain data for pages."""
