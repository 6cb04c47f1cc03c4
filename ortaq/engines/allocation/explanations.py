"""Why: what a project lacked, how close the result is, whose money went where, what other rules would have
said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ortaq.engines.allocation.contest import Contest, contest_of
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Election
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.outcome import Method, Outcome, Rule, receipt
from ortaq.engines.allocation.purse import WORD, Purse
from ortaq.engines.allocation.support import Utility

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class Nearness:
    """What would surely have made Equal Shares buy a project, everything else as it was and with the same
    share: a cost of at most `cost` (smallest unit), or `supporters` more voters who choose nothing else.

    None where nothing of the kind helps: a project nobody gains from has no cost at which anybody buys it,
    and what a voter who chooses nothing else gains is not defined when points are given.
    """

    project: str
    cost: int | None
    supporters: int | None


def nearness(outcome: Outcome) -> list[Nearness]:
    """For every project that Equal Shares did not buy, in the order of ties, how near it came.

    Exact, not searched: a project that is not bought changes nothing for the others, so the count with a
    lower cost or more supporters is the same until the project itself is bought. In each round it has to
    be cheaper than what is bought there; at the end it has to be affordable. With Add1 the shares are
    those of its last step; another cost might have made Add1 end elsewhere. Without ballots nothing is
    near. Raises `ValueError` for other rules.

    >>> from ortaq.engines.allocation.election import Ballot, Project
    >>> village = Election(
    ...     projects=(Project("road", 700), Project("stage", 300), Project("well", 400)),
    ...     ballots=(Ballot(("road", "stage")),) * 6 + (Ballot(("well",)),) * 4,
    ...     budget=1000,
    ... )
    >>> nearness(count(village, method=Method()))
    [Nearness(project='road', cost=300, supporters=1)]
    """
    if outcome.method.rule is not Rule.EQUAL_SHARES:
        raise ValueError("only Equal Shares has supporters who buy")
    if outcome.share is None:
        return []
    election, share = outcome.election, outcome.share
    method = outcome.method
    contest = contest_of(election, utility=outcome.utility, ties=method.ties, seed=method.seed)
    run = equal_shares(contest, share=share)
    bought = {purchase.project for purchase in run.purchases}
    others = sorted(set(range(len(contest.costs))) - bought, key=contest.order.__getitem__)
    edges = [_Edge(contest, number, share, outcome.utility) for number in others]
    purse = Purse(contest.support, contest.costs, share=share, word=WORD)
    for purchase in run.purchases:
        if not contest.costs[purchase.project]:
            continue
        price = purchase.price / contest.support.supporters[purchase.project].factor
        for edge in edges:
            edge.round(purse, price)
        purse.buy(purchase.project, purse.price(purchase.project, purse.settled(purchase.project)))
    for edge in edges:
        edge.end(purse)
    return [Nearness(election.projects[edge.project].id, edge.cost, edge.supporters) for edge in edges]


class _Edge:
    """The weakest conditions found so far under which one project is bought."""

    def __init__(self, contest: Contest, project: int, share: Fraction, utility: Utility) -> None:
        self.project = project
        self.cost: int | None = None
        self.supporters: int | None = None
        self._share = share
        self._needed = contest.costs[project]
        self._supporters = contest.support.supporters[project]
        self._utility = utility

    def round(self, purse: Purse, price: Fraction) -> None:
        """In a round where another project costs `price` per utility, this one has to cost less."""
        payment = price * self._supporters.factor
        if not payment or not self._share:
            return
        poor_money, rich = purse.offer(self.project, payment)
        offered = poor_money + payment * rich
        tie = rich > 0 or self._share >= payment
        self._joined(_least((self._needed - offered) / min(self._share, payment), above=tie))
        if self._utility is Utility.COST:
            self._cheaper(self._highest_cost(purse, price))
        else:
            self._cheaper(_greatest(offered, below=rich > 0))

    def _highest_cost(self, purse: Purse, price: Fraction) -> int:
        """The highest cost at which this project costs less than `price` per unit of cost.

        With a cost c each supporter pays up to `price * c`. What they offer at c, minus c, is concave in c
        and 0 at 0: Newton's method from the right ends at its other zero, below which the offer exceeds
        the cost.
        """
        cost = Fraction(self._needed)
        while True:
            poor_money, rich = purse.offer(self.project, price * cost)
            following = poor_money / (1 - price * rich) if poor_money else Fraction(0)
            if following == cost or not following:
                return _greatest(following, below=rich > 0)
            cost = following

    def end(self, purse: Purse) -> None:
        """After the last round it only has to be affordable."""
        held = purse.held(self.project)
        self._cheaper(_greatest(held, below=False))
        if self._supporters.factor and self._share:
            self._joined(_least((self._needed - held) / self._share, above=False))

    def _cheaper(self, cost: int) -> None:
        if cost > 0:
            self.cost = max(cost, self.cost or 0)

    def _joined(self, supporters: int) -> None:
        if self._utility is not Utility.POINTS:
            self.supporters = min(supporters, self.supporters or supporters)


def _least(bound: Fraction, *, above: bool) -> int:
    """The least whole number from a bound on, or above it."""
    return math.floor(bound) + 1 if above else math.ceil(bound)


def _greatest(bound: Fraction, *, below: bool) -> int:
    """The greatest whole number up to a bound, or below it."""
    return math.ceil(bound) - 1 if below else math.floor(bound)


def margin(outcome: Outcome) -> int | None:
    """How few more voters, all choosing one same project that did not win and nothing else, would surely
    have made Equal Shares buy it: the result is no farther from another one than this.
    """
    won = set(outcome.ids)
    near = [edge.supporters for edge in nearness(outcome) if edge.project not in won and edge.supporters]
    return min(near, default=None)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What became of the shares of one declared group; `groups` are the values put together to protect few
    people.

    `money` is what the group's voters had at the start, `spent` what they paid for winners (both exact,
    smallest unit), `represented` how many of them chose at least one winner.
    """

    groups: tuple[str, ...]
    voters: int
    represented: int
    money: Fraction
    spent: Fraction


