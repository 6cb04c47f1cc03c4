"""Writing an election as a Pabulib file that shows how was voted and not by whom."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from fractions import Fraction

from ortaq.engines.allocation.election import Ballot, BallotType, Election, Rational

NO_POINTS = "None"  # an empty field is not read back by pabutools
COUNTED_META = frozenset({"num_projects", "num_votes", "budget", "vote_type"})


def write_pabulib(election: Election, *, meta: Mapping[str, str]) -> str:
    """The published file: `meta` (description, unit, rule and the like) as given by the caller, projects
    with id, cost, votes and name, and the ballots without anything that could lead to a voter.

    Ballots stand sorted by their own content and are numbered in that order; neither the order of voting
    nor times nor declared facts are written. Two elections that differ only in who voted when give the
    same bytes.

    >>> from ortaq.engines.allocation.election import Project
    >>> election = Election(
    ...     projects=(Project("well", 150, "Well; deep"), Project("bench", 50)),
    ...     ballots=(Ballot(("well", "bench")), Ballot(("bench",))),
    ...     budget=1000,
    ...     scale=100,
    ... )
    >>> print(write_pabulib(election, meta={"unit": "Мысал"}), end="")
    META
    key;value
    unit;Мысал
    num_projects;2
    num_votes;2
    budget;10
    vote_type;approval
    PROJECTS
    project_id;cost;votes;name
    well;1.5;1;"Well; deep"
    bench;0.5;2;
    VOTES
    voter_id;vote
    1;bench
    2;bench,well
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"]])
    writer.writerows(_meta(election, meta))
    writer.writerows([["PROJECTS"], ["project_id", "cost", "votes", "name"]])
    for project in election.projects:
        cost = decimal(Fraction(project.cost, election.scale))
        writer.writerow([project.id, cost, election.votes[project.id], project.name])
    cumulative = election.ballot_type is BallotType.CUMULATIVE
    writer.writerows([["VOTES"], ["voter_id", "vote", *(["points"] if cumulative else [])]])
    ballots = sorted(_canonical(ballot, election.ballot_type) for ballot in election.ballots)
    for number, ballot in enumerate(ballots, start=1):
        points = ",".join(map(decimal, ballot.points)) or NO_POINTS
        writer.writerow([number, ",".join(ballot.choices), *([points] if cumulative else [])])
    return out.getvalue()


def _meta(election: Election, given: Mapping[str, str]) -> list[tuple[str, object]]:
    return [
        *((key, text) for key, text in given.items() if key not in COUNTED_META),
        ("num_projects", len(election.projects)),
        ("num_votes", len(election.ballots)),
        ("budget", decimal(Fraction(election.budget, election.scale))),
        ("vote_type", election.ballot_type.value),
    ]


def _canonical(ballot: Ballot, ballot_type: BallotType) -> Ballot:
    """The same ballot whatever order its marks were made in; the order of an ordinal ballot is its
    meaning.
    """
    if ballot_type is BallotType.ORDINAL:
        return ballot
    if not ballot.points:
        return Ballot(tuple(sorted(ballot.choices)))
    marks = sorted(zip(ballot.choices, ballot.points, strict=True))
    return Ballot(tuple(choice for choice, _ in marks), tuple(points for _, points in marks))


def decimal(number: Rational) -> str:
    """A number as plain decimal text. Raises `ValueError` when its decimals do not end.

    >>> decimal(Fraction(5, 2)), decimal(300), decimal(Fraction(1, 3))
    Traceback (most recent call last):
    ValueError: 1/3 has no finite decimal form
    """
    number = Fraction(number)
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
        if places > len(str(number.denominator)) * 4:
            raise ValueError(f"{number} has no finite decimal form")
    whole, rest = divmod(int(number * 10**places), 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)
