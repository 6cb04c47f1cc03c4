"""A real case and a real seminar as public sources tell them: Zharaspai, and the akims who met in 2019."""

from __future__ import annotations

import datetime
from typing import Any

from ortaq.demo.story import Row, Story, text, texts
from ortaq.exchange.cases.actions import TEXTS, Told, publish_case, write_case
from ortaq.exchange.events.actions import Announcement, add_item, add_material, announce_event, record_who_came
from ortaq.exchange.models import Case
from ortaq.ground.cycle.actions import start_cycle
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.actions import create_unit
from ortaq.ground.places.models import Area, AreaLevel, Programme, Unit, UnitKind
from ortaq.ground.sources import MoneyKind
from ortaq.ground.text import in_columns
from ortaq.stages.partners.actions import Gift, add_partner, ask_partner, record_event
from ortaq.stages.partners.models import Partnership, Stage


def keep_public_case(story: Story, now: datetime.datetime) -> None:
    """Keep the case and the seminar in one go; days that no source tells are said to be unknown."""
    row = texts("exchange")["public"]
    programme = _programme(row)
    keeper = _keeper(row, programme, now.date())
    unit = _unit(row, programme, keeper, now)
    case = _case(row["case"], _partnership(row, unit, keeper, now), keeper, now)
    _seminar(row["seminar"], programme, keeper, case, now)


def _programme(row: Row) -> Programme:
    known = Programme.objects.filter(slug=row["programme"]).first()
    return known or Programme.objects.create(
        slug=row["programme"], name_en=row["name_en"], **in_columns(name=text(row, "name"))
    )


def _keeper(row: Row, programme: Programme, day: datetime.date) -> Actor:
    """Return who keeps the facts: the example itself, for one day, with a password that nobody has."""
    account = Account(username="case-keeper", name=row["keeper"])
    account.set_unusable_password()
    account.save()
    for role in (Role.MANAGER, Role.PLANNER):
        Appointment.objects.create(account=account, role=role, programme=programme, since=day, until=day)
    return Actor(account=account)


def _unit(row: Row, programme: Programme, by: Actor, now: datetime.datetime) -> Unit:
    known = Unit.objects.filter(programmes=programme, name_kk=text(row, "unit").kk).first()
    if known is not None:
        return known
    oblast = _area(row, "oblast", AreaLevel.OBLAST, None)
    return create_unit(
        by=by,
        programme=programme,
        district=_area(row, "district", AreaLevel.DISTRICT, oblast),
        kind=UnitKind.OKRUG,
        name=text(row, "unit"),
        name_en=row["unit_en"],
        valid_from=row["starts_on"],
        now=now,
    )


def _area(row: Row, name: str, level: str, parent: Area | None) -> Area:
    known = Area.objects.filter(level=level, parent=parent, name_kk=text(row, name).kk).first()
    return known or Area.objects.create(level=level, parent=parent, **in_columns(name=text(row, name)))


def _partnership(row: Row, unit: Unit, by: Actor, now: datetime.datetime) -> Partnership:
    said = row["partnership"]
    first, last = row["years"]
    cycle = start_cycle(by=by, unit=unit, first_year=first, last_year=last, starts_on=row["starts_on"], now=now)
    partner = add_partner(by=by, cycle=cycle, kind="company", name=text(said, "partner"), is_named=True, now=now)
    asked = ask_partner(
        by=by,
        cycle=cycle,
        partner=partner,
        line=None,
        asked_for=text(said, "asked_for"),
        asked_by=text(said, "asked_by"),
        happened_on=said["on"],
        now=now,
    )
    given: dict[str, Any] = {
        "by": by,
        "partnership": asked,
        "happened_on": said["on"],
        "note": text(said, "note"),
        "now": now,
    }
    record_event(stage=Stage.TALKS, **given)
    gift = Gift(kind=MoneyKind.IN_KIND, year=first, what=text(said, "what"), amount=0)
    record_event(
        stage=Stage.DELIVERED, document=said["document"], gift=gift, people_served=said["people"], **given
    )
    return Partnership.objects.get(pk=asked.pk)


def _case(row: Row, partnership: Partnership, by: Actor, now: datetime.datetime) -> Case:
    told = Told(
        kind=row["kind"],
        theme=row["theme"],
        people=partnership.people_served,
        cost=0,
        **{name: text(row, name) for name in TEXTS},
    )
    case = write_case(by=by, unit=partnership.unit, told=told, evidence=partnership, now=now)
    return publish_case(by=by, case=case, now=now)


def _seminar(row: Row, programme: Programme, by: Actor, case: Case, now: datetime.datetime) -> None:
    names = ("title", "within", "place", "organisers", "partners", "description")
    words: dict[str, Any] = {name: text(row, name) for name in names}
    said = Announcement(starts_on=row["on"], ends_on=row["on"], **words)
    event = announce_event(by=by, programme=programme, said=said, now=now)
    for item in row["item"]:
        add_item(
            by=by, event=event, title=text(item, "title"), case_id=case.pk if "tells" in item else None, now=now
        )
    material = row["material"]
    add_material(by=by, event=event, title=text(material, "title"), text=text(material, "text"), now=now)
    record_who_came(by=by, event=event, came=[], attended=row["attended"], oblasts=row["oblasts"], now=now)
