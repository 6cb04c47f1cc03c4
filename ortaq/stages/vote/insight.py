"""What a count lets people ask further: how near a project came, how firm the result is, other rules.

Made once, with the count, from the published file alone; kept as plain data with amounts in tiyn.
"""

from __future__ import annotations

from typing import Any

from ortaq.engines.allocation.explanations import Comparison, Nearness, compare, margin, nearness
from ortaq.engines.allocation.outcome import Completion, Method, Outcome, Rule
from ortaq.engines.allocation.support import Utility
from ortaq.ground.money import TIYN_PER_TENGE

OTHERS = {
    "greedy": Method(rule=Rule.GREEDY),
    "plain": Method(completion=Completion.NONE),
    "phragmen": Method(rule=Rule.PHRAGMEN),
    "bos": Method(rule=Rule.BOS),
}


def insight(fair: Outcome) -> dict[str, Any]:
    """Return what further can be said of a count by Equal Shares.

    `near`: by project, the highest cost (whole tenge) and the least number of further voters with which it surely
    would have been bought, everything else and the shares as they were. `margin`: how few further ballots surely
    change the result. `others`: the same ballots under other rules.
    """
    methods = [
        Method(
            rule=method.rule,
            utility=Utility.COST,
            completion=method.completion,
            ties=fair.method.ties,
            seed=fair.method.seed,
        )
        for method in OTHERS.values()
    ]
    lines = compare(fair.election, methods=methods)
    return {
        "near": {edge.project: _near(edge, fair) for edge in nearness(fair)},
        "margin": margin(fair),
        "others": [{"rule": rule, **_other(line, fair)} for rule, line in zip(OTHERS, lines, strict=True)],
        "fair": _other(next(iter(compare(fair.election, methods=[fair.method]))), fair),
    }


def _near(edge: Nearness, fair: Outcome) -> dict[str, int | None]:
    cost = None if edge.cost is None else edge.cost // fair.election.scale * TIYN_PER_TENGE
    return {"cost": cost or None, "supporters": edge.supporters}


def _other(line: Comparison, fair: Outcome) -> dict[str, Any]:
    return {
        "winners": line.outcome.ids,
        "cost": line.cost * TIYN_PER_TENGE // fair.election.scale,
        "represented": line.represented,
    }
