"""Machine code, where numba is installed, and NumPy find the same to the last bit."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from ortaq.engines.allocation.contest import contest_of
from ortaq.engines.allocation.election import BallotType
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.loops import NUMPY, WORTH_COMPILING, Loops, compiled, fastest
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_election
from ortaq.engines.allocation.tests.reference import exact_equal_shares
from ortaq.engines.allocation.ties import Ties

EVERY_WAY = [loops for loops in (NUMPY, compiled()) if loops]


@pytest.mark.parametrize("loops", EVERY_WAY)
@pytest.mark.parametrize("ballot_type", list(BallotType))
@pytest.mark.parametrize("utility", list(Utility))
def test_every_way_of_running_the_loops_buys_what_plain_fractions_buy(
    loops: Loops, ballot_type: BallotType, utility: Utility
) -> None:
    chance = random.Random(f"{ballot_type} {utility}")
    for _ in range(40):
        election = small_election(chance, ballot_type)
        contest = contest_of(election, utility=utility, ties=Ties.PUBLISHED, seed="")
        share = Fraction(election.budget, len(election.ballots))
        run = equal_shares(contest, share=share, loops=loops)
        assert [(purchase.project, purchase.price) for purchase in run.purchases] == exact_equal_shares(
            contest, share=share
        )


def test_a_village_never_waits_for_machine_code_to_be_loaded() -> None:
    assert fastest(approvals=10_000, runs=100) is NUMPY
    assert fastest(approvals=WORTH_COMPILING, runs=1) in EVERY_WAY
