"""The fast counter against the rule written down as plainly as possible, and what the rule promises."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.engines.allocation.contest import contest_of
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.outcome import Completion, Method, Outcome, receipt
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_elections
from ortaq.engines.allocation.tests.reference import exact_equal_shares
from ortaq.engines.allocation.ties import Ties, tie_order

TYPES = [BallotType.APPROVAL, BallotType.CUMULATIVE, BallotType.ORDINAL]


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Few different costs and few different ballots: nearly every decision is a tie or close to one."""
    costs = draw(st.lists(st.sampled_from([0, 1, 2, 3, 4, 6, 12, 10**9, 10**9 + 1]), min_size=1, max_size=6))
    projects = tuple(Project(str(number), cost) for number, cost in enumerate(costs))
    ballot_type = draw(st.sampled_from(TYPES))
    ids = st.lists(st.sampled_from([project.id for project in projects]), unique=True, max_size=4)
    ballots = []
    for choices in draw(st.lists(ids, min_size=1, max_size=9)):
        points = draw(st.lists(st.integers(0, 3), min_size=len(choices), max_size=len(choices)))
        graded = ballot_type is BallotType.CUMULATIVE
        ballots.append(Ballot(tuple(choices), tuple(points) if graded else ()))
    budget = draw(st.integers(0, 2 * sum(costs) + 1))
    return Election(projects=projects, ballots=tuple(ballots), budget=budget, ballot_type=ballot_type)


def utility_of(election: Election, ballot: Ballot, id: str, utility: Utility) -> int:
    if id not in ballot.choices:
        return 0
    if utility is Utility.COST:
        return election.project_by_id[id].cost
    place = ballot.choices.index(id)
    if utility is Utility.POINTS and election.ballot_type is BallotType.CUMULATIVE:
        return int(ballot.points[place])
    if utility is Utility.POINTS and election.ballot_type is BallotType.ORDINAL:
        return len(ballot.choices) - place - 1
    return 1


def least_price(cost: int, gains: list[tuple[Fraction, int]]) -> Fraction | None:
    """The least price per utility at which (money, utility) of the supporters pay a cost."""
    paid, utility = Fraction(0), sum(gain for _, gain in gains)
    for money, gain in sorted(gains, key=lambda pair: pair[0] / pair[1]):
        price = (cost - paid) / utility
        if price * gain <= money:
            return price
        paid += money
        utility -= gain
    return None


def plain_equal_shares(
    election: Election, utility: Utility, order: dict[str, int]
) -> tuple[list[str], list[Fraction]]:
    """Winners in order, and what every voter has left."""
    money = [Fraction(election.budget, len(election.ballots)) for _ in election.ballots]
    gains = {
        id: [
            (voter, utility_of(election, ballot, id, utility))
            for voter, ballot in enumerate(election.ballots)
            if utility_of(election, ballot, id, utility)
        ]
        for id in election.project_by_id
    }
    free = [id for id in gains if gains[id] and not election.project_by_id[id].cost]
    winners = sorted(free, key=order.__getitem__)
    while True:
        prices = {}
        for id in set(gains) - set(winners):
            cost = election.project_by_id[id].cost
            price = least_price(cost, [(money[voter], gain) for voter, gain in gains[id]])
            if gains[id] and price is not None:
                prices[id] = price
        if not prices:
            return winners, money
        winner = min(prices, key=lambda project: (prices[project], order[project]))
        winners.append(winner)
        for voter, gain in gains[winner]:
            money[voter] -= min(money[voter], prices[winner] * gain)


@settings(max_examples=200, deadline=None)
@given(elections(), st.sampled_from(Utility), st.sampled_from(Ties), st.text(max_size=3))
def test_counts_as_the_plain_rule_does(election: Election, utility: Utility, ties: Ties, seed: str) -> None:
    outcome = count(election, method=Method(utility=utility, ties=ties, seed=seed))
    winners, money = plain_equal_shares(election, utility, dict(tie_order(election, ties=ties, seed=seed)))
    assert outcome.ids == winners
    assert [receipt(outcome, ballot=ballot).unspent for ballot in election.ballots] == money


