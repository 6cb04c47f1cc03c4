"""The chain from a need to its result, and back: one registry to which every stage adds its links.

A *knot* is a record that stands in the chain (a need, a problem, a project, a plan line…); a *link* says
which knots of one kind were made of which of another, and lives in the tables of the later stage as foreign
keys, so the database itself keeps the chain whole. Rooms register both when they start; nobody imports a later
room to show what it did.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

Keys = Collection[UUID]


@dataclass(frozen=True)
class Knot:
    """What a page shows of one record in the chain. `title` and `detail` are plain text in one language.

    `state` is `done`, `now`, `waiting` or `refused`; `public` is False for what only the office may see.
    """

    kind: str
    id: UUID
    title: str
    url: str
    state: str = "done"
    on: datetime.date | None = None
    detail: str = ""
    public: bool = True


Show = Callable[[Keys, str], list[Knot]]
"""Ids and a language → the knots, in any order; ids that are gone are left out."""


@dataclass(frozen=True)
class Kind:
    """A kind of knot: its name, its place on the way (smaller is earlier), and how to show it."""

    name: str
    label: object
    order: int
    show: Show


@dataclass(frozen=True)
class Link:
    """Pairs of (earlier, later) ids, as a query with two columns."""

    earlier: str
    later: str
    pairs: Callable[[], QuerySet[Any]]
    earlier_column: str
    later_column: str


@dataclass
class Registry:
    """The kinds and links that the installed rooms have added."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)


REGISTRY = Registry()


def add_kind(name: str, *, label: object, order: int, show: Show) -> None:
    """Register a kind of knot."""
    REGISTRY.kinds[name] = Kind(name, label, order, show)


def add_link(
    *, earlier: str, later: str, pairs: Callable[[], QuerySet[Any]], earlier_column: str, later_column: str
) -> None:
    """Register that knots of kind `later` are made of knots of kind `earlier`."""
    link = Link(earlier, later, pairs, earlier_column, later_column)
    if all((known.earlier, known.later) != (earlier, later) for known in REGISTRY.links):
        REGISTRY.links.append(link)


@dataclass(frozen=True)
class Stretch:
    """All knots of one kind that a walk reached."""

    kind: Kind
    knots: tuple[Knot, ...]

    @property
    def state(self) -> str:
        """Where the stretch lies on the way: `past`, `now` or `future`, as its first knot says."""
        return {"now": "now", "waiting": "future"}.get(self.knots[0].state, "past")


def forward(kind: str, ids: Keys, *, language: str) -> list[Stretch]:
    """Return what became of these records, nearest first: at most one query for each link and each kind."""
    return _show(_walk(kind, ids, ahead=True), language)


def back(kind: str, ids: Keys, *, language: str) -> list[Stretch]:
    """Return what these records were made of, earliest first."""
    return _show(_walk(kind, ids, ahead=False), language)


def ids_forward(kind: str, ids: Keys) -> dict[str, set[UUID]]:
    """Return the ids that the walk ahead reaches, by kind, the starting ones among them."""
    return _walk(kind, ids, ahead=True) | {kind: set(ids)}


def ids_back(kind: str, ids: Keys) -> dict[str, set[UUID]]:
    """Return the ids that the walk back reaches, by kind, the starting ones among them."""
    return _walk(kind, ids, ahead=False) | {kind: set(ids)}


def _walk(start: str, ids: Keys, *, ahead: bool) -> dict[str, set[UUID]]:
    reached: dict[str, set[UUID]] = {start: set(ids)}
    links = sorted(REGISTRY.links, key=_order_of_link, reverse=not ahead)
    for link in links:
        here, there = (link.earlier, link.later) if ahead else (link.later, link.earlier)
        here_column, there_column = (
            (link.earlier_column, link.later_column) if ahead else (link.later_column, link.earlier_column)
        )
        if reached.get(here):
            rows = link.pairs().filter(**{f"{here_column}__in": reached[here]})
            found = rows.exclude(**{there_column: None}).values_list(there_column, flat=True)
            reached.setdefault(there, set()).update(found)
    del reached[start]
    return reached


def _order_of_link(link: Link) -> tuple[int, int]:
    return REGISTRY.kinds[link.earlier].order, REGISTRY.kinds[link.later].order


def _show(reached: dict[str, set[UUID]], language: str) -> list[Stretch]:
    stretches = [
        Stretch(kind, tuple(sorted(kind.show(ids, language), key=lambda knot: (str(knot.on), knot.title))))
        for kind, ids in ((REGISTRY.kinds[name], ids) for name, ids in reached.items() if ids)
    ]
    return sorted((s for s in stretches if s.knots), key=lambda stretch: stretch.kind.order)


def public_knots(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches with only those knots that everybody may see."""
    shown = (Stretch(s.kind, tuple(knot for knot in s.knots if knot.public)) for s in stretches)
    return [stretch for stretch in shown if stretch.knots]
