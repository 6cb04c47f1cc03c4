"""Answers to problems: owner, cost, use, risks, and a public review."""
