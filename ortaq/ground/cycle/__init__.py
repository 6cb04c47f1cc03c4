"""A planning cycle with its twelve steps: when each is open and what it lets people do."""
