"""The Method of Equal Shares.

Every voter receives the same share of the budget. In each round the project is bought whose supporters pay
the least per unit of utility, all of them at the same price; who has less gives all that is left. The rule
ends when no project is affordable to its supporters. (Peters, Pierczyński, Skowron: Proportional
participatory budgeting with additive utilities, 2021.)

Projects are compared by bounds of their prices; where bounds leave more than one, by the exact prices.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ortaq.engines.allocation.contest import Contest
from ortaq.engines.allocation.loops import NUMPY, Loops
from ortaq.engines.allocation.purse import WORD, Bounds, Price, Purchase, Purse

KEY_BITS = 64


@dataclass(frozen=True)
class Run:
    """One run of Equal Shares: what each voter started with, what was bought in order, what money is left."""

    share: Fraction
    purchases: Sequence[Purchase]
    purse: Purse


def equal_shares(contest: Contest, *, share: Fraction, word: int = WORD, loops: Loops = NUMPY) -> Run:
    """Run the method with a share in the smallest unit of money.

    A project that costs nothing is bought first if anybody gains from it; a project that nobody gains from is
    never bought. A smaller `word` makes bounds coarser and the count slower; `loops` make it faster. Neither
    changes an outcome.
    """
    purse = Purse(contest.support, contest.costs, share=share, word=word, loops=loops)
    purchases = _gifts(contest)
    candidates = _Candidates(contest, purse)
    while (choice := candidates.cheapest()) is not None:
        purchases.append(purse.buy(*choice))
    return Run(share, purchases, purse)


def same_purchases(contest: Contest, earlier: Run, *, share: Fraction, loops: Loops = NUMPY) -> Run | None:
    """The run with a higher share, if it and every share between surely buy what the earlier run bought,
    in the same order; None if that is not sure.

    As long as the purchases are the same, a higher share leaves nobody with less money, and so no price is
    higher. Hence if in every round the price paid in the earlier run is below every other price of this
    run (or equal, and the tie is won), and at the end nothing is affordable here, then the same holds for
    every share between.
    """
    purse = Purse(contest.support, contest.costs, share=share, loops=loops)
    purchases = _gifts(contest)
    candidates = _Candidates(contest, purse)
    for purchase in earlier.purchases[len(purchases) :]:
        price = candidates.surely(purchase)
        if price is None:
            return None
        purchases.append(purse.buy(purchase.project, price))
    return Run(share, purchases, purse) if candidates.cheapest() is None else None


def _gifts(contest: Contest) -> list[Purchase]:
    supporters = contest.support.supporters
    return [
        Purchase(project, Fraction(0), full=supporters[project].voters, rest=0)
        for project in contest.wanted
        if not contest.costs[project]
    ]


class _Candidates:
    """Projects not bought and not known to be out of reach, by the least price per utility known so far."""

    def __init__(self, contest: Contest, purse: Purse) -> None:
        self._contest = contest
        self._purse = purse
        self._bounds: dict[int, Bounds] = {}
        self._queue: list[tuple[int, int]] = []
        for project in contest.wanted:
            cost = contest.costs[project] << purse.shift
            if cost:
                weight = contest.support.supporters[project].weight
                self._queue.append((self._key(project, cost, weight), project))
        heapq.heapify(self._queue)

    def _factor(self, project: int) -> int:
        return self._contest.support.supporters[project].factor

    def _key(self, project: int, numerator: int, slope: int) -> int:
        """A price per utility as a whole number, rounded down."""
        return (numerator << KEY_BITS) // (slope * self._factor(project))

    def _settle_next(self) -> tuple[int, int, int] | None:
        """Bring the price of the next project nearer: (at least, at most, project) once it is bounded from both
        sides; before that the project waits with what it now costs at least. None too if it is out of reach.
        """
        _, project = heapq.heappop(self._queue)
        bounds = self._purse.closer(project, self._bounds.get(project))
        if bounds is None:
            return None
        self._bounds[project] = bounds
        least = self._key(project, bounds.low, bounds.slope)
        if bounds.settled:
            return least, self._key(project, bounds.near, bounds.slope) + 1, project
        heapq.heappush(self._queue, (least, project))
        return None

    def cheapest(self) -> tuple[int, Price] | None:
        """The project with the least price per utility, removed; None when none is affordable.

        Projects are looked at in the order of what they cost at least. As soon as the next could only be
        dearer than one already seen, the cheapest is among those seen.
        """
        best: int | None = None
        seen: list[tuple[int, int]] = []
        while self._queue and (best is None or self._queue[0][0] <= best):
            found = self._settle_next()
            if found:
                least, most, project = found
                seen.append((least, project))
                best = most if best is None else min(best, most)
        if best is None:
            return None
        winner, price = self._untie([project for least, project in seen if least <= best])
        self._put_back(seen, without=winner)
        return winner, price

    def _put_back(self, seen: Sequence[tuple[int, int]], *, without: int) -> None:
        for entry in seen:
            if entry[1] != without:
                heapq.heappush(self._queue, entry)

    def _untie(self, contenders: Sequence[int]) -> tuple[int, Price]:
        prices = {project: self._purse.price(project, self._bounds[project]) for project in contenders}
        if len(contenders) == 1:
            return contenders[0], prices[contenders[0]]
        winner = min(
            contenders,
            key=lambda project: (self._exact(project, prices[project]), self._contest.order[project]),
        )
        return winner, prices[winner]

    def _exact(self, project: int, price: Price) -> Fraction:
        """The exact price per utility, up to the denominator that all prices of a round share."""
        return Fraction(price.numerator, price.slope * self._factor(project))

    def surely(self, purchase: Purchase) -> Price | None:
        """The price of a project bought with a lower share, removed, if no other project can go before it
        at any share from there to here; else None.
        """
        winner = purchase.project
        limit = purchase.price / self._factor(winner)
        highest = (limit.numerator << (self._purse.shift + KEY_BITS)) // limit.denominator + 1
        seen: list[tuple[int, int]] = []
        while self._queue and self._queue[0][0] <= highest:
            found = self._settle_next()
            if found:
                seen.append((found[0], found[2]))
        rivals = [project for least, project in seen if least <= highest and project != winner]
        if any(not self._goes_after(rival, limit, winner) for rival in rivals):
            return None
        self._put_back(seen, without=winner)
        return self._purse.price(winner, self._bounds[winner])

    def _goes_after(self, rival: int, limit: Fraction, winner: int) -> bool:
        price = self._purse.price(rival, self._bounds[rival])
        exact = self._exact(rival, price) / self._purse.denominator
        order = self._contest.order
        return (limit, order[winner]) < (exact, order[rival])
