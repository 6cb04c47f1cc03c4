"""The greedy rule at its edges; on ordinary elections it is held to pabutools."""

from __future__ import annotations

from fractions import Fraction

from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, Election, Project
from ortaq.engines.allocation.outcome import Method, Reason, Rule
from ortaq.engines.allocation.support import Utility

VILLAGE = Election(
    projects=(Project("road", 700), Project("gift", 0), Project("stage", 300), Project("statue", 100)),
    ballots=(Ballot(("road",)),) * 6 + (Ballot(("gift", "stage")),) * 4,
    budget=1000,
)


def greedy(election: Election, utility: Utility = Utility.CARDINALITY):
    return count(election, method=Method(rule=Rule.GREEDY, utility=utility))


def test_what_costs_nothing_and_is_wanted_comes_first_and_what_nobody_wants_last() -> None:
    assert greedy(VILLAGE).ids == ["gift", "stage", "road"]


def test_with_cost_utility_nobody_gains_from_what_costs_nothing() -> None:
    assert greedy(VILLAGE, Utility.COST).ids == ["road", "stage", "gift"]


def test_money_that_is_left_goes_to_what_nobody_wants_if_it_fits() -> None:
    election = Election(VILLAGE.projects, VILLAGE.ballots, budget=1100)
    assert greedy(election).ids == ["gift", "stage", "road", "statue"]


def test_a_loser_is_told_what_was_left_at_its_turn() -> None:
    election = Election(VILLAGE.projects, VILLAGE.ballots, budget=950)
    (loser,) = [loser for loser in greedy(election).losers if loser.project == "road"]
    assert (loser.reason, loser.needed, loser.had) == (Reason.DOES_NOT_FIT, 700, Fraction(650))
    assert (loser.votes, loser.supporters_had) == (6, None)


def test_without_shares_nothing_is_raised() -> None:
    outcome = greedy(VILLAGE)
    assert (outcome.share, outcome.steps, outcome.stops) == (None, 0, ())
