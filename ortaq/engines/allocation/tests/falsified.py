"""Certificates of small elections, right ones and some with one thing changed."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_election
from ortaq.engines.allocation.ties import Ties
from ortaq.engines.allocation.writing import write_pabulib

CALLED_NONE = Election(
    projects=(Project("none", 300), Project("well", 400)),
    ballots=(Ballot(("none",)),) * 3 + (Ballot(("well",)),) * 2 + (Ballot(()),),
    budget=700,
)
WORDS = {
    "ties": list(Ties),
    "utility": list(Utility),
    "completion": list(Completion),
    "rule": [Rule.EQUAL_SHARES, Rule.GREEDY, Rule.PHRAGMEN],
}


def certificates(chance: random.Random, *, elections: int, changes: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each election's file with its certificate, and then with so many changed ones; first one with a project
    whose name means an empty ballot elsewhere.
    """
    yield write_pabulib(CALLED_NONE, meta={}), certificate(count(CALLED_NONE, method=Method()))
    for number in range(elections):
        election = small_election(chance, chance.choice(list(BallotType)))
        rule = chance.choice([Rule.EQUAL_SHARES] * 4 + [Rule.GREEDY, Rule.PHRAGMEN])
        plain = [Completion.NONE, Completion.GREEDY]
        method = Method(
            rule=rule,
            utility=chance.choice(list(Utility)),
            completion=chance.choice(list(Completion) if rule is Rule.EQUAL_SHARES else plain),
            ties=chance.choice(list(Ties)),
            seed=f"жеребе {number}",
        )
        paper = certificate(count(election, method=method))
        text = write_pabulib(election, meta={})
        yield text, paper
        for _ in range(changes):
            yield text, _changed(chance, paper)


def _changed(chance: random.Random, paper: dict[str, Any]) -> dict[str, Any]:
    changed = copy.deepcopy(paper)
    name = chance.choice(list(paper))
    value = changed[name]
    if name in WORDS:
        changed[name] = chance.choice(WORDS[name]).value
    elif name == "purchases" and value and chance.random() < 0.5:
        entry = chance.choice(value)
        entry["payment"] = str(Fraction(entry["payment"]) * chance.choice([2, Fraction(99, 100)]))
    elif isinstance(value, list) and value:
        chance.choice([value.pop, lambda: chance.shuffle(value), lambda: value.append(value[0])])()
    elif isinstance(value, int):
        changed[name] = value + chance.choice([-1, 1])
    elif isinstance(value, str):
        changed[name] = f"{value}1"
    return changed
