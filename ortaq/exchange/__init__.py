"""Akims learn from each other: cases, seminars, questions, a guide to their powers, news."""
