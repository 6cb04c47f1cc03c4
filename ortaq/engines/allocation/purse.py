"""The money of all voters while projects are bought: bounds that are quick, prices that are exact.

A voter's money is kept as a whole number of units of 2**-shift that is never above the exact amount and
less than `error` units below it; who could not pay a price and gave everything has `INSOLVENT`. From such
bounds follow bounds of every price. The price of a bought project is computed exactly, from counts: a voter
who still has money has paid the full price of everything bought that she supports, so that what a group of
them holds is a sum over the purchases and not over the voters. `docs/allocation.md` has the proof.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from gettext import gettext as _
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ortaq.engines.allocation.election import Integers
from ortaq.engines.allocation.loops import INSOLVENT, NUMPY, POOR, UNSURE, Loops, Standings
from ortaq.engines.allocation.support import Support

WORD = 61  # all money together stays below 2**WORD units, so that sums fit into 64 bits


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought by its supporters: what one mark costs, how many pay it in full, how many give
    their rest.
    """

    project: int
    price: Fraction
    full: int
    rest: int


class Bounds(NamedTuple):
    """The least price is at least `low / slope` and, if `settled`, at most `near / slope`, in units of 2**-shift
    per mark. Otherwise `near / slope` is the point that the search for it has reached.
    """

    low: int
    near: int
    slope: int
    settled: bool


class Price(NamedTuple):
    """An exact price per mark, `numerator / (denominator of the purse * slope)`, and where every supporting
    ballot stands at it.
    """

    numerator: int
    slope: int
    standing: Standings


