"""Ortaq: the people of a village plan it together."""

__version__ = "0.1.0"
