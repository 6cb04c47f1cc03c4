"""The Method of Equal Shares, exact and fast.

Every voter receives the same share of the budget. In each round the project is bought whose supporters pay
the least per unit of utility, all of them at the same price; who has less gives all that is left. The rule
ends when no project is affordable to its supporters. (Peters, Pierczyński, Skowron: Proportional
participatory budgeting with additive utilities, 2021.)

How it stays exact: `docs/allocation.md` has the proof. In short, a voter's money is kept as a whole number
of units of 2**-shift that is never above the exact amount and less than `error` units below it. From such
bounds follow bounds of every price. Where they leave a single cheapest project it is the cheapest; where
several remain, their prices are computed exactly. The price of a bought project is always computed
exactly, from counts: a voter who still has money has paid the full price of everything bought that she
supports.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ortaq.engines.allocation.support import Integers, Support

WORD = 61  # all money together stays below 2**WORD units, so that sums fit into 64 bits
KEY_BITS = 64


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
class _Bounds:
    """The least price lies between `low / slope` and `high / slope`, in units of 2**-shift per mark."""

    low: int
    high: int
    slope: int


@dataclass(frozen=True, slots=True)
class _Price:
    """An exact price per mark, `numerator / (denominator of the purse * slope)`, and who cannot pay it."""

    numerator: int
    slope: int
    poor: NDArray[np.bool_]


class Purse:
    """The money of all voters while projects are bought."""

    def __init__(self, support: Support, costs: Sequence[int], *, share: Fraction, word: int) -> None:
        self.support = support
        self.costs = costs
        self.shift = max(0, word - (math.ceil(share * support.voters) + 1).bit_length())
        self.money = np.full(len(support.copies), math.floor(share * 2**self.shift), dtype=np.int64)
        self.solvent = np.ones(len(support.copies), dtype=np.bool_)
        self.error = 1
        self.denominator = share.denominator
        self._share = share.numerator
        self._paid: dict[int, int] = {}

    def bounds(self, project: int, *, at_least: _Bounds | None) -> _Bounds | None:
        """Bounds of the least price at which the project is affordable to its supporters; None if at no
        price.

        `at_least` are earlier bounds of the same project: prices never fall.
        """
        supporters = self.support.supporters[project]
        target = self.costs[project] << self.shift
        slack = self.error * supporters.voters
        money = self.money[supporters.ballots]
        held = money * supporters.copies
        total = int(held.sum())
        if total < target:
            return self._bounds_near_the_edge(project) if total + slack >= target else None
        rest, slope = (at_least.low, at_least.slope) if at_least else (target, supporters.weight)
        poor_count = -1
        while True:
            poor = money < self._thresholds(project, rest, slope)
            count = int(np.count_nonzero(poor))
            if count == poor_count:
                return _Bounds(low=max(0, rest - slack), high=rest, slope=slope)
            poor_count = count
            rest = target - int(held[poor].sum())
            slope = supporters.weight - int(supporters.weights[poor].sum())

    def _bounds_near_the_edge(self, project: int) -> _Bounds | None:
        """The money bounds do not tell whether the supporters can pay: ask the exact amounts."""
        supporters = self.support.supporters[project]
        if self._held(project, self.solvent[supporters.ballots]) < self.costs[project] * self.denominator:
            return None
        price = self.price(project, None)
        least = price.numerator << self.shift
        slope = self.denominator * price.slope
        return _Bounds(low=least // slope, high=-(-least // slope), slope=1)

    def price(self, project: int, bounds: _Bounds | None) -> _Price:
        """The exact least price of an affordable project.

        Bounds sort most supporters into those who can surely pay it and those who surely cannot; the rest
        start among those who can, at a price that is then too low, and leave in rounds.
        """
        supporters = self.support.supporters[project]
        solvent = self.solvent[supporters.ballots]
        poor, unsure = ~solvent, solvent
        if bounds:
            money = self.money[supporters.ballots]
            poor = poor | (money < self._thresholds(project, bounds.low, bounds.slope) - self.error)
            unsure = ~poor & (money < self._thresholds(project, bounds.high, bounds.slope))
        doubtful = {int(at): self._purse(supporters.ballots[at]) for at in np.flatnonzero(unsure)}
        while True:
            numerator = self.costs[project] * self.denominator - self._held(project, poor & solvent)
            slope = supporters.weight - int(supporters.weights[poor].sum())
            leaving = [
                at
                for at, purse in doubtful.items()
                if purse * slope < numerator * supporters.levels[supporters.level[at]]
            ]
            if not leaving:
                return _Price(numerator, slope, poor)
            for at in leaving:
                del doubtful[at]
            poor[leaving] = True

    def buy(self, project: int, price: _Price) -> Purchase:
        """Take the price from every supporter who has it, and from the others everything."""
        supporters = self.support.supporters[project]
        poor, rich = supporters.ballots[price.poor], supporters.ballots[~price.poor]
        solvent_poor = int(supporters.copies[price.poor & self.solvent[supporters.ballots]].sum())
        divisor = math.gcd(price.numerator, price.slope)
        numerator, growth = price.numerator // divisor, price.slope // divisor
        due = self._thresholds(project, numerator << self.shift, self.denominator * growth)
        due = due if isinstance(due, int) else due[~price.poor]
        self.money[rich] = np.maximum(self.money[rich] - due, 0)
        self.money[poor] = 0
        self.solvent[poor] = False
        self.error += 1
        self._share *= growth
        self._paid = {bought: paid * growth for bought, paid in self._paid.items()}
        self._paid[project] = numerator
        self.denominator *= growth
        return Purchase(
            project=project,
            price=Fraction(numerator, self.denominator),
            full=int(supporters.copies[~price.poor].sum()),
            rest=solvent_poor,
        )

    def held(self, project: int) -> Fraction:
        """The exact amount all supporters of a project still have together."""
        supporters = self.support.supporters[project]
        return Fraction(self._held(project, self.solvent[supporters.ballots]), self.denominator)

    def _held(self, project: int, among: NDArray[np.bool_]) -> int:
        """What these solvent supporters still have together, times `denominator`."""
        supporters = self.support.supporters[project]
        ballots, copies = supporters.ballots[among], supporters.copies[among]
        received = self._share * int(copies.sum())
        if not self._paid or not len(ballots):
            return received
        marks = self._marks_given(ballots, copies)
        return received - sum(numerator * marks[bought] for bought, numerator in self._paid.items())

    def _marks_given(self, ballots: Integers, copies: Integers) -> list[int]:
        """How many marks these ballots give to each project (exact: sums stay far below 2**53)."""
        starts = self.support.bounds[ballots]
        lengths = self.support.bounds[ballots + 1] - starts
        ends = np.cumsum(lengths)
        entries = np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1])
        weights = np.repeat(copies, lengths) * self.support.choice_marks[entries]
        marks = np.bincount(self.support.choices[entries], weights=weights, minlength=len(self.costs))
        return [int(number) for number in marks]

    def _purse(self, ballot: int) -> int:
        """What one solvent voter with this ballot still has, times `denominator`."""
        entries = slice(self.support.bounds[ballot], self.support.bounds[ballot + 1])
        given = zip(
            self.support.choices[entries].tolist(), self.support.choice_marks[entries].tolist(), strict=True
        )
        spent: int = sum(self._paid.get(project, 0) * mark for project, mark in given)
        return self._share - spent

    def _thresholds(self, project: int, numerator: int, denominator: int) -> Integers | int:
        """The least whole amount that pays `numerator / denominator` per mark, for every supporting
        ballot.
        """
        supporters = self.support.supporters[project]
        amounts = [min(-(-numerator * level // denominator), 2**62) for level in supporters.levels]
        return amounts[0] if len(amounts) == 1 else np.array(amounts, dtype=np.int64)[supporters.level]


def equal_shares(
    support: Support, costs: Sequence[int], *, share: Fraction, order: Sequence[int], word: int = WORD
) -> tuple[list[Purchase], Purse]:
    """Run the method: what is bought, in order, and the purse as it is left.

    `costs` are whole numbers by project, `share` is what each voter starts with, `order` the place of each
    project in ties (the smallest wins). A project that costs nothing is bought first if anybody gains from
    it; a project that nobody gains from is never bought. A smaller `word` makes the bounds coarser and the
    count slower; it changes no outcome.
    """
    purse = Purse(support, costs, share=share, word=word)
    wanted = [project for project, supporters in enumerate(support.supporters) if supporters.weight]
    gifts = sorted((project for project in wanted if not costs[project]), key=order.__getitem__)
    purchases = [
        Purchase(project, Fraction(0), full=support.supporters[project].voters, rest=0) for project in gifts
    ]
    candidates = _Candidates(purse, [project for project in wanted if costs[project]], order)
    while (choice := candidates.cheapest()) is not None:
        purchases.append(purse.buy(*choice))
    return purchases, purse


class _Candidates:
    """Projects not bought and not known to be out of reach, by the least price per utility known so far."""

    def __init__(self, purse: Purse, projects: Sequence[int], order: Sequence[int]) -> None:
        self._purse = purse
        self._order = order
        self._bounds: dict[int, _Bounds] = {}
        self._queue: list[tuple[int, int]] = []
        for project in projects:
            supporters = purse.support.supporters[project]
            cost = purse.costs[project] << purse.shift
            self._push(project, _Bounds(cost, cost, supporters.weight))

    def _push(self, project: int, bounds: _Bounds) -> None:
        heapq.heappush(self._queue, (self._key(project, bounds.low, bounds.slope), project))

    def _key(self, project: int, numerator: int, slope: int) -> int:
        """A price per utility as a whole number, rounded down."""
        return (numerator << KEY_BITS) // (slope * self._purse.support.supporters[project].factor)

    def cheapest(self) -> tuple[int, _Price] | None:
        """The project with the least price per utility, removed; None when none is affordable.

        Projects are looked at in the order of what they cost at least. As soon as the next could only be
        dearer than one already seen, the cheapest is among those seen.
        """
        best: int | None = None
        seen: list[tuple[int, int]] = []
        while self._queue and (best is None or self._queue[0][0] <= best):
            _, project = heapq.heappop(self._queue)
            bounds = self._purse.bounds(project, at_least=self._bounds.get(project))
            if bounds is None:
                continue
            self._bounds[project] = bounds
            seen.append((self._key(project, bounds.low, bounds.slope), project))
            most = self._key(project, bounds.high, bounds.slope) + 1
            best = most if best is None else min(best, most)
        if best is None:
            return None
        contenders = [project for least, project in seen if least <= best]
        winner, price = self._untie(contenders)
        for entry in seen:
            if entry[1] != winner:
                heapq.heappush(self._queue, entry)
        return winner, price

    def _untie(self, contenders: Sequence[int]) -> tuple[int, _Price]:
        prices = {project: self._purse.price(project, self._bounds[project]) for project in contenders}
        if len(contenders) == 1:
            return contenders[0], prices[contenders[0]]
        supporters = self._purse.support.supporters
        winner = min(
            contenders,
            key=lambda project: (
                Fraction(prices[project].numerator, prices[project].slope * supporters[project].factor),
                self._order[project],
            ),
        )
        return winner, prices[winner]
