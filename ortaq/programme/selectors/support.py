"""Advice and training: the log for the programme's people, sums for everybody."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from ortaq.engines.inclusion import People, protected_people
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text, WithEnglish, with_english
from ortaq.programme.content import Participants
from ortaq.programme.models import Support, SupportKind

MINUTES = 60


@dataclass(frozen=True)
class Entry:
    """One entry of the log. `is_due`: the day of its next step has come, and nothing later was written there."""

    id: UUID
    kind: str
    on: datetime.date
    hours: Decimal
    topic: Text
    adviser: str
    unit: WithEnglish | None
    people: Participants
    next_step: Text
    next_on: datetime.date | None
    is_due: bool

    @property
    def label(self) -> str:
        """Advice or training, in the reader's language."""
        return str(SupportKind(self.kind).label)


@dataclass(frozen=True)
class Totals:
    """Sums over entries; who took part in several is counted in each. Numbers of few people are not shown."""

    sessions: int
    advice_hours: Decimal
    training_hours: Decimal
    places: int
    people: People


def log_of(programme: Programme, *, today: datetime.date) -> list[Entry]:
    """Return the log, the latest first, for the programme's people alone. One query."""
    rows = programme.support.select_related("for_unit", "adviser").order_by("-on", "-recorded_at")
    later: set[UUID | None] = set()
    entries = []
    for row in rows:
        is_due = row.next_on is not None and row.next_on <= today and row.for_unit_id not in later
        later.add(row.for_unit_id)
        entries.append(_entry(row, is_due=is_due))
    return entries


def _entry(row: Support, *, is_due: bool) -> Entry:
    return Entry(
        id=row.pk,
        kind=row.kind,
        on=row.on,
        hours=_hours([row]),
        topic=row.topic,
        adviser=row.adviser.name if row.adviser else "",
        unit=with_english(row.for_unit.name, row.for_unit.name_en) if row.for_unit else None,
        people=Participants(row.women, row.men, row.youth),
        next_step=row.next_step,
        next_on=row.next_on,
        is_due=is_due,
    )


def totals_of(programme: Programme, *, until: datetime.date, since: datetime.date | None = None) -> Totals:
    """Return the sums of the log up to a day, from its beginning or from another day. One query."""
    rows: QuerySet[Support] = programme.support.filter(on__lte=until)
    return _totals(list(rows if since is None else rows.filter(on__gte=since)))


def _totals(rows: Sequence[Support]) -> Totals:
    women, men, youth = (sum(getattr(row, name) for row in rows) for name in ("women", "men", "youth"))
    return Totals(
        sessions=len(rows),
        advice_hours=_hours([row for row in rows if row.kind == SupportKind.ADVICE]),
        training_hours=_hours([row for row in rows if row.kind == SupportKind.TRAINING]),
        places=len({row.for_unit_id for row in rows} - {None}),
        people=protected_people(women=women, men=men, youth=youth),
    )


def _hours(rows: Sequence[Support]) -> Decimal:
    return (Decimal(sum(row.minutes for row in rows)) / MINUTES).quantize(Decimal("0.1"))
