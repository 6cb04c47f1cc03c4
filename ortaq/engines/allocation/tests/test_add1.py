"""Jumping over steps gives what walking gives."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.engines.allocation.add1 import add1, bought, cost, nothing_fits
from ortaq.engines.allocation.contest import Contest, contest_of
from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.equal_shares import equal_shares, same_purchases
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_election
from ortaq.engines.allocation.tests.test_equal_shares import elections
from ortaq.engines.allocation.ties import Ties


def walk(contest: Contest, step: Fraction) -> tuple[list[int], int]:
    share = Fraction(contest.budget, contest.support.voters)
    run, steps = equal_shares(contest, share=share), 0
    while not nothing_fits(contest, run):
        following = equal_shares(contest, share=share + (steps + 1) * step)
        if cost(contest, following) > contest.budget:
            break
        run, steps = following, steps + 1
    return bought(run), steps


@settings(max_examples=120, deadline=None)
@given(elections(), st.sampled_from(Utility), st.integers(1, 300))
def test_jumping_is_walking_where_ties_abound(election: Election, utility: Utility, parts: int) -> None:
    contest = contest_of(election, utility=utility, ties=Ties.PUBLISHED, seed="")
    step = Fraction(max(1, election.budget), parts * len(election.ballots))
    jumped = add1(contest, step=step)
    assert (bought(jumped.run), jumped.steps) == walk(contest, step)


def test_jumping_is_walking_in_villages() -> None:
    chance = random.Random(31)
    spared = 0
    for _ in range(30):
        election = small_election(chance, chance.choice(list(BallotType)))
        contest = contest_of(election, utility=Utility.COST, ties=Ties.LEXICOGRAPHIC, seed="")
        step = Fraction(1, 8)
        way = add1(contest, step=step)
        assert (bought(way.run), way.steps) == walk(contest, step)
        spared += way.steps - len(way.stops)
    assert spared > 500


@settings(max_examples=100, deadline=None)
@given(elections(), st.sampled_from(Utility), st.fractions(0, 2), st.fractions(0, 1))
def test_sure_stretches_hold_inside(
    election: Election, utility: Utility, growth: Fraction, between: Fraction
) -> None:
    contest = contest_of(election, utility=utility, ties=Ties.PUBLISHED, seed="")
    share = Fraction(election.budget, len(election.ballots))
    low = equal_shares(contest, share=share)
    high = same_purchases(contest, low, share=share * (1 + growth))
    if high is not None:
        inside = equal_shares(contest, share=share * (1 + growth * between))
        assert bought(low) == bought(inside) == bought(high)


def test_a_stretch_ends_where_a_tie_begins() -> None:
    """With 7/3 each the road costs its supporters what the well costs its own, and "road" goes first by name."""
    lamp, road, well = ("lamp",), ("road",), ("well",)
    ballots = [Ballot(lamp)] * 20 + [Ballot(lamp + road)] + [Ballot(road)] * 9 + [Ballot(well)] * 10
    election = Election(
        projects=(Project("lamp", 7), Project("road", 20), Project("well", 10)), ballots=tuple(ballots), budget=40
    )
    contest = contest_of(election, utility=Utility.COST, ties=Ties.LEXICOGRAPHIC, seed="")
    low = equal_shares(contest, share=Fraction(11, 5))
    assert bought(low) == [0, 2, 1]
    just_below, tie = Fraction(7, 3) - Fraction(1, 10**9), Fraction(7, 3)
    assert same_purchases(contest, low, share=just_below) is not None
    assert bought(equal_shares(contest, share=tie)) == [0, 1, 2]
    assert same_purchases(contest, low, share=tie) is None
