"""Reads of grants, as plain data for pages and documents."""
