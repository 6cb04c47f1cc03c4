"""The certificate of a count: everything somebody needs to check it, and nothing about anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from fractions import Fraction
from gettext import gettext as _
from itertools import chain, repeat

from ortaq.engines.allocation.election import Ballot, BallotType, Election
from ortaq.engines.allocation.outcome import Outcome, Rule
from ortaq.engines.allocation.support import Utility

FORMAT = "ortaq-count-1"


def certificate(outcome: Outcome) -> dict[str, object]:
    """The certificate as JSON values. Amounts are exact, in the unit of the file ("12", "25/2").

    `purchases` are those of Equal Shares in order, each with its `payment`: what a supporter pays per
    point (per ballot where there are no points) unless she has less. `filled` is what the greedy rule
    added. `stops` are the steps of Add1 that were counted, with what was bought, null for the same as
    before; a gap between two stops means that both ends prove that nothing changes in between. After the
    last step within the budget there is one more stop if it exceeds it.

    Raises `ValueError` for Bounded Overspending, which is there for comparison only.
    """
    if outcome.method.rule is Rule.BOS:
        raise ValueError(_("Bounded Overspending is there for comparison and has no certificate"))
    method, scale = outcome.method, outcome.election.scale
    marks = outcome.election.points_scale if outcome.utility is Utility.POINTS else 1
    bought = [winner for winner in outcome.winners if winner.payment is not None]
    return {
        "format": FORMAT,
        "election": fingerprint(outcome.election),
        "rule": method.rule.value,
        "utility": outcome.utility.value,
        "completion": method.completion.value,
        "ties": method.ties.value,
        "seed": method.seed,
        "step": str(outcome.step / scale),
        "share": None if outcome.share is None else str(outcome.share / scale),
        "steps": outcome.steps,
        "purchases": [
            {"project": winner.project, "payment": str(winner.payment * marks / scale)}
            for winner in bought
            if winner.payment is not None
        ],
        "filled": [winner.project for winner in outcome.winners if winner.by is Rule.GREEDY],
        "winners": outcome.ids,
        "stops": [list(stop) for stop in outcome.stops],
    }


def fingerprint(election: Election) -> str:
    """SHA-256 of type, budget, costs and ballots: one line each, costs and ballots sorted, a line feed
    after each.

    A cost is `id=amount`. A ballot is its choices joined by commas: in order if ordinal, else sorted; with
    `=points` after each if cumulative. Amounts and points are exact, in the unit of the file, as in the
    certificate.
    """
    scale = election.scale
    costs = sorted(f"{project.id}={Fraction(project.cost, scale)}" for project in election.projects)
    ballots = sorted(chain.from_iterable(map(repeat, _lines(election), election.distinct_ballots.values())))
    head = [election.ballot_type.value, str(Fraction(election.budget, scale))]
    text = "\n".join([*head, *costs, *ballots, ""])
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(election: Election) -> Iterable[str]:
    """The line of each different ballot."""
    choices = (ballot.choices for ballot in election.distinct_ballots)
    if election.ballot_type is BallotType.ORDINAL:
        return map(",".join, choices)
    if election.ballot_type is BallotType.CUMULATIVE:
        return map(_graded, election.distinct_ballots)
    return map(",".join, map(sorted, choices))


def _graded(ballot: Ballot) -> str:
    marks = sorted(zip(ballot.choices, ballot.points, strict=True))
    return ",".join(f"{choice}={points}" for choice, points in marks)
