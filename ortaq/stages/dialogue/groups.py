"""Opinions by declared group, so that nobody can work out what one person thinks.

Each group is shown with both its numbers, those who agree and those who disagree, or not at all. Small groups and
those who named none stand together as «others»; where some number would still be small, the smallest group goes
to the others, and so on; where nothing helps, the statement is shown without groups. The order in which groups go
is one for the whole conversation, so what one statement shows cannot be subtracted from what another shows. The
groups add up to the numbers of all voices, which are shown in any case, so those tell nothing more. Who passed is
not told from who did not answer. `ortaq.engines.inclusion.protect` is the gate: what it would hide is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortaq.engines.inclusion import Table, protect

LEAST = 5
"""Persons; a smaller group, or a smaller number in a group, could point to somebody."""

OTHERS = ""
AGREE, PASS, DISAGREE = "agree", "pass", "disagree"
SIDES = (AGREE, DISAGREE)

Counts = Mapping[str, Mapping[str, int]]
"""Group (empty where none was named) → opinion → voices."""


@dataclass(frozen=True)
class GroupCounts:
    """How many of a group agree with one statement, and how many disagree."""

    group: str
    agree: int
    disagree: int

    @property
    def agreement(self) -> float:
        """The share of those who agree among those who took a side."""
        return self.agree / (self.agree + self.disagree)


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
    >>> shown_groups(counts, order=["women"])
    [GroupCounts(group='women', agree=9, disagree=0), GroupCounts(group='', agree=6, disagree=8)]
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
    shown = protect(Table.crossed(rows), LEAST)
    found = []
    for group, (agree, disagree), total in zip(shown.rows, shown.cells, shown.row_totals, strict=True):
        if agree is None or disagree is None or total is None:
            return []
        if total:
            found.append(GroupCounts(group, agree, disagree))
    return found


def _numbers(counts: Counts, groups: Sequence[str]) -> dict[str, int]:
    return {name: sum(counts.get(group, {}).get(name, 0) for group in groups) for name in SIDES}
