"""Reads of the circle, as plain data for pages."""
