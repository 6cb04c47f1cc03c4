"""What is said about a result is true when the count is made with the change it speaks of."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.engines.allocation.contest import contest_of
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.explanations import Nearness, compare, group_shares, margin, nearness
from ortaq.engines.allocation.outcome import Completion, Method, Outcome, Rule
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_election
from ortaq.engines.allocation.tests.test_equal_shares import elections
from ortaq.engines.allocation.ties import Ties

LEXICOGRAPHIC = Method(ties=Ties.LEXICOGRAPHIC)


def buys(outcome: Outcome, election: Election, id: str) -> bool:
    """Whether Equal Shares with the share of the outcome buys a project that loses every tie."""
    contest = contest_of(election, utility=outcome.utility, ties=Ties.LEXICOGRAPHIC, seed="")
    number = [project.id for project in election.projects].index(id)
    order = [place if at != number else len(contest.order) for at, place in enumerate(contest.order)]
    assert outcome.share is not None
    run = equal_shares(replace(contest, order=order), share=outcome.share)
    return number in [purchase.project for purchase in run.purchases]


def with_cost(election: Election, id: str, cost: int) -> Election:
    projects = (replace(project, cost=cost) if project.id == id else project for project in election.projects)
    return replace(election, projects=tuple(projects))


def with_voters(election: Election, id: str, voters: int) -> Election:
    return replace(election, ballots=election.ballots + (Ballot((id,)),) * voters)


@settings(max_examples=120, deadline=None)
@given(elections(), st.sampled_from(Utility))
def test_this_cost_wins_and_a_higher_one_does_not(election: Election, utility: Utility) -> None:
    outcome = count(election, method=replace(LEXICOGRAPHIC, utility=utility))
    for edge in nearness(outcome):
        cost = edge.cost or 0
        if cost:
            assert buys(outcome, with_cost(election, edge.project, cost), edge.project)
        if cost < election.project_by_id[edge.project].cost:
            assert not buys(outcome, with_cost(election, edge.project, cost + 1), edge.project)


def test_so_many_supporters_win_and_fewer_do_not() -> None:
    chance = random.Random(8)
    seen = 0
    for _ in range(60):
        election = small_election(chance, chance.choice([BallotType.APPROVAL, BallotType.CHOOSE_ONE]))
        utility = chance.choice([Utility.COST, Utility.CARDINALITY])
        outcome = count(election, method=replace(LEXICOGRAPHIC, utility=utility))
        for edge in nearness(outcome):
            assert edge.supporters is not None
            more = with_voters(election, edge.project, edge.supporters)
            assert buys(outcome, more, edge.project)
            fewer = with_voters(election, edge.project, edge.supporters - 1)
            assert edge.supporters == 1 or not buys(outcome, fewer, edge.project)
            seen += 1
    assert seen > 50


def village() -> Election:
    return Election(
        projects=(Project("road", 700), Project("stage", 300), Project("well", 400), Project("dam", 10)),
        ballots=(Ballot(("road", "stage")),) * 6 + (Ballot(("well",)),) * 4,
        budget=1000,
    )


def test_margin_is_the_nearest_of_the_losers() -> None:
    outcome = count(village(), method=Method())
    by_project = {edge.project: edge for edge in nearness(outcome)}
    assert by_project["road"] == Nearness("road", cost=300, supporters=1)
    assert by_project["dam"].cost is None
    assert margin(outcome) == by_project["dam"].supporters == 1
    everything = replace(village(), budget=10_000)
    assert margin(count(everything, method=Method(completion=Completion.GREEDY))) is None


def test_other_rules_have_no_supporters_who_buy() -> None:
    with pytest.raises(ValueError, match="only Equal Shares"):
        nearness(count(village(), method=Method(rule=Rule.GREEDY)))


def test_without_ballots_nothing_is_near() -> None:
    assert nearness(count(replace(village(), ballots=()), method=Method())) == []


def test_groups_show_shares_of_voters_and_money() -> None:
    outcome = count(village(), method=Method())
    farm, town = group_shares(outcome, facts=["town"] * 4 + ["farm"] * 6, smallest=4)
    assert (farm.groups, farm.voters, farm.represented) == (("farm",), 6, 6)
    assert (farm.money, farm.spent) == (600, 2 * 50 + 4 * 100)
    assert (town.money, town.spent) == (400, 200)
    assert farm.spent + town.spent == outcome.cost


def test_few_people_are_never_shown_alone() -> None:
    outcome = count(village(), method=Method())
    facts = ["a"] * 6 + ["b"] * 3 + ["c"]
    assert [share.groups for share in group_shares(outcome, facts=facts)] == [("a", "b", "c")]
    assert [share.voters for share in group_shares(outcome, facts=facts, smallest=4)] == [6, 4]
    assert group_shares(outcome, facts=facts, smallest=11) == []
    with pytest.raises(ValueError, match="9 facts for 10 ballots"):
        group_shares(outcome, facts=facts[1:])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcdefg"), min_size=10, max_size=10), st.integers(1, 6))
def test_groups_are_complete_and_large(facts: list[str], smallest: int) -> None:
    shares = group_shares(count(village(), method=Method()), facts=facts, smallest=smallest)
    assert sum(share.voters for share in shares) == 10
    assert all(share.voters >= smallest for share in shares)


def test_comparison_covers_every_rule() -> None:
    methods = [Method(), Method(completion=Completion.ADD1U), *(Method(rule=rule) for rule in Rule)]
    for line in compare(village(), methods=methods):
        assert line.cost == line.outcome.cost <= 1000
        assert 0 < line.represented <= 10
        assert 0 < line.agreement <= Fraction(1)
