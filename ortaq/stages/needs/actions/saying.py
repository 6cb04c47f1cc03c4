"""Writes of what is said: a need of a resident, of somebody who has help, of a whole spreadsheet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.files.store import store_photo
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.text import Text, in_columns, searchable
from ortaq.stages.needs.actions.numbers import next_number
from ortaq.stages.needs.models import Contact, Need, SheetImport
from ortaq.stages.needs.rules import FARTHEST_KM, LONGEST_NEED, is_near, says_something
from ortaq.stages.needs.sheet import NeedRow, NeedSheet


@action("needs.submit", private={"phone"})
def submit_need(
    *,
    by: Actor,
    cycle: Cycle,
    settlement: Settlement,
    text: str,
    language: str,
    theme: str = "",
    group: str = "",
    photo: File[Any] | None = None,
    place: RoughPoint | None = None,
    phone: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Need:
    """Record what a person says is needed. It is read by a moderator before everybody can read it."""
    said = Said(settlement, text, language, theme, group, photo, phone, place)
    return _record(said, by=by, cycle=cycle, now=now, id=deed)


@action("needs.submit_for_person", private={"phone"})
def submit_need_for_person(
    *,
    by: Actor,
    cycle: Cycle,
    settlement: Settlement,
    text: str,
    language: str,
    theme: str = "",
    group: str = "",
    meeting: Meeting | None = None,
    photo: File[Any] | None = None,
    place: RoughPoint | None = None,
    phone: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Need:
    """Record what a person who is present, a paper form or a meeting says; `by.channel` tells which."""
    if meeting is not None and meeting.cancelled_at is not None:
        raise Refused(_("This meeting was cancelled, so nothing was said at it."), field="meeting")
    said = Said(settlement, text, language, theme, group, photo, phone, place, meeting)
    return _record(said, by=by, cycle=cycle, now=now, id=deed)


@action("needs.import")
def import_needs(
    *, by: Actor, cycle: Cycle, sheet: NeedSheet, now: datetime.datetime, deed: UUID | None = None
) -> SheetImport:
    """Take in a spreadsheet of needs, all of it or nothing: good rows are kept, the others reported.

    A row that an earlier sheet of this cycle brought already is counted as repeated and not kept twice.
    """
    known = set(
        Need.objects.filter(cycle=cycle, fingerprint__in=[row.fingerprint for row in sheet.rows]).values_list(
            "fingerprint", flat=True
        )
    )
    fresh = [row for row in sheet.rows if row.fingerprint not in known]
    made = SheetImport.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        sha256=sheet.sha256,
        language=sheet.language,
        rows=len(sheet.rows) + len(sheet.faults),
        taken=len(fresh),
        repeated=len(sheet.rows) - len(fresh),
        refused=len(sheet.faults),
        faults=[[fault.row, fault.column, fault.code, fault.value] for fault in sheet.faults],
        imported_at=now,
    )
    settlements = {settlement.id: settlement for settlement in cycle.unit.settlements.all()}
    first = next_number(Need, cycle)
    Need.objects.bulk_create(
        [
            _need_of_row(row, cycle, settlements[row.settlement_id], made, number, now)
            for number, row in enumerate(fresh, start=first)
        ],
        batch_size=200,
    )
    return made


@dataclass(frozen=True)
class Said:
    """What somebody says is needed, where, and what they tell of themselves, before it is a need."""

    settlement: Settlement
    text: str
    language: str
    theme: str
    group: str
    photo: File[Any] | None
    phone: str
    place: RoughPoint | None = None
    meeting: Meeting | None = None


def _record(said: Said, *, by: Actor, cycle: Cycle, now: datetime.datetime, id: UUID | None) -> Need:
    text, phone = said.text.strip(), said.phone.strip()
    if not says_something(text):
        raise Refused(_("Write in a few words what is needed."), field="text")
    if len(text) > LONGEST_NEED:
        raise Refused(_("The text is longer than 4,000 characters. Divide it into several needs."), field="text")
    if said.place is not None and not is_near(said.place, cycle.unit):
        raise Refused(
            _(
                "This place is farther than %(km)s km from the settlements that are on the map. "
                "Move the mark closer, or take it away: the settlement is enough."
            )
            % {"km": FARTHEST_KM},
            field="place",
        )
    need = Need.objects.create(
        id=id,
        unit=cycle.unit,
        cycle=cycle,
        number=next_number(Need, cycle),
        search=searchable(text),
        settlement=said.settlement,
        theme=said.theme,
        group=said.group,
        photo=store_photo(unit=cycle.unit, upload=said.photo) if said.photo else None,
        latitude=said.place.latitude if said.place else None,
        longitude=said.place.longitude if said.place else None,
        channel=by.channel,
        meeting=said.meeting,
        submitted_at=now,
        **in_columns(text=_in(said.language, text)),
    )
    if phone:
        Contact.objects.create(need=need, phone=phone, consented_at=now)
    return need


def _need_of_row(
    row: NeedRow,
    cycle: Cycle,
    settlement: Settlement,
    sheet: SheetImport,
    number: int,
    now: datetime.datetime,
) -> Need:
    return Need(
        id=new_id(),
        unit=cycle.unit,
        cycle=cycle,
        number=number,
        search=searchable(row.text),
        settlement=settlement,
        theme=row.theme,
        group=row.group,
        channel="sheet",
        sheet=sheet,
        fingerprint=row.fingerprint,
        submitted_at=now,
        **in_columns(text=_in(row.language, row.text)),
    )


def _in(language: str, text: str) -> Text:
    return Text(kk=text) if language == "kk" else Text(ru=text)
