"""The demonstration, built through the same actions a user's click calls; also used by tests."""
