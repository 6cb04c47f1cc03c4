"""Equal Shares as its definition reads, with fractions and nothing clever, to hold the count to."""

from __future__ import annotations

from fractions import Fraction

from ortaq.engines.allocation.contest import Contest
from ortaq.engines.allocation.support import Supporters


def exact_equal_shares(contest: Contest, *, share: Fraction) -> list[tuple[int, Fraction]]:
    """What is bought, in order, with the price of a mark."""
    money = [share] * len(contest.support.copies)
    bought = [(project, Fraction(0)) for project in contest.wanted if not contest.costs[project]]
    waiting = {project for project in contest.wanted if contest.costs[project]}
    while True:
        prices = {project: _price(contest, project, money) for project in waiting}
        payable = {project: price for project, price in prices.items() if price is not None}
        if not payable:
            return bought
        winner = min(
            payable, key=lambda project: (_per_utility(contest, project, payable), contest.order[project])
        )
        bought.append((winner, payable[winner]))
        waiting.remove(winner)
        for ballot, mark, _ in _entries(contest.support.supporters[winner]):
            money[ballot] -= min(money[ballot], payable[winner] * mark)


def _per_utility(contest: Contest, project: int, prices: dict[int, Fraction]) -> Fraction:
    return prices[project] / contest.support.supporters[project].factor


def _entries(supporters: Supporters) -> list[tuple[int, int, int]]:
    marks = [supporters.levels[level] for level in supporters.level]
    return list(zip(supporters.ballots.tolist(), marks, supporters.copies.tolist(), strict=True))


def _price(contest: Contest, project: int, money: list[Fraction]) -> Fraction | None:
    """The least price of a mark at which the supporters pay the cost: the poorest give all they have."""
    entries = sorted(_entries(contest.support.supporters[project]), key=lambda entry: money[entry[0]] / entry[1])
    cost, weight = Fraction(contest.costs[project]), sum(mark * copies for _, mark, copies in entries)
    for ballot, mark, copies in entries:
        if cost / weight <= money[ballot] / mark:
            return cost / weight
        cost -= money[ballot] * copies
        weight -= mark * copies
    return None
