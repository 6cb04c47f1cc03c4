"""A count as text and as JSON, in the units of the file that was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction

from ortaq.engines.allocation.outcome import Loser, Outcome, Reason, Winner
from ortaq.engines.allocation.reading import Remarks

REASONS = {
    Reason.NO_SUPPORT: "nobody gains from it",
    Reason.SUPPORTERS_MONEY: "needed {needed}, its supporters had {had}",
    Reason.OVER_BUDGET: "costs {needed}, more than the whole budget",
    Reason.DOES_NOT_FIT: "costs {needed}, {had} was left",
}


def as_json(outcome: Outcome, *, remarks: Remarks) -> dict[str, object]:
    """The outcome as plain JSON values. Exact fractions are text ("1/3"); amounts are numbers in the
    file's unit.
    """
    scale = outcome.election.scale
    method = outcome.method
    return {
        "rule": method.rule.value,
        "utility": outcome.utility.value,
        "completion": method.completion.value,
        "ties": method.ties.value,
        "seed": method.seed,
        "step": _exact(outcome.step / scale),
        "winners": outcome.ids,
        "cost": amount(outcome.cost, scale=scale),
        "budget": amount(outcome.election.budget, scale=scale),
        "left": amount(outcome.left, scale=scale),
        "voters": len(outcome.election.ballots),
        "projects": len(outcome.election.projects),
        "share": None if outcome.share is None else _exact(outcome.share / scale),
        "steps": outcome.steps,
        "purchases": [_winner(winner, scale) for winner in outcome.winners],
        "losers": [_loser(loser, scale) for loser in outcome.losers],
        "remarks": asdict(remarks),
    }


def _winner(winner: Winner, scale: int) -> dict[str, object]:
    return {
        "project": winner.project,
        "cost": amount(winner.cost, scale=scale),
        "votes": winner.votes,
        "round": winner.round,
        "price": None if winner.price is None else _exact(winner.price),
        "payment": None if winner.payment is None else _exact(winner.payment / scale),
        "paid_in_full": winner.full,
        "paid_the_rest": winner.rest,
    }


def _loser(loser: Loser, scale: int) -> dict[str, object]:
    had = loser.supporters_had
    return {
        "project": loser.project,
        "votes": loser.votes,
        "reason": loser.reason.value,
        "needed": amount(loser.needed, scale=scale),
        "had": _exact(loser.had / scale),
        "supporters_had": None if had is None else _exact(had / scale),
    }


def amount(units: int, *, scale: int) -> int | float:
    """Money in the file's unit; with decimals where the file has them.

    >>> amount(10000, scale=100), amount(10050, scale=100)
    (100, 100.5)
    """
    return units // scale if units % scale == 0 else units / scale


def _exact(number: Fraction) -> str:
    return str(number)


def as_text(outcome: Outcome, *, remarks: Remarks) -> str:
    """The outcome for a person at a terminal."""
    return "\n".join([*_head(outcome), *_winners(outcome), *_losers(outcome), *_remarks(remarks)])


def _head(outcome: Outcome) -> Iterator[str]:
    method, scale = outcome.method, outcome.election.scale
    yield f"rule {method.rule}, utility {outcome.utility}, completion {method.completion}, ties {method.ties}"
    if outcome.share is not None:
        yield f"every voter starts with {float(outcome.share / scale):,.2f} (raised {outcome.steps} times)"
    spent, budget = amount(outcome.cost, scale=scale), amount(outcome.election.budget, scale=scale)
    yield f"{len(outcome.election.ballots):,} voters, {len(outcome.election.projects):,} projects"
    yield f"{spent:,} of {budget:,} spent"


def _winners(outcome: Outcome) -> Iterator[str]:
    scale = outcome.election.scale
    yield f"\nwinners, in the order chosen: {len(outcome.winners)}"
    for winner in outcome.winners:
        how = "filled up"
        if winner.payment is not None:
            payment = float(winner.payment / scale)
            how = f"{winner.full:,} paid {payment:,.2f}, {winner.rest:,} gave what they had left"
        cost = amount(winner.cost, scale=scale)
        yield f"{winner.round:4} {winner.project:>8} {cost:>14,} {winner.votes:>7,} votes  {how}"


def _losers(outcome: Outcome) -> Iterator[str]:
    scale = outcome.election.scale
    yield f"\nnot chosen: {len(outcome.losers)}"
    for loser in outcome.losers:
        needed, had = amount(loser.needed, scale=scale), float(loser.had / scale)
        why = REASONS[loser.reason].format(needed=f"{needed:,}", had=f"{had:,.2f}")
        yield f"     {loser.project:>8} {needed:>14,} {loser.votes:>7,} votes  {why}"


def _remarks(remarks: Remarks) -> Iterator[str]:
    for name, value in asdict(remarks).items():
        if value and not name.startswith("declared"):
            yield f"\nnoticed: {name.replace('_', ' ')}: {value:,}"
