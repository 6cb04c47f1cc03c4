"""What is plausible in the passport."""

from __future__ import annotations

EARLIEST_YEAR = 1991
MOST_PEOPLE = 100_000
FARTHEST_KM = 999


def is_year(year: int, *, this_year: int, ahead: int = 1) -> bool:
    """Whether figures can be about a year: since 1991, and not more than some years ahead.

    >>> is_year(2028, this_year=2027), is_year(2029, this_year=2027), is_year(2029, this_year=2027, ahead=5)
    (True, False, True)
    """
    return EARLIEST_YEAR <= year <= this_year + ahead
