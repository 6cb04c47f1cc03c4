"""Reading Pabulib files (`.pb`), the common format of participatory budgeting elections.

The format is described at https://pabulib.org/format: three sections, META, PROJECTS and VOTES, each with
a header line, fields separated by semicolons, lists inside a field by commas.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from operator import itemgetter

from ortaq.engines.allocation.election import (
    LARGEST_AMOUNT,
    Ballot,
    BallotType,
    Election,
    Project,
    Rational,
)
from ortaq.engines.allocation.sections import (
    PabulibError,
    Row,
    Section,
    amount,
    cell,
    check_width,
    no_collection,
    sections_of,
)

BALLOT_COLUMNS = {"voter_id", "vote", "points"}


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was noticed while reading and did not stop it; every ballot is counted, these included.

    A project named twice in one ballot counts once there (with the points given last). The limits on a
    ballot's length belong to collecting votes: ballots outside of them are counted here and in the
    election alike.
    """

    empty_ballots: int = 0
    repeated_voters: int = 0
    repeated_keys: int = 0
    repeated_choices: int = 0
    shorter_than_allowed: int = 0
    longer_than_allowed: int = 0
    declared_ballots: int | None = None
    declared_projects: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An election as a file gives it, and what was noticed in the file."""

    election: Election
    remarks: Remarks


@no_collection()
def read_pabulib(data: bytes) -> Reading:
    """Read a Pabulib file. Money becomes integers of the smallest unit that occurs (`Election.scale` of
    them make one unit of the file); a decimal comma is read like a point. Raises `PabulibError`.

    >>> reading = read_pabulib(b'''META
    ... key;value
    ... budget;1000,50
    ... vote_type;approval
    ... PROJECTS
    ... project_id;cost;name
    ... well;600;"A well; and a trough"
    ... bench;400.5;Benches
    ... VOTES
    ... voter_id;vote
    ... 1;well,bench
    ... 2;
    ... ''')
    >>> reading.election.budget, reading.election.scale, reading.election.projects[0].name
    (10005, 10, 'A well; and a trough')
    >>> reading.remarks.empty_ballots
    1
    >>> read_pabulib(b"META\\nkey;value\\nbudget;many\\n")
    Traceback (most recent call last):
    ortaq.engines.allocation.sections.PabulibError: line 1, column 1: section PROJECTS is missing
    """
    sections = sections_of(data)
    meta = _Meta(sections["META"])
    budget = meta.amount("budget")
    drafts = list(_projects(sections["PROJECTS"]))
    scale = _scale([budget, *(draft.cost for draft in drafts)])
    projects = tuple(
        Project(
            id=draft.id,
            cost=_units(draft.cost, scale, line=draft.line, field="cost"),
            name=draft.name,
            attributes=draft.attributes,
        )
        for draft in drafts
    )
    votes = _Votes(sections["VOTES"], ballot_type=meta.ballot_type(), known={project.id for project in projects})
    election = Election(
        projects=projects,
        ballots=tuple(votes.read()),
        budget=_units(budget, scale, line=meta.line("budget"), field="budget"),
        ballot_type=votes.ballot_type,
        scale=scale,
        meta=meta.texts,
        voter_facts=_Facts(sections["VOTES"]),
    )
    return Reading(election=election, remarks=_remarks(meta, votes, election))


def _scale(amounts: Iterable[Fraction]) -> int:
    """The least power of ten that makes every amount whole."""
    scale = 1
    for number in amounts:
        while (number * scale).denominator != 1:
            scale *= 10
    return scale


def _units(money: Fraction, scale: int, *, line: int, field: str) -> int:
    units = int(money * scale)
    if units > LARGEST_AMOUNT:
        raise PabulibError("amount_too_large", line=line, field=field, found=str(money)[:40])
    return units


class _Meta:
    """Section META: what the count needs from it, and everything else as text."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._rows: dict[str, Row] = {}
        self.repeated_keys = 0
        for row in section.rows:
            key = row.fields[0].strip()
            if key in self._rows:
                if key in ("budget", "vote_type"):
                    raise PabulibError("key_twice", line=row.line, key=key)
                self.repeated_keys += 1
            self._rows[key] = row

    @property
    def texts(self) -> Mapping[str, str]:
        return {key: ";".join(row.fields[1:]).strip() for key, row in self._rows.items()}

    def _row(self, key: str) -> Row:
        if key not in self._rows:
            raise PabulibError("key_missing", line=self._section.line, key=key)
        return self._rows[key]

    def line(self, key: str) -> int:
        return self._row(key).line

    def amount(self, key: str) -> Fraction:
        row = self._row(key)
        return amount(cell(row, 1, column="value"), row=row, position=1, field=key)

    def ballot_type(self) -> BallotType:
        row = self._row("vote_type")
        found = cell(row, 1, column="value")
        if found not in list(BallotType):
            raise PabulibError("unknown_vote_type", line=row.line, column=2, found=found[:40])
        return BallotType(found)

    def number(self, key: str) -> int | None:
        """A whole number that is only compared with what was read; None where it is missing or not a
        number.
        """
        text = self.texts.get(key, "")
        return int(text) if text.isdecimal() else None


@dataclass(frozen=True, slots=True)
class _Draft:
    line: int
    id: str
    cost: Fraction
    name: str
    attributes: Mapping[str, str]


