"""A guide to the powers and functions of an akim, by task."""
