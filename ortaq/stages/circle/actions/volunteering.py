"""Writes of volunteers. Who they are and what they say of themselves never enters the journal."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor, Channel
from ortaq.ground.places.models import Settlement
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import (
    AgeBand,
    Call,
    Member,
    Sex,
    Volunteer,
    VolunteerPerson,
    VolunteerSheet,
)
from ortaq.stages.circle.rules import require_open
from ortaq.stages.circle.sheet import LONGEST_MOTIVE, VolunteerRow, VolunteersSheet

PRIVATE = {"name", "contact", "motive", "sex", "age", "group", "consents"}


@dataclass(frozen=True)
class Offer:
    """What somebody says who offers to work in the group."""

    settlement: Settlement
    name: str
    contact: str
    sex: str
    age: str
    group: str
    motive: str
    consents: bool


@action("circle.volunteer", private=PRIVATE)
def volunteer(
    *,
    by: Actor,
    call: Call,
    settlement: Settlement,
    name: str,
    contact: str,
    sex: str,
    age: str,
    group: str = "",
    motive: str = "",
    consents: bool,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Volunteer:
    """Record somebody who offers to work in the group, and consents that the office keeps name and contact."""
    offer = Offer(settlement, name.strip(), contact.strip(), sex, age, group, motive.strip(), consents)
    return _record(offer, by=by, call=call, now=now, id=deed)


@action("circle.volunteer_for_person", private=PRIVATE)
def volunteer_for_person(
    *,
    by: Actor,
    call: Call,
    settlement: Settlement,
    name: str,
    contact: str,
    sex: str,
    age: str,
    group: str = "",
    motive: str = "",
    consents: bool,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Volunteer:
    """Record the offer of a person who is present, or on a paper form; `by.channel` tells which."""
    offer = Offer(settlement, name.strip(), contact.strip(), sex, age, group, motive.strip(), consents)
    return _record(offer, by=by, call=call, now=now, id=deed)


@action("circle.import_volunteers", private={"sheet"})
def import_volunteers(
    *,
    by: Actor,
    call: Call,
    sheet: VolunteersSheet,
    sha256: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> VolunteerSheet:
    """Take in a spreadsheet of volunteers, all of it or nothing: good rows are kept, the others reported.

    Somebody whom a sheet of this call brought already is counted as repeated, also one who withdrew since.
    """
    require_open(call, on=timezone.localdate(now))
    known = set(call.volunteers.exclude(fingerprint="").values_list("fingerprint", flat=True))
    fresh = {row.fingerprint: row for row in sheet.rows if row.fingerprint not in known}
    settlements = {settlement.id: settlement for settlement in call.unit.settlements.all()}
    for number, row in enumerate(fresh.values(), start=_next_number(call)):
        _keep_row(row, call, settlements[row.settlement_id], number, now)
    return VolunteerSheet.objects.create(
        id=deed,
        unit=call.unit,
        cycle=call.cycle,
        call=call,
        sha256=sha256,
        rows=len(sheet.rows) + len(sheet.faults),
        taken=len(fresh),
        repeated=len(sheet.rows) - len(fresh),
        refused=len(sheet.faults),
        faults=[[fault.row, fault.column, fault.code, fault.value] for fault in sheet.faults],
        imported_at=now,
    )


@action("circle.withdraw_volunteer")
def withdraw_volunteer(
    *, by: Actor, volunteer: Volunteer, now: datetime.datetime, deed: UUID | None = None
) -> Volunteer:
    """Take back an offer; the name and the contact are deleted."""
    if volunteer.withdrawn_at is not None:
        raise Refused(_("This offer was taken back already."))
    if Member.objects.filter(volunteer=volunteer).exists():
        raise Refused(_("This volunteer is a member of the group. End the membership instead."))
    volunteer.withdrawn_at, volunteer.motive = now, ""
    volunteer.save()
    VolunteerPerson.objects.filter(volunteer=volunteer).delete()
    return volunteer


def _record(offer: Offer, *, by: Actor, call: Call, now: datetime.datetime, id: UUID | None) -> Volunteer:
    require_open(call, on=timezone.localdate(now))
    _check(offer)
    made = Volunteer.objects.create(
        id=id,
        unit=call.unit,
        cycle=call.cycle,
        call=call,
        number=_next_number(call),
        sex=offer.sex,
        age=offer.age,
        settlement=offer.settlement,
        group=offer.group,
        motive=offer.motive,
        channel=by.channel,
        offered_at=now,
    )
    VolunteerPerson.objects.create(volunteer=made, name=offer.name, contact=offer.contact, consented_at=now)
    return made


def _check(offer: Offer) -> None:
    wrong: dict[str, object] = {}
    if not offer.name:
        wrong["name"] = _("Write the name, so that the office knows whom to invite.")
    if not offer.contact:
        wrong["contact"] = _("Write a phone number or another way to reach you.")
    if offer.sex not in Sex.values:
        wrong["sex"] = _("Choose woman or man: the group is composed as the population is.")
    if offer.age not in AgeBand.values:
        wrong["age"] = _("Choose an age band. Members are 14 years old or older.")
    if offer.group and offer.group not in Group.values:
        wrong["group"] = _("There is no such group.")
    if len(offer.motive) > LONGEST_MOTIVE:
        wrong["motive"] = _("The text is longer than 1,000 characters.")
    if not offer.consents:
        wrong["consents"] = _("Without your consent the office may not keep your name and contact.")
    if wrong:
        raise Several(wrong)


def _keep_row(row: VolunteerRow, call: Call, settlement: Settlement, number: int, now: datetime.datetime) -> None:
    made = Volunteer.objects.create(
        id=new_id(),
        unit=call.unit,
        cycle=call.cycle,
        call=call,
        number=number,
        sex=row.sex,
        age=row.age,
        settlement=settlement,
        group=row.group,
        motive=row.motive,
        channel=Channel.SHEET,
        fingerprint=row.fingerprint,
        offered_at=now,
    )
    VolunteerPerson.objects.create(volunteer=made, name=row.name, contact=row.contact, consented_at=now)


def _next_number(call: Call) -> int:
    """Return the next number within the call; the book of the unit is locked, so nobody else takes it."""
    last: int | None = call.volunteers.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
