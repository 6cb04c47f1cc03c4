"""Who gains how much from which project, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ortaq.engines.allocation.election import LARGEST_AMOUNT, Ballot, BallotType, Election, Integers

Narrow = NDArray[np.integer[Any]]  # as few bytes as the largest number needs: what is read often has to be small


class Utility(StrEnum):
    """What a voter gains from a chosen project that is carried out.

    `COST`: its cost (money spent as I wish). `CARDINALITY`: one, whatever it costs. `POINTS`: the points
    given (cumulative), one (approval, choose-1), or the Borda score (ordinal: number of projects on the
    ballot that stand below it, so the last one counts nothing).
    """

    COST = "cost"
    CARDINALITY = "cardinality"
    POINTS = "points"


@dataclass(frozen=True)
class Supporters:
    """Those who gain from one project: indices of distinct ballots, how many voters cast each, and marks.

    A voter's utility is `factor` times her mark. Marks are whole numbers above 0: `levels` are the
    different ones and `level` says which of them each ballot gives. `weights` are copies times marks.
    """

    factor: int
    ballots: Integers
    copies: Narrow
    level: Narrow
    levels: tuple[int, ...]
    weights: Narrow
    voters: int
    weight: int


@dataclass(frozen=True)
class Support:
    """All supporters, project by project in the order of `Election.projects`, and the same ballot by ballot.

    `choices[bounds[b]:bounds[b + 1]]` are the projects ballot b gains from, `choice_marks` the marks
    beside them.
    """

    supporters: Sequence[Supporters]
    voters: int
    copies: Integers
    bounds: Integers
    choices: Narrow
    choice_marks: Narrow


def support_of(election: Election, *, utility: Utility) -> Support:
    """The arrays of an election under a utility. Equal ballots become one with its number of copies; a
    ballot that gains from nothing only counts among `voters`. With cost utility nobody gains from a
    project that costs nothing. Raises `ValueError` when points are too large or too fine.
    """
    factors = [project.cost if utility is Utility.COST else 1 for project in election.projects]
    ballots = election.distinct_ballots
    lengths, chosen = election.choice_numbers
    marks = np.ones(len(chosen), dtype=np.int64)
    if utility is Utility.POINTS:
        given = [mark for ballot in ballots for mark in marks_of(ballot, election=election, utility=utility)]
        if sum(given) * max(1, len(election.ballots)) > LARGEST_AMOUNT:
            raise ValueError(_("the points are too large or too fine to be added up exactly"))
        marks = np.array(given, dtype=np.int64)
    return _arrays(
        factors=np.array(factors, dtype=np.int64),
        copies=np.fromiter(ballots.values(), dtype=np.int64),
        owners=np.repeat(np.arange(len(lengths)), lengths),
        chosen=chosen,
        marks=marks,
        voters=len(election.ballots),
    )


def marks_of(ballot: Ballot, *, election: Election, utility: Utility) -> Sequence[int]:
    """The marks a ballot gives to its choices, in their order: whole numbers, 0 where the voter gains
    nothing.

    Points with decimals are multiplied by `Election.points_scale`; scaling every utility alike changes no
    count.
    """
    length = len(ballot.choices)
    if utility is Utility.POINTS and election.ballot_type is BallotType.CUMULATIVE:
        return [int(points * election.points_scale) for points in ballot.points]
    if utility is Utility.POINTS and election.ballot_type is BallotType.ORDINAL:
        return range(length - 1, -1, -1)
    return [1] * length


def _arrays(
    *,
    factors: Integers,
    copies: Integers,
    owners: Integers,
    chosen: Integers,
    marks: Integers,
    voters: int,
) -> Support:
    gain = (marks > 0) & (factors[chosen] > 0)
    owners, chosen, marks = owners[gain], chosen[gain], marks[gain]
    bounds = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=len(copies)))])
    narrow = chosen.astype(np.min_scalar_type(len(factors)))  # two bytes at most are sorted by radix, much faster
    by_project = np.argsort(narrow, kind="stable")
    ends = np.cumsum(np.bincount(chosen, minlength=len(factors)))
    entries = np.split(by_project, ends[:-1]) if len(ends) else []
    return Support(
        supporters=[
            _supporters(factor=int(factor), ballots=owners[at], copies=copies[owners[at]], marks=marks[at])
            for factor, at in zip(factors, entries, strict=True)
        ],
        voters=voters,
        copies=copies,
        bounds=bounds,
        choices=narrow,
        choice_marks=_narrow(marks),
    )


def _narrow(marks: Integers) -> Narrow:
    """Where all marks are 1, one byte stands for all of them."""
    most = marks.max(initial=1)
    return marks.astype(np.min_scalar_type(most)) if most > 1 else np.broadcast_to(np.uint8(1), len(marks))


def _supporters(*, factor: int, ballots: Integers, copies: Integers, marks: Integers) -> Supporters:
    copies = copies.astype(np.int32)
    levels, weights = np.ones(1, dtype=np.int64), copies
    level: Narrow = np.broadcast_to(np.uint16(0), len(marks))
    if len(marks) and marks.max() > 1:
        levels, places = np.unique(marks, return_inverse=True)
        level = places.astype(np.uint16) if len(levels) < 2**16 else places
        weights = copies * marks
    return Supporters(
        factor=factor,
        ballots=ballots,
        copies=copies,
        level=level,
        levels=tuple(levels.tolist()),
        weights=weights,
        voters=int(copies.sum()),
        weight=int(weights.sum()),
    )
