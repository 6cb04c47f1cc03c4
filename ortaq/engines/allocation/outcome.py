"""What a count says: who won and how it was paid, who did not and why, what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ortaq.engines.allocation.election import Ballot, Election
from ortaq.engines.allocation.support import Utility, marks_of
from ortaq.engines.allocation.ties import Ties


class Rule(StrEnum):
    """How winners are found."""

    EQUAL_SHARES = "equal-shares"
    GREEDY = "greedy"


class Completion(StrEnum):
    """What Equal Shares does with money that is left.

    `NONE`: nothing. `GREEDY`: the greedy rule spends it. `ADD1`: everybody's share grows step by step and
    the count starts anew, until nothing more fits into the budget, or the next step would spend more than
    the budget. `ADD1U`: the same, then the greedy rule spends what is left.
    """

    NONE = "none"
    ADD1 = "add1"
    ADD1U = "add1u"
    GREEDY = "greedy"


class Reason(StrEnum):
    """Why a project did not win.

    `NO_SUPPORT`: nobody gains from it. `SUPPORTERS_MONEY`: its supporters together had less left than it
    costs. `OVER_BUDGET`: it costs more than the whole budget. `DOES_NOT_FIT`: when its turn came, less was
    left of the budget than it costs.
    """

    NO_SUPPORT = "no_support"
    SUPPORTERS_MONEY = "supporters_money"
    OVER_BUDGET = "over_budget"
    DOES_NOT_FIT = "does_not_fit"


@dataclass(frozen=True, slots=True)
class Method:
    """The parameters of a count, fixed before it begins.

    `utility` None means cost for approval and choose-1 ballots and points for the others. `step` is what
    one step of Add1 adds to everybody's share, in the smallest unit; None means one unit of the currency.
    `seed` fixes the lot of published ties.
    """

    rule: Rule = Rule.EQUAL_SHARES
    utility: Utility | None = None
    completion: Completion = Completion.NONE
    ties: Ties = Ties.PUBLISHED
    seed: str = ""
    step: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Winner:
    """A winner. `round` counts from 1 in the order chosen.

    Bought by its supporters: `price` is what a unit of utility cost (smallest units of money), `payment`
    what one mark cost (for approval ballots: what each supporter paid who could), `full` how many paid it,
    `rest` how many gave all they had left. Chosen by the greedy rule: these are None and 0.
    """

    project: str
    cost: int
    votes: int
    round: int
    price: Fraction | None = None
    payment: Fraction | None = None
    full: int = 0
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Loser:
    """A project that did not win: what it `needed` (its cost) and what it `had`, both in the smallest unit.

    With `SUPPORTERS_MONEY` `had` is what its supporters had left at the end of Equal Shares; with
    `DOES_NOT_FIT` and `OVER_BUDGET` what was left of the budget at its turn, and `supporters_had` is the
    former where it was counted.
    """

    project: str
    votes: int
    reason: Reason
    needed: int
    had: Fraction
    supporters_had: Fraction | None = None


@dataclass(frozen=True)
class Outcome:
    """The result of a count. Amounts are in the smallest unit of the election.

    `share` is what every voter had at the start of the last run of Equal Shares (Add1 raises it above
    `budget / voters`) and `steps` how often Add1 raised it; None and 0 for other rules.
    """

    election: Election
    method: Method
    utility: Utility
    step: Fraction
    winners: Sequence[Winner]
    losers: Sequence[Loser]
    share: Fraction | None = None
    steps: int = 0

    @property
    def ids(self) -> list[str]:
        """The winners in the order chosen."""
        return [winner.project for winner in self.winners]

    @property
    def cost(self) -> int:
        return sum(winner.cost for winner in self.winners)

    @property
    def left(self) -> int:
        return self.election.budget - self.cost


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a voter's share went: project to exact amount in the order bought, and what stayed unspent."""

    share: Fraction
    paid: Mapping[str, Fraction]
    unspent: Fraction


def receipt(outcome: Outcome, *, ballot: Ballot) -> Receipt:
    """The account of a voter with this ballot. Equal ballots have equal accounts.

    Raises `ValueError` for an outcome without shares (the greedy rule).
    """
    if outcome.share is None:
        raise ValueError("only Equal Shares gives every voter a share")
    given = marks_of(ballot, election=outcome.election, utility=outcome.utility)
    marks = dict(zip(ballot.choices, given, strict=True))
    left = outcome.share
    paid: dict[str, Fraction] = {}
    for winner in outcome.winners:
        mark = marks.get(winner.project, 0)
        if mark and winner.payment is not None:
            paid[winner.project] = min(left, winner.payment * mark)
            left -= paid[winner.project]
    return Receipt(share=outcome.share, paid=paid, unspent=left)
