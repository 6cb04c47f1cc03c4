"""Phragmén's sequential rule: money flows to all voters at the same speed, a project is bought as soon as its
supporters have its cost. (Phragmén 1894; for budgets: Los, Christoff, Grossi 2022.)
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ortaq.engines.allocation.contest import Contest


@dataclass(frozen=True, slots=True)
class Load:
    """A project chosen and what each of its supporters has received (and spent) by then; None without
    supporters.
    """

    project: int
    load: Fraction | None


def phragmen(contest: Contest) -> list[Load]:
    """What is bought, in order. Marks do not matter, only who gains from what.

    A project above the whole budget is left out. The rule ends when a project that would be bought next,
    or one tied with it, does not fit into what is left. Projects nobody supports come last and by the same
    test.
    """
    market = _Market(contest)
    chosen: list[Load] = []
    left = contest.budget
    while next_ones := market.next_ones():
        if any(contest.costs[project] > left for project in next_ones):
            break
        project = min(next_ones, key=contest.order.__getitem__)
        chosen.append(market.buy(project))
        left -= contest.costs[project]
    return chosen


class _Market:
    """Loads of the voters, exact: every voter's load is that of the last project bought that she supports.

    `_loads` are the loads of the projects bought, times `_denominator`; `_last` points to one of them for
    each ballot (0: nothing yet). Loads never fall, so an earlier load of a project is a lower bound.
    """

    def __init__(self, contest: Contest) -> None:
        self._contest = contest
        self._last = np.zeros(len(contest.support.copies), dtype=np.int64)
        self._loads = [0]
        self._denominator = 1
        affordable = [project for project, cost in enumerate(contest.costs) if cost <= contest.budget]
        supporters = contest.support.supporters
        self._unwanted = [project for project in affordable if not supporters[project].voters]
        self._queue = [(Fraction(0), project) for project in affordable if supporters[project].voters]
        heapq.heapify(self._queue)

    def _load(self, project: int) -> Fraction:
        """What each supporter would have received when they together have the cost."""
        supporters = self._contest.support.supporters[project]
        counts = np.bincount(self._last[supporters.ballots], weights=supporters.copies, minlength=len(self._loads))
        spent = sum(load * int(count) for load, count in zip(self._loads, counts, strict=True))
        cost = self._contest.costs[project] * self._denominator
        return Fraction(spent + cost, supporters.voters * self._denominator)

    def next_ones(self) -> Sequence[int]:
        """The projects that would be bought next; several if at the same moment."""
        if not self._queue:
            return self._unwanted
        seen: list[tuple[Fraction, int]] = []
        least: Fraction | None = None
        while self._queue and (least is None or self._queue[0][0] <= least):
            _, project = heapq.heappop(self._queue)
            load = self._load(project)
            seen.append((load, project))
            least = load if least is None else min(least, load)
        for entry in seen:
            heapq.heappush(self._queue, entry)
        return [project for load, project in seen if load == least]

    def buy(self, project: int) -> Load:
        """Set the load of all supporters and take the project out."""
        if project in self._unwanted:
            self._unwanted.remove(project)
            return Load(project, None)
        load = self._load(project)
        self._queue = [entry for entry in self._queue if entry[1] != project]
        heapq.heapify(self._queue)
        growth = load.denominator // math.gcd(load.denominator, self._denominator)
        self._denominator *= growth
        self._loads = [earlier * growth for earlier in self._loads]
        self._last[self._contest.support.supporters[project].ballots] = len(self._loads)
        self._loads.append(int(load * self._denominator))
        return Load(project, load)