@settings(max_examples=120, deadline=None)
@given(elections(), st.sampled_from(Utility), st.integers(0, 40))
def test_coarse_bounds_change_nothing(election: Election, utility: Utility, word: int) -> None:
    """With few bits nearly every bound is in doubt and every decision is taken exactly."""
    assert_exact(election, utility, word=word)


@pytest.mark.parametrize("ballot_type", BallotType)
@pytest.mark.parametrize("word", [0, 6, 12, 20])
def test_coarse_bounds_change_no_price_in_villages(ballot_type: BallotType, word: int) -> None:
    for election in small_elections(number=25, seed=word, types=(ballot_type,)):
        for utility in Utility:
            assert_exact(election, utility, word=word)


def assert_exact(election: Election, utility: Utility, *, word: int) -> None:
    contest = contest_of(election, utility=utility, ties=Ties.PUBLISHED, seed="")
    share = Fraction(election.budget, len(election.ballots))
    run = equal_shares(contest, share=share, word=word)
    bought = [(purchase.project, purchase.price) for purchase in run.purchases]
    assert bought == exact_equal_shares(contest, share=share)


def assert_paid(election: Election, outcome: Outcome) -> None:
    receipts = [receipt(outcome, ballot=ballot) for ballot in election.ballots]
    for winner in outcome.winners:
        if winner.payment is not None:
            assert sum(paper.paid.get(winner.project, Fraction(0)) for paper in receipts) == winner.cost
            assert winner.full + winner.rest <= len(election.ballots)
    for ballot, paper in zip(election.ballots, receipts, strict=True):
        assert set(paper.paid) <= set(ballot.choices)
        assert paper.unspent >= 0
        assert sum(paper.paid.values()) + paper.unspent == paper.share


@settings(max_examples=100, deadline=None)
@given(elections(), st.sampled_from(Utility))
def test_payments_cover_costs_and_stay_within_shares(election: Election, utility: Utility) -> None:
    outcome = count(election, method=Method(utility=utility))
    assert_paid(election, outcome)
    assert outcome.cost <= election.budget


@settings(max_examples=100, deadline=None)
@given(elections(), st.sampled_from(Utility), st.sampled_from(Completion))
def test_every_project_is_accounted_for(election: Election, utility: Utility, completion: Completion) -> None:
    tenth = Fraction(max(1, election.budget), 10 * len(election.ballots))
    outcome = count(election, method=Method(utility=utility, completion=completion, step=tenth))
    losers = [loser.project for loser in outcome.losers]
    assert sorted(outcome.ids + losers) == sorted(election.project_by_id)
    assert outcome.left >= 0
    for loser in outcome.losers:
        assert loser.had < loser.needed or not loser.needed
    if completion in (Completion.ADD1U, Completion.GREEDY):
        assert all(loser.needed > outcome.left for loser in outcome.losers)


@settings(max_examples=100, deadline=None)
@given(elections(), st.sampled_from(Utility), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_projects_does_not_matter(
    election: Election, utility: Utility, chance: object
) -> None:
    projects, ballots = list(election.projects), list(election.ballots)
    chance.shuffle(projects)  # type: ignore[attr-defined]
    chance.shuffle(ballots)  # type: ignore[attr-defined]
    shuffled = Election(
        projects=tuple(projects),
        ballots=tuple(ballots),
        budget=election.budget,
        ballot_type=election.ballot_type,
    )
    method = Method(utility=utility, completion=Completion.GREEDY)
    assert count(shuffled, method=method).ids == count(election, method=method).ids


def test_amounts_beyond_exact_sums_are_refused() -> None:
    village = Election((Project("well", 2**53),), (Ballot(("well",)),) * 3, budget=2**53)
    contest = contest_of(village, utility=Utility.COST, ties=Ties.PUBLISHED, seed="")
    assert [purchase.full for purchase in equal_shares(contest, share=Fraction(2**53, 3)).purchases] == [3]
    with pytest.raises(ValueError, match="too large together"):
        equal_shares(contest, share=Fraction(2**60))
