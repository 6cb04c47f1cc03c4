"""Partners and what follows with them, step by step."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Unit
from ortaq.ground.sources import MoneyKind
from ortaq.ground.text import Text, in_columns
from ortaq.stages.partners.models import (
    Contribution,
    Event,
    Partner,
    PartnerContact,
    PartnerKind,
    Partnership,
    Stage,
)
from ortaq.stages.partners.rules import GIVING, require_day, require_next, standing_events
from ortaq.stages.plan.models import PlanLine


@dataclass(frozen=True)
class Gift:
    """What is offered, promised or delivered: `amount` in tiyn, `days` of work where it is labour."""

    kind: str
    year: int
    what: Text
    amount: int
    days: int | None = None


@action("partners.record", private={"person", "contact"})
def add_partner(
    *,
    by: Actor,
    cycle: Cycle,
    kind: str,
    name: Text,
    is_named: bool,
    person: str = "",
    contact: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Partner:
    """Write down somebody who could help, and how the office reaches them."""
    partner = new_partner(cycle.unit, kind=kind, name=name, is_named=is_named, now=now, deed=deed)
    if contact.strip():
        PartnerContact.objects.create(partner=partner, person=person.strip(), contact=contact.strip())
    return partner


def new_partner(
    unit: Unit, *, kind: str, name: Text, is_named: bool, now: datetime.datetime, deed: UUID | None = None
) -> Partner:
    """Write down a partner by its kind and name; refuse one that nobody could recognise."""
    if kind not in PartnerKind.values:
        raise Refused(_("Choose what the partner is."), field="kind")
    if not name:
        raise Refused(_("Write the partner's name in Kazakh or in Russian."), field="name_kk")
    return Partner.objects.create(
        id=deed or new_id(), unit=unit, kind=kind, is_named=is_named, added_at=now, **in_columns(name=name)
    )


@action("partners.ask")
def ask_partner(
    *,
    by: Actor,
    cycle: Cycle,
    partner: Partner,
    line: PlanLine | None,
    asked_for: Text,
    asked_by: Text,
    happened_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Partnership:
    """Record that a partner was asked for something, by whom, and for which line of the plan."""
    return begin(
        partner,
        cycle=cycle,
        line=line,
        asked_for=asked_for,
        asked_by=asked_by,
        by=by,
        happened_on=happened_on,
        now=now,
        deed=deed,
    )


def begin(
    partner: Partner,
    *,
    cycle: Cycle,
    line: PlanLine | None,
    asked_for: Text,
    asked_by: Text,
    by: Actor,
    happened_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None,
) -> Partnership:
    """Write a partnership whose first step is the question."""
    if not asked_for:
        raise Refused(_("Write what you asked for, in Kazakh or in Russian."), field="asked_for_kk")
    if not asked_by:
        raise Refused(_("Write who asked: the office and its head."), field="asked_by_kk")
    if line is not None and (line.plan.cycle_id != cycle.id or line.removed_at is not None):
        raise Refused(_("This line does not stand in the plan of this cycle."), field="line")
    require_day(happened_on, after=None, now=now)
    last: int | None = Partnership.objects.filter(unit=cycle.unit).aggregate(last=Max("number"))["last"]
    partnership = Partnership.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        number=(last or 0) + 1,
        partner=partner,
        line=line,
        **in_columns(asked_for=asked_for, asked_by=asked_by),
    )
    _write_event(partnership, Stage.ASKED, by=by, happened_on=happened_on, now=now)
    return partnership


@action("partners.record")
def record_event(
    *,
    by: Actor,
    partnership: Partnership,
    stage: str,
    happened_on: datetime.date,
    note: Text = Text(),
    document: str = "",
    gift: Gift | None = None,
    people_served: int | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Event:
    """Record talks, an offer, a delivery or a refusal. A delivery says what, by which document, for how many."""
    if stage not in {Stage.TALKS, Stage.OFFERED, Stage.DELIVERED, Stage.DECLINED}:
        raise Refused(_("Choose what happened."), field="stage")
    if stage == Stage.DECLINED and not note:
        raise Refused(_("Write in a few words why, in Kazakh or in Russian."), field="note_kk")
    if stage == Stage.DELIVERED and people_served is None:
        raise Refused(_("Write how many people it serves."), field="people_served")
    return follow(
        partnership,
        Stage(stage),
        by=by,
        happened_on=happened_on,
        note=note,
        document=document,
        gift=gift,
        people_served=people_served,
        now=now,
        deed=deed,
    )


@action("partners.sign")
def sign_memorandum(
    *,
    by: Actor,
    partnership: Partnership,
    happened_on: datetime.date,
    document: str,
    gift: Gift,
    note: Text = Text(),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Event:
    """Record that the akim and the partner signed a memorandum, and what it promises."""
    return follow(
        partnership,
        Stage.MEMORANDUM,
        by=by,
        happened_on=happened_on,
        note=note,
        document=document,
        gift=gift,
        now=now,
        deed=deed,
    )


@action("partners.verify")
def verify(
    *,
    by: Actor,
    partnership: Partnership,
    happened_on: datetime.date,
    note: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Event:
    """Somebody of the planning group or the assembly looked at what was delivered; not who recorded it."""
    delivered = [one for one in standing_events(partnership) if one.stage == Stage.DELIVERED]
    if any(by.account is not None and one.recorded_by_id == by.account.pk for one in delivered):
        raise Refused(_("You recorded this delivery yourself. Somebody else must look at it."))
    if not note:
        raise Refused(_("Write what you saw, in Kazakh or in Russian."), field="note_kk")
    return follow(partnership, Stage.VERIFIED, by=by, happened_on=happened_on, note=note, now=now, deed=deed)


@action("partners.record")
def take_back(*, by: Actor, event: Event, reason: str, now: datetime.datetime, deed: UUID | None = None) -> Event:
    """Take back the latest event, recorded by mistake; it stays to be read with the reason."""
    partnership = Partnership.objects.get(pk=event.partnership_id)
    standing = standing_events(partnership)
    if len(standing) < 2 or standing[-1].pk != event.pk:
        raise Refused(_("Only the latest step can be taken back, and not the first one."))
    if not reason.strip():
        raise Refused(_("Say why: both the step and the reason stay to be read."), field="reason")
    event.taken_back_at, event.taking_back = now, reason.strip()
    event.save(update_fields=["taken_back_at", "taking_back"])
    partnership.stage = standing[-2].stage
    partnership.save(update_fields=["stage"])
    return event


def follow(
    partnership: Partnership,
    stage: Stage,
    *,
    by: Actor,
    happened_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None,
    note: Text = Text(),
    document: str = "",
    gift: Gift | None = None,
    people_served: int | None = None,
) -> Event:
    """Write the next event of a partnership, as it stands now: its unit's book is locked."""
    partnership = Partnership.objects.get(pk=partnership.pk)
    require_next(partnership, stage)
    require_day(happened_on, after=standing_events(partnership)[-1].happened_on, now=now)
    if stage in {Stage.MEMORANDUM, Stage.DELIVERED}:
        if not document.strip():
            raise Refused(_("Write the number and the day of the document that shows it."), field="document")
        if gift is None:
            raise Refused(_("Write what is given."), field="what_kk")
    partnership.stage = stage
    if people_served is not None:
        partnership.people_served = people_served
    partnership.save(update_fields=["stage", "people_served"])
    event = _write_event(
        partnership, stage, by=by, happened_on=happened_on, note=note, document=document, now=now, deed=deed
    )
    if gift is not None and stage in GIVING:
        _write_gift(event, gift)
    return event


