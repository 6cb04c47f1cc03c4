"""The inner loops for numba, which turns them into machine code once and keeps it beside this file."""

from __future__ import annotations

import numpy as np
from numba import njit

from ortaq.engines.allocation.election import Integers
from ortaq.engines.allocation.loops import Flags
from ortaq.engines.allocation.support import Narrow


@njit(cache=True)
def gather(money: Integers, ballots: Integers, copies: Integers) -> tuple[Integers, Integers, int]:
    purses, held, total = np.empty_like(ballots), np.empty_like(ballots), 0
    for at in range(len(ballots)):
        purses[at] = money[ballots[at]]
        held[at] = purses[at] * copies[at]
        total += held[at]
    return purses, held, total


@njit(cache=True)
def below(
    purses: Integers, level: Narrow, dues: Integers, held: Integers, weights: Integers
) -> tuple[int, int, int]:
    count, together, weight = 0, 0, 0
    for at in range(len(purses)):
        if purses[at] < dues[level[at]]:
            count += 1
            together += held[at]
            weight += weights[at]
    return count, together, weight


@njit(cache=True)
def sort_out(
    money: Integers, solvent: Flags, ballots: Integers, level: Narrow, lowest: Integers, highest: Integers
) -> tuple[Flags, Flags]:
    poor, unsure = np.empty(len(ballots), dtype=np.bool_), np.empty(len(ballots), dtype=np.bool_)
    for at in range(len(ballots)):
        purse = money[ballots[at]]
        poor[at] = not solvent[ballots[at]] or purse < lowest[level[at]]
        unsure[at] = not poor[at] and purse < highest[level[at]]
    return poor, unsure


@njit(cache=True)
def marks_given(
    ballots: Integers,
    copies: Integers,
    among: Flags,
    bounds: Integers,
    choices: Narrow,
    choice_marks: Narrow,
    projects: int,
) -> tuple[int, Integers]:
    voters, marks = 0, np.zeros(projects, dtype=np.int64)
    for at in range(len(ballots)):
        if among[at]:
            voters += copies[at]
            for entry in range(bounds[ballots[at]], bounds[ballots[at] + 1]):
                marks[choices[entry]] += copies[at] * choice_marks[entry]
    return voters, marks


@njit(cache=True)
def pay(
    money: Integers,
    solvent: Flags,
    ballots: Integers,
    copies: Integers,
    poor: Flags,
    level: Narrow,
    dues: Integers,
) -> tuple[int, int]:
    full, rest = 0, 0
    for at in range(len(ballots)):
        ballot = ballots[at]
        if poor[at]:
            rest += copies[at] * solvent[ballot]
            money[ballot], solvent[ballot] = 0, False
        else:
            full += copies[at]
            money[ballot] = max(money[ballot] - dues[level[at]], 0)
    return full, rest
