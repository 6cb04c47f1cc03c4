"""The inner loops for numba, which turns them into machine code once and keeps it beside this file."""

from __future__ import annotations

import numpy as np
from numba import njit

from ortaq.engines.allocation.election import Integers
from ortaq.engines.allocation.loops import INSOLVENT, POOR, Standings
from ortaq.engines.allocation.support import Narrow


@njit(cache=True, inline="always")
def _due(level: Narrow, dues: Integers, at: int) -> int:
    due: int = dues[level[at]] if len(dues) > 1 else dues[0]
    return due


@njit(cache=True)
def look(
    money: Integers, ballots: Integers, copies: Narrow, weights: Narrow, level: Narrow, dues: Integers
) -> tuple[int, int, int]:
    together, poor_money, poor_weight = 0, 0, 0
    for at in range(len(ballots)):
        purse = money[np.uintp(ballots[at])]
        held = purse * copies[at]
        poor = purse < _due(level, dues, at)
        together += held
        poor_money += held * poor
        poor_weight += weights[at] * poor
    return together, poor_money, poor_weight


@njit(cache=True)
def sort_out(
    money: Integers,
    ballots: Integers,
    weights: Narrow,
    level: Narrow,
    lowest: Integers,
    highest: Integers,
) -> tuple[Standings, int]:
    standing, weight = np.empty(len(ballots), dtype=np.uint8), 0
    for at in range(len(ballots)):
        purse = money[np.uintp(ballots[at])]
        stands = (purse < _due(level, highest, at)) + (purse < _due(level, lowest, at)) + (purse < 0)
        standing[at] = stands
        weight += weights[at] * (stands >= POOR)
    return standing, weight


@njit(cache=True)
def marks_given(
    ballots: Integers,
    copies: Narrow,
    bounds: Integers,
    choices: Narrow,
    choice_marks: Narrow,
    projects: int,
) -> tuple[int, Integers]:
    starts, ends = np.empty_like(ballots), np.empty_like(ballots)
    for at in range(len(ballots)):  # a loop of its own: the processor waits for many places of memory at once
        starts[at], ends[at] = bounds[np.uintp(ballots[at])], bounds[np.uintp(ballots[at] + 1)]
    voters, marks = 0, np.zeros(projects, dtype=np.int64)
    for at in range(len(ballots)):
        voters += copies[at]
        for entry in range(np.uintp(starts[at]), np.uintp(ends[at])):
            marks[choices[entry]] += copies[at] * choice_marks[entry]
    return voters, marks


@njit(cache=True)
def pay(
    money: Integers,
    ballots: Integers,
    copies: Narrow,
    standing: Standings,
    level: Narrow,
    dues: Integers,
) -> tuple[int, int]:
    full, rest = 0, 0
    for at in range(len(ballots)):
        left = max(money[ballots[at]] - _due(level, dues, at), 0)
        money[ballots[at]] = left if standing[at] < POOR else INSOLVENT
        full += copies[at] * (standing[at] < POOR)
        rest += copies[at] * (standing[at] == POOR)
    return full, rest
