"""Writes of events. What a guest says of themselves is private and never enters the journal."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.models import Case, Event, EventItem, Guest, Material
from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Area, AreaLevel, Programme
from ortaq.ground.text import Text, in_columns

NOTHING = Text()
"""A text that is not written."""


@dataclass(frozen=True)
class Announcement:
    """What everybody reads of an event before it. `within` is the forum or the visit of which it is a part."""

    title: Text
    place: Text
    starts_on: datetime.date
    ends_on: datetime.date
    within: Text = NOTHING
    organisers: Text = NOTHING
    partners: Text = NOTHING
    description: Text = NOTHING
    registration_until: datetime.date | None = None


@action("exchange.hold_event")
def announce_event(
    *,
    by: Actor,
    programme: Programme,
    said: Announcement,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Event:
    """Announce an event; everybody reads of it from now on."""
    _require_sound(said)
    last: int | None = Event.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    event = Event(id=deed or new_id(), programme=programme, number=(last or 0) + 1, announced_at=now)
    _write(event, said)
    event.save(force_insert=True)
    return event


@action("exchange.hold_event")
def change_event(
    *, by: Actor, event: Event, said: Announcement, now: datetime.datetime, deed: UUID | None = None
) -> Event:
    """Announce it anew: another day, another place."""
    _require_sound(said)
    event = Event.objects.get(pk=event.pk)
    _write(event, said)
    event.save()
    return event


@action("exchange.hold_event")
def add_item(
    *,
    by: Actor,
    event: Event,
    title: Text,
    begins: datetime.time | None = None,
    speaker: str = "",
    case_id: UUID | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> EventItem:
    """Put an item on the agenda, after the others; it may tell a published case of any unit."""
    _require_item(title, case_id)
    last: int | None = event.items.aggregate(last=Max("number"))["last"]
    return EventItem.objects.create(
        id=deed or new_id(),
        event=event,
        number=(last or 0) + 1,
        begins=begins,
        speaker=speaker.strip(),
        tells_id=case_id,
        **in_columns(title=title),
    )


@action("exchange.hold_event")
def change_item(
    *,
    by: Actor,
    item: EventItem,
    title: Text,
    begins: datetime.time | None = None,
    speaker: str = "",
    case_id: UUID | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> EventItem:
    """Write an item of the agenda anew; it keeps its place."""
    _require_item(title, case_id)
    item.title, item.begins, item.speaker, item.tells_id = title, begins, speaker.strip(), case_id
    item.save()
    return item


@action("exchange.hold_event")
def take_off_item(*, by: Actor, item: EventItem, now: datetime.datetime, deed: UUID | None = None) -> Event:
    """Take an item off the agenda; the journal keeps what it said."""
    event = item.event
    item.delete()
    return event


def _require_item(title: Text, case_id: UUID | None) -> None:
    if not title:
        raise Refused(_("Write this in Kazakh or in Russian."), field="title_kk")
    if case_id is not None and not Case.objects.filter(pk=case_id, published_at__isnull=False).exists():
        raise Refused(_("Choose a case that everybody may read."), field="case_id")


@action("exchange.hold_event")
def add_material(
    *,
    by: Actor,
    event: Event,
    title: Text,
    text: Text = Text(),
    link: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Material:
    """Give people something to take home: a text, or a link to where it lies."""
    _require_material(title, text, link)
    return Material.objects.create(
        id=deed or new_id(), event=event, link=link, added_at=now, **in_columns(title=title, text=text)
    )


@action("exchange.hold_event")
def change_material(
    *,
    by: Actor,
    material: Material,
    title: Text,
    text: Text = NOTHING,
    link: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Material:
    """Correct what people take home."""
    _require_material(title, text, link)
    material.title, material.text, material.link = title, text, link
    material.save()
    return material


@action("exchange.hold_event")
def take_off_material(*, by: Actor, material: Material, now: datetime.datetime, deed: UUID | None = None) -> Event:
    """Take something away that should not be there; the journal keeps what it said."""
    event = material.event
    material.delete()
    return event


def _require_material(title: Text, text: Text, link: str) -> None:
    if not title:
        raise Refused(_("Write this in Kazakh or in Russian."), field="title_kk")
    if not text and not link:
        raise Refused(_("Write the text itself, or where it can be found."), field="link")


@action("exchange.register", private={"name", "contact", "office", "is_akim", "oblast"})
def register_guest(
    *,
    by: Actor,
    event: Event,
    name: str,
    contact: str,
    office: str,
    is_akim: bool,
    oblast: Area | None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Guest:
    """Somebody registers for an event; only its organisers see who."""
    if not takes_guests(event, on=timezone.localdate(now)):
        raise Refused(_("Registration for this event is closed. Please call the organisers."))
    if not name.strip():
        raise Refused(_("Write your name."), field="name")
    if not contact.strip():
        raise Refused(
            _("Write a phone number or an address, so that the organisers can reach you."), field="contact"
        )
    if oblast is not None and oblast.level != AreaLevel.OBLAST:
        raise Refused(_("Choose one from the list."), field="oblast")
    last: int | None = event.guests.aggregate(last=Max("number"))["last"]
    return Guest.objects.create(
        id=deed or new_id(),
        event=event,
        number=(last or 0) + 1,
        name=name.strip(),
        contact=contact.strip(),
        office=office.strip(),
        is_akim=is_akim,
        oblast=oblast,
        registered_at=now,
        consented_at=now,
    )


@action("exchange.hold_event")
def record_who_came(
    *,
    by: Actor,
    event: Event,
    came: Collection[int],
    attended: int | None = None,
    oblasts: int | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Event:
    """Note which registered guests came, by their numbers.

    `attended` and `oblasts` are how many came in all, and from how many oblasts, where the organisers counted at
    the door; without them the registered guests who came are counted.
    """
    if event.starts_on > timezone.localdate(now):
        raise Refused(_("The event is still to come. Record who came on its day or later."))
    guests = list(event.guests.all())
    present = [guest for guest in guests if guest.number in came]
    if attended is not None and attended < len(present):
        raise Refused(_("More guests are marked than came in all. Check both."), field="attended")
    if oblasts is not None and attended is None:
        raise Refused(_("Write how many people came in all."), field="attended")
    for guest in guests:
        guest.came = guest in present
    Guest.objects.bulk_update(guests, ["came"])
    event.attended = len(present) if attended is None else attended
    event.oblasts = len({guest.oblast_id for guest in present} - {None}) if oblasts is None else oblasts
    event.save(update_fields=["attended", "oblasts"])
    return event


@action("exchange.hold_event")
def write_follow_up(
    *, by: Actor, event: Event, follow_up: Text, now: datetime.datetime, deed: UUID | None = None
) -> Event:
    """Say what followed from the event: who does what until when."""
    if not follow_up:
        raise Refused(_("Write this in Kazakh or in Russian."), field="follow_up_kk")
    if event.starts_on > timezone.localdate(now):
        raise Refused(_("The event is still to come. Write what followed after it."))
    event.follow_up = follow_up
    event.save()
    return event


def takes_guests(event: Event, *, on: datetime.date) -> bool:
    """Whether one can register on a day: until the day that the organisers named, or else the first day."""
    return on <= (event.registration_until or event.starts_on)


def _write(event: Event, said: Announcement) -> None:
    for field in fields(said):
        setattr(event, field.name, getattr(said, field.name))


def _require_sound(said: Announcement) -> None:
    for name in ("title", "place"):
        if not getattr(said, name):
            raise Refused(_("Write this in Kazakh or in Russian."), field=f"{name}_kk")
    if said.ends_on < said.starts_on:
        raise Refused(_("The last day must not come before the first."), field="ends_on")
    if said.registration_until is not None and said.registration_until > said.ends_on:
        raise Refused(_("Registration must end before the event does."), field="registration_until")
