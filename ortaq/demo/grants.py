"""Grants of the example: a call of the first cycle up to the check after six months, and one that is open now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ortaq.demo.pictures import photo
from ortaq.demo.programmes import open_fictional_programme
from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.actors import ANYONE, Actor, Behalf, Channel
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text
from ortaq.stages.grants import actions
from ortaq.stages.grants.content import Business, Item, Jobs, Money, Person, Terms
from ortaq.stages.grants.keys import draw_secret, key_of
from ortaq.stages.grants.models import Application, Call, Contract, Sitting

HOUR = 1 / 24
AHEAD = 10
"""Days before now on which the open call opened; it stays open for forty."""


def write_into(diary: Diary) -> None:
    """Write down the whole first call, and the beginning of the next."""
    rows = texts("grants")
    desk = Desk(diary.story, open_fictional_programme(diary.story))
    first = rows["first"]
    diary.first(first["draft"], partial(desk.draft, rows["call"], rows["call"], first["days"], first["opens"]))
    diary.first(first["opens"], desk.publish)
    for place, row in enumerate(rows["application"]):
        diary.first(first["opens"] + 5 + 5 * place, partial(desk.apply, row))
        diary.first(first["opens"] + first["days"] + 2, partial(desk.judge, row))
    diary.first(first["committee"] + 10 * HOUR, desk.sit)
    for row in rows["decision"]:
        diary.first(first["committee"] + 11 * HOUR, partial(desk.decide, row))
    diary.first(first["committee"] + 17 * HOUR, desk.sign)
    diary.first(rows["withdrawal"]["day"], partial(desk.withdraw, rows["withdrawal"]))
    diary.first(first["again"] + 10 * HOUR, desk.sit)
    diary.first(first["again"] + 11 * HOUR, partial(desk.decide, rows["again"]))
    diary.first(first["again"] + 17 * HOUR, desk.sign)
    for row in rows["contract"]:
        _carry_out(diary, desk, row)
    today = diary.story.now.date()
    diary.on(today, -AHEAD - 1, partial(desk.draft, rows["next"], rows["call"], 40, None))
    diary.on(today, -AHEAD, desk.publish)
    for row in rows["open"]:
        diary.on(today, -row["ago"], partial(desk.apply, row))


def _carry_out(diary: Diary, desk: Desk, row: Row) -> None:
    diary.first(row["signed"], partial(desk.contract, row))
    for number, day in enumerate(row["paid"], start=1):
        diary.first(day, partial(desk.pay, row, number))
    for report in row["reports"]:
        diary.first(report[0], partial(desk.report, row, report))
        diary.first(report[0] + 2, partial(desk.answer, row, report))
    diary.first(row["visit"][0], partial(desk.visit, row))
    diary.first(row["jobs"][0], partial(desk.count, row))
    diary.first(row["after"][0], partial(desk.look_again, row))


@dataclass
class Desk:
    """The programme's desk: the call on it, its sitting, and what came of each application, by its key."""

    story: Story
    programme: Programme
    call: Call = field(init=False)
    sitting: Sitting = field(init=False)
    applications: dict[str, Application] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)

    @property
    def manager(self) -> Actor:
        """The programme's manager."""
        return self.story.actors["manager"]

    def draft(self, names: Row, row: Row, days: int, opens: int | None, now: datetime.datetime) -> None:
        """Draw a call up; it opens on a day of the first cycle, or on the day after."""
        first = now.date() + datetime.timedelta(days=1)
        if opens is not None:
            first = self.story.first_day + datetime.timedelta(days=opens)
        by = self.manager
        texts_of_terms = ("objectives", "activities", "persons", "amount_criteria")
        said: dict[str, Any] = {name: text(row, name) for name in texts_of_terms}
        amounts = ("fund", "largest_grant", "smallest_project", "largest_project")
        said |= {name: thousand_tenge(row[name]) for name in amounts}
        terms = Terms(
            title=text(names, "title"),
            unit_ids=(self.story.unit.pk,),
            **said,
            least_own_share=row["least_own_share"],
            most_own_share=row["most_own_share"],
            opens_on=first,
            closes_on=first + datetime.timedelta(days=days),
        )
        self.call = actions.draft_call(by=by, programme=self.programme, terms=terms, now=now)
        criteria = [(Text(kk, ru), points) for kk, ru, points in row["criteria"]]
        actions.set_criteria(by=by, call=self.call, criteria=criteria, now=now)
        requirements = [Text(kk, ru) for kk, ru in row["requirements"]]
        actions.set_requirements(by=by, call=self.call, requirements=requirements, now=now)

    def publish(self, now: datetime.datetime) -> None:
        """Publish the call."""
        self.call = actions.publish_call(by=self.manager, call=self.call, now=now)

    def apply(self, row: Row, now: datetime.datetime) -> None:
        """Begin, fill in and hand in an application, alone or with the clerk's help."""
        secret = draw_secret()
        given = {
            "unit": self.story.unit,
            "call": self.call,
            "secret": secret,
            "language": row["language"],
            "now": now,
        }
        if row["channel"] == Channel.WEB:
            made = actions.start_application(by=ANYONE, **given)
            key = key_of(secret, application_id=made.pk)
            for part in self._parts(row):
                actions.write_draft(by=ANYONE, application=made, key=key, part=part, now=now)
            made = actions.hand_in(by=ANYONE, application=made, key=key, now=now)
        else:
            helper = self.story.actors["clerk"].through(Channel(row["channel"]), Behalf.PERSON)
            made = actions.start_application_for_person(by=helper, **given)
            for part in self._parts(row):
                actions.write_draft_for_person(by=helper, application=made, part=part, now=now)
            made = actions.hand_in_for_person(by=helper, application=made, now=now)
        if "key" in row:
            self.applications[row["key"]], self.secrets[row["key"]] = made, secret

    def _parts(self, row: Row) -> tuple[Business, Money, Jobs, Person]:
        items = tuple(
            Item(title, thousand_tenge(grant), thousand_tenge(own)) for title, grant, own in row["items"]
        )
        jobs, women, youth = row["jobs"]
        return (
            Business(
                title=row["title"],
                idea=row["idea"],
                use_for_village=row["use"],
                person_kind=row["kind"],
                woman_led=row["woman"],
                settlement=self.story.settlements[row["place"]],
                plan_line=self.story.lines.get(row.get("line", "")),
            ),
            Money(requested=thousand_tenge(row["requested"]), own_part=thousand_tenge(row["own"]), items=items),
            Jobs(jobs=jobs, jobs_women=women, jobs_youth=youth),
            Person(name=row["name"], contact="+7 700 000 00 00", consents=True),
        )

    def judge(self, row: Row, now: datetime.datetime) -> None:
        """Check the conditions; whoever meets them is assessed by both reviewers."""
        application, unmet = self.applications[row["key"]], row.get("ineligible")
        actions.check_eligibility(
            by=self.manager,
            application=application,
            answers={number: not unmet or number != unmet[0] for number in (1, 2)},
            reasons={unmet[0]: Text(unmet[1], unmet[2])} if unmet else {},
            now=now,
        )
        for name, points in zip(("reviewer", "reviewer2"), row.get("points", []), strict=False):
            reviewer = self.story.actors[name]
            account = Account.objects.get(username=name)
            actions.assign_reviewer(by=self.manager, application=application, reviewer=account, now=now)
            actions.assess(
                by=reviewer,
                application=application,
                points=dict(enumerate(points, start=1)),
                comment="Смета мен жоспарды оқып шықтым. / Смета и план прочитаны.",
                now=now,
            )

    def sit(self, now: datetime.datetime) -> None:
        """Record a sitting of the committee."""
        self.sitting = actions.hold_sitting(
            by=self.manager,
            call=self.call,
            held_on=now.date(),
            chair="Комиссия төрағасы",
            secretary="Комиссия хатшысы",
            members=5,
            present=4,
            present_names="Төраға, хатшы, аудан әкімдігінің және ҮЕҰ өкілі",
            summary=Text(
                "Өтінімдер мен екі сарапшының бағалары қаралды.", "Рассмотрены заявки и оценки двух экспертов."
            ),
            now=now,
        )

    def decide(self, row: Row, now: datetime.datetime) -> None:
        """Record a decision; a selected application gets what it asked for."""
        application, is_selected = self.applications[row["key"]], row["outcome"] == "selected"
        actions.decide(
            by=self.manager,
            application=application,
            sitting=self.sitting,
            outcome=row["outcome"],
            grant=application.requested if is_selected else None,
            place=1 if row["outcome"] == "reserve" else None,
            reasons=text(row, "reasons"),
            public_title=text(row, "title"),
            now=now,
        )

    def sign(self, now: datetime.datetime) -> None:
        """Sign the protocol."""
        actions.sign_protocol(by=self.manager, sitting=self.sitting, signed_on=now.date(), now=now)

    def withdraw(self, row: Row, now: datetime.datetime) -> None:
        """Record that somebody withdrew."""
        application = self.applications[row["key"]]
        actions.record_withdrawal(by=self.manager, application=application, words=row["words"], now=now)

    def contract(self, row: Row, now: datetime.datetime) -> None:
        """Record a contract."""
        application, start = self.applications[row["key"]], self.story.first_day
        self.contracts[row["key"]] = actions.sign_contract(
            by=self.manager,
            application=application,
            document=row["document"],
            own_part=application.own_part or 0,
            signed_on=now.date(),
            ends_on=start + datetime.timedelta(days=row["ends"]),
            tranches=[
                (thousand_tenge(amount), start + datetime.timedelta(days=day)) for amount, day in row["tranches"]
            ],
            now=now,
        )

    def pay(self, row: Row, number: int, now: datetime.datetime) -> None:
        """Pay a tranche."""
        tranche = self.contracts[row["key"]].tranches.get(number=number)
        document = f"ПТ-{row['document']}-{number}"
        actions.pay(by=self.manager, tranche=tranche, paid_on=now.date(), document=document, now=now)

    def report(self, row: Row, report: Any, now: datetime.datetime) -> None:
        """Report as the holder of the secret, or with the clerk's help."""
        _day, words, spent, own_spent, _state, _judgment = report
        contract = self.contracts[row["key"]]
        given: dict[str, Any] = {
            "contract": contract,
            "text": words,
            "spent": thousand_tenge(spent),
            "own_spent": thousand_tenge(own_spent),
            "photos": [photo("asar")],
            "now": now,
        }
        if contract.application.channel == Channel.WEB:
            key = key_of(self.secrets[row["key"]], application_id=contract.application_id)
            actions.report(by=ANYONE, key=key, **given)
        else:
            helper = self.story.actors["clerk"].through(Channel(contract.application.channel), Behalf.PERSON)
            actions.report_for_person(by=helper, **given)

    def answer(self, row: Row, report: Any, now: datetime.datetime) -> None:
        """Accept or return the last report."""
        actions.judge_report(
            by=self.manager,
            report=self.contracts[row["key"]].reports.latest("number"),
            accepted=report[4] == "accepted",
            judgment=report[5],
            now=now,
        )

    def visit(self, row: Row, now: datetime.datetime) -> None:
        """Go there."""
        _day, seen, recommendations = row["visit"]
        contract = self.contracts[row["key"]]
        actions.visit(
            by=self.manager, contract=contract, on=now.date(), seen=seen, recommendations=recommendations, now=now
        )

    def count(self, row: Row, now: datetime.datetime) -> None:
        """Record the jobs that documents prove."""
        _day, jobs, women, youth, proof = row["jobs"]
        actions.count_jobs(
            by=self.manager,
            contract=self.contracts[row["key"]],
            on=now.date(),
            jobs=jobs,
            women=women,
            youth=youth,
            proof=proof,
            now=now,
        )

    def look_again(self, row: Row, now: datetime.datetime) -> None:
        """Check six months after the contract."""
        _day, works, jobs, women, youth, note = row["after"]
        actions.check_survival(
            by=self.manager,
            contract=self.contracts[row["key"]],
            months=6,
            on=now.date(),
            works=works,
            jobs=jobs,
            women=women,
            youth=youth,
            note=note,
            now=now,
        )
