"""Calling a meeting: its notice and its agenda."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import AgendaItem, Meeting, Motion
from ortaq.ground.meetings.rules import earliest_date, next_number, overrides_of, require_ahead
from ortaq.ground.meetings.wording import cite, say_value
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text


@action("meetings.call")
def call_meeting(
    *,
    by: Actor,
    unit: Unit,
    cycle: Cycle | None = None,
    kind: str,
    title: Text,
    place: Text,
    settlement: Settlement | None = None,
    group: str = "",
    starts_at: datetime.datetime,
    notice_on: datetime.date,
    materials_on: datetime.date | None = None,
    agenda: Sequence[Text] = (),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Meeting:
    """Call a meeting of any kind. Where the law sets its notice, an earlier day is refused with its article."""
    _check_texts(title=title, place=place)
    _check_dates(
        unit=unit, kind=kind, starts_at=starts_at, notice_on=notice_on, materials_on=materials_on, now=now
    )
    last = Meeting.objects.filter(unit=unit).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting(
        id=deed,
        unit=unit,
        cycle=cycle,
        number=last + 1,
        kind=kind,
        settlement=settlement,
        group=group,
        starts_at=starts_at,
        called_at=now,
        notice_on=notice_on,
        notice_entered_on=timezone.localdate(now),
        materials_on=materials_on,
    )
    meeting.title, meeting.place = title, place
    meeting.save(force_insert=True)
    for number, question in enumerate(agenda, start=1):
        _new_item(meeting, number=number, title=question, id=new_id()).save(force_insert=True)
    return meeting


@action("meetings.change")
def change_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    title: Text,
    place: Text,
    settlement: Settlement | None = None,
    starts_at: datetime.datetime,
    notice_on: datetime.date,
    materials_on: datetime.date | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Meeting:
    """Change the notice of a meeting that lies ahead. A new hour of a statutory meeting needs a new notice."""
    require_ahead(meeting, now=now)
    _check_texts(title=title, place=place)
    moved = starts_at != meeting.starts_at
    if meeting.is_statutory and moved and notice_on < timezone.localdate(now):
        raise Refused(
            _("The hour has changed, so people must be told again. Enter the day of the new notice."),
            field="notice_on",
        )
    _check_dates(
        unit=meeting.unit,
        kind=meeting.kind,
        starts_at=starts_at,
        notice_on=notice_on,
        materials_on=materials_on,
        now=now,
    )
    meeting.title, meeting.place, meeting.settlement = title, place, settlement
    if notice_on != meeting.notice_on:
        meeting.notice_on, meeting.notice_entered_on = notice_on, timezone.localdate(now)
    meeting.starts_at, meeting.materials_on = starts_at, materials_on
    meeting.save()
    return meeting


@action("meetings.cancel")
def cancel_meeting(
    *, by: Actor, meeting: Meeting, reason: Text, now: datetime.datetime, deed: UUID | None = None
) -> Meeting:
    """Cancel a meeting that was not held; the reason is public."""
    if meeting.held_at is not None:
        raise Refused(_("This meeting was held, so it cannot be cancelled."))
    if meeting.cancelled_at is not None:
        raise Refused(_("This meeting is cancelled already."))
    if not reason:
        raise Refused(_("Say why the meeting is cancelled: people will read it."), field="reason_kk")
    meeting.cancelled_at, meeting.cancellation = now, reason
    meeting.save()
    return meeting


@action("meetings.change")
def add_item(
    *,
    by: Actor,
    meeting: Meeting,
    title: Text,
    speaker: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> AgendaItem:
    """Put one more question on the agenda of a meeting that lies ahead."""
    require_ahead(meeting, now=now)
    _check_texts(title=title)
    item = _new_item(meeting, number=next_number(list(meeting.agenda.all())), title=title, id=deed)
    item.speaker = speaker.strip()
    item.save(force_insert=True)
    return item


@action("meetings.change")
def change_item(
    *,
    by: Actor,
    item: AgendaItem,
    title: Text,
    speaker: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> AgendaItem:
    """Change the words of a question on the agenda of a meeting that lies ahead."""
    require_ahead(item.meeting, now=now)
    _check_texts(title=title)
    item.title, item.speaker = title, speaker.strip()
    item.save()
    return item


@action("meetings.change")
def remove_item(*, by: Actor, item: AgendaItem, now: datetime.datetime, deed: UUID | None = None) -> Meeting:
    """Take a question off the agenda, with the proposals under it; the later ones move up."""
    meeting = item.meeting
    require_ahead(meeting, now=now)
    Motion.objects.filter(item=item).delete()
    item.delete()
    for number, later in enumerate(meeting.agenda.order_by("number"), start=1):
        AgendaItem.objects.filter(pk=later.pk).update(number=number)
    return meeting


def _new_item(meeting: Meeting, *, number: int, title: Text, id: UUID | None) -> AgendaItem:
    item = AgendaItem(id=id, meeting=meeting, number=number)
    item.title = title
    return item


def _check_texts(**texts: Text) -> None:
    for name, text in texts.items():
        if not text:
            raise Refused(_("Write this in Kazakh or in Russian."), field=f"{name}_kk")


def _check_dates(
    *,
    unit: Unit,
    kind: str,
    starts_at: datetime.datetime,
    notice_on: datetime.date,
    materials_on: datetime.date | None,
    now: datetime.datetime,
) -> None:
    if starts_at <= now:
        raise Refused(_("This hour has already gone by. Choose a later one."), field="starts_at")
    day = timezone.localdate(starts_at)
    if notice_on > timezone.localdate(now):
        raise Refused(
            _("This day is still to come. Enter the day on which people were told, today or earlier."),
            field="notice_on",
        )
    earliest = earliest_date(unit=unit, kind=kind, notice_on=notice_on)
    if day < earliest.day:
        raise Refused(_too_early(earliest), field="starts_at")
    if materials_on is not None:
        _check_materials(unit=unit, kind=kind, day=day, materials_on=materials_on)


def _too_early(earliest: law.DateFinding) -> str:
    rule = earliest.used[0]
    return _("The earliest lawful day for this meeting is %(day)s: notice is given %(days)s (%(source)s).") % {
        "day": date_format(earliest.day),
        "days": say_value(rule),
        "source": cite(rule),
    }


def _check_materials(*, unit: Unit, kind: str, day: datetime.date, materials_on: datetime.date) -> None:
    deadline = law.materials_deadline(meeting_on=day, kind=kind, overrides=overrides_of(unit.id))
    if materials_on <= deadline.day:
        return
    if not deadline.used:
        raise Refused(_("People need the materials before the meeting, not after it."), field="materials_on")
    rule = deadline.used[0]
    raise Refused(
        _("The last lawful day to hand out the materials is %(day)s: %(days)s (%(source)s).")
        % {"day": date_format(deadline.day), "days": say_value(rule), "source": cite(rule)},
        field="materials_on",
    )
