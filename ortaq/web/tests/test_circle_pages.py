"""The pages of the circle in a real browser, on a small phone: crowded map, call, forms, group, office lists."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from conftest import make_actor
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.circle import actions
from ortaq.stages.circle.rules import Bounds
from ortaq.web.tests.browser import chromium, show

CIRCLE = "/kk/mysal/circle/"
NARROW = 360
FOR_EVERYBODY = ("", "stakeholders/", "call/", "call/volunteer/", "group/")
FOR_THE_TEAM = ("stakeholders/", "stakeholders/new/", "call/", "call/volunteers/", "group/", "group/new/")


@pytest.fixture
def team(unit):
    return make_actor(unit, Role.PLANNER)


@pytest.fixture
def draft(cycle, team, now):
    """Eleven stakeholders on one cell, and a call with quotas that is not open yet."""
    for number in range(11):
        actions.add_stakeholder(
            by=team,
            cycle=cycle,
            kind=("organisation", "informal")[number % 2],
            name=Text(kk=f"Ұзын атауы бар ұйым № {number}"),
            influence=4,
            interest=5,
            now=now,
        )
    call = actions.draft_call(
        by=team,
        cycle=cycle,
        text=Text(kk="Топқа келіңіз"),
        seats=5,
        opens_on=now.date(),
        closes_on=now.date() + datetime.timedelta(days=4),
        now=now,
    )
    return actions.set_quotas(by=team, call=call, quotas=[Bounds("sex", "female", 2, 3)], now=now)


def fault_of(browser, html: str) -> str:
    """Return what axe finds, or that the page is wider than the screen; an empty string for a good page."""
    page = show(browser, {"/": html}, width=NARROW)
    found = Axe().run(page)
    if found.violations_count:
        return found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth")
    return f"{wide} pixels wide" if wide > NARROW else ""


@pytest.mark.django_db
def test_axe_finds_no_fault_and_nothing_sticks_out(draft, unit, team, now, monkeypatch):
    monkeypatch.setattr("ortaq.ground.clock.now", lambda: now)
    office, anyone = Client(), Client()
    office.force_login(team.account)
    pages = {path: office.get(CIRCLE + path).content.decode() for path in ("call/", "call/quotas/", "call/write/")}
    call = actions.open_call(by=team, call=draft, now=now)
    offers = [
        actions.volunteer(
            by=Actor(),
            call=call,
            settlement=unit.settlements.first(),
            name=f"Ерікті {number}",
            contact="8 (700) 000-00-00",
            sex=("female", "male")[number % 2],
            age="youth",
            consents=True,
            now=now,
        )
        for number in range(7)
    ]
    actions.accept_volunteer(
        by=team, volunteer=offers[0], name="Айгүл", since=now.date(), consented_on=now.date(), now=now
    )
    for who, client, paths in (("team", office, FOR_THE_TEAM), ("anyone", anyone, FOR_EVERYBODY)):
        pages |= {f"{who} {path}": client.get(CIRCLE + path).content.decode() for path in paths}
    with chromium() as browser:
        faults = {path: fault_of(browser, html) for path, html in pages.items()}
    assert {path: fault for path, fault in faults.items() if fault} == {}
