"""The inner loops of the count: passes over the supporters of one project, in integers.

`NUMPY` needs nothing but NumPy. `compiled` does the same in machine code where numba is installed
(`pip install ortaq[fast]`); both give the same integers for the same arguments.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ortaq.engines.allocation.election import Integers
from ortaq.engines.allocation.support import Narrow

WORTH_COMPILING = 2_000_000  # approvals times runs, from which loading machine code is repaid
Standings = NDArray[np.uint8]
ABLE, UNSURE, POOR, BROKE = range(4)  # to pay a price: surely, perhaps, not; gave everything at an earlier one
INSOLVENT = -1  # instead of an amount of money: could not pay a price and gave everything


class Look(Protocol):
    """The money of all supporters together, and of those who have less than is due for their level, with the
    weight of the latter.
    """

    def __call__(
        self,
        money: Integers,
        ballots: Integers,
        copies: Narrow,
        weights: Narrow,
        level: Narrow,
        dues: Integers,
    ) -> tuple[int, int, int]: ...


class SortOut(Protocol):
    """Where supporters stand: who has less than `lowest` for her level is poor, who has at least `highest` is
    able; with the weight of all who are poor or broke.
    """

    def __call__(
        self,
        money: Integers,
        ballots: Integers,
        weights: Narrow,
        level: Narrow,
        lowest: Integers,
        highest: Integers,
    ) -> tuple[Standings, int]: ...


class MarksGiven(Protocol):
    """How many voters these ballots have with their copies, and how many marks they give to each project.
    Sums stay far below 2**53.
    """

    def __call__(
        self,
        ballots: Integers,
        copies: Narrow,
        bounds: Integers,
        choices: Narrow,
        choice_marks: Narrow,
        projects: int,
    ) -> tuple[int, Integers]: ...


class Pay(Protocol):
    """Take what is due from the voters of every ballot that is not poor, and all from the others, in place; how
    many voters pay in full, and how many give a rest that was above nothing.
    """

    def __call__(
        self,
        money: Integers,
        ballots: Integers,
        copies: Narrow,
        standing: Standings,
        level: Narrow,
        dues: Integers,
    ) -> tuple[int, int]: ...


class Loops(NamedTuple):
    """One way of running the inner loops."""

    look: Look
    sort_out: SortOut
    marks_given: MarksGiven
    pay: Pay


def _look(
    money: Integers, ballots: Integers, copies: Narrow, weights: Narrow, level: Narrow, dues: Integers
) -> tuple[int, int, int]:
    purses = money[ballots]
    held = purses * copies
    poor = np.flatnonzero(purses < _due(level, dues))
    return int(held.sum()), int(held[poor].sum()), int(weights[poor].sum())


def _due(level: Narrow, dues: Integers) -> Integers | np.int64:
    return dues[level] if len(dues) > 1 else dues[0]


def _sort_out(
    money: Integers,
    ballots: Integers,
    weights: Narrow,
    level: Narrow,
    lowest: Integers,
    highest: Integers,
) -> tuple[Standings, int]:
    purses = money[ballots]
    standing = (purses < _due(level, highest)).astype(np.uint8) + (purses < _due(level, lowest)) + (purses < 0)
    return standing, int(weights[standing >= POOR].sum())


def _marks_given(
    ballots: Integers,
    copies: Narrow,
    bounds: Integers,
    choices: Narrow,
    choice_marks: Narrow,
    projects: int,
) -> tuple[int, Integers]:
    starts = bounds[ballots]
    lengths = bounds[ballots + 1] - starts
    ends = np.cumsum(lengths)
    total = int(lengths.sum())
    entries = np.repeat(starts - ends + lengths, lengths) + np.arange(total)
    weights = np.repeat(copies.astype(np.float64), lengths) * choice_marks[entries]
    marks = np.bincount(choices[entries], weights=weights, minlength=projects)
    return int(copies.sum()), marks.astype(np.int64)


def _pay(
    money: Integers,
    ballots: Integers,
    copies: Narrow,
    standing: Standings,
    level: Narrow,
    dues: Integers,
) -> tuple[int, int]:
    able = standing < POOR
    left = np.maximum(money[ballots] - _due(level, dues), 0)
    money[ballots] = np.where(able, left, INSOLVENT)
    return int(copies[able].sum()), int(copies[standing == POOR].sum())


NUMPY = Loops(_look, _sort_out, _marks_given, _pay)


@cache
def compiled() -> Loops | None:
    """The same in machine code; None without numba."""
    if find_spec("numba") is None:
        return None
    from ortaq.engines.allocation import machine

    return Loops(machine.look, machine.sort_out, machine.marks_given, machine.pay)


def fastest(*, approvals: int, runs: int) -> Loops:
    """The loops that finish soonest, compiling and loading included."""
    return (approvals * runs >= WORTH_COMPILING and compiled()) or NUMPY
