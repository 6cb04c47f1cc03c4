"""The greedy rule, by which nearly all cities count: the most wanted first, as long as the money lasts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from ortaq.engines.allocation.support import Support


def greedy(
    support: Support,
    costs: Sequence[int],
    *,
    budget: int,
    order: Sequence[int],
    already: Collection[int] = (),
) -> tuple[list[int], dict[int, int]]:
    """What is chosen after `already`, in order, and what was left when each other project had its turn.

    Projects stand by utility per unit of cost (with cost utility: by votes), the greatest first, ties by
    `order`; each is chosen if it still fits. One that costs nothing comes first if anybody gains from it.
    Projects that nobody gains from come last and are chosen too if they fit.
    """
    left = budget - sum(costs[project] for project in already)
    chosen: list[int] = []
    turned_away: dict[int, int] = {}
    for project in sorted(range(len(costs)), key=lambda project: _place(support, costs, order, project)):
        if project in already:
            continue
        if costs[project] <= left:
            chosen.append(project)
            left -= costs[project]
        else:
            turned_away[project] = left
    return chosen, turned_away


def _place(
    support: Support, costs: Sequence[int], order: Sequence[int], project: int
) -> tuple[bool, Fraction, int]:
    supporters = support.supporters[project]
    utility = supporters.factor * supporters.weight
    free = utility > 0 and costs[project] == 0
    density = Fraction(utility, costs[project]) if costs[project] else Fraction(0)
    return not free, -density, order[project]
