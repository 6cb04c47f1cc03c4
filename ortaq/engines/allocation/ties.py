"""Who goes first when the rule says that several projects are equally good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum

from ortaq.engines.allocation.election import Election


class Ties(StrEnum):
    """How ties are broken.

    `PUBLISHED`: the lowest cost, then the most votes, then a lot that is fixed before the count.
    `LEXICOGRAPHIC`: the smallest id as text ("10" before "9"), which is what pabutools does by default.
    """

    PUBLISHED = "published"
    LEXICOGRAPHIC = "lexicographic"


def lot(*, seed: str, project: str) -> str:
    """The lot of a project: SHA-256 of seed, a line feed and the id; the smaller text goes first.

    >>> lot(seed="2027-03-01 Мысал", project="well")[:16]
    '41073d63431029b9'
    """
    return hashlib.sha256(f"{seed}\n{project}".encode()).hexdigest()


def tie_order(election: Election, *, ties: Ties, seed: str) -> Mapping[str, int]:
    """The place of every project among projects that are otherwise equal; 0 goes first.

    >>> from ortaq.engines.allocation.election import Project
    >>> village = Election(projects=(Project("9", 500), Project("10", 700)), ballots=(), budget=1000)
    >>> tie_order(village, ties=Ties.PUBLISHED, seed="")
    {'9': 0, '10': 1}
    >>> tie_order(village, ties=Ties.LEXICOGRAPHIC, seed="")
    {'10': 0, '9': 1}
    """

    def published(id: str) -> tuple[int, int, str]:
        return election.project_by_id[id].cost, -election.votes[id], lot(seed=seed, project=id)

    ids = election.project_by_id
    ordered = sorted(ids) if ties is Ties.LEXICOGRAPHIC else sorted(ids, key=published)
    return {id: place for place, id in enumerate(ordered)}
