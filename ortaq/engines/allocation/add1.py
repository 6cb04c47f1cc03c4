"""Add1: the share grows step by step and Equal Shares starts anew, until the budget is used.

Equal Shares leaves money where supporters cannot put enough together. Add1 counts with imaginary shares above
budget / voters: after each step it stops if nothing more fits into the budget, and goes back one step if the
budget is exceeded. Walking is hopeless where a step is a ten-thousandth of a share, so the count jumps: whole
stretches of steps are passed at once when it is proven that the purchases on them are the same.
"""

from __future__ import annotations

from fractions import Fraction

from ortaq.engines.allocation.contest import Contest
from ortaq.engines.allocation.equal_shares import Run, equal_shares, same_purchases


def add1(contest: Contest, *, step: Fraction) -> tuple[Run, int]:
    """The run at which Add1 stops and the number of steps to it; the same as walking there step by step."""
    share = Fraction(contest.budget, contest.support.voters)
    run, steps, stride = equal_shares(contest, share=share), 0, 1
    while not nothing_fits(contest, run):
        if stride == 1:
            following = equal_shares(contest, share=share + (steps + 1) * step)
            if cost(contest, following) > contest.budget:
                break
            stride = 2 if bought(following) == bought(run) else 1
            run, steps = following, steps + 1
        elif jump := same_purchases(contest, run, share=share + (steps + stride) * step):
            run, steps, stride = jump, steps + stride, stride * 2
        else:
            stride //= 2
    return run, steps


def cost(contest: Contest, run: Run) -> int:
    """What the purchases of a run cost together."""
    return sum(contest.costs[purchase.project] for purchase in run.purchases)


def bought(run: Run) -> list[int]:
    """The projects a run buys, in order."""
    return [purchase.project for purchase in run.purchases]


def nothing_fits(contest: Contest, run: Run) -> bool:
    """Whether every project that anybody gains from is bought or costs more than the budget has left."""
    left = contest.budget - cost(contest, run)
    won = set(bought(run))
    return all(project in won or contest.costs[project] > left for project in contest.wanted)
