"""Reads of calls."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text
from ortaq.stages.grants.models import Call
from ortaq.stages.grants.rules import percent


@dataclass(frozen=True)
class Point:
    """A criterion with its most points, or a requirement (no points)."""

    number: int
    text: Text
    points: int = 0


@dataclass(frozen=True)
class CallView:
    """Everything that a call says. `state` is draft, coming, open or closed on the day asked for."""

    id: UUID
    number: int
    programme_slug: str
    programme: Text
    title: Text
    objectives: Text
    activities: Text
    persons: Text
    amount_criteria: Text
    fund: int | None
    smallest_grant: int | None
    largest_grant: int | None
    smallest_project: int | None
    largest_project: int | None
    own_share: str
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    state: str
    units: tuple[Text, ...]
    criteria: tuple[Point, ...]
    requirements: tuple[Point, ...]

    @property
    def most_points(self) -> int:
        """What all criteria give together."""
        return sum(criterion.points for criterion in self.criteria)


def state_of(call: Call, today: datetime.date) -> str:
    """Return draft, coming, open or closed."""
    if call.published_at is None or call.opens_on is None or call.closes_on is None:
        return "draft"
    if today < call.opens_on:
        return "coming"
    return "open" if today <= call.closes_on else "closed"


def call_view(call: Call, *, today: datetime.date) -> CallView:
    """Return what a call says. Four queries."""
    return CallView(
        id=call.id,
        number=call.number,
        programme_slug=call.programme.slug,
        programme=call.programme.name,
        title=call.title,
        objectives=call.objectives,
        activities=call.activities,
        persons=call.persons,
        amount_criteria=call.amount_criteria,
        fund=call.fund,
        smallest_grant=call.smallest_grant,
        largest_grant=call.largest_grant,
        smallest_project=call.smallest_project,
        largest_project=call.largest_project,
        own_share=_share(call),
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        state=state_of(call, today),
        units=tuple(unit.name for unit in call.units.order_by("slug")),
        criteria=tuple(Point(row.number, row.title, row.most_points) for row in call.criteria.order_by("number")),
        requirements=tuple(Point(row.number, row.text) for row in call.requirements.order_by("number")),
    )


def _share(call: Call) -> str:
    """Return the own part in per cent: `10–20`, `10` or nothing."""
    shares = [share for share in (call.least_own_share, call.most_own_share) if share is not None]
    return "–".join(percent(share) for share in shares)


@dataclass(frozen=True)
class CallLine:
    """A call in a list."""

    number: int
    programme_slug: str
    programme: Text
    title: Text
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    fund: int | None
    state: str


def calls_of_programme(programme: Programme, *, today: datetime.date) -> list[CallLine]:
    """Return all calls of a programme, drafts among them, newest first. One query."""
    return _lines(Call.objects.filter(programme=programme), today)


def calls_in_unit(unit: Unit, *, today: datetime.date) -> list[CallLine]:
    """Return the published calls in which people of a unit may apply, newest first. One query."""
    return _lines(Call.objects.filter(units=unit, published_at__isnull=False), today)


def _lines(calls: QuerySet[Call], today: datetime.date) -> list[CallLine]:
    return [
        CallLine(
            call.number,
            call.programme.slug,
            call.programme.name,
            call.title,
            call.opens_on,
            call.closes_on,
            call.fund,
            state_of(call, today),
        )
        for call in calls.select_related("programme").order_by("-opens_on", "-number")
    ]


def call_in_unit(unit: Unit, *, programme: str, number: int) -> Call | None:
    """Return a published call of a unit by its programme's address and its number. One query."""
    calls = Call.objects.filter(units=unit, published_at__isnull=False).select_related("programme")
    return calls.filter(programme__slug=programme, number=number).first()


def call_of_programme(programme: Programme, number: int) -> Call | None:
    """Return a call of a programme by its number. One query."""
    return Call.objects.filter(programme=programme, number=number).select_related("programme").first()
