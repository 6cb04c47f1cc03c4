"""An election: projects with a cost, ballots, and the budget they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LARGEST_AMOUNT = 2**53
Rational = int | Fraction
Integers = NDArray[np.int64]


class BallotType(StrEnum):
    """How people vote, in Pabulib's words (`vote_type`)."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Project:
    """What can be bought: `cost` in the smallest unit of money, `attributes` are further declared facts."""

    id: str
    cost: int
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, compare=False)


class Ballot(NamedTuple):
    """The projects one voter chose, without repetition; who voted is not part of a ballot.

    An ordinal ballot lists the most wanted first. `points` (cumulative only) stand in the order of `choices`.
    An empty ballot is a vote for nothing: its share of the budget stays unspent.
    """

    choices: tuple[str, ...]
    points: tuple[Rational, ...] = ()


@dataclass(frozen=True)
class Election:
    """Everything a count reads.

    `budget` and costs are integers of the smallest unit; `scale` smallest units make one unit of the
    currency (100 for tiyn in a tenge), and only what is written for people uses it. `voter_facts` holds
    what voters declared (column name to one value per ballot, in the order of the ballots); counting never
    reads it.

    Raises `ValueError` when an amount is negative or above 2**53, an id is blank or has a
    comma or occurs twice, a ballot names a
    project that is not there or names one twice, or points do not match choices.

    >>> Election(projects=(Project("well", 900), Project("well", 100)), ballots=(), budget=1000)
    Traceback (most recent call last):
    ValueError: project well occurs twice
    """

    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    budget: int
    ballot_type: BallotType = BallotType.APPROVAL
    scale: int = 1
    meta: Mapping[str, str] = field(default_factory=dict, compare=False)
    voter_facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for project in self.projects:
            if project.id in seen:
                raise ValueError(f"project {project.id} occurs twice")
            if not project.id or project.id != project.id.strip() or "," in project.id:
                raise ValueError(f'"{project.id}" cannot be a project id: blank, or with a comma')
            seen.add(project.id)
        for amount in (self.budget, *(project.cost for project in self.projects)):
            if not 0 <= amount <= LARGEST_AMOUNT:
                raise ValueError(f"amount {amount} is not between 0 and 2**53")
        self._check_ballots(seen)

    def _check_ballots(self, known: set[str]) -> None:
        cumulative = self.ballot_type is BallotType.CUMULATIVE
        for choices, points in self.distinct_ballots:
            if len(points) != (len(choices) if cumulative else 0) or (points and min(points) < 0):
                raise ValueError(f"points do not match choices: {', '.join(choices)}")
        try:
            lengths, numbers = self.choice_numbers
        except KeyError:
            unknown = set().union(*(ballot.choices for ballot in self.distinct_ballots)) - known
            raise ValueError(f"no such project: {', '.join(sorted(unknown))}") from None
        owners = np.repeat(np.arange(len(lengths)), lengths)
        named = np.sort(owners * len(known) + numbers)
        repeated = named[1:][named[1:] == named[:-1]]
        if len(repeated):
            twice = list(self.distinct_ballots)[int(repeated[0]) // len(known)].choices
            raise ValueError(f"a ballot names a project twice: {', '.join(twice)}")

    @cached_property
    def project_by_id(self) -> Mapping[str, Project]:
        return {project.id: project for project in self.projects}

    @cached_property
    def votes(self) -> Mapping[str, int]:
        """How many ballots name each project."""
        lengths, numbers = self.choice_numbers
        copies = np.repeat(np.fromiter(self.distinct_ballots.values(), dtype=np.int64), lengths)
        votes = np.bincount(numbers, weights=copies, minlength=len(self.projects))
        return {project.id: int(number) for project, number in zip(self.projects, votes, strict=True)}

    @cached_property
    def distinct_ballots(self) -> Mapping[Ballot, int]:
        """Each different ballot with how many voters cast it, in the order of first appearance."""
        return Counter(self.ballots)

    @cached_property
    def choice_numbers(self) -> tuple[Integers, Integers]:
        """How many projects each different ballot names, and all of them one after the other: their places in
        `projects`.
        """
        place = {project.id: at for at, project in enumerate(self.projects)}
        choices = [ballot.choices for ballot in self.distinct_ballots]
        named = map(place.__getitem__, chain.from_iterable(choices))
        return np.fromiter(map(len, choices), dtype=np.int64), np.fromiter(named, dtype=np.int64)

    @cached_property
    def points_scale(self) -> int:
        """The least factor that makes all points whole."""
        points = {points for ballot in self.distinct_ballots for points in ballot.points}
        return math.lcm(*(number.denominator for number in points))