class Purse:
    """The money of all voters while projects are bought."""

    def __init__(
        self, support: Support, costs: Sequence[int], *, share: Fraction, word: int = WORD, loops: Loops = NUMPY
    ) -> None:
        self.support = support
        self.costs = costs
        self._loops = loops
        together = (math.ceil(share * support.voters) + 1).bit_length()
        if together > WORD:
            raise ValueError(_("the shares are too large together to be counted exactly"))
        self.shift = max(0, word - together)
        self.money = np.full(len(support.copies), math.floor(share * 2**self.shift), dtype=np.int64)
        self.error = 1
        self.denominator = share.denominator
        self._share = share.numerator
        self._paid: dict[int, int] = {}

    def settled(self, project: int) -> Bounds | None:
        """Bounds of the least price from both sides; None if the project is affordable at no price."""
        bounds = self.closer(project, None)
        while bounds and not bounds.settled:
            bounds = self.closer(project, bounds)
        return bounds

    def closer(self, project: int, bounds: Bounds | None) -> Bounds | None:
        """Bounds after one more step of Newton's method from the left; None if the project is affordable at no
        price.

        `bounds` may be of an earlier round: prices never fall.
        """
        supporters = self.support.supporters[project]
        target = self.costs[project] << self.shift
        slack = self.error * supporters.voters
        near, slope = (bounds.near, bounds.slope) if bounds else (target, supporters.weight)
        together, poor_money, poor_weight = self._loops.look(
            self.money,
            supporters.ballots,
            supporters.copies,
            supporters.weights,
            supporters.level,
            self._dues(project, near, slope),
        )
        if together < target:
            return self._bounds_near_the_edge(project) if together + slack >= target else None
        missing, rich = target - poor_money, supporters.weight - poor_weight
        return Bounds(max(0, missing - slack), missing, rich, settled=missing * slope <= near * rich)

    def _bounds_near_the_edge(self, project: int) -> Bounds | None:
        """The money bounds do not tell whether the supporters can pay: ask the exact amounts."""
        if self._held(project, self._solvent(project)) < self.costs[project] * self.denominator:
            return None
        price = self.price(project, None)
        least = price.numerator << self.shift
        slope = self.denominator * price.slope
        return Bounds(least // slope, -(-least // slope), slope=1, settled=True)

    def price(self, project: int, bounds: Bounds | None) -> Price:
        """The exact least price of an affordable project, given settled bounds or none.

        Bounds sort most supporters into those who can surely pay it and those who surely cannot; the rest
        start among those who can, at a price that is then too low, and leave in rounds.
        """
        supporters = self.support.supporters[project]
        lowest, highest = self._certain(project, bounds)
        standing, weight_without = self._loops.sort_out(
            self.money,
            supporters.ballots,
            supporters.weights,
            supporters.level,
            lowest,
            highest,
        )
        slope = supporters.weight - weight_without
        doubtful = {int(at): self._purse(supporters.ballots[at]) for at in (standing == UNSURE).nonzero()[0]}
        while True:
            poor = (standing == POOR).nonzero()[0]
            numerator = self.costs[project] * self.denominator - self._held(project, poor)
            leaving = [
                at
                for at, purse in doubtful.items()
                if purse * slope < numerator * supporters.levels[supporters.level[at]]
            ]
            if not leaving:
                return Price(numerator, slope, standing)
            for at in leaving:
                del doubtful[at]
                slope -= int(supporters.weights[at])
            standing[leaving] = POOR

    def _certain(self, project: int, bounds: Bounds | None) -> tuple[Integers, Integers]:
        """Below the first amount nobody can pay the price, from the second on everybody; for every level."""
        if bounds is None:
            levels = len(self.support.supporters[project].levels)
            return np.zeros(levels, dtype=np.int64), np.full(levels, 2**62, dtype=np.int64)
        lowest = self._dues(project, bounds.low, bounds.slope) - self.error
        return np.maximum(lowest, 0), self._dues(project, bounds.near, bounds.slope)

    def buy(self, project: int, price: Price) -> Purchase:
        """Take the price from every supporter who has it, and from the others everything."""
        supporters = self.support.supporters[project]
        divisor = math.gcd(price.numerator, price.slope)
        numerator, growth = price.numerator // divisor, price.slope // divisor
        dues = self._dues(project, numerator << self.shift, self.denominator * growth)
        full, rest = self._loops.pay(
            self.money,
            supporters.ballots,
            supporters.copies,
            price.standing,
            supporters.level,
            dues,
        )
        self.error += 1
        self._share *= growth
        self._paid = {bought: paid * growth for bought, paid in self._paid.items()}
        self._paid[project] = numerator
        self.denominator *= growth
        return Purchase(
            project=project,
            price=Fraction(numerator, self.denominator),
            full=full,
            rest=rest,
        )

    def offer(self, project: int, price: Fraction) -> tuple[Fraction, int]:
        """What supporters have who cannot pay a price per mark, together, and the marks of those who can."""
        supporters = self.support.supporters[project]
        money = self.money[supporters.ballots]
        due = self._thresholds(project, price.numerator << self.shift, price.denominator)
        poor = (money != INSOLVENT) & (money < due)
        for at in np.flatnonzero(poor & (money >= due - self.error)):
            owed = price * self.denominator * supporters.levels[supporters.level[at]]
            poor[at] = self._purse(supporters.ballots[at]) < owed
        rich_marks = int(supporters.weights[(money != INSOLVENT) & ~poor].sum())
        return Fraction(self._held(project, np.flatnonzero(poor)), self.denominator), rich_marks

    def held(self, project: int) -> Fraction:
        """The exact amount all supporters of a project still have together."""
        return Fraction(self._held(project, self._solvent(project)), self.denominator)

    def _solvent(self, project: int) -> NDArray[np.intp]:
        return np.flatnonzero(self.money[self.support.supporters[project].ballots] != INSOLVENT)

    def _held(self, project: int, among: NDArray[np.intp]) -> int:
        """What these supporters, all of them solvent, still have together, times `denominator`."""
        if not len(among):
            return 0
        supporters, support = self.support.supporters[project], self.support
        voters, marks = self._loops.marks_given(
            supporters.ballots[among],
            supporters.copies[among],
            support.bounds,
            support.choices,
            support.choice_marks,
            len(self.costs),
        )
        given: list[int] = marks.tolist()
        return self._share * voters - sum(numerator * given[bought] for bought, numerator in self._paid.items())

    def _purse(self, ballot: int) -> int:
        """What one solvent voter with this ballot still has, times `denominator`."""
        entries = slice(self.support.bounds[ballot], self.support.bounds[ballot + 1])
        given = zip(
            self.support.choices[entries].tolist(), self.support.choice_marks[entries].tolist(), strict=True
        )
        spent: int = sum(self._paid.get(project, 0) * mark for project, mark in given)
        return self._share - spent

    def _dues(self, project: int, numerator: int, denominator: int) -> Integers:
        """The least whole amount that pays `numerator / denominator` per mark, for every level of marks."""
        levels = self.support.supporters[project].levels
        return np.array([min(-(-numerator * level // denominator), 2**62) for level in levels], dtype=np.int64)

    def _thresholds(self, project: int, numerator: int, denominator: int) -> Integers | np.int64:
        """The same for every supporting ballot."""
        dues = self._dues(project, numerator, denominator)
        return dues[self.support.supporters[project].level] if len(dues) > 1 else dues[0]