def _write_event(
    partnership: Partnership,
    stage: Stage,
    *,
    by: Actor,
    happened_on: datetime.date,
    now: datetime.datetime,
    note: Text = Text(),
    document: str = "",
    deed: UUID | None = None,
) -> Event:
    return Event.objects.create(
        id=deed or new_id(),
        unit_id=partnership.unit_id,
        partnership=partnership,
        number=partnership.events.count() + 1,
        stage=stage,
        happened_on=happened_on,
        document=document.strip(),
        recorded_by=by.account,
        recorded_at=now,
        **in_columns(note=note),
    )


def _write_gift(event: Event, gift: Gift) -> Contribution:
    if gift.kind not in MoneyKind.values:
        raise Refused(_("Choose in what form it is given."), field="gift_kind")
    if not gift.what:
        raise Refused(_("Write what is given, in Kazakh or in Russian."), field="what_kk")
    if gift.kind == MoneyKind.MONEY and not gift.amount:
        raise Refused(_("Write how much money it is."), field="amount")
    if gift.kind == MoneyKind.LABOUR and not gift.days:
        raise Refused(_("Write how many days of work it is."), field="days")
    if gift.year not in event.partnership.cycle.years:
        raise Refused(_("Choose a year of the plan."), field="year")
    return Contribution.objects.create(
        id=new_id(),
        event=event,
        kind=gift.kind,
        year=gift.year,
        amount=gift.amount,
        days=gift.days if gift.kind == MoneyKind.LABOUR else None,
        **in_columns(what=gift.what),
    )
