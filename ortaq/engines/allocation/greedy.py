"""The greedy rule, by which nearly all cities count: the most wanted first, as long as the money lasts."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from ortaq.engines.allocation.contest import Contest


def greedy(contest: Contest, *, already: Collection[int] = ()) -> tuple[list[int], dict[int, int]]:
    """What is chosen after `already`, in order, and what was left when each other project had its turn.

    Projects stand by utility per unit of cost (with cost utility: by votes), the greatest first, ties by
    `order`; each is chosen if it still fits. One that costs nothing comes first if anybody gains from it.
    Projects that nobody gains from come last and are chosen too if they fit.
    """
    costs = contest.costs
    left = contest.budget - sum(costs[project] for project in already)
    chosen: list[int] = []
    turned_away: dict[int, int] = {}
    for project in sorted(range(len(costs)), key=lambda project: _place(contest, project)):
        if project in already:
            continue
        if costs[project] <= left:
            chosen.append(project)
            left -= costs[project]
        else:
            turned_away[project] = left
    return chosen, turned_away


def _place(contest: Contest, project: int) -> tuple[bool, Fraction, int]:
    supporters, cost = contest.support.supporters[project], contest.costs[project]
    utility = supporters.factor * supporters.weight
    density = Fraction(utility, cost) if cost else Fraction(0)
    return not (utility and not cost), -density, contest.order[project]
