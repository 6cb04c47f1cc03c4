"""Same winners in the same order as pabutools, the exact reference, on elections written by our own
writer.
"""

from __future__ import annotations

import pytest
from pabutools.election import Additive_Borda_Sat, Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import BallotType, Election
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_elections
from ortaq.engines.allocation.ties import Ties
from ortaq.engines.allocation.writing import write_pabulib

SIXTY = list(
    enumerate(
        small_elections(number=60, seed=20270301, types=(BallotType.APPROVAL, BallotType.CHOOSE_ONE)), start=1
    )
)
POINTS = list(
    enumerate(
        small_elections(number=40, seed=20270302, types=(BallotType.CUMULATIVE, BallotType.ORDINAL)), start=1
    )
)
META = {"description": "made for a test", "country": "-", "unit": "-", "instance": "-", "rule": "-"}


def satisfaction(election: Election, utility: Utility) -> type:
    if utility is Utility.COST:
        return Cost_Sat
    if utility is Utility.CARDINALITY:
        return Cardinality_Sat
    return Additive_Borda_Sat if election.ballot_type is BallotType.ORDINAL else Additive_Cardinal_Sat


def reference(election: Election, utility: Utility, *, completion: Completion) -> list[str]:
    instance, profile = parse_pabulib_from_string(write_pabulib(election, meta=META))
    sat = satisfaction(election, utility)
    step = 1 if completion in (Completion.ADD1, Completion.ADD1U) else None
    chosen = method_of_equal_shares(instance, profile, sat_class=sat, voter_budget_increment=step)
    if completion in (Completion.ADD1U, Completion.GREEDY):
        chosen = greedy_utilitarian_welfare(instance, profile, sat_class=sat, initial_budget_allocation=chosen)
    return [project.name for project in chosen]


@pytest.mark.parametrize("completion", Completion)
@pytest.mark.parametrize("utility", [Utility.COST, Utility.CARDINALITY])
@pytest.mark.parametrize(("number", "election"), SIXTY, ids=lambda value: str(value)[:3])
def test_approval_elections(number: int, election: Election, utility: Utility, completion: Completion) -> None:
    method = Method(utility=utility, completion=completion, ties=Ties.LEXICOGRAPHIC)
    assert count(election, method=method).ids == reference(election, utility, completion=completion)


@pytest.mark.parametrize("utility", list(Utility))
@pytest.mark.parametrize(("number", "election"), POINTS, ids=lambda value: str(value)[:3])
def test_points_elections(number: int, election: Election, utility: Utility) -> None:
    for completion in (Completion.NONE, Completion.ADD1U):
        method = Method(utility=utility, completion=completion, ties=Ties.LEXICOGRAPHIC)
        assert count(election, method=method).ids == reference(election, utility, completion=completion)


@pytest.mark.parametrize("utility", [Utility.COST, Utility.CARDINALITY])
@pytest.mark.parametrize(("number", "election"), SIXTY, ids=lambda value: str(value)[:3])
def test_greedy(number: int, election: Election, utility: Utility) -> None:
    instance, profile = parse_pabulib_from_string(write_pabulib(election, meta=META))
    theirs = greedy_utilitarian_welfare(instance, profile, sat_class=satisfaction(election, utility))
    method = Method(rule=Rule.GREEDY, utility=utility, ties=Ties.LEXICOGRAPHIC)
    assert count(election, method=method).ids == [project.name for project in theirs]


@pytest.mark.parametrize(("number", "election"), SIXTY, ids=lambda value: str(value)[:3])
def test_phragmen(number: int, election: Election) -> None:
    """pabutools sorts the winners of this rule by name."""
    instance, profile = parse_pabulib_from_string(write_pabulib(election, meta=META))
    theirs = sequential_phragmen(instance, profile)
    outcome = count(election, method=Method(rule=Rule.PHRAGMEN, ties=Ties.LEXICOGRAPHIC))
    assert sorted(outcome.ids) == [project.name for project in theirs]
