"""Bounded Overspending: Equal Shares in which supporters may spend more than they have, within bounds.

Equal Shares passes over a project whose supporters lack little. Here supporters may buy the part α of a
project that they can afford at a price, and then pay for the rest as if they had the money: α is the
greatest part for which payments of at most α·ρ per unit of utility suffice, and the project with the least
ρ / α is bought, as long as it fits into the budget. Each supporter pays ρ per unit, or all she has.
(Papasotiropoulos, Pishbin, Skibski, Skowron, Wąs: Method of Equal Shares with Bounded Overspending, 2025.)

Exact fractions double their length with every purchase here. The rule is therefore defined on amounts in
units of 2**-shift of the smallest unit of money: shares are rounded down, payments up. All else is exact.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ortaq.engines.allocation.contest import Contest
from ortaq.engines.allocation.support import Supporters

WORD = 61


@dataclass(frozen=True, slots=True)
class PartPurchase:
    """A project bought: the part its supporters could afford, what a mark costs, who pays that or gives
    the rest.
    """

    project: int
    part: Fraction
    payment: Fraction
    full: int
    rest: int


@dataclass(frozen=True, slots=True)
class _Offer:
    """At `due` units per mark the supporters pay `paid` units of the cost of `needed`."""

    due: Fraction
    paid: Fraction
    needed: int

    @property
    def dearness(self) -> Fraction:
        """ρ / α up to the utility of a mark, where α = paid / needed and α·ρ = due."""
        return self.due * self.needed**2 / self.paid**2


def bounded_overspending(contest: Contest) -> tuple[list[PartPurchase], Fraction]:
    """What is bought, in order, and the share every voter starts with.

    Projects nobody gains from are never bought; those that cost nothing come first if anybody gains from
    them.
    """
    market = _Market(contest)
    left = contest.budget
    bought = [
        PartPurchase(project, Fraction(1), Fraction(0), contest.support.supporters[project].voters, rest=0)
        for project in contest.wanted
        if not contest.costs[project]
    ]
    while (purchase := market.next_one(left)) is not None:
        bought.append(purchase)
        left -= contest.costs[purchase.project]
    return bought, Fraction(market.share, 2**market.shift)


class _Market:
    """Money of the voters in units, and projects by how dear they are at least: that never falls."""

    def __init__(self, contest: Contest) -> None:
        self._contest = contest
        self.shift = max(0, WORD - (contest.budget + 1).bit_length())
        self.share = (contest.budget << self.shift) // max(1, contest.support.voters)
        self._money = np.full(len(contest.support.copies), self.share, dtype=np.int64)
        self._queue = [
            (Fraction(0), contest.order[project], project) for project in contest.wanted if contest.costs[project]
        ]
        heapq.heapify(self._queue)

    def next_one(self, left: int) -> PartPurchase | None:
        """Buy the least dear project that fits into what is left; None if there is none."""
        fresh: dict[int, _Offer] = {}
        while self._queue:
            _, place, project = heapq.heappop(self._queue)
            if project in fresh:
                return self._buy(project, fresh[project])
            supporters = self._contest.support.supporters[project]
            offer = None
            if self._contest.costs[project] <= left:
                offer = self._best_offer(supporters, self._contest.costs[project] << self.shift)
            if offer is not None:
                fresh[project] = offer
                heapq.heappush(self._queue, (offer.dearness / supporters.factor, place, project))
        return None

    def _best_offer(self, supporters: Supporters, needed: int) -> _Offer | None:
        """The offer with the least ρ / α; None if nobody has anything.

        Between two amounts at which somebody runs out ρ / α rises and then falls, so that the least is at
        one of them, or where the whole cost is paid.
        """
        common = math.lcm(*supporters.levels)
        money = self._money[supporters.ballots].tolist()
        marks = [supporters.levels[level] for level in supporters.level]
        entries = sorted(
            (amount * common // mark, amount, mark, copies)
            for amount, mark, copies in zip(money, marks, supporters.copies.tolist(), strict=True)
            if amount
        )
        offers: list[_Offer] = []
        best_edge, best_paid = 1, 0
        spent, weight = 0, sum(mark * copies for _, _, mark, copies in entries)
        for edge, amount, mark, copies in entries:
            paid = spent * common + edge * weight
            if paid >= needed * common:
                offers.append(_Offer(Fraction(needed - spent, weight), Fraction(needed), needed))
                break
            if edge * best_paid**2 < best_edge * paid**2:
                best_edge, best_paid = edge, paid
            spent += amount * copies
            weight -= mark * copies
        if best_paid:
            offers.append(_Offer(Fraction(best_edge, common), Fraction(best_paid, common), needed))
        return min(offers, key=lambda offer: offer.dearness, default=None)

    def _buy(self, project: int, offer: _Offer) -> PartPurchase:
        supporters = self._contest.support.supporters[project]
        due = math.ceil(offer.due * offer.needed / offer.paid)
        levels = np.array([min(due * level, 2**62) for level in supporters.levels], dtype=np.int64)
        money, dues = self._money[supporters.ballots], levels[supporters.level]
        able = money >= dues
        self._money[supporters.ballots] = np.maximum(money - dues, 0)
        return PartPurchase(
            project=project,
            part=offer.paid / offer.needed,
            payment=Fraction(due, 2**self.shift),
            full=int(supporters.copies.dot(able)),
            rest=int(supporters.copies.dot(~able & (money > 0))),
        )
