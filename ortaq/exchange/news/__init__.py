"""News of a unit in both languages, with comments and a press release."""
