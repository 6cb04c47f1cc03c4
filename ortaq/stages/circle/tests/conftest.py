"""An office that maps stakeholders, calls for volunteers and composes its planning group."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from ortaq.ground import clock
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.circle import actions
from ortaq.stages.circle.models import Call, Stakeholder, Volunteer
from ortaq.stages.circle.rules import Bounds
from ortaq.stages.profile.actions import Figure, record_population
from ortaq.stages.profile.models import AgeBand, Sex

OPENS, CLOSES = datetime.date(2027, 2, 8), datetime.date(2027, 2, 14)
CALL = {
    "text": Text(kk="Топқа келіңіз", ru="Приходите в группу"),
    "seats": 5,
    "opens_on": OPENS,
    "closes_on": CLOSES,
}
QUOTAS = [Bounds("sex", "female", 2, 3), Bounds("sex", "male", 2, 3), Bounds("age", "youth", 1, 3)]


@pytest.fixture(autouse=True)
def _in_english():
    """Sentences of refusals are compared in the language of the sources."""
    with override("en"):
        yield


@pytest.fixture
def koktal(unit):
    return unit.settlements.get(name_kk="Көктал")


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def planner(unit, actor):
    return actor(unit, Role.PLANNER)


@pytest.fixture
def population(unit, clerk, now):
    """Twice as many women as men; Көктал has three quarters of the people."""
    for name, people in (("Көктал", 30), ("Бастау", 10)):
        figures = [
            Figure(sex.value, band.value, people * (2 if sex == Sex.WOMEN else 1))
            for sex in Sex
            for band in AgeBand
        ]
        place = unit.settlements.get(name_kk=name)
        record_population(by=clerk, settlement=place, year=2027, figures=figures, now=now)


@pytest.fixture
def add(cycle, clerk, now) -> Callable[..., Stakeholder]:
    """Put an organisation on the map; other data may be given."""

    def put(name: str = "Аналар кеңесі", **other) -> Stakeholder:
        given = {"kind": "organisation", "influence": 4, "interest": 5, "by": clerk, "cycle": cycle, "now": now}
        return actions.add_stakeholder(name=Text(kk=name), **given | other)

    return put


@pytest.fixture
def draft(cycle, planner, now) -> Callable[..., Call]:
    """Write the call; other data may be given."""

    def write(**other) -> Call:
        return actions.draft_call(**{"by": planner, "cycle": cycle, "now": now} | CALL | other)

    return write


@pytest.fixture
def call(draft, planner, now) -> Call:
    """An open call for five seats with quotas by sex and age."""
    made = draft()
    actions.set_quotas(by=planner, call=made, quotas=QUOTAS, now=now)
    return actions.open_call(by=planner, call=made, now=now)


@pytest.fixture
def offer(call, koktal, now) -> Callable[..., Volunteer]:
    """Offer to work in the group, as a resident without an account; other data may be given."""

    def volunteer(name: str = "Айгүл Тестова", **other) -> Volunteer:
        given = {"contact": "8 701 5550123", "sex": "female", "age": "middle", "settlement": koktal}
        return actions.volunteer(
            **{"by": Actor(), "call": call, "name": name, "consents": True, "now": now} | given | other
        )

    return volunteer


@pytest.fixture
def at(monkeypatch, now) -> Callable[[datetime.datetime], None]:
    """Set the clock of the pages; it shows `now` until it is set anew."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(now)
    return set_to


def client_of(actor: Actor) -> Client:
    """Return a browser in which the actor is signed in."""
    client = Client()
    client.force_login(actor.account)
    return client
