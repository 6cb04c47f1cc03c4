"""A programme of one unit with its people, and every deed of theirs in one line."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text, WithEnglish
from ortaq.programme import actions
from ortaq.programme.content import Description, Measure, Participants, Session
from ortaq.stages.grants.tests.built import member

NOTHING = WithEnglish()
AIM = WithEnglish(kk="Бірге жоспарлау", ru="Планировать вместе", en="Planning together")


@dataclass
class Site:
    """The programme, its people, its unit, and the moment at which they work."""

    programme: Programme
    manager: Actor
    adviser: Actor
    donor: Actor
    unit: object
    now: datetime.datetime

    def do(self, action, **given):
        """Carry out an action as the manager at this moment."""
        return action(**{"by": self.manager, "now": self.now} | given)

    def describe(self, **other):
        """Say what the programme is: three years in euro, a fifth of the plan items."""
        said = Description(
            aim=AIM,
            starts_on=datetime.date(2026, 1, 1),
            ends_on=datetime.date(2028, 12, 31),
            currency="EUR",
            target_share=200,
            reference="TEST-1",
        )
        return self.do(actions.describe, programme=self.programme, said=replace(said, **other))

    def organisation(self, word="Қор", **other):
        """Name an organisation that funds."""
        given = {"role": "funding", "kind": "40", "name": WithEnglish(kk=word, ru=word, en=f"{word} en")}
        return self.do(actions.add_organisation, programme=self.programme, **given | other)

    def budget(self, planned=420_000_00, **other):
        """Plan a line of the budget."""
        given = {"title": WithEnglish(kk="Оқыту", ru="Обучение", en="Training"), "planned": planned, "year": 2026}
        return self.do(actions.plan_budget, programme=self.programme, **given | other)

    def session(self, *, women=6, men=5, youth=5, **other):
        """Return an hour and a half of advice today."""
        given = {
            "kind": "advice",
            "on": self.now.date(),
            "minutes": 90,
            "topic": Text(kk="Мәселе ағашы", ru="Дерево проблем"),
            "people": Participants(women, men, youth),
            "next_step": Text(),
        }
        return Session(**given | other)

    def support(self, *, by=None, unit=None, **other):
        """Write a session into the log as the adviser."""
        given = {"programme": self.programme, "session": self.session(**other), "for_unit": unit or self.unit}
        return self.do(actions.record_support, by=by or self.adviser, **given)

    def indicator(self, **other):
        """Say what is measured."""
        said = Measure(
            level="outcome",
            title=WithEnglish(kk="Байланысы бар адамдар", ru="Люди со связью", en="People with coverage"),
            measured_in=WithEnglish(kk="адам", ru="человек", en="person"),
            national_goal=NOTHING,
            target=Decimal(500),
            target_year=2028,
        )
        return self.do(actions.add_indicator, programme=self.programme, said=replace(said, **other))

    def value(self, indicator, value=560, **other):
        """Record what an indicator showed, as the adviser."""
        given = {
            "by": self.adviser,
            "on": self.now.date(),
            "value": Decimal(value),
            "seen_in": WithEnglish(kk="Анықтама", ru="Справка", en="Certificate"),
        }
        return self.do(actions.record_value, indicator=indicator, **given | other)

    def fact(self, **other):
        """Repeat what a public source says."""
        given = {
            "text": WithEnglish(kk="560 адам", ru="560 человек", en="560 people"),
            "source": WithEnglish(kk="Хабарлама", ru="Пресс-релиз", en="Press release"),
        }
        return self.do(actions.state_fact, programme=self.programme, **given | other)


def build(unit, now):
    """Return the site of a unit."""
    programme = Programme.objects.create(slug="birge", name=Text(kk="Бірге", ru="Вместе"), name_en="Together")
    programme.units.add(unit)
    people = {role: member(programme, role, str(role)) for role in (Role.MANAGER, Role.ADVISER, Role.DONOR)}
    return Site(
        programme=programme,
        manager=people[Role.MANAGER],
        adviser=people[Role.ADVISER],
        donor=people[Role.DONOR],
        unit=unit,
        now=now,
    )
