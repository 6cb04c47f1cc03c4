"""The published vote as `ortaq check` reads it: a second reader of Pabulib files, independent of the counter's."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import chain, pairwise, repeat
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Number = int | Fraction
SECTIONS = ("META", "PROJECTS", "VOTES")


def exact(text: object) -> Number:
    """A number written as 12, 12.5, 12,5 or 25/2; an int where it is whole."""
    return whole(Fraction(str(text).strip().replace(",", ".")))


def whole(number: Number) -> Number:
    """The same number, an int where it is whole: ints are many times faster than fractions."""
    return number.numerator if number.denominator == 1 else number


class Vote:
    """A published file: what the check needs of it.

    Votes written alike are one vote with its `copies`. Each choice of each vote is an entry: `owners` are the
    numbers of the votes, `chosen` those of the projects among `ids`, `marks` the points, or what a rank is
    worth, or 1.
    """

    copies: NDArray[np.int64]
    owners: NDArray[np.int64]
    chosen: NDArray[np.int64]
    marks: list[Number]

    def __init__(self, path: Path) -> None:
        sections = _sections(path)
        meta = {row[0].strip(): row[1] for row in sections["META"][1:]}
        self.kind = meta["vote_type"].strip()
        self.budget = exact(meta["budget"])
        cost_at = _header(sections["PROJECTS"]).index("cost")
        self.costs = {row[0].strip(): exact(row[cost_at]) for row in sections["PROJECTS"][1:]}
        self.ids = sorted(self.costs)
        header, *votes = sections["VOTES"]
        at = {name: place for place, name in enumerate(_header([header]))}
        texts = list(map(itemgetter(at["vote"]), votes))
        self.voters = len(texts)
        cast = Counter(texts)
        if self.kind == "cumulative":
            points = map(itemgetter(at["points"]), votes)
            marked = Counter(zip(texts, points, strict=True))
            self._enter_marked([self._graded(*written) for written in marked], marked.values())
        elif self.kind == "ordinal":
            self._enter_marked([self._ranked(text) for text in cast], cast.values())
        else:
            try:
                self._enter([vote.split(",") for vote in cast], cast.values())
            except KeyError:  # nearly all files have nothing but projects with commas between
                self._enter(list(map(self._named, cast)), cast.values())
            entries = np.sort(self.owners * len(self.ids) + self.chosen)
            once = entries[np.diff(entries, prepend=-1) > 0]
            self.owners, self.chosen = np.divmod(once, len(self.ids))
            self.marks = [1] * len(once)

    def _enter_marked(self, ballots: Sequence[Mapping[str, Number]], copies: Collection[int]) -> None:
        self._enter(ballots, copies)
        self.marks = [mark for ballot in ballots for mark in ballot.values()]

    def _enter(self, ballots: Sequence[Collection[str]], copies: Collection[int]) -> None:
        place = {id: at for at, id in enumerate(self.ids)}
        self.copies = np.fromiter(copies, dtype=np.int64)
        self.owners = np.repeat(np.arange(len(ballots)), [len(ballot) for ballot in ballots])
        self.chosen = np.fromiter(map(place.__getitem__, chain.from_iterable(ballots)), dtype=np.int64)

    def _ranked(self, vote: str) -> dict[str, Number]:
        ids = list(dict.fromkeys(self._named(vote)))
        return dict(zip(ids, range(len(ids) - 1, -1, -1), strict=True))

    def _graded(self, vote: str, points: str) -> dict[str, Number]:
        ids = self._named(vote)
        marks = map(exact, _parts(points)) if ids else ()
        return dict(sorted(dict(zip(ids, marks, strict=True)).items()))

    def _named(self, vote: str) -> list[str]:
        """The projects a vote names; "None", unless a project is called so, and blanks name nothing."""
        parts = _parts(vote)
        nothing = len(parts) == 1 and parts[0].lower() == "none" and parts[0] not in self.costs
        return [] if nothing else parts

    def fingerprint(self) -> str:
        """SHA-256 of type, budget, costs and all ballots, each on a line, costs and ballots sorted."""
        costs = sorted(f"{id}={cost}" for id, cost in self.costs.items())
        named = [self.ids[at] for at in self.chosen.tolist()]
        if self.kind == "cumulative":
            named = list(map("{}={}".format, named, self.marks))
        ends = np.cumsum(np.bincount(self.owners, minlength=len(self.copies)))
        ballots = [",".join(named[start:end]) for start, end in pairwise([0, *ends.tolist()])]
        lines = sorted(chain.from_iterable(map(repeat, ballots, self.copies.tolist())))
        text = "\n".join([self.kind, str(self.budget), *costs, *lines, ""])
        return hashlib.sha256(text.encode()).hexdigest()


def _sections(path: Path) -> dict[str, list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter=";") if len(row) > 1 or (row and row[0].strip())]
    starts = [
        at for at, row in enumerate(rows) if row[0].strip().upper() in SECTIONS and not "".join(row[1:]).strip()
    ]
    return {rows[start][0].strip().upper(): rows[start + 1 : end] for start, end in pairwise([*starts, len(rows)])}


def _header(rows: list[list[str]]) -> list[str]:
    return [name.strip() for name in rows[0]]


def _parts(text: str) -> list[str]:
    return list(filter(None, map(str.strip, text.split(","))))
