"""Phragmén's rule against the rule written down as plainly as possible."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, Election, Project
from ortaq.engines.allocation.outcome import Completion, Method, Reason, Rule
from ortaq.engines.allocation.tests.test_equal_shares import elections
from ortaq.engines.allocation.ties import Ties, tie_order


def plain_phragmen(election: Election, order: dict[str, int]) -> list[tuple[str, Fraction | None]]:
    loads = [Fraction(0)] * len(election.ballots)
    left, chosen = election.budget, []
    waiting = {project.id: project.cost for project in election.projects if project.cost <= election.budget}
    while waiting:
        moments = {}
        for id, cost in waiting.items():
            mine = [load for load, ballot in zip(loads, election.ballots, strict=True) if id in ballot.choices]
            moments[id] = (0, (sum(mine) + cost) / Fraction(len(mine))) if mine else (1, None)
        first = min(moments.values())
        tied = [id for id in waiting if moments[id] == first]
        if any(waiting[id] > left for id in tied):
            break
        winner = min(tied, key=order.__getitem__)
        chosen.append((winner, first[1]))
        left -= waiting.pop(winner)
        for voter, ballot in enumerate(election.ballots):
            if winner in ballot.choices:
                loads[voter] = first[1]
    return chosen


@settings(max_examples=120, deadline=None)
@given(elections())
def test_counts_as_the_plain_rule_does(election: Election) -> None:
    outcome = count(election, method=Method(rule=Rule.PHRAGMEN))
    order = dict(tie_order(election, ties=Ties.PUBLISHED, seed=""))
    assert [(winner.project, winner.load) for winner in outcome.winners] == plain_phragmen(election, order)
    assert outcome.left >= 0


def test_says_why_the_others_lost() -> None:
    election = Election(
        projects=(Project("road", 70), Project("hall", 50), Project("dam", 101), Project("tree", 1)),
        ballots=(Ballot(("road", "dam")),) * 3 + (Ballot(("hall",)),) * 2,
        budget=100,
    )
    outcome = count(election, method=Method(rule=Rule.PHRAGMEN))
    assert outcome.ids == ["road"]
    assert {loser.project: loser.reason for loser in outcome.losers} == {
        "hall": Reason.DOES_NOT_FIT,
        "dam": Reason.OVER_BUDGET,
        "tree": Reason.NO_SUPPORT,
    }


def test_add1_is_refused() -> None:
    with pytest.raises(ValueError, match="Add1 belongs to Equal Shares"):
        count(Election((), (), 0), method=Method(rule=Rule.PHRAGMEN, completion=Completion.ADD1U))


def test_what_would_just_fit_is_not_said_to_be_too_dear() -> None:
    """At the same moment a project does not fit: the rule ends, whatever else would."""
    election = Election(
        projects=(Project("well", 50), Project("hall", 60), Project("road", 50)),
        ballots=(Ballot(("well",)),) * 50 + (Ballot(("hall",)),) * 30 + (Ballot(("road",)),) * 25,
        budget=100,
    )
    outcome = count(election, method=Method(rule=Rule.PHRAGMEN))
    assert outcome.ids == ["well"]
    assert {loser.project: loser.reason for loser in outcome.losers} == {
        "hall": Reason.DOES_NOT_FIT,
        "road": Reason.RULE_ENDED,
    }
