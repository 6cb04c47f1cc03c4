"""The fictional programme that supports the okrug of the example: its people, its budget, its log, its results."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from ortaq.demo.public_programme import HUNDREDTHS, english
from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.example import PASSWORD
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import in_columns
from ortaq.programme import actions
from ortaq.programme.content import Description, Measure, Participants, Session

EVENING = 18 / 24


def open_fictional_programme(story: Story) -> Programme:
    """Return the programme of the example with its manager, reviewers, adviser and donor; made once.

    No action makes a programme: whoever keeps the computer does. Its people join the story under their names.
    """
    row = texts("programmes")
    known = Programme.objects.filter(slug=row["slug"]).first()
    if known is not None:
        return known
    programme = Programme.objects.create(
        slug=row["slug"], name_en=row["name_en"], is_fictional=True, **in_columns(name=text(row, "name"))
    )
    programme.units.add(story.unit)
    since = datetime.date(story.year - 2, 1, 3)
    for person in row["person"]:
        account = _account(story, person)
        Appointment.objects.create(account=account, role=Role(person["role"]), programme=programme, since=since)
        story.actors[person["username"]] = Actor(account=account)
    return programme


def _account(story: Story, person: Row) -> Account:
    known = Account.objects.filter(username=person["username"]).first()
    if known is not None:
        return known
    account = Account(username=person["username"], name=person["name"], language=person["language"])
    account.set_password(PASSWORD)
    account.save()
    return account


def write_into(diary: Diary) -> None:
    """Write down what the programme says of itself, and what its people record as the years go by."""
    room, rows = Room(diary.story, open_fictional_programme(diary.story)), texts("programmes")
    diary.first(0, room.introduce)
    for row in rows["session"]:
        if "ago" in row:
            diary.on(diary.story.now.date(), EVENING - row["ago"], partial(room.support, row))
        else:
            diary.first(row["day"] + EVENING, partial(room.support, row))
    for number, row in enumerate(rows["indicator"], start=1):
        diary.first(1, partial(room.measure, row))
        if "value" in row:
            diary.first(row["day"] + EVENING, partial(room.read, number, row))
    for year in range(2):
        closed = datetime.date(room.first_year + year + 1, 1, 20)
        diary.on(closed, EVENING, partial(room.close_year, year))


@dataclass
class Room:
    """The room of the programme and who works in it."""

    story: Story
    programme: Programme

    @property
    def manager(self) -> Actor:
        """The programme's manager."""
        return self.story.actors["manager"]

    @property
    def first_year(self) -> int:
        """The year in which the programme began: that of the first planning."""
        return self.story.first_day.year

    def introduce(self, now: datetime.datetime) -> None:
        """Say what the programme is, who takes part and what each year costs."""
        rows, by, programme = texts("programmes"), self.manager, self.programme
        said = rows["description"]
        description = Description(
            aim=english(said, "aim"),
            starts_on=datetime.date(self.first_year, 1, 1),
            ends_on=datetime.date(self.first_year + 2, 12, 31),
            currency=said["currency"],
            target_share=said["target_share"],
            reference=said["reference"],
        )
        actions.describe(by=by, programme=programme, said=description, now=now)
        givers = [
            actions.add_organisation(
                by=by, programme=programme, role=row["role"], kind=row["kind"], name=english(row, "name"), now=now
            )
            for row in rows["organisation"]
        ]
        for row in rows["budget"]:
            for year, (planned, _spent, _document) in enumerate(row["sums"]):
                actions.plan_budget(
                    by=by,
                    programme=programme,
                    title=english(row, "title"),
                    planned=planned * HUNDREDTHS,
                    year=self.first_year + year,
                    given_by=givers[row["giver"] - 1],
                    now=now,
                )

    def close_year(self, year: int, now: datetime.datetime) -> None:
        """Record what was spent in a year, line by line."""
        for row in texts("programmes")["budget"]:
            _planned, spent, document = row["sums"][year]
            line = self.programme.budget_lines.get(title_kk=row["title"][0], year=self.first_year + year)
            actions.record_spent(by=self.manager, line=line, spent=spent * HUNDREDTHS, document=document, now=now)

    def support(self, row: Row, now: datetime.datetime) -> None:
        """Write an entry into the log."""
        women, men, youth = row["people"]
        after = row.get("after")
        session = Session(
            kind=row["kind"],
            on=now.date(),
            minutes=row["minutes"],
            topic=text(row, "topic"),
            people=Participants(women, men, youth),
            next_step=text(row, "next"),
            next_on=now.date() + datetime.timedelta(days=after) if after else None,
        )
        actions.record_support(
            by=self.story.actors[row["by"]],
            programme=self.programme,
            session=session,
            for_unit=self.story.unit,
            now=now,
        )

    def measure(self, row: Row, now: datetime.datetime) -> None:
        """Say what is measured."""
        has_baseline = "baseline" in row
        said = Measure(
            level=row["level"],
            title=english(row, "title"),
            measured_in=english(row, "measured_in"),
            national_goal=english(row, "national"),
            counted=row.get("counted", ""),
            baseline=Decimal(row["baseline"]) if has_baseline else None,
            baseline_year=self.first_year if has_baseline else None,
            target=Decimal(row["target"]),
            target_year=self.first_year + 2,
            sdg_target=row.get("sdg", ""),
        )
        actions.add_indicator(by=self.manager, programme=self.programme, said=said, now=now)

    def read(self, number: int, row: Row, now: datetime.datetime) -> None:
        """Record what an indicator showed."""
        value, women, men, youth = row["value"]
        actions.record_value(
            by=self.story.actors["adviser"],
            indicator=self.programme.indicators.get(number=number),
            on=now.date(),
            value=Decimal(value),
            people=Participants(women, men, youth),
            seen_in=english(row, "seen"),
            now=now,
        )
