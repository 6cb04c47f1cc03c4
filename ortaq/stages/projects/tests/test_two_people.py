"""Two people of one office write the same part of a sheet."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conftest import make_cycle
from ortaq.ground import clock
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.stages.projects.models import ProjectCost
from ortaq.stages.projects.sheet import cost_field

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def cycle(unit):
    """A cycle whose steps of needs and of projects are both open today."""
    return make_cycle(unit, first_year=2027, starts_on=clock.today() - datetime.timedelta(days=85))


@pytest.fixture
def spring(now):
    return now


@pytest.fixture
def desk(draft, unit, actor):
    """Sign somebody of the office in; return what opens and what sends a part of the sheet in Russian."""

    def sign_in(name):
        person = actor(unit, Role.PLANNER)
        person.account.name = name
        person.account.save()
        client = Client()
        client.force_login(person.account)

        def send(part, given=None, shown=""):
            with translation.override("ru"):
                where = reverse(f"projects:{part}", args=["mysal", draft.number])
            return client.get(where) if given is None else client.post(where, given | {"shown": shown})

        return send

    return sign_in


def shown_by(answer):
    return answer.context["form"]["shown"].value()


def test_who_saves_second_is_told_who_was_first_and_keeps_their_own_words(desk, draft):
    first, second = desk("Айгүл Серікова"), desk("Болат Оспанов")
    seen_by_first, seen_by_second = shown_by(first("care")), shown_by(second("care"))
    assert first("care", {"risks_ru": "Паводок"}, seen_by_first).status_code == 302
    answer = second("care", {"risks_ru": "Цены", "who_may_lose_ru": "Никто"}, seen_by_second)
    assert answer.status_code == 422
    for said in ("Айгүл Серікова", "Сейчас здесь: Паводок", "Цены", "Никто"):
        assert said in answer.text
    draft.refresh_from_db()
    assert draft.risks.ru == "Паводок"
    both = {"risks_ru": "Паводок, цены", "who_may_lose_ru": "Никто"}
    assert second("care", both, shown_by(answer)).status_code == 302
    draft.refresh_from_db()
    assert (draft.risks.ru, draft.who_may_lose.ru) == ("Паводок, цены", "Никто")


def test_other_parts_of_the_sheet_do_not_stand_in_the_way(desk):
    first, second = desk("Айгүл"), desk("Болат")
    seen = shown_by(second("care"))
    assert first("upkeep", {"upkeep": "900 000"}, shown_by(first("upkeep"))).status_code == 302
    assert second("care", {"risks_ru": "Цены"}, seen).status_code == 302


def test_one_may_go_back_and_correct_what_one_saved_oneself(desk, draft):
    send = desk("Айгүл")
    seen = shown_by(send("care"))
    for risks in ("Паводок", "Паводок и цены"):
        assert send("care", {"risks_ru": risks}, seen).status_code == 302
    draft.refresh_from_db()
    assert draft.risks.ru == "Паводок и цены"


def test_a_grid_is_watched_cell_by_cell(desk, draft):
    first, second = desk("Айгүл"), desk("Болат")
    year = draft.cycle.first_year
    grant, budget = cost_field(year, "grant", "money"), cost_field(year, "okrug_budget", "money")
    seen = shown_by(second("costs"))
    assert first("costs", {grant: "500"}, shown_by(first("costs"))).status_code == 302
    entries = Entry.objects.count()
    answer = second("costs", {budget: "700"}, seen)
    assert "Сейчас здесь: 500" in answer.text
    assert answer.context["form"].errors.keys() == {"__all__", grant}
    assert (Entry.objects.count(), ProjectCost.objects.get().amount) == (entries, 50_000_000)
