"""A programme with its people and a call, and every deed on the way from a draft to a contract."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from ortaq.ground.money import tenge
from ortaq.ground.people.actors import ANYONE, Actor, Behalf, Channel
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text
from ortaq.stages.grants import actions
from ortaq.stages.grants.content import Business, Item, Jobs, Money, Person, Terms
from ortaq.stages.grants.keys import draw_secret, key_of
from ortaq.stages.grants.models import Application, Call, Contract, Decision, Sitting

ZONE = ZoneInfo("Asia/Almaty")
SINCE = datetime.date(2010, 1, 1)
HELPER = {"channel": Channel.HELPER, "behalf": Behalf.PERSON}


def at(day: str, hour: int = 12) -> datetime.datetime:
    """Return noon of a day written as 2027-02-01."""
    return datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(hour), tzinfo=ZONE)


def member(programme: Programme, role: Role, username: str) -> Actor:
    """Return an actor who holds a role in the programme."""
    account = Account.objects.create(username=username, name=username.capitalize())
    Appointment.objects.create(account=account, role=role, programme=programme, since=SINCE)
    return Actor(account=account)


NOW = at("2027-02-10")


@dataclass
class Site:
    """A programme of some units: its people, its call, and the secrets on the receipts that it gave out."""

    programme: Programme
    manager: Actor
    reviewers: list[Actor]
    unit: object
    now: datetime.datetime = NOW
    call: Call | None = None
    secrets: dict[object, str] = field(default_factory=dict)

    def do(self, action, **given):
        """Carry out an action as the manager at this moment."""
        return action(**{"by": self.manager, "now": self.now} | given)

    def terms(self, **other) -> Terms:
        """Return complete terms of a call that opens today and closes in forty days."""
        given = {
            "title": Text(kk="Ауыл кәсіпкері", ru="Сельский предприниматель"),
            "unit_ids": tuple(self.programme.units.values_list("pk", flat=True)),
            "objectives": Text(kk="Жаңа жұмыс орындары", ru="Новые рабочие места"),
            "activities": Text(kk="Жабдық сатып алу", ru="Покупка оборудования"),
            "persons": Text(kk="Жеке кәсіпкерлер", ru="Индивидуальные предприниматели"),
            "amount_criteria": Text(kk="Смета бойынша", ru="По смете"),
            "largest_grant": tenge(1_200_000),
            "fund": tenge(3_000_000),
            "smallest_project": tenge(500_000),
            "largest_project": tenge(1_200_000),
            "least_own_share": 100,
            "most_own_share": 200,
            "opens_on": self.now.date(),
            "closes_on": self.now.date() + datetime.timedelta(days=40),
        }
        return Terms(**given | other)

    def draft(self, **other) -> Call:
        """Return a draft of a call with criteria and requirements."""
        call = self.do(actions.draft_call, programme=self.programme, terms=self.terms(**other))
        criteria = [(Text(kk="Жоспарға сәйкестігі"), 40), (Text(kk="Жұмыс орындары"), 60)]
        self.do(actions.set_criteria, call=call, criteria=criteria)
        return self.do(actions.set_requirements, call=call, requirements=[Text(kk="Осы ауылда тұрады")])

    def publish(self, **other) -> Call:
        """Publish a complete call."""
        self.call = self.do(actions.publish_call, call=self.draft(**other))
        return self.call

    def start(self, *, unit=None, **other) -> Application:
        """Begin an application as somebody without an account."""
        secret = draw_secret()
        given = {"by": ANYONE, "unit": unit or self.unit, "call": self.call, "language": "kk"} | other
        application = self.do(actions.start_application, secret=secret, **given)
        self.secrets[application.pk] = secret
        return application

    def key(self, application) -> str:
        """Return the key that the secret of the receipt gives."""
        return key_of(self.secrets[application.pk], application_id=application.pk)

    def hold(self, action, application, **given):
        """Carry out an action as the holder of the secret."""
        return self.do(action, by=ANYONE, application=application, key=self.key(application), **given)

    def write(self, application, *parts) -> Application:
        """Save parts of a draft."""
        for part in parts:
            self.hold(actions.write_draft, application, part=part)
        return Application.objects.get(pk=application.pk)

    def parts(self, application, *, grant=1_000_000, own=200_000, name="Сынақ Кәсіпкер", **jobs):
        """Return the four parts of a complete application; amounts in tenge."""
        return (
            Business(
                title="Сынақ Кәсіпкердің наубайханасы",
                idea="Нан пісіреміз",
                use_for_village="Жаңа піскен нан",
                person_kind="sole_trader",
                woman_led=True,
                settlement=application.unit.settlements.order_by("name_kk").first(),
                plan_line=jobs.pop("plan_line", None),
            ),
            Money(
                requested=tenge(grant),
                own_part=tenge(own),
                items=(Item("Пеш", tenge(grant), 0), Item("Ұн", 0, tenge(own))) if own else (),
            ),
            Jobs(**{"jobs": 3, "jobs_women": 2, "jobs_youth": 1} | jobs),
            Person(name=name, contact="+7 700 000 00 00", consents=True),
        )

    def apply(self, *, unit=None, **other) -> Application:
        """Hand in a complete application."""
        application = self.start(unit=unit)
        self.write(application, *self.parts(application, **other))
        return self.hold(actions.hand_in, application)

    def close(self) -> None:
        """Let the days pass until the call has closed."""
        self.now = at(str(self.call.closes_on)) + datetime.timedelta(days=1)

    def check(self, application, *, met=True) -> Application:
        """Answer the requirement of the call."""
        reasons = {} if met else {1: Text(kk="Басқа ауылда тұрады", ru="Живёт в другом селе")}
        return self.do(actions.check_eligibility, application=application, answers={1: met}, reasons=reasons)

    def assign(self, application, *reviewers) -> None:
        """Give the application to reviewers."""
        for reviewer in reviewers or self.reviewers[:2]:
            self.do(actions.assign_reviewer, application=application, reviewer=reviewer.account)

    def assess(self, application, reviewer, *points):
        """Hand in an assessment."""
        marks = dict(enumerate(points or (30, 50), start=1))
        return self.do(actions.assess, by=reviewer, application=application, points=marks, comment="Нақты жоспар")

    def judged(self, application, *points) -> Application:
        """Check, assign and assess an application by two reviewers."""
        application = self.check(application)
        self.assign(application)
        for reviewer in self.reviewers[:2]:
            self.assess(application, reviewer, *points)
        return application

    def sit(self, **other) -> Sitting:
        """Record a sitting of the committee today."""
        given = {
            "call": self.call,
            "held_on": self.now.date(),
            "chair": "Төраға",
            "secretary": "Хатшы",
            "members": 5,
            "present": 4,
            "present_names": "Төраға, хатшы, екі мүше",
            "summary": Text(kk="Өтінімдер қаралды", ru="Заявки рассмотрены"),
        }
        return self.do(actions.hold_sitting, **given | other)

    def decide(self, application, sitting, outcome="selected", **other) -> Decision:
        """Record a decision; a selected application gets what it asked for."""
        given = {"reasons": Text(kk="Балдары жоғары", ru="Высокие баллы")}
        if outcome == "selected":
            given |= {"grant": application.requested, "public_title": Text(kk="Наубайхана", ru="Пекарня")}
        if outcome == "reserve":
            given |= {"place": 1}
        return self.do(actions.decide, application=application, sitting=sitting, outcome=outcome, **given | other)

    def sign(self, sitting) -> Sitting:
        """Sign the protocol of a sitting."""
        return self.do(actions.sign_protocol, sitting=sitting, signed_on=self.now.date())

    def contract(self, application, **other) -> Contract:
        """Sign a contract with three quarters of the grant in the first tranche."""
        day = self.now.date()
        grant = application.decisions.get(outcome="selected").grant
        first = grant * 3 // 4
        given = {
            "document": f"Г-{application.number}",
            "own_part": application.own_part,
            "signed_on": day,
            "ends_on": day + datetime.timedelta(days=180),
            "tranches": [(first, day), (grant - first, day + datetime.timedelta(days=90))],
        }
        return self.do(actions.sign_contract, application=application, **given | other)

    def granted(self, **other) -> Contract:
        """Return the contract of one application that went the whole way."""
        self.publish()
        application = self.apply(**other)
        self.close()
        application = self.judged(application)
        sitting = self.sit()
        self.decide(application, sitting)
        self.sign(sitting)
        return self.contract(application)

    def pay(self, contract, number=1, **other):
        """Pay a tranche."""
        given = {"paid_on": self.now.date(), "document": f"ПП-{number}"}
        return self.do(actions.pay, tranche=contract.tranches.get(number=number), **given | other)

    def report(self, contract, **other):
        """Report as the holder of the secret."""
        given = {"text": "Пеш алдық", "spent": tenge(500_000), "own_spent": tenge(100_000)}
        key = self.key(contract.application)
        return self.do(actions.report, by=ANYONE, contract=contract, key=key, **given | other)

    def judge(self, report, *, accepted=True, judgment=""):
        """Accept or return a report."""
        return self.do(actions.judge_report, report=report, accepted=accepted, judgment=judgment)


def build(*units, reviewers: int = 3) -> Site:
    """Return a programme of these units with a manager and reviewers."""
    programme = Programme.objects.create(slug="damu", name_kk="Даму бағдарламасы", name_ru="Программа развития")
    programme.units.set(units)
    return Site(
        programme=programme,
        manager=member(programme, Role.MANAGER, "manager"),
        reviewers=[member(programme, Role.REVIEWER, f"reviewer{number}") for number in range(1, reviewers + 1)],
        unit=units[0],
    )
