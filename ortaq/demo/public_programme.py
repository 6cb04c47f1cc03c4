"""A real programme of 2017–2020 as public sources tell it: its ten places, and nothing that no source says."""

from __future__ import annotations

import datetime
from decimal import Decimal

from ortaq.demo.story import Diary, Row, text, texts
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.actions import create_unit
from ortaq.ground.places.models import Area, AreaLevel, Programme, Unit
from ortaq.ground.text import Text, WithEnglish, in_columns
from ortaq.programme import actions
from ortaq.programme.content import Description, Measure
from ortaq.programme.models import Organisation

HUNDREDTHS = 100


def write_into(diary: Diary) -> None:
    """Keep the public facts in one go, on the day on which the office of the example opened."""
    diary.first(0, keep)


def english(row: Row, name: str) -> WithEnglish:
    """Return the text that stands in a row as `name = ["in Kazakh", "in Russian", "in English"]`."""
    kk, ru, en = row.get(name, ("", "", ""))
    return WithEnglish(kk=kk, ru=ru, en=en)


def keep(now: datetime.datetime) -> None:
    """Make the programme and say of it what its sources say, by the actions of its room."""
    rows = texts("public_programme")
    programme = Programme.objects.create(
        slug=rows["slug"], name_en=rows["name_en"], **in_columns(name=text(rows, "name"))
    )
    keeper = _keeper(programme, rows["keeper"], now.date())
    actions.describe(by=keeper, programme=programme, said=_description(rows), now=now)
    givers = [_organisation(programme, keeper, row, now) for row in rows["organisation"]]
    for row in rows["budget"]:
        actions.plan_budget(
            by=keeper,
            programme=programme,
            title=english(row, "title"),
            planned=row["planned"] * HUNDREDTHS,
            given_by=givers[row["giver"] - 1] if row["giver"] else None,
            now=now,
        )
    units = _units(programme, keeper, rows, now)
    for row in rows["indicator"]:
        _measure(programme, keeper, row, now)
    for row in rows["fact"]:
        source = rows["source"][row["source"]]
        actions.state_fact(
            by=keeper,
            programme=programme,
            text=english(row, "text"),
            source=english(source, "words"),
            link=source.get("link", ""),
            about_unit=units.get(row.get("unit", "")),
            on=row.get("on"),
            now=now,
        )


def _keeper(programme: Programme, name: str, day: datetime.date) -> Actor:
    """Return who keeps the facts: the example itself, for one day, with a password that nobody has."""
    account = Account(username="keeper", name=name)
    account.set_unusable_password()
    account.save()
    Appointment.objects.create(account=account, role=Role.MANAGER, programme=programme, since=day, until=day)
    return Actor(account=account)


def _description(rows: Row) -> Description:
    names = ("starts_on", "ends_on", "currency", "target_share", "reference")
    return Description(aim=english(rows, "aim"), **{name: rows[name] for name in names})


def _organisation(programme: Programme, by: Actor, row: Row, now: datetime.datetime) -> Organisation:
    return actions.add_organisation(
        by=by, programme=programme, role=row["role"], kind=row["kind"], name=english(row, "name"), now=now
    )


def _units(programme: Programme, by: Actor, rows: Row, now: datetime.datetime) -> dict[str, Unit]:
    """Return the ten places by their Kazakh names, in their districts."""
    made = {}
    for oblast_row in rows["oblast"]:
        oblast = Area.objects.create(level=AreaLevel.OBLAST, **in_columns(name=text(oblast_row, "name")))
        for district_row in oblast_row["district"]:
            district = Area.objects.create(
                level=AreaLevel.DISTRICT, parent=oblast, **in_columns(name=text(district_row, "name"))
            )
            for kind, kk, ru, en in district_row["units"]:
                made[kk] = create_unit(
                    by=by,
                    programme=programme,
                    district=district,
                    kind=kind,
                    name=Text(kk=kk, ru=ru),
                    name_en=en,
                    valid_from=rows["starts_on"],
                    now=now,
                )
    return made


def _measure(programme: Programme, by: Actor, row: Row, now: datetime.datetime) -> None:
    said = Measure(
        level=row["level"],
        title=english(row, "title"),
        measured_in=english(row, "measured_in"),
        national_goal=WithEnglish(),
    )
    indicator = actions.add_indicator(by=by, programme=programme, said=said, now=now)
    actions.record_value(
        by=by,
        indicator=indicator,
        on=row["on"],
        value=Decimal(row["value"]),
        seen_in=english(texts("public_programme")["source"][row["source"]], "words"),
        now=now,
    )
