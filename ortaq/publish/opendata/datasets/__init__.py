"""The data sets, a module for each part of the way."""