def group_shares(outcome: Outcome, *, facts: Sequence[str], smallest: int = SMALLEST_GROUP) -> list[GroupShare]:
    """Shares of voters and of money by a declared fact (one value per ballot, in the order of the ballots).

    Groups of fewer than `smallest` voters are put together, with the next larger ones until they are
    enough; if all voters together are too few there is no answer. Raises `ValueError` if facts and ballots
    differ in number.
    """
    election = outcome.election
    if len(facts) != len(election.ballots):
        raise ValueError(f"{len(facts)} facts for {len(election.ballots)} ballots")
    accounts = {ballot: receipt(outcome, ballot=ballot) for ballot in election.distinct_ballots}
    members: dict[str, list[int]] = {}
    for voter, value in enumerate(facts):
        members.setdefault(value, []).append(voter)
    won = set(outcome.ids)
    shares = []
    for groups in _large_enough({value: len(voters) for value, voters in members.items()}, smallest):
        ballots = [election.ballots[voter] for value in groups for voter in members[value]]
        shares.append(
            GroupShare(
                groups=groups,
                voters=len(ballots),
                represented=sum(not won.isdisjoint(ballot.choices) for ballot in ballots),
                money=_sum(accounts[ballot].share for ballot in ballots),
                spent=_sum(accounts[ballot].share - accounts[ballot].unspent for ballot in ballots),
            )
        )
    return shares


def _sum(amounts: Iterable[Fraction]) -> Fraction:
    return sum(amounts, Fraction(0))


def _large_enough(sizes: Mapping[str, int], smallest: int) -> list[tuple[str, ...]]:
    """Groups of at least `smallest`, the largest first; the smallest ones together at the end.

    >>> _large_enough({"a": 40, "b": 3, "c": 9, "d": 1}, 5)
    [('a',), ('c', 'b', 'd')]
    >>> _large_enough({"a": 40, "b": 3, "c": 2}, 5)
    [('a',), ('b', 'c')]
    """
    alone = sorted(sizes, key=lambda value: (-sizes[value], value))
    together: list[str] = []
    while alone and (sizes[alone[-1]] < smallest or 0 < sum(sizes[value] for value in together) < smallest):
        together.insert(0, alone.pop())
    joined = [tuple(together)] if sum(sizes[value] for value in together) >= smallest else []
    return [(value,) for value in alone] + joined


@dataclass(frozen=True, slots=True)
class Comparison:
    """An outcome in three figures: what was spent, how many voters chose at least one winner, and how much
    of what was spent went, on average, to projects a voter had chosen (between 0 and 1).
    """

    outcome: Outcome
    cost: int
    represented: int
    agreement: Fraction


def compare(election: Election, *, methods: Iterable[Method]) -> list[Comparison]:
    """The same election under several methods.

    >>> from ortaq.engines.allocation.election import Ballot, Project
    >>> village = Election(
    ...     projects=(Project("road", 700), Project("stage", 300), Project("well", 400)),
    ...     ballots=(Ballot(("road", "stage")),) * 6 + (Ballot(("well",)),) * 4,
    ...     budget=1000,
    ... )
    >>> for line in compare(village, methods=[Method(), Method(rule=Rule.GREEDY)]):
    ...     print(line.outcome.ids, line.cost, line.represented, line.agreement)
    ['stage', 'well'] 700 10 17/35
    ['stage', 'road'] 1000 6 3/5
    """
    return [_comparison(count(election, method=method)) for method in methods]


def _comparison(outcome: Outcome) -> Comparison:
    costs = {winner.project: winner.cost for winner in outcome.winners}
    represented, wanted = 0, 0
    for ballot, copies in outcome.election.distinct_ballots.items():
        won = [costs[choice] for choice in ballot.choices if choice in costs]
        represented += copies * bool(won)
        wanted += copies * sum(won)
    whole = outcome.cost * len(outcome.election.ballots)
    agreement = Fraction(wanted, whole) if whole else Fraction(0)
    return Comparison(outcome=outcome, cost=outcome.cost, represented=represented, agreement=agreement)
