"""Reads of events. What everybody reads of the guests are numbers, and small ones are protected."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from ortaq.engines.inclusion.protection import protect
from ortaq.engines.inclusion.table import Table
from ortaq.exchange.events.actions import takes_guests
from ortaq.exchange.models import Event, EventItem, Guest, Material
from ortaq.ground.places.models import Area, AreaLevel, Programme
from ortaq.ground.text import Text, alphabetical


@dataclass(frozen=True)
class EventLine:
    """An event in a list."""

    programme_slug: str
    number: int
    title: Text
    place: Text
    starts_on: datetime.date
    ends_on: datetime.date
    state: str
    takes_guests: bool


@dataclass(frozen=True)
class ItemView:
    """An item of the agenda; where it tells a case, of which unit and under which number."""

    number: int
    begins: datetime.time | None
    title: Text
    speaker: str
    case_unit: str
    case_number: int | None
    case_title: Text


@dataclass(frozen=True)
class FromOblast:
    """How many guests who came are of an oblast; None where they are too few to be told."""

    name: Text
    guests: int | None


@dataclass(frozen=True)
class EventView:
    """An event as its page shows it. `attended` is how many came, None before that is known or where too few."""

    line: EventLine
    within: Text
    organisers: Text
    partners: Text
    description: Text
    registration_until: datetime.date | None
    follow_up: Text
    items: tuple[ItemView, ...]
    materials: tuple[Material, ...]
    attended: int | None
    oblasts: int | None
    origins: tuple[FromOblast, ...]


def list_events(*, today: datetime.date, programme: Programme | None = None) -> list[EventLine]:
    """Return the events of a programme, or of all on this computer, the latest first. One query."""
    rows = Event.objects.select_related("programme").order_by("-starts_on", "-number")
    return [_line(event, today) for event in (rows.filter(programme=programme) if programme else rows)]


def event_by_number(programme: Programme, number: int) -> Event | None:
    """Return an event of a programme, or None. One query."""
    return Event.objects.select_related("programme").filter(programme=programme, number=number).first()


def event_view(event: Event, *, today: datetime.date) -> EventView:
    """Return an event as everybody may read it. Four queries."""
    counts = guests_by_oblast(event.guests.filter(came=True))
    few = event.attended is not None and 0 < event.attended < FEW
    return EventView(
        line=_line(event, today),
        within=event.within,
        organisers=event.organisers,
        partners=event.partners,
        description=event.description,
        registration_until=event.registration_until,
        follow_up=event.follow_up,
        items=tuple(_item(one) for one in event.items.select_related("tells__unit").order_by("number")),
        materials=tuple(event.materials.order_by("added_at")),
        attended=None if few else event.attended,
        oblasts=event.oblasts,
        origins=counts,
    )


FEW = 5
"""Fewer guests than this are not told as a number in public."""


def guests_by_oblast(guests: QuerySet[Guest]) -> tuple[FromOblast, ...]:
    """Return how many of the guests came from which oblast, with small numbers protected. One query."""
    rows = guests.filter(oblast__isnull=False).select_related("oblast")
    areas: dict[str, Area] = {}
    counted: Counter[str] = Counter()
    for guest in rows:
        if guest.oblast is not None:
            areas[str(guest.oblast_id)] = guest.oblast
            counted[str(guest.oblast_id)] += 1
    if not counted:
        return ()
    shown = protect(Table.listed(counted))
    numbers = dict(zip(shown.rows, (row[0] for row in shown.cells), strict=True))
    lines = [FromOblast(areas[key].name, numbers[key]) for key in counted]
    return tuple(sorted(lines, key=lambda line: alphabetical(line.name)))


def guests_of(event: Event) -> list[Guest]:
    """Return who registered, for the organisers. One query."""
    return list(event.guests.select_related("oblast").order_by("number"))


def oblasts() -> list[Area]:
    """Return all oblasts by name. One query."""
    return sorted(Area.objects.filter(level=AreaLevel.OBLAST), key=lambda area: alphabetical(area.name))


def _item(item: EventItem) -> ItemView:
    case = item.tells
    return ItemView(
        number=item.number,
        begins=item.begins,
        title=item.title,
        speaker=item.speaker,
        case_unit=case.unit.slug if case else "",
        case_number=case.number if case else None,
        case_title=case.title if case else Text(),
    )


def _line(event: Event, today: datetime.date) -> EventLine:
    state = "ahead" if today < event.starts_on else "past" if today > event.ends_on else "now"
    return EventLine(
        programme_slug=event.programme.slug,
        number=event.number,
        title=event.title,
        place=event.place,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        state=state,
        takes_guests=state != "past" and takes_guests(event, on=today),
    )


def numbers_of(guests: Collection[Guest]) -> list[tuple[str, str]]:
    """Return registered guests as choices by their numbers."""
    return [(str(guest.number), f"{guest.number}. {guest.name}") for guest in guests]
