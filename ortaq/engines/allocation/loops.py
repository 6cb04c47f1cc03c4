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
Flags = NDArray[np.bool_]


class Gather(Protocol):
    """The money of these ballots: of one voter each, of all copies of each, of all together."""

    def __call__(self, money: Integers, ballots: Integers, copies: Integers) -> tuple[Integers, Integers, int]: ...


class Below(Protocol):
    """Of supporters with these amounts of money: how many ballots have less than is due for their level, what
    they hold together (all copies), and their weight.
    """

    def __call__(
        self, purses: Integers, level: Narrow, dues: Integers, held: Integers, weights: Integers
    ) -> tuple[int, int, int]: ...


class SortOut(Protocol):
    """Who surely cannot pay (insolvent, or below `lowest` for her level), and who else is below `highest`
    and therefore not sure.
    """

    def __call__(
        self,
        money: Integers,
        solvent: Flags,
        ballots: Integers,
        level: Narrow,
        lowest: Integers,
        highest: Integers,
    ) -> tuple[Flags, Flags]: ...


class MarksGiven(Protocol):
    """How many voters there are `among` these ballots (with copies), and how many marks they give to each
    project. Sums stay far below 2**53.
    """

    def __call__(
        self,
        ballots: Integers,
        copies: Integers,
        among: Flags,
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
        solvent: Flags,
        ballots: Integers,
        copies: Integers,
        poor: Flags,
        level: Narrow,
        dues: Integers,
    ) -> tuple[int, int]: ...


class Loops(NamedTuple):
    """One way of running the inner loops."""

    gather: Gather
    below: Below
    sort_out: SortOut
    marks_given: MarksGiven
    pay: Pay


def _gather(money: Integers, ballots: Integers, copies: Integers) -> tuple[Integers, Integers, int]:
    purses = money[ballots]
    held = purses * copies
    return purses, held, int(held.sum())


def _below(
    purses: Integers, level: Narrow, dues: Integers, held: Integers, weights: Integers
) -> tuple[int, int, int]:
    poor = np.flatnonzero(purses < _due(level, dues))
    return len(poor), int(held[poor].sum()), int(weights[poor].sum())


def _due(level: Narrow, dues: Integers) -> Integers | np.int64:
    return dues[level] if len(dues) > 1 else dues[0]


def _sort_out(
    money: Integers, solvent: Flags, ballots: Integers, level: Narrow, lowest: Integers, highest: Integers
) -> tuple[Flags, Flags]:
    purses = money[ballots]
    poor = ~solvent[ballots] | (purses < _due(level, lowest))
    return poor, ~poor & (purses < _due(level, highest))


def _marks_given(
    ballots: Integers,
    copies: Integers,
    among: Flags,
    bounds: Integers,
    choices: Narrow,
    choice_marks: Narrow,
    projects: int,
) -> tuple[int, Integers]:
    ballots, copies = ballots[among], copies[among]
    starts = bounds[ballots]
    lengths = bounds[ballots + 1] - starts
    ends = np.cumsum(lengths)
    total = int(lengths.sum())
    entries = np.repeat(starts - ends + lengths, lengths) + np.arange(total)
    weights = np.repeat(copies, lengths) * choice_marks[entries]
    marks = np.bincount(choices[entries], weights=weights, minlength=projects)
    return int(copies.sum()), marks.astype(np.int64)


def _pay(
    money: Integers,
    solvent: Flags,
    ballots: Integers,
    copies: Integers,
    poor: Flags,
    level: Narrow,
    dues: Integers,
) -> tuple[int, int]:
    able = ~poor
    rest = int(copies[poor & solvent[ballots]].sum())
    left = np.maximum(money[ballots] - _due(level, dues), 0)
    money[ballots] = left * able
    solvent[ballots] = able
    return int(copies[able].sum()), rest


NUMPY = Loops(_gather, _below, _sort_out, _marks_given, _pay)


@cache
def compiled() -> Loops | None:
    """The same in machine code; None without numba."""
    if find_spec("numba") is None:
        return None
    from ortaq.engines.allocation import machine

    return Loops(machine.gather, machine.below, machine.sort_out, machine.marks_given, machine.pay)


def fastest(*, approvals: int, runs: int) -> Loops:
    """The loops that finish soonest, compiling and loading included."""
    return (approvals * runs >= WORTH_COMPILING and compiled()) or NUMPY
