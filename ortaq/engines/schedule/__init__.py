"""Projects into years and sources: what a plan costs, who pays when, and whether its sums agree."""

from .sums import (
    CostedLine,
    Disagreement,
    Kind,
    Part,
    Totals,
    YearlyCeiling,
    check_sums,
    counted_total,
    totals,
)

__all__ = [
    "CostedLine",
    "Disagreement",
    "Kind",
    "Part",
    "Totals",
    "YearlyCeiling",
    "check_sums",
    "counted_total",
    "totals",
]
