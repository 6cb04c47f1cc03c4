"""The money of all voters while projects are bought: bounds that are quick, prices that are exact.

A voter's money is kept as a whole number of units of 2**-shift that is never above the exact amount and
less than `error` units below it. From such bounds follow bounds of every price. The price of a bought
project is computed exactly, from counts: a voter who still has money has paid the full price of everything
bought that she supports, so that what a group of them holds is a sum over the purchases and not over the
voters. `docs/allocation.md` has the proof.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ortaq.engines.allocation.election import Integers
from ortaq.engines.allocation.loops import NUMPY, Loops
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


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least price lies between `low / slope` and `high / slope`, in units of 2**-shift per mark."""

    low: int
    high: int
    slope: int


@dataclass(frozen=True, slots=True)
class Price:
    """An exact price per mark, `numerator / (denominator of the purse * slope)`, and who cannot pay it."""

    numerator: int
    slope: int
    poor: NDArray[np.bool_]


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
            raise ValueError("the shares are too large together to be counted exactly")
        self.shift = max(0, word - together)
        self.money = np.full(len(support.copies), math.floor(share * 2**self.shift), dtype=np.int64)
        self.solvent = np.ones(len(support.copies), dtype=np.bool_)
        self.error = 1
        self.denominator = share.denominator
        self._share = share.numerator
        self._paid: dict[int, int] = {}

    def bounds(self, project: int, *, at_least: Bounds | None = None) -> Bounds | None:
        """Bounds of the least price at which the project is affordable to its supporters; None if at no
        price.

        `at_least` are earlier bounds of the same project: prices never fall.
        """
        supporters = self.support.supporters[project]
        target = self.costs[project] << self.shift
        slack = self.error * supporters.voters
        purses, held, total = self._loops.gather(self.money, supporters.ballots, supporters.copies)
        if total < target:
            return self._bounds_near_the_edge(project) if total + slack >= target else None
        rest, slope = (at_least.low, at_least.slope) if at_least else (target, supporters.weight)
        poor_count = -1
        while True:
            dues = self._dues(project, rest, slope)
            count, poor_money, poor_weight = self._loops.below(
                purses, supporters.level, dues, held, supporters.weights
            )
            if count == poor_count:
                return Bounds(low=max(0, rest - slack), high=rest, slope=slope)
            poor_count = count
            rest = target - poor_money
            slope = supporters.weight - poor_weight

    def _bounds_near_the_edge(self, project: int) -> Bounds | None:
        """The money bounds do not tell whether the supporters can pay: ask the exact amounts."""
        supporters = self.support.supporters[project]
        if self._held(project, self.solvent[supporters.ballots]) < self.costs[project] * self.denominator:
            return None
        price = self.price(project, None)
        least = price.numerator << self.shift
        slope = self.denominator * price.slope
        return Bounds(low=least // slope, high=-(-least // slope), slope=1)

    def price(self, project: int, bounds: Bounds | None) -> Price:
        """The exact least price of an affordable project.

        Bounds sort most supporters into those who can surely pay it and those who surely cannot; the rest
        start among those who can, at a price that is then too low, and leave in rounds.
        """
        supporters = self.support.supporters[project]
        solvent = self.solvent[supporters.ballots]
        poor, unsure = ~solvent, solvent
        if bounds:
            lowest = self._dues(project, bounds.low, bounds.slope) - self.error
            highest = self._dues(project, bounds.high, bounds.slope)
            poor, unsure = self._loops.sort_out(
                self.money, self.solvent, supporters.ballots, supporters.level, lowest, highest
            )
        doubtful = {int(at): self._purse(supporters.ballots[at]) for at in np.flatnonzero(unsure)}
        while True:
            numerator = self.costs[project] * self.denominator - self._held(project, poor & solvent)
            slope = supporters.weight - int(supporters.weights.dot(poor))
            leaving = [
                at
                for at, purse in doubtful.items()
                if purse * slope < numerator * supporters.levels[supporters.level[at]]
            ]
            if not leaving:
                return Price(numerator, slope, poor)
            for at in leaving:
                del doubtful[at]
            poor[leaving] = True

    def buy(self, project: int, price: Price) -> Purchase:
        """Take the price from every supporter who has it, and from the others everything."""
        supporters = self.support.supporters[project]
        divisor = math.gcd(price.numerator, price.slope)
        numerator, growth = price.numerator // divisor, price.slope // divisor
        dues = self._dues(project, numerator << self.shift, self.denominator * growth)
        full, rest = self._loops.pay(
            self.money,
            self.solvent,
            supporters.ballots,
            supporters.copies,
            price.poor,
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
        money, solvent = self.money[supporters.ballots], self.solvent[supporters.ballots]
        due = self._thresholds(project, price.numerator << self.shift, price.denominator)
        poor = solvent & (money < due)
        for at in np.flatnonzero(poor & (money >= due - self.error)):
            owed = price * self.denominator * supporters.levels[supporters.level[at]]
            poor[at] = self._purse(supporters.ballots[at]) < owed
        rich_marks = int(supporters.weights[solvent & ~poor].sum())
        return Fraction(self._held(project, poor), self.denominator), rich_marks

    def held(self, project: int) -> Fraction:
        """The exact amount all supporters of a project still have together."""
        supporters = self.support.supporters[project]
        return Fraction(self._held(project, self.solvent[supporters.ballots]), self.denominator)

    def _held(self, project: int, among: NDArray[np.bool_]) -> int:
        """What these solvent supporters still have together, times `denominator`."""
        supporters, support = self.support.supporters[project], self.support
        voters, marks = self._loops.marks_given(
            supporters.ballots,
            supporters.copies,
            among,
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
