"""Questions that one akim's team asks the others, and what they advise."""