def _projects(section: Section) -> Iterator[_Draft]:
    cost_at = section.position("cost")
    names = section.header
    seen = set()
    for row in section.rows:
        check_width(row, names)
        id = row.fields[0].strip()
        if not id or "," in id:
            raise PabulibError("bad_project_id", line=row.line, project=id[:40])
        if id in seen:
            raise PabulibError("project_twice", line=row.line, project=id)
        seen.add(id)
        cost = amount(cell(row, cost_at, column="cost"), row=row, position=cost_at, field="cost")
        facts = {name: field.strip() for name, field in zip(names[1:], row.fields[1:], strict=False)}
        del facts["cost"]
        yield _Draft(line=row.line, id=id, cost=cost, name=facts.pop("name", ""), attributes=facts)


class _Votes:
    """Section VOTES: ballots, and what is noticed on the way."""

    def __init__(self, section: Section, *, ballot_type: BallotType, known: set[str]) -> None:
        self.ballot_type = ballot_type
        self.repeated_choices = 0
        self.repeated_voters = 0
        self._section = section
        self._known = known
        self._vote_at = section.position("vote")
        self._graded = ballot_type is BallotType.CUMULATIVE and len(section.records) > 0
        self._points_at = section.position("points") if self._graded else self._vote_at

    def read(self) -> list[Ballot]:
        """Equal texts are read once: an election has far fewer different ballots than voters."""
        section = self._section
        if set(map(len, section.records)) != {len(section.header)}:
            for row in section.rows:
                self._check(row)
        columns = (self._vote_at, self._points_at) if self._graded else (self._vote_at,)
        texts = list(map(itemgetter(*columns), section.records))
        ballots: dict[object, Ballot] = {} if self._graded else self._plain_ballots(dict.fromkeys(texts))
        repeated: dict[object, int] = {}
        for at, text in enumerate(texts):
            if text not in ballots:
                ballots[text], repeated[text] = self._ballot(Row(section.lines[at], section.records[at]))
        if any(repeated.values()):
            self.repeated_choices = sum(repeated.get(text, 0) for text in texts)
        self.repeated_voters = len(texts) - len({fields[0] for fields in section.records})
        return [ballots[text] for text in texts]

    def _plain_ballots(self, texts: Iterable[str]) -> dict[object, Ballot]:
        """Ballots of those texts that are nothing but known projects with commas between: nearly all."""
        known = self._known
        lists = {text: tuple(text.split(",")) for text in texts}
        if not known.issuperset(chain.from_iterable(lists.values())) or _repeat(lists.values()):
            lists = {
                text: choices
                for text, choices in lists.items()
                if known.issuperset(choices) and not _repeat([choices])
            }
        return dict(zip(lists, map(Ballot, lists.values()), strict=True))

    def _check(self, row: Row) -> None:
        check_width(row, self._section.header)
        cell(row, self._vote_at, column="vote")
        cell(row, self._points_at, column="points")

    def _ballot(self, row: Row) -> tuple[Ballot, int]:
        """The ballot of a line, and how many of its choices repeat another one."""
        vote = row.fields[self._vote_at]
        if "\n" in vote:
            raise PabulibError("open_quote", line=row.line, column=self._vote_at + 1)
        named = _parts(vote, self._known)
        for choice in named:
            if choice not in self._known:
                raise PabulibError("unknown_project", line=row.line, column=self._vote_at + 1, project=choice[:40])
        if not self._graded:
            choices = tuple(dict.fromkeys(named))
            return Ballot(choices), len(named) - len(choices)
        points = self._points(row)
        if len(points) != len(named):
            column = self._points_at + 1
            raise PabulibError(
                "points_mismatch", line=row.line, column=column, choices=len(named), points=len(points)
            )
        chosen = dict(zip(named, points, strict=True))
        return Ballot(tuple(chosen), tuple(chosen.values())), len(named) - len(chosen)

    def _points(self, row: Row) -> list[Rational]:
        at = self._points_at
        return [
            int(text) if text.isdecimal() else amount(text, row=row, position=at, field="points")
            for text in _parts(row.fields[at])
        ]


def _repeat(lists: Collection[Sequence[str]]) -> bool:
    """Whether any of these lists names something twice."""
    return sum(map(len, map(set, lists))) != sum(map(len, lists))


class _Facts(Mapping[str, tuple[str, ...]]):
    """What voters declared, column by column, read when asked for; identifiers and choices are not among
    it.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self._columns = {name: at for at, name in enumerate(section.header) if at and name not in BALLOT_COLUMNS}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        at = self._columns[name]
        return tuple(row.fields[at].strip() if at < len(row.fields) else "" for row in self._section.rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _parts(text: str, known: Collection[str] = ()) -> list[str]:
    """The list inside a field; blank is an empty list, and "None", as some files write it, unless it is known."""
    parts = [part for part in map(str.strip, text.split(",")) if part]
    nothing = len(parts) == 1 and parts[0].lower() == "none" and parts[0] not in known
    return [] if nothing else parts


def _remarks(meta: _Meta, votes: _Votes, election: Election) -> Remarks:
    shortest, longest = meta.number("min_length"), meta.number("max_length")
    copies = election.distinct_ballots.values()
    lengths = list(zip(election.choice_numbers[0].tolist(), copies, strict=True))
    return Remarks(
        empty_ballots=sum(copies for length, copies in lengths if not length),
        repeated_voters=votes.repeated_voters,
        repeated_keys=meta.repeated_keys,
        repeated_choices=votes.repeated_choices,
        shorter_than_allowed=sum(copies for length, copies in lengths if shortest and length < shortest),
        longer_than_allowed=sum(copies for length, copies in lengths if longest and length > longest),
        declared_ballots=meta.number("num_votes"),
        declared_projects=meta.number("num_projects"),
    )
