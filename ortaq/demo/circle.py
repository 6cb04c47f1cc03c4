"""The circle of both cycles: the stakeholder map, the open call with its volunteers, the planning group."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from functools import partial

from django.core.files.base import ContentFile
from openpyxl import Workbook

from ortaq.demo.story import Diary, Row, Story, Writing, text, texts
from ortaq.ground.people.actors import ANYONE, Behalf, Channel
from ortaq.ground.text import Text
from ortaq.stages.circle import actions
from ortaq.stages.circle.models import Call, Member, Stakeholder, Volunteer
from ortaq.stages.circle.rules import Bounds
from ortaq.stages.circle.sheet import HEADINGS, read_volunteers

FIRST_DAY, LAST_DAY = 21, 28
"""Days of the cycle between which the call receives volunteers."""


def write_into(diary: Diary) -> None:
    """Map, call and compose the group in the steps of both cycles; later one member of the first group leaves."""
    for cycle, begin in (("first", diary.first), ("second", diary.second)):
        _map(diary.story, cycle, begin)
        _call(diary.story, cycle, begin)
        _compose(diary.story, cycle, begin)
    leaving = texts("circle")["leaving"]
    diary.first(leaving["day"], partial(_replace, diary.story, leaving))


def _map(story: Story, cycle: str, begin: Writing) -> None:
    rows = [row for row in texts("circle")["stakeholder"] if row.get("only", cycle) == cycle]
    for number, row in enumerate(rows):
        begin(14.4 + number / 4, partial(_put_on_the_map, story, cycle, row))
        if "ended" in row:
            begin(150.5, partial(_take_off_the_map, story, cycle, row))


def _put_on_the_map(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    influence, interest = row["at"]
    person, contact = row.get("contact", ("", ""))
    actions.add_stakeholder(
        by=story.actors["planner"],
        cycle=story.cycles[cycle],
        kind=row["kind"],
        name=text(row, "name"),
        influence=influence,
        interest=interest,
        group=row.get("g", ""),
        category=row.get("c", ""),
        settlement=story.settlements[row["s"]] if "s" in row else None,
        stake=text(row, "stake"),
        approach=text(row, "approach"),
        person=person,
        contact=contact,
        consented_on=now.date() if contact else None,
        now=now,
    )


def _take_off_the_map(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    actions.end_stakeholder(
        by=story.actors["planner"], stakeholder=_stakeholder(story, cycle, row), ending=text(row, "ended"), now=now
    )


def _stakeholder(story: Story, cycle: str, row: Row) -> Stakeholder:
    return Stakeholder.objects.get(cycle=story.cycles[cycle], name_kk=row["name"][0])


def _call(story: Story, cycle: str, begin: Writing) -> None:
    begin(20.4, partial(_open, story, cycle))
    rows = texts("circle")["volunteers"][cycle]
    sheet = [row for row in rows if row["c"] == Channel.SHEET]
    if sheet:
        begin(sheet[0]["d"], partial(_import, story, cycle, sheet))
    for row in rows:
        if row["c"] != Channel.SHEET:
            begin(row["d"], partial(_volunteer, story, cycle, row))
        if "withdraws" in row:
            begin(row["withdraws"], partial(_withdraw, story, cycle, row))


def _open(story: Story, cycle: str, now: datetime.datetime) -> None:
    akim, rows, first = story.actors["akim"], texts("circle"), now.date() + datetime.timedelta(days=1)
    call = actions.draft_call(
        by=akim,
        cycle=story.cycles[cycle],
        text=Text(*rows["call"][cycle]),
        seats=rows["call"]["seats"],
        opens_on=first,
        closes_on=first + datetime.timedelta(days=LAST_DAY - FIRST_DAY),
        now=now,
    )
    actions.set_quotas(by=akim, call=call, quotas=_quotas(story, rows["quotas"]), now=now)
    actions.open_call(by=akim, call=call, now=now)


def _quotas(story: Story, rows: Row) -> list[Bounds]:
    return [
        Bounds(feature, str(story.settlements[value].id) if feature == "settlement" else value, least, most)
        for feature, values in rows.items()
        for value, (least, most) in values.items()
    ]


def _volunteer(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    given = {
        "call": Call.objects.get(cycle=story.cycles[cycle]),
        "settlement": story.settlements[row["s"]],
        "name": row["name"],
        "contact": _contact(row),
        "sex": row["sex"],
        "age": row["age"],
        "group": row.get("g", ""),
        "motive": row.get("motive", ""),
        "consents": True,
        "now": now,
    }
    if row["c"] == Channel.WEB:
        actions.volunteer(by=ANYONE, **given)
    else:
        by = story.actors["clerk"].through(Channel(row["c"]), Behalf.PERSON)
        actions.volunteer_for_person(by=by, **given)


def _contact(row: Row) -> str:
    """Return a number that no telephone has."""
    return f"8 (700) 000-01-{sum(map(ord, row['name'])) % 100:02}"


def _import(story: Story, cycle: str, rows: Sequence[Row], now: datetime.datetime) -> None:
    """Take in the sheet of an organisation that asked its own people."""
    book = Workbook()
    page = book.create_sheet(index=0)
    page.append([spelled[0] for spelled in HEADINGS.values()])
    for row in rows:
        place = story.settlements[row["s"]].name.kk
        page.append([row["name"], _contact(row), row["sex"], row["age"], place, row.get("g", ""), "", "иә"])
    out = io.BytesIO()
    book.save(out)
    sheet = read_volunteers(upload=ContentFile(out.getvalue(), name="volunteers.xlsx"), unit=story.unit)
    actions.import_volunteers(
        by=story.actors["clerk"].through(Channel.SHEET, Behalf.OFFICE),
        call=Call.objects.get(cycle=story.cycles[cycle]),
        sheet=sheet,
        sha256=sheet.sha256,
        now=now,
    )


def _withdraw(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    actions.withdraw_volunteer(by=story.actors["clerk"], volunteer=_offer(story, cycle, row["name"]), now=now)


def _offer(story: Story, cycle: str, name: str) -> Volunteer:
    return Volunteer.objects.get(cycle=story.cycles[cycle], person__name=name)


def _compose(story: Story, cycle: str, begin: Writing) -> None:
    for row in texts("circle")["volunteers"][cycle]:
        if row.get("m"):
            begin(29.5, partial(_accept, story, cycle, row))
    if cycle == "second":
        for row in texts("circle")["member"]:
            begin(29.6, partial(_appoint, story, cycle, row))
    begin(29.7, partial(_link, story, cycle))


def _accept(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    actions.accept_volunteer(
        by=story.actors["akim"],
        volunteer=_offer(story, cycle, row["name"]),
        name=row["name"],
        since=now.date(),
        consented_on=now.date(),
        interests=text(row, "interests"),
        now=now,
    )


def _appoint(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    senders = {one["key"]: one for one in texts("circle")["stakeholder"]}
    actions.appoint_member(
        by=story.actors["akim"],
        cycle=story.cycles[cycle],
        name=row["name"],
        sex=row["sex"],
        age=row["age"],
        settlement=story.settlements[row["s"]],
        group=row.get("g", ""),
        stakeholder=_stakeholder(story, cycle, senders[row["sender"]]) if "sender" in row else None,
        since=now.date(),
        consented_on=now.date(),
        civil_servant=row.get("civil_servant", False),
        interests=text(row, "interests"),
        now=now,
    )


def _link(story: Story, cycle: str, now: datetime.datetime) -> None:
    """The member who signs in has an account."""
    account = story.actors["group"].account
    member = Member.objects.get(cycle=story.cycles[cycle], name=account.name if account else "")
    actions.change_member(
        by=story.actors["akim"], member=member, civil_servant=False, interests=Text(), account=account, now=now
    )


def _replace(story: Story, row: Row, now: datetime.datetime) -> None:
    leaves = Member.objects.get(cycle=story.cycles["first"], name=row["leaves"])
    actions.end_membership(
        by=story.actors["akim"],
        member=leaves,
        until=now.date() - datetime.timedelta(days=1),
        leaving=text(row, "reason"),
        now=now,
    )
    _accept(story, "first", {"name": row["replaced_by"]}, now)
