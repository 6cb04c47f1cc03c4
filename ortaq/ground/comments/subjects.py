"""What people may comment on: every room registers its kinds, and shows the thread on its own page.

A room registers a kind in the `ready()` of its app, and shows the thread by one tag in its template:

    subjects.add_kind("need", label=_("Need"), find=find_needs)
    {% load comments %}{% comments "need" need.id %}

`find` takes a unit, ids and a day, and returns a `Subject` for each of them that everybody may read on that day;
ids that are gone, of another unit or not public are left out. It asks the database once, whatever the number of
ids: lists of comments show their subjects by it as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text


@dataclass(frozen=True)
class Subject:
    """One thing that people comment on: what it is called, its public page, and whether comments are taken.

    `closed` says in a sentence why no comment is taken now; it is empty where comments are taken. `cycle` is None
    for what belongs to no cycle (a piece of news).
    """

    id: UUID
    title: Text
    url: str
    cycle: Cycle | None = None
    closed: object = ""

    @property
    def is_open(self) -> bool:
        """Whether comments are taken."""
        return not self.closed


Ids = Collection[UUID]
Find = Callable[[Unit, Ids, datetime.date], list[Subject]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that people comment on; `label` is its name in one word."""

    name: str
    label: object
    find: Find


KINDS: dict[str, Kind] = {}


def add_kind(name: str, *, label: object, find: Find) -> None:
    """Register a kind of thing that people may comment on. `name` has at most twenty letters."""
    KINDS[name] = Kind(name, label, find)


def find_subject(unit: Unit, about: str, id: UUID, *, on: datetime.date) -> Subject | None:
    """Return what a comment is about, if everybody may read it; None for a kind or an id that is not known."""
    kind = KINDS.get(about)
    return next(iter(kind.find(unit, [id], on)), None) if kind else None


def find_subjects(
    unit: Unit, wanted: Iterable[tuple[str, UUID]], *, on: datetime.date
) -> dict[tuple[str, UUID], Subject]:
    """Return the subjects of many comments by kind and id. One query for each kind."""
    by_kind: dict[str, set[UUID]] = {}
    for about, id in wanted:
        by_kind.setdefault(about, set()).add(id)
    return {
        (about, subject.id): subject
        for about, ids in by_kind.items()
        if about in KINDS
        for subject in KINDS[about].find(unit, ids, on)
    }


def closed_with(cycle: Cycle) -> object:
    """Return why no comment is taken on the things of a cycle that is closed; empty while it is open."""
    if cycle.closed_at is None:
        return ""
    return _("The planning of these years is closed, so no comment is taken any more.")


def titled(number: int, words: Text, *, longest: int = 70) -> Text:
    """Return a number and the first words of a text, as the title of what has no title of its own.

    >>> titled(12, Text(kk="Су жоқ")).kk
    '№ 12. Су жоқ'
    """

    def first(text: str) -> str:
        line = " ".join(text.split())
        short = line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
        return f"№ {number}. {short}" if text else ""

    return replace(words, kk=first(words.kk), ru=first(words.ru))
