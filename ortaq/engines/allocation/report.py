"""A count as text and as JSON, in the units of the file that was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from gettext import gettext as _

from ortaq.engines.allocation.election import Election, Rational
from ortaq.engines.allocation.explanations import Nearness
from ortaq.engines.allocation.outcome import Loser, Outcome, Reason, Winner
from ortaq.engines.allocation.reading import Remarks


def as_json(outcome: Outcome, *, remarks: Remarks, near: Sequence[Nearness] = ()) -> dict[str, object]:
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
        "near": [_near(edge, scale) for edge in near],
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
        "part": None if winner.part is None else _exact(winner.part),
        "load": None if winner.load is None else _exact(winner.load / scale),
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


def _near(edge: Nearness, scale: int) -> dict[str, object]:
    cost = None if edge.cost is None else amount(edge.cost, scale=scale)
    return {"project": edge.project, "cost": cost, "supporters": edge.supporters}


def amount(units: int, *, scale: int) -> int | float:
    """Money in the file's unit; with decimals where the file has them.

    >>> amount(10000, scale=100), amount(10050, scale=100)
    (100, 100.5)
    """
    return units // scale if units % scale == 0 else units / scale


def _exact(number: Fraction) -> str:
    return str(number)


def as_text(outcome: Outcome, *, remarks: Remarks, near: Sequence[Nearness] = ()) -> str:
    """The outcome for a person at a terminal."""
    parts = _head(outcome), _winners(outcome), _losers(outcome), _nearness(outcome, near), _remarks(remarks)
    return "\n".join(line for part in parts for line in part)


def _head(outcome: Outcome) -> Iterator[str]:
    method, election = outcome.method, outcome.election
    yield _("rule {rule}, utility {utility}, completion {completion}, ties {ties}").format(
        rule=method.rule, utility=outcome.utility, completion=method.completion, ties=method.ties
    )
    if outcome.share is not None:
        share = _figure(outcome.share, election)
        yield _("every voter starts with {share}; raised by Add1: {steps}").format(
            share=share, steps=_grouped(outcome.steps)
        )
    yield _("voters: {voters}; projects: {projects}").format(
        voters=_grouped(len(election.ballots)), projects=_grouped(len(election.projects))
    )
    yield _("{spent} of {budget} spent").format(
        spent=_figure(outcome.cost, election), budget=_figure(election.budget, election)
    )


def _winners(outcome: Outcome) -> Iterator[str]:
    chosen = _("winners, in the order chosen: {number}").format(number=len(outcome.winners))
    yield f"\n{chosen}"
    for winner in outcome.winners:
        facts = _facts(winner.project, winner.cost, winner.votes, outcome.election)
        yield f"{winner.round:4} {facts}  {_how(winner, outcome.election)}"


def _how(winner: Winner, election: Election) -> str:
    if winner.load is not None:
        return _("when every supporter had received {load}").format(load=_figure(winner.load, election))
    if winner.payment is not None:
        return _("paid {payment}: {full}; gave what they had left: {rest}").format(
            payment=_figure(winner.payment, election), full=_grouped(winner.full), rest=_grouped(winner.rest)
        )
    return _("filled up")


def _losers(outcome: Outcome) -> Iterator[str]:
    others = _("not chosen: {number}").format(number=len(outcome.losers))
    yield f"\n{others}"
    for loser in outcome.losers:
        facts = _facts(loser.project, loser.needed, loser.votes, outcome.election)
        yield f"{'':4} {facts}  {_why(loser, outcome.election)}"


def _why(loser: Loser, election: Election) -> str:
    reasons = {
        Reason.NO_SUPPORT: _("nobody gains from it"),
        Reason.SUPPORTERS_MONEY: _("needed {needed}, its supporters had {had}"),
        Reason.OVER_BUDGET: _("costs {needed}, more than the whole budget"),
        Reason.DOES_NOT_FIT: _("costs {needed}, {had} was left"),
        Reason.RULE_ENDED: _("would fit into the {had} left, but the rule ended"),
    }
    needed, had = _figure(loser.needed, election), _figure(loser.had, election)
    return reasons[loser.reason].format(needed=needed, had=had)


def _facts(project: str, cost: int, votes: int, election: Election) -> str:
    choosing = _("votes: {number}").format(number=_grouped(votes))
    return f"{project:>8} {_figure(cost, election):>14}  {choosing:16}"


def _nearness(outcome: Outcome, near: Sequence[Nearness]) -> Iterator[str]:
    if near:
        bought = _("its supporters would surely have bought")
        yield f"\n{bought}"
    for edge in near:
        ways = []
        if edge.cost is not None:
            ways.append(_("at a cost of {cost}").format(cost=_figure(edge.cost, outcome.election)))
        if edge.supporters is not None:
            ways.append(_("with {number} more").format(number=_grouped(edge.supporters)))
        how = _(" or ").join(ways) or _("at no cost")
        yield f"{'':4} {edge.project:>8} {how}"


def _remarks(remarks: Remarks) -> Iterator[str]:
    noticed = {
        _("empty ballots: {number}"): remarks.empty_ballots,
        _("voters who occur again: {number}"): remarks.repeated_voters,
        _("keys that META gives again: {number}"): remarks.repeated_keys,
        _("choices that a ballot repeats: {number}"): remarks.repeated_choices,
        _("ballots shorter than allowed: {number}"): remarks.shorter_than_allowed,
        _("ballots longer than allowed: {number}"): remarks.longer_than_allowed,
    }
    lines = [sentence.format(number=_grouped(number)) for sentence, number in noticed.items() if number]
    if lines:
        yield ""
    yield from lines


def _figure(units: Rational, election: Election) -> str:
    """An amount in the unit of the file, with two decimals unless it is whole."""
    amount = Fraction(units, election.scale)
    return _grouped(int(amount)) if amount.denominator == 1 else _as_read(f"{float(amount):,.2f}")


def _grouped(number: int) -> str:
    return _as_read(f"{number:,}")


def _as_read(number: str) -> str:
    """A number with the marks that the reader's language sets in it."""
    pattern = _("1,000.5")
    return number.translate({ord(","): pattern[1], ord("."): pattern[-2]})
