"""When a vote takes ballots, and what its shape must be: small predicates and limits."""

from __future__ import annotations

import datetime
import math

from ortaq.stages.vote.models import Vote, VoteState

LEAST_CANDIDATES = 2
MOST_CANDIDATES = 40
MOST_CARDS_AT_ONCE = 1_000

BALLOTS_FOR_A_PATTERN = 5
"""Published ballots hide a voter among others only where several voters may have marked the same projects."""


def takes_ballots(vote: Vote, *, now: datetime.datetime) -> bool:
    """Whether a resident can vote at this moment. At `closes_at` a vote closes by itself."""
    return vote.state == VoteState.OPEN and vote.opens_at <= now < vote.closes_at


def takes_paper(vote: Vote, *, now: datetime.datetime) -> bool:
    """Whether paper ballots can be typed: also after `closes_at`, where they were handed in before it."""
    return vote.state == VoteState.OPEN and vote.opens_at <= now


def phase(vote: Vote, *, now: datetime.datetime) -> str:
    """Return prepared, announced (open soon), open, over (nobody can vote, not closed yet), closed or counted."""
    if vote.state != VoteState.OPEN:
        return vote.state
    if now < vote.opens_at:
        return "announced"
    return "open" if now < vote.closes_at else "over"


def patterns(*, candidates: int, most_approvals: int) -> int:
    """Return how many different ballots can be cast.

    >>> patterns(candidates=8, most_approvals=5)
    219
    """
    return sum(math.comb(candidates, marks) for marks in range(min(candidates, most_approvals) + 1))


def ballots_for_secrecy(*, candidates: int, most_approvals: int) -> int:
    """Return how many voters are needed so that a published ballot is unlikely to be the only one of its kind."""
    return BALLOTS_FOR_A_PATTERN * patterns(candidates=candidates, most_approvals=most_approvals)
