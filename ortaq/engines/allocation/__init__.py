"""Counting a vote on a shared budget: fairly, exactly, and so that anyone can check it."""
