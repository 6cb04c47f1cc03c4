"""Add1: the share grows step by step and Equal Shares starts anew, until the budget is used.

Equal Shares leaves money where supporters cannot put enough together. Add1 counts with imaginary shares above
budget / voters: after each step it stops if nothing more fits into the budget, and goes back one step if the
budget is exceeded. Walking is hopeless where a step is a ten-thousandth of a share, so the count jumps: whole
stretches of steps are passed at once when it is proven that the purchases on them are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ortaq.engines.allocation.contest import Contest
from ortaq.engines.allocation.equal_shares import Run, equal_shares, same_purchases
from ortaq.engines.allocation.loops import fastest

PATIENCE = 3
RUNS = 100  # how many an Add1 count needs, roughly


@dataclass(frozen=True)
class Walk:
    """How Add1 went: the run at which it ends after `steps` steps, and every step at which it stopped to
    count.

    A stop is (steps, what was bought). Between two stops that are not neighbours both ends prove that the
    same is bought all the way. A stop after the last step shows that it would exceed the budget.
    """

    run: Run
    steps: int
    stops: Sequence[tuple[int, Sequence[int]]]


def add1(contest: Contest, *, step: Fraction) -> Walk:
    """Where Add1 ends; the same as walking there step by step."""
    share = Fraction(contest.budget, contest.support.voters)
    loops = fastest(approvals=len(contest.support.choices), runs=RUNS)
    run, steps, stride = equal_shares(contest, share=share, loops=loops), 0, _Stride()
    stops = [(steps, bought(run))]
    while not nothing_fits(contest, run):
        if stride.length == 1:
            following = equal_shares(contest, share=share + (steps + 1) * step, loops=loops)
            stops.append((steps + 1, bought(following)))
            if cost(contest, following) > contest.budget:
                break
            stride.adapt(success=bought(following) == bought(run))
            run, steps = following, steps + 1
        elif jump := same_purchases(contest, run, share=share + (steps + stride.length) * step, loops=loops):
            run, steps = jump, steps + stride.length
            stops.append((steps, bought(run)))
            stride.adapt(success=True)
        else:
            stride.adapt(success=False)
    return Walk(run, steps, stops)


class _Stride:
    """How many steps to try at once: twice as many after a success, half after a failure.

    A jump tried in vain costs a count: single steps have to succeed `PATIENCE` times before the first.
    """

    def __init__(self) -> None:
        self.length = 1
        self._successes = 0

    def adapt(self, *, success: bool) -> None:
        if not success:
            self.length = max(1, self.length // 2)
            self._successes = 0
            return
        self._successes += 1
        if self.length > 1 or self._successes >= PATIENCE:
            self.length *= 2


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
