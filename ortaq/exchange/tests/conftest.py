"""A unit that has done something, another that wants to learn from it, and a programme of both."""

import datetime

import pytest
from django.utils import translation

from conftest import make_cycle
from ortaq.exchange.tests import built
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text, in_columns
from ortaq.stages.projects.tests.build import a_problem
from ortaq.stages.results.tests import built as results


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def site(cycle, actor, now):
    """A plan that the assembly agreed; its line 2 is the well, with a project sheet of 2,500 thousand tenge."""
    return results.build(cycle, actor, now)


@pytest.fixture
def akim(site):
    """The akim of the unit that tells."""
    return site.desk.akim


@pytest.fixture
def case(site, akim):
    """The published case of the well: 100 people."""
    return built.a_case(site, akim)


@pytest.fixture
def other_cycle(other_unit):
    """The cycle 2031–2033 of the unit that learns."""
    return make_cycle(other_unit, first_year=2031, starts_on=datetime.date(2030, 1, 7))


@pytest.fixture
def learner(other_unit, actor):
    """The akim of the unit that learns."""
    return actor(other_unit, Role.AKIM, username="learner")


@pytest.fixture
def other_problem(other_cycle, learner):
    """What that unit needs."""
    return a_problem(other_cycle, learner, built.NEEDS)


@pytest.fixture
def programme(unit, other_unit):
    """A programme of both units."""
    made = Programme.objects.create(slug="mysal", **in_columns(name=Text(kk="Бағдарлама", ru="Программа")))
    made.units.add(unit, other_unit)
    return made


@pytest.fixture
def manager(programme):
    """Its manager."""
    account = Account.objects.create(username="manager", name="Менеджер")
    since = datetime.date(2020, 1, 1)
    Appointment.objects.create(account=account, role=Role.MANAGER, programme=programme, since=since)
    return Actor(account=account)


@pytest.fixture
def event(programme, manager, now):
    """A seminar nine days ahead."""
    return built.a_seminar(programme, manager, now)
