"""Residents on the example, on a phone without JavaScript: one need to its answer, and a need of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_good, page_weight
from tests.conftest import PHONE
from tests.journeys.resident import Resident

pytestmark = pytest.mark.journey

FOLLOWED = 1
CHAIN = ("/needs/problems/", "/projects/", "/vote/result/", "/plan/lines/", "/meetings/", "/results/lines/")
ANSWERED = {"kk": "Мачта 2 қыркүйекте қосылды.", "ru": "Вышка включена 2 сентября."}
HEAVIEST = 14 * 1024


def resident(device, site, *, language: str) -> Resident:
    return Resident(device(PHONE), f"{site.address}/{language}/mysal-auyldyq-okrugi/")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_one_need_is_followed_to_its_answer_and_back(site, browser, device, language):
    reader = resident(device, site, language=language)
    reader.open(f"needs/{FOLLOWED}/")
    need = reader.page.url
    assert_good(reader.page, browser)
    for room in CHAIN:
        reader.page.goto(need)
        reader.follow_chain(room)
        expect(reader.page.locator("html")).to_have_attribute("lang", language)
        expect(reader.page.locator("h1")).to_have_count(1)
        assert_good(reader.page, browser)

    reader.page.goto(need)
    reader.follow_chain("#answers")
    reader.reads(ANSWERED[language])

    reader.open("results/lines/1/?cycle=2025")
    reader.follow("/projects/1/")
    reader.follow("/needs/problems/1/")
    reader.follow(f"/needs/{FOLLOWED}/")
    expect(reader.page).to_have_url(need)


def test_a_visitor_says_a_need_and_finds_it_by_its_number(site, browser, device):
    visitor = resident(device, site, language="kk")
    said = "Мектеп жанында жаяу жүргінші өтпелі жолы керек."
    number = visitor.say_need(said, settlement="Көктал")
    assert_good(visitor.page, browser)
    visitor.follow(f"/needs/{number}/")
    assert_good(visitor.page, browser)
    expect(visitor.page.locator("main")).not_to_contain_text(said)


def test_what_is_missing_is_said_in_kazakh_and_what_was_typed_stays(site, browser, device):
    visitor = resident(device, site, language="kk")
    visitor.open("needs/say/")
    visitor.write(text="Қыстауда жарық жоқ.", phone="8 777 000 00 00")
    visitor.page.locator("main form[method=post] button:not([type=button])").click()
    alert = visitor.page.get_by_role("alert")
    expect(alert).to_contain_text("Қай жерде?")
    expect(visitor.page.locator("[name=text]")).to_have_value("Қыстауда жарық жоқ.")
    expect(visitor.page.locator("[name=phone]")).to_have_value("8 777 000 00 00")
    assert not re.search(r"[A-Za-z]{4}", alert.inner_text())


@pytest.mark.parametrize("path", ["", "needs/", f"needs/{FOLLOWED}/", "projects/", "plan/", "results/", "vote/"])
def test_another_language_keeps_the_place(site, device, path):
    reader = resident(device, site, language="kk")
    reader.open(path)
    here = reader.page.url
    reader.page.locator("nav.languages a[lang=ru]").click()
    expect(reader.page).to_have_url(here.replace("/kk/", "/ru/"))
    expect(reader.page.locator("html")).to_have_attribute("lang", "ru")


@pytest.mark.parametrize(
    "path", ["", "needs/", "needs/say/", f"needs/{FOLLOWED}/", "needs/problems/", "projects/", "vote/", "results/"]
)
def test_a_residents_page_is_light(site, browser, device, path):
    reader = resident(device, site, language="kk")
    reader.open(path)
    assert_good(reader.page, browser)
    weight = page_weight(browser, reader.page.url)
    assert weight.bytes <= HEAVIEST, weight
    assert weight.blocking <= 1, weight
