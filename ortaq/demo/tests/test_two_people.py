"""Wherever something that stands is changed, who saves second is told who was first and loses no word."""

import datetime
from collections.abc import Callable
from uuid import UUID

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conftest import make_actor
from ortaq.exchange.models import EventItem, Material
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.people.models import Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme, Unit
from ortaq.stages.circle.models import Member, Stakeholder

pytestmark = [pytest.mark.xdist_group("example"), pytest.mark.django_db]
PROGRAMME = "onege"


def coming(unit: Unit) -> int:
    return Meeting.objects.filter(unit=unit).latest("starts_at").number


def first_of(kind: type[Stakeholder | Member], unit: Unit) -> UUID:
    return kind.objects.filter(unit=unit)[0].id


PAGES: dict[str, tuple[Callable[[Unit], list[object]], str]] = {
    "places:change_unit": (lambda unit: [unit.slug], "name_ru"),
    "places:change_settlement": (lambda unit: [unit.slug, unit.settlements.earliest("id").id], "name_ru"),
    "cycle:reschedule": (lambda unit: [unit.slug, "review"], "closes_on"),
    "meetings:change": (lambda unit: [unit.slug, coming(unit)], "place_ru"),
    "meetings:change_item": (lambda unit: [unit.slug, coming(unit), 1], "speaker"),
    "circle:change_stakeholder": (
        lambda unit: [unit.slug, first_of(Stakeholder, unit)],
        "name_ru",
    ),
    "circle:change_member": (lambda unit: [unit.slug, first_of(Member, unit)], "interests_ru"),
    "needs:translate": (lambda unit: [unit.slug, 85], "translation"),
    "exchange:edit_case": (lambda unit: [unit.slug, 1], "title_ru"),
    "exchange:edit_news": (lambda unit: [unit.slug, 1], "title_ru"),
    "events:edit": (lambda _unit: [PROGRAMME, 2], "title_ru"),
    "events:change_item": (
        lambda _unit: [PROGRAMME, 1, EventItem.objects.filter(event__programme__slug=PROGRAMME)[0].number],
        "speaker",
    ),
    "events:change_material": (
        lambda _unit: [PROGRAMME, 1, Material.objects.filter(event__programme__slug=PROGRAMME)[0].id],
        "title_ru",
    ),
    "events:follow_up": (lambda _unit: [PROGRAMME, 1], "follow_up_ru"),
    "programme:describe": (lambda _unit: [PROGRAMME], "aim_ru"),
    "programme:indicator": (lambda _unit: [PROGRAMME, 1], "title_ru"),
    "programme:spent": (lambda _unit: [PROGRAMME, 1], "document"),
}


@pytest.fixture
def desk(example):
    """Sign in somebody who may do everything in the example's okrug and programme."""

    def sign_in(name: str) -> Client:
        roles = [role for role in Role if role != Role.ANYONE]
        account = make_actor(example, *roles, username=name).account
        account.name = name
        account.save()
        programme = Programme.objects.get(slug=PROGRAMME)
        for role in roles:
            since = datetime.date(2020, 1, 1)
            Appointment.objects.create(account=account, role=role, programme=programme, since=since)
        client = Client()
        client.force_login(account)
        return client

    return sign_in


def as_sent(form: forms.Form) -> dict[str, object]:
    """What a browser sends of a form as it is shown."""
    sent: dict[str, object] = {}
    for field in form:
        value, widget = field.value(), field.field.widget
        if isinstance(widget, forms.CheckboxInput):
            sent |= {field.html_name: "on"} if value else {}
        elif isinstance(widget, forms.MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            halves = zip(widget.widgets_names, widget.widgets, parts, strict=True)
            sent |= {f"{field.html_name}{half}": of.format_value(part) for half, of, part in halves if part}
        elif value not in (None, ""):
            sent[field.html_name] = value if isinstance(value, list | tuple) else widget.format_value(value)
    return sent


@pytest.mark.parametrize("name", PAGES)
def test_who_saves_second_is_told_who_was_first(name, example, desk):
    where, field = PAGES[name]
    with translation.override("ru"):
        address = reverse(name, args=where(example))
    first, second = desk("Айгүл Серікова"), desk("Болат Оспанов")
    seen_by_first, seen_by_second = (as_sent(desk.get(address).context["form"]) for desk in (first, second))
    words = ["Бірінші", "Екінші"]
    if name == "cycle:reschedule":
        day = datetime.date.fromisoformat(seen_by_first[field])
        words = [str(day + datetime.timedelta(days=days)) for days in (1, 2)]
    reason = {"reason": "Қар көп жауды."}
    answer = first.post(address, seen_by_first | reason | {field: words[0]})
    assert answer.status_code == 302, answer.context["form"].errors
    answer = second.post(address, seen_by_second | reason | {field: words[1]})
    assert answer.status_code == 422
    shown = as_sent(answer.context["form"])
    assert "Айгүл Серікова" in answer.text
    assert shown[field] == words[1]
    assert second.post(address, shown | reason).status_code == 302
    assert as_sent(first.get(address).context["form"])[field] == words[1]
