"""Elections of our own making, in the shapes in which small real ones come."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project

COSTS = (1, 2, 3, 5, 10, 20, 25, 40, 50, 60, 75, 100, 120)


def small_elections(*, number: int, seed: int, types: tuple[BallotType, ...]) -> Iterator[Election]:
    """Villages and city quarters: few projects, round costs, many equal ballots, hence many ties."""
    chance = random.Random(seed)
    for _ in range(number):
        yield small_election(chance, chance.choice(types))


def small_election(chance: random.Random, ballot_type: BallotType) -> Election:
    projects = tuple(
        Project(str(id), chance.choice(COSTS), f"Project {id}")
        for id in chance.sample(range(1, 200), k=chance.randint(1, 14))
    )
    popularity = [chance.random() ** 2 + 0.01 for _ in projects]
    voters = chance.choice((1, 2, 3, 7, 20, 60, 150))
    ballots = tuple(_ballot(chance, ballot_type, projects, popularity) for _ in range(voters))
    total = sum(project.cost for project in projects)
    return Election(
        projects=projects,
        ballots=ballots,
        budget=chance.randint(1, total + total // 5 + 1),
        ballot_type=ballot_type,
    )


def _ballot(
    chance: random.Random, ballot_type: BallotType, projects: tuple[Project, ...], popularity: list[float]
) -> Ballot:
    longest = 1 if ballot_type is BallotType.CHOOSE_ONE else min(len(projects), chance.choice((1, 3, 5, 10)))
    draws = chance.choices(projects, popularity, k=chance.randint(0 if longest > 1 else 1, longest))
    choices = tuple(dict.fromkeys(project.id for project in draws))
    if ballot_type is BallotType.CUMULATIVE:
        return Ballot(choices, tuple(chance.randint(0, 5) for _ in choices))
    return Ballot(choices)
