"""Cases: what one unit did that others can learn from, and how they take it into their own plan."""
