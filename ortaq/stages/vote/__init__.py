"""The advisory vote of residents, and its count."""
