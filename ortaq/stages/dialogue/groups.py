"""Opinions by declared group, so that nobody can work out what one person thinks.

Each group is shown with all its numbers or not at all. Small groups and those who named none stand together as
«others»; where some number would still be small, first «pass» and «disagree» are joined, then the smallest group
goes to the others, and so on; where nothing helps, the statement is shown without groups. The order in which
groups go is one for the whole conversation, so what one statement shows cannot be subtracted from what another
shows. `ortaq.engines.inclusion.protect` is the gate: what it would hide is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortaq.engines.inclusion import Table, protect

LEAST = 5
"""Persons; a smaller group, or a smaller number in a group, could point to somebody."""

OTHERS = ""
AGREE, PASS, DISAGREE, REST = "agree", "pass", "disagree", "rest"
COLUMNS = (AGREE, PASS, DISAGREE)
JOINED = {PASS: REST, DISAGREE: REST}

Counts = Mapping[str, Mapping[str, int]]
"""Group (empty where none was named) → opinion → voices."""


@dataclass(frozen=True)
class GroupCounts:
    """How a group stands on one statement; `passed` and `disagree` are None where only their sum is shown."""

    group: str
    agree: int
    passed: int | None
    disagree: int | None
    total: int

    @property
    def agreement(self) -> float:
        """The share of those who agree among all who answered."""
        return self.agree / self.total


def by_size(voices: Mapping[str, int]) -> list[str]:
    """Return the groups that may stand alone, the largest first.

    >>> by_size({"women": 12, "": 30, "herders": 3, "youth": 12})
    ['women', 'youth']
    """
    named = [group for group, count in voices.items() if group != OTHERS and count >= LEAST]
    return sorted(named, key=lambda group: (-voices[group], group))


def shown_groups(counts: Counts, *, order: Sequence[str]) -> list[GroupCounts]:
    """Return the groups of one statement that may be shown, in `order`, the others last; empty where none may.

    >>> counts = {"women": {"agree": 9, "pass": 5}, "herders": {"disagree": 1}, "": {"agree": 6, "disagree": 7}}
    >>> [(row.group, row.agree, row.disagree) for row in shown_groups(counts, order=["women"])]
    [('women', 9, 0), ('', 6, 8)]
    """
    for alone in range(len(order), 0, -1):
        found = _rows(counts, order[:alone])
        if found:
            return found
    return []


def _rows(counts: Counts, alone: Sequence[str]) -> list[GroupCounts]:
    """Return the rows where these groups stand alone and all others together, if every number may be shown."""
    rows = {group: _numbers(counts, [group]) for group in alone}
    rows[OTHERS] = _numbers(counts, [group for group in counts if group not in alone])
    shown = protect(Table.crossed(rows), LEAST, coarser_columns=JOINED)
    numbers = [*shown.row_totals, *(cell for row in shown.cells for cell in row)]
    if any(number is None for number in numbers):
        return []
    return [
        GroupCounts(
            group=group,
            agree=cells[AGREE],
            passed=cells.get(PASS),
            disagree=cells.get(DISAGREE),
            total=sum(cells.values()),
        )
        for group, row in zip(shown.rows, shown.cells, strict=True)
        for cells in [{name: cell or 0 for name, cell in zip(shown.columns, row, strict=True)}]
        if any(cells.values())
    ]


def _numbers(counts: Counts, groups: Sequence[str]) -> dict[str, int]:
    return {name: sum(counts.get(group, {}).get(name, 0) for group in groups) for name in COLUMNS}
