"""The published vote as `ortaq check` reads it: a second reader of Pabulib files, independent of the counter's."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

Number = int | Fraction
Ballot = tuple[tuple[str, ...], tuple[Number, ...]]
SECTIONS = ("META", "PROJECTS", "VOTES")


def exact(text: object) -> Number:
    """A number written as 12, 12.5, 12,5 or 25/2; an int where it is whole."""
    return whole(Fraction(str(text).strip().replace(",", ".")))


def whole(number: Number) -> Number:
    """The same number, an int where it is whole: ints are many times faster than fractions."""
    return number.numerator if number.denominator == 1 else number


class Vote:
    """A published file: what the check needs of it. `ballots` are different ones with their copies."""

    def __init__(self, path: Path) -> None:
        sections = _sections(path)
        meta = {row[0].strip(): row[1] for row in sections["META"][1:]}
        self.kind = meta["vote_type"].strip()
        self.budget = exact(meta["budget"])
        cost_at = _header(sections["PROJECTS"]).index("cost")
        self.costs = {row[0].strip(): exact(row[cost_at]) for row in sections["PROJECTS"][1:]}
        header, *votes = sections["VOTES"]
        vote_at = _header([header]).index("vote")
        self.ballots: dict[Ballot, int] = {}
        if self.kind == "cumulative":
            points_at = _header([header]).index("points")
            for (vote, points), copies in Counter((row[vote_at], row[points_at]) for row in votes).items():
                self._add(_graded(vote, points), copies)
        else:
            for vote, copies in Counter([row[vote_at] for row in votes]).items():
                self._add(_ranked(vote) if self.kind == "ordinal" else _approved(vote), copies)
        self.voters = len(votes)

    def _add(self, ballot: Ballot, copies: int) -> None:
        self.ballots[ballot] = self.ballots.get(ballot, 0) + copies

    def fingerprint(self) -> str:
        """SHA-256 of type, budget, costs and all ballots, each on a line, costs and ballots sorted."""
        costs = sorted(f"{id}={cost}" for id, cost in self.costs.items())
        lines = []
        for (ids, marks), copies in self.ballots.items():
            graded = map("{}={}".format, ids, marks) if self.kind == "cumulative" else ids
            lines += [",".join(graded)] * copies
        text = "\n".join([self.kind, str(self.budget), *costs, *sorted(lines), ""])
        return hashlib.sha256(text.encode()).hexdigest()


def _sections(path: Path) -> dict[str, list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter=";") if len(row) > 1 or "".join(row).strip()]
    starts = [
        at for at, row in enumerate(rows) if row[0].strip().upper() in SECTIONS and not "".join(row[1:]).strip()
    ]
    return {rows[start][0].strip().upper(): rows[start + 1 : end] for start, end in pairwise([*starts, len(rows)])}


def _header(rows: list[list[str]]) -> list[str]:
    return [name.strip() for name in rows[0]]


def _approved(vote: str) -> Ballot:
    ids = tuple(sorted(set(_parts(vote))))
    return ids, (1,) * len(ids)


def _ranked(vote: str) -> Ballot:
    ids = tuple(dict.fromkeys(_parts(vote)))
    return ids, tuple(range(len(ids) - 1, -1, -1))


def _graded(vote: str, points: str) -> Ballot:
    graded = sorted(dict(zip(_parts(vote), map(exact, _parts(points)), strict=True)).items())
    return tuple(id for id, _ in graded), tuple(mark for _, mark in graded)


def _parts(text: str) -> list[str]:
    parts = text.split(",")
    if text.split() != [text] or not all(parts):  # blanks somewhere, or nothing between two commas
        parts = list(filter(None, map(str.strip, parts)))
    return [] if len(parts) == 1 and parts[0].lower() == "none" else parts
