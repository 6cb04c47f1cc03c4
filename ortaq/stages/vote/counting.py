"""From the published file to the result.

What is counted is the file that everybody can download, so that nobody has to trust this installation.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.outcome import Completion, Loser, Method, Outcome, Reason, Rule, Winner
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.report import as_json
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties
from ortaq.ground.money import TIYN_PER_TENGE
from ortaq.stages.vote.insight import insight


@dataclass(frozen=True)
class Verdict:
    """What the count says of one candidate; `reason` holds amounts in tiyn, in whole tenge."""

    number: int
    place: int | None
    approvals: int
    won_by_greedy: bool
    reason: dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """A count of the published file: both results as data, what proves and explains the first, and a verdict for
    every candidate by its number.
    """

    result: dict[str, object]
    greedy: dict[str, object]
    certificate: dict[str, object]
    insight: dict[str, Any]
    verdicts: dict[int, Verdict]


def tally(file: bytes, *, candidates: Collection[int], lot: str) -> Tally:
    """Count a published file by Equal Shares with Add1U, and beside it by the greedy rule.

    `candidates` are the numbers on the ballot; those that the file does not list were approved by nobody.
    """
    reading = read_pabulib(file)
    fair = count(reading.election, method=fair_method(lot=lot))
    usual = count(reading.election, method=Method(rule=Rule.GREEDY, utility=Utility.COST, seed=lot))
    won_by_greedy = set(usual.ids)
    verdicts = [Verdict(number, None, 0, False, {"kind": "no_support"}) for number in candidates]
    verdicts += [_of_winner(winner, fair, won_by_greedy) for winner in fair.winners]
    verdicts += [_of_loser(loser, fair, won_by_greedy) for loser in fair.losers]
    return Tally(
        result=as_json(fair, remarks=reading.remarks),
        greedy=as_json(usual, remarks=reading.remarks),
        certificate=certificate(fair),
        insight=insight(fair),
        verdicts={verdict.number: verdict for verdict in verdicts},
    )


def fair_method(*, lot: str) -> Method:
    """Return how an advisory vote is counted: Equal Shares with cost utility, Add1U in steps of one tenge."""
    return Method(utility=Utility.COST, completion=Completion.ADD1U, ties=Ties.PUBLISHED, seed=lot)


def _of_winner(winner: Winner, outcome: Outcome, won_by_greedy: set[str]) -> Verdict:
    if winner.payment is None:
        reason: dict[str, Any] = {"kind": "filled"}
    else:
        reason = {
            "kind": "bought",
            "payment": _whole_tenge(winner.payment, outcome, up=True),
            "full": winner.full,
            "rest": winner.rest,
        }
    return Verdict(
        number=int(winner.project),
        place=winner.round,
        approvals=winner.votes,
        won_by_greedy=winner.project in won_by_greedy,
        reason=reason,
    )


def _of_loser(loser: Loser, outcome: Outcome, won_by_greedy: set[str]) -> Verdict:
    reason: dict[str, Any] = {"kind": "over_budget"}
    if loser.reason is not Reason.OVER_BUDGET:
        had = _whole_tenge(loser.supporters_had or Fraction(0), outcome)
        needed = loser.needed * TIYN_PER_TENGE // outcome.election.scale
        reason = {
            "kind": "money_missing",
            "had": had,
            "missing": needed - had,
            "left_over": _whole_tenge(loser.had, outcome) if loser.reason is Reason.DOES_NOT_FIT else None,
        }
    return Verdict(
        number=int(loser.project),
        place=None,
        approvals=loser.votes,
        won_by_greedy=loser.project in won_by_greedy,
        reason=reason,
    )


def _whole_tenge(amount: Fraction, outcome: Outcome, *, up: bool = False) -> int:
    """Return an exact amount of the file's smallest unit in tiyn, rounded down to whole tenge, or up."""
    exact = amount / outcome.election.scale
    return (math.ceil(exact) if up else math.floor(exact)) * TIYN_PER_TENGE
