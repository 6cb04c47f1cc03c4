"""Verifying whole journals: what `ortaq doctor`, a backup and the public page say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from ortaq.ground.journal.chaining import Fault, faults
from ortaq.ground.journal.models import Book

MOST_FAULTS = 20


@dataclass(frozen=True)
class Verdict:
    """What the walk through one book found: the first twenty faults at most; `unit` is its name or empty."""

    unit: str
    entries: int
    faults: tuple[Fault, ...]


def verify_all(*, database: str = "default") -> Iterator[Verdict]:
    """Walk every book of a database, from the first entry to the last."""
    books = Book.objects.using(database).select_related("unit").annotate(size=Count("entries"))
    for book in books.order_by("unit__slug", "id"):
        yield Verdict(str(book.unit.name) if book.unit else "", book.size, _first_faults(book))


def _first_faults(book: Book) -> tuple[Fault, ...]:
    return tuple(fault for fault, _count in zip(faults(book), range(MOST_FAULTS), strict=False))
