"""The exchange of the example: cases, news and a question of «Мысал», a seminar that was held and one to come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ortaq.demo.programmes import open_fictional_programme
from ortaq.demo.public_case import keep_public_case
from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.exchange.cases.actions import TEXTS, Told, publish_case, write_case
from ortaq.exchange.events import actions as events
from ortaq.exchange.models import Case, Event, Question
from ortaq.exchange.news.actions import publish_news, write_news
from ortaq.exchange.questions.actions import advise, ask_others
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.actors import ANYONE, Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme, Unit, UnitKind
from ortaq.ground.text import Text, in_columns

NOON = 12 / 24


def write_into(diary: Diary) -> None:
    """Write down what «Мысал» told others, what its programme held, and the public case beside it."""
    rows, story = texts("exchange"), diary.story
    desk = Desk(story, open_fictional_programme(story))
    diary.first(1 + NOON, partial(keep_public_case, story))
    for row in rows["case"]:
        diary.first(row["day"] + NOON, partial(desk.tell, row))
    for row in rows["news"]:
        diary.first(row["day"] + NOON, partial(_publish, story, row))
    seminar = rows["seminar"]
    diary.first(seminar["announced"], partial(desk.announce, seminar, seminar["day"] - seminar["announced"]))
    diary.first(seminar["announced"] + 40, partial(desk.fill, seminar))
    diary.first(seminar["day"] + NOON, partial(desk.close, seminar))
    today = story.now.date()
    diary.on(today, NOON - rows["question"]["ago"], partial(desk.ask, rows["question"]))
    diary.on(today, NOON - rows["advice"]["ago"], partial(desk.advise, rows["advice"]))
    coming = rows["coming"]
    diary.on(
        today, NOON - coming["announced"], partial(desk.announce, coming, coming["announced"] + coming["ahead"])
    )


@dataclass
class Desk:
    """The desk of the programme that holds seminars: the latest event, and the cases by their keys."""

    story: Story
    programme: Programme
    event: Event = field(init=False)
    question: Question = field(init=False)
    cases: dict[str, Case] = field(default_factory=dict)

    def tell(self, row: Row, now: datetime.datetime) -> None:
        """Write and publish a case of «Мысал»."""
        akim = self.story.actors["akim"]
        told = Told(
            kind=row["kind"],
            theme=row["theme"],
            people=row.get("people"),
            cost=thousand_tenge(row["cost"]) if "cost" in row else None,
            **{name: text(row, name) for name in TEXTS},
        )
        evidence = self.story.lines[row["line"]] if "line" in row else self.story.meetings[row["meeting"]]
        case = write_case(by=akim, unit=self.story.unit, told=told, evidence=evidence, now=now)
        self.cases[row["key"]] = publish_case(by=akim, case=case, now=now)

    def announce(self, row: Row, ahead: int, now: datetime.datetime) -> None:
        """Announce a seminar so many days ahead."""
        day = now.date() + datetime.timedelta(days=ahead)
        names = ("title", "place", "organisers", "description")
        said: dict[str, Any] = {name: text(row, name) for name in names}
        self.event = events.announce_event(
            by=self.story.actors["manager"],
            programme=self.programme,
            said=events.Announcement(starts_on=day, ends_on=day, **said),
            now=now,
        )

    def fill(self, row: Row, now: datetime.datetime) -> None:
        """Write the agenda; guests register."""
        for hour, kk, ru, key in row["items"]:
            events.add_item(
                by=self.story.actors["manager"],
                event=self.event,
                title=Text(kk, ru),
                begins=datetime.time.fromisoformat(hour),
                case_id=self.cases[key].pk if key else None,
                now=now,
            )
        for name, office in row["guests"]:
            events.register_guest(
                by=ANYONE,
                event=self.event,
                name=name,
                contact="8 (000) 00-00-00",
                office=office,
                is_akim=False,
                oblast=self.story.unit.district.parent,
                now=now,
            )

    def close(self, row: Row, now: datetime.datetime) -> None:
        """Count who came, leave something to take home, and say what followed."""
        given: dict[str, Any] = {"by": self.story.actors["manager"], "event": self.event, "now": now}
        came = range(1, len(row["guests"]) + 1)
        events.record_who_came(came=came, attended=row["attended"], oblasts=row["oblasts"], **given)
        material = row["material"]
        events.add_material(title=text(material, "title"), text=text(material, "text"), **given)
        events.write_follow_up(follow_up=text(row, "follow_up"), **given)

    def ask(self, row: Row, now: datetime.datetime) -> None:
        """Ask the other akims."""
        self.question = ask_others(
            by=self.story.actors["akim"],
            unit=self.story.unit,
            theme=row["theme"],
            title=text(row, "title"),
            text=text(row, "text"),
            now=now,
        )

    def advise(self, row: Row, now: datetime.datetime) -> None:
        """The akim of another okrug, as made up as «Мысал», answers.

        Nobody works in that okrug here: the akim speaks for one day as a guest of the programme.
        """
        neighbour = Unit.objects.create(
            slug=row["slug"],
            kind=UnitKind.OKRUG,
            name_en=row["name_en"],
            district=self.story.unit.district,
            valid_from=self.story.unit.valid_from,
            is_fictional=True,
            **in_columns(name=text(row, "name")),
        )
        account = Account(username=row["slug"], name=row["akim"])
        account.set_unusable_password()
        account.save()
        day = now.date()
        Appointment.objects.create(
            account=account, role=Role.PLANNER, programme=self.programme, since=day, until=day
        )
        self.programme.units.add(neighbour)
        advise(
            by=Actor(account=account),
            unit=neighbour,
            question_id=self.question.pk,
            text=text(row, "text"),
            now=now,
        )
        self.programme.units.remove(neighbour)


def _publish(story: Story, row: Row, now: datetime.datetime) -> None:
    clerk, contact = story.actors["clerk"], text(texts("exchange")["press"], "contact")
    news = write_news(
        by=clerk,
        unit=story.unit,
        title=text(row, "title"),
        text=text(row, "text"),
        press_contact=contact,
        now=now,
    )
    publish_news(by=clerk, news=news, now=now)
