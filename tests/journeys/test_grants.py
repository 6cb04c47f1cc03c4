"""A grant from the call to its last tranche: two entrepreneurs, a manager, two reviewers, one locked out."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3

import pytest
from playwright.sync_api import expect

from ortaq.ground.people.example import PASSWORD
from tests.browser import assert_address_accessible, page_weight
from tests.conftest import LAPTOP, PHONE
from tests.journeys.entrepreneur import Entrepreneur
from tests.journeys.office import ZONE
from tests.journeys.programme import Programme

pytestmark = pytest.mark.journey

UNIT = "mysal-auyldyq-okrugi"
CALL = "2/"
HEAVIEST = 14 * 1024


def let_forty_days_pass(site) -> None:
    """Move the days of the open call into the past: a browser cannot wait until it closes."""
    today = datetime.datetime.now(ZONE).date()
    days = [str(today - datetime.timedelta(days=ago)) for ago in (41, 1)]
    with contextlib.closing(sqlite3.connect(site.home / "ortaq.sqlite3", timeout=30)) as database, database:
        database.execute("UPDATE grants_call SET opens_on = ?, closes_on = ? WHERE number = 2", days)


def somebody_of_the_programme(device, site, username: str) -> Programme:
    person = Programme(device(LAPTOP), f"{site.address}/ru/programmes/onege/grants/")
    person.sign_in(username=username, password=PASSWORD, site=site.address)
    return person


def entrepreneur(device, site, *, title: str, name: str) -> Entrepreneur:
    """Begin, fill in and hand in an application on a phone of one's own."""
    person = Entrepreneur(device(PHONE), f"{site.address}/kk/{UNIT}/")
    person.begin()
    person.fill_in(title=title, name=name, grant=400_000, own=100_000)
    person.hand_in()
    person.close()
    return person


def test_from_the_call_to_the_last_tranche(site, browser, device):
    baker = entrepreneur(device, site, title="Тоқаш пеші", name="Сынақ Наубайшы")
    tailor = entrepreneur(device, site, title="Ательер", name="Сынақ Тігінші")
    baker.open("grants/")
    assert_address_accessible(browser, baker.page.url, like=baker.page)
    assert page_weight(browser, baker.page.url).bytes <= HEAVIEST
    let_forty_days_pass(site)

    manager, first, second = (
        somebody_of_the_programme(device, site, name) for name in ("manager", "reviewer", "reviewer2")
    )
    baking, sewing = (f"{CALL}files/{person.number}/" for person in (baker, tailor))
    for file in (baking, sewing):
        manager.check_conditions(file, requirements=2)
        manager.give_to(file, "Олег Кравец", "Нұргүл Сейітова")

    second.declare_interest(sewing)
    expect(second.page.locator("main")).not_to_contain_text("Ательер")
    assert second.page.goto(second.unit + sewing).status == 403

    tailor.come_back()
    tailor.withdraw()
    tailor.reads("қайтарып алды")

    for reviewer in (first, second):
        reviewer.open(CALL)
        reviewer.reads("Тоқаш пеші")
        reviewer.assess(baking, 20, 18, 17, 12, 8, 8)
    manager.sit(CALL)
    manager.decide(baking, "selected", grant=400_000, public_title_kk="Тоқаш пеші", public_title_ru="Печь")
    manager.sign_protocol(CALL, 1)
    manager.sign_contract(baking, 300_000, 100_000)
    contract = f"{CALL}contracts/{baker.number}/"
    manager.pay(contract, 1)

    baker.come_back()
    baker.report("Пеш алдым.", spent=300_000, own=50_000)
    manager.answer_report(contract, 1, accepted=False, words="Чектің суреті керек.")
    baker.come_back()
    baker.reads("Чектің суреті керек.")
    baker.report("Пеш алдым, чек қоса берілді.", spent=300_000, own=50_000)
    manager.answer_report(contract, 2, accepted=True, words="")
    manager.pay(contract, 2)
    assert_address_accessible(browser, manager.page.url, like=manager.page)

    baker.come_back()
    baker.reads("төленді")
    assert_address_accessible(browser, baker.page.url, like=baker.page)
    baker.close()
    baker.open("grants/")
    baker.reads("Тоқаш пеші", "толық төленді")
    expect(baker.page.locator("main")).not_to_contain_text("Сынақ")
