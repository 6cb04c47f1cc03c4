"""What the pages of the assembly show, and to whom."""

import datetime

import pytest
from django.test import Client

from ortaq.ground import clock
from ortaq.ground.cycle.models import Step
from ortaq.ground.meetings.models import AssemblyMember
from ortaq.ground.meetings.tests.samples import decide, seat_members
from ortaq.ground.people.roles import Role
from ortaq.stages.assembly.models import Adoption, Agreement
from ortaq.stages.assembly.tests.samples import freeze
from ortaq.stages.profile.models import Population

pytestmark = pytest.mark.django_db

HOME = "/ru/mysal/assembly/"


@pytest.fixture
def at(monkeypatch):
    """Set the moment that pages believe it is."""

    def set_moment(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_moment


@pytest.fixture
def visit():
    """Open a page as an actor, or as anyone."""

    def open_page(address, by=None, data=None):
        client = Client()
        if by is not None:
            client.force_login(by.account, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(address) if data is None else client.post(address, data)

    return open_page


def test_an_empty_assembly_says_what_to_do(unit, cycle, actor, now, at, visit):
    at(now)
    said = visit(HOME).content.decode()
    for words in ("Зафиксированной версии плана ещё нет", "Члены ещё не записаны", "Собрание ещё не созывали"):
        assert words in said
    assert "Записать члена собрания" not in said
    assert "Записать члена собрания" in visit(HOME, actor(unit, Role.CLERK)).content.decode()


def test_the_page_works_without_a_cycle(unit, now, at, visit):
    at(now)
    assert visit("/kk/mysal/assembly/").status_code == 200


def test_agreed_and_adopted_are_two_facts(unit, cycle, actor, now, at, visit):
    freeze(cycle, closed_at=now)
    motion, after = decide(unit, actor, now)
    clerk = actor(unit, Role.CLERK)
    at(after)
    said = visit(HOME, clerk).content.decode()
    assert "ещё не согласовано" in said
    assert "Согласование записывают на шаге плана" in said
    Step.objects.filter(cycle=cycle, key="plan").update(opens_on=datetime.date(2027, 2, 1))
    assert visit(f"{HOME}agree/", clerk, {"motion": str(motion.id)}).status_code == 302
    agreement = Agreement.objects.get()
    said = visit("/kk/mysal/assembly/").content.decode()
    for words in ("келісілді", "әлі бекітілмеген", agreement.sha256):
        assert words in said
    at(after.replace(month=12))
    data = {"decision_number": "12-3", "decided_on": "2027-12-01", "title_ru": "О бюджете", "year": "2028"}
    assert visit(f"{HOME}agreements/{agreement.id}/adopt/", clerk, data).status_code == 302
    assert Adoption.objects.get().year == 2028
    said = visit(HOME).content.decode()
    assert "Утверждено маслихатом: решение № 12-3" in said
    assert "ещё не утверждено" not in said


def test_where_nothing_was_decided_the_form_says_why(unit, cycle, actor, now, at, visit):
    at(now)
    Step.objects.filter(cycle=cycle, key="plan").update(opens_on=datetime.date(2027, 2, 1))
    clerk = actor(unit, Role.CLERK)
    assert visit(f"{HOME}agree/", clerk).status_code == 404
    freeze(cycle, closed_at=now)
    assert "нет предложений, принятых собранием" in visit(f"{HOME}agree/", clerk).content.decode()


def test_members_are_recorded_and_end_by_their_forms(unit, actor, now, at, visit):
    at(now)
    clerk, settlement = actor(unit, Role.CLERK), unit.settlements.first()
    data = {"name": "Айгүл Серікова", "settlement": str(settlement.id), "since": "2027-01-20"}
    assert visit(f"{HOME}members/add/", clerk, data | {"settlement": ""}).status_code == 422
    assert visit(f"{HOME}members/add/", clerk, data).status_code == 302
    member = AssemblyMember.objects.get()
    assert "Айгүл Серікова" in visit(HOME).content.decode()
    ending = {"last_day": "2027-02-09", "reason": "переезд"}
    assert visit(f"{HOME}members/{member.id}/end/", clerk, ending).status_code == 302
    assert "Айгүл Серікова" not in visit(HOME).content.decode()


@pytest.mark.usefixtures("staffed")
def test_the_seats_show_their_arithmetic(unit, actor, now, at, visit):
    at(now)
    assert "Внесите население" in visit(f"{HOME}seats/").content.decode()
    for settlement, people in zip(unit.settlements.order_by("name_kk"), (130, 870), strict=True):
        Population.objects.create(
            unit=unit, settlement=settlement, year=2026, sex="women", band="35-59", people=people
        )
    said = visit(f"{HOME}seats/").content.decode()
    for words in ("8,700", "1,300", "Коктал", "округлено вниз", "не проверено юристом"):
        assert words in said


@pytest.mark.parametrize("role", [None, Role.DELEGATE, Role.DONOR, Role.CLERK])
def test_forms_are_for_the_office(unit, cycle, actor, now, at, visit, settings, role):
    settings.LOGIN_URL = "/sign-in/"
    at(now)
    freeze(cycle, closed_at=now)
    member = seat_members(unit)[0]
    by = actor(unit, role) if role else None
    answers = {
        visit(f"{HOME}{page}", by).status_code for page in ("agree/", "members/add/", f"members/{member.id}/end/")
    }
    assert answers == {None: {302}, Role.CLERK: {200}}.get(role, {403})
    assert visit(HOME, by).status_code == 200


def test_the_page_asks_the_database_a_known_number_of_questions(
    unit, cycle, actor, now, at, visit, django_assert_max_num_queries
):
    freeze(cycle, closed_at=now)
    decide(unit, actor, now)
    at(now)
    with django_assert_max_num_queries(10):
        visit(HOME)


def test_a_later_version_is_not_called_adopted(unit, cycle, actor, now, at, visit):
    freeze(cycle, closed_at=now)
    motion, after = decide(unit, actor, now)
    Step.objects.filter(cycle=cycle, key="plan").update(opens_on=datetime.date(2027, 2, 1))
    clerk = actor(unit, Role.CLERK)
    at(after)
    visit(f"{HOME}agree/", clerk, {"motion": str(motion.id)})
    at(after.replace(month=12))
    data = {"decision_number": "12-3", "decided_on": "2027-12-01", "title_ru": "О бюджете", "year": "2028"}
    visit(f"{HOME}agreements/{Agreement.objects.get().id}/adopt/", clerk, data)
    freeze(cycle, closed_at=after, number=2)
    said = visit(HOME).content.decode()
    for words in ("ещё не согласовано", "ещё не утверждено", "решение № 12-3"):
        assert words in said


def test_the_seats_do_not_tell_how_many_live_in_a_small_place(unit, actor, now, at, visit):
    at(now)
    for settlement, people in zip(unit.settlements.order_by("name_kk"), (3, 870), strict=True):
        Population.objects.create(
            unit=unit, settlement=settlement, year=2026, sex="women", band="35-59", people=people
        )
    seats = f"{HOME}seats/"
    for_all, for_office = visit(seats).content.decode(), visit(seats, actor(unit, Role.CLERK)).content.decode()
    for number in (">3<", ">870<", "9,000"):
        assert number not in for_all
        assert number in for_office
