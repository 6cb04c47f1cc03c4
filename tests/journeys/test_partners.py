"""An akim goes from a line without money to help that came, that others looked at, and that the results show."""

from __future__ import annotations

import datetime
import io
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from ortaq.ground.people.example import PASSWORD
from tests.browser import assert_good, page_weight
from tests.conftest import LAPTOP, PHONE
from tests.journeys.office import ZONE, Office
from tests.journeys.resident import Resident

pytestmark = pytest.mark.journey

YEAR = datetime.datetime.now(ZONE).year - 1
CYCLE = f"?cycle={YEAR}"
HEAVIEST = 14 * 1024
WELL, NURSERY = 14, 10
TITLES = {"kk": "Диірмен ауылына ұңғыма", "ru": "Детский сад на 40 мест"}
WHY = {"kk": "Барлау біткен жоқ", "ru": "Нет мест в детском саду"}
PARTNERS = {"kk": "«Сынақ қазу» компаниясы", "ru": "Компания «Пробная стройка»"}
GIVEN = {"kk": "Барлау, ұңғыма және сорғы", "ru": "Здание, мебель и котёл"}
WORTH = {"kk": (12_400_000, "12\xa0400,0"), "ru": (18_000_000, "18\xa0000,0")}
SEEN = {"kk": "Суын ішіп көрдім.", "ru": "Дети уже играют в группе."}
OFFER = "Мұны біз жасай аламыз: сынақ ұсынысы."
CONTACT = "8 700 000 00 99"


@pytest.mark.parametrize(("language", "line"), [("kk", WELL), ("ru", NURSERY)])
def test_from_a_line_without_money_to_help_in_the_results(site, browser, device, laptop, language, line):
    unit = f"{site.address}/{language}/mysal-auyldyq-okrugi/"
    resident = Resident(device(PHONE), unit)
    offer_help(resident, line, language)

    akim = Office(laptop, unit)
    akim.sign_in(username="akim", password=PASSWORD)
    number = ask_partner(akim, line, language)
    resident.open(f"partners/{CYCLE}")
    expect(resident.page.locator("main")).not_to_contain_text(PARTNERS[language])

    deliver(akim, number, language)
    member = Office(device(LAPTOP), unit)
    member.sign_in(username="group", password=PASSWORD)
    member.open(f"partners/{number}/{CYCLE}")
    member.follow(f"/partners/{number}/verified/")
    member.write(**{f"note_{language}": SEEN[language]})
    member.send()
    member.reads(SEEN[language])

    resident.open(f"results/lines/{line}/{CYCLE}")
    resident.reads(TITLES[language], PARTNERS[language], WORTH[language][1])
    assert_good(resident.page, browser)
    resident.follow(f"/partners/{number}/")
    resident.reads(GIVEN[language], SEEN[language], "120")
    expect(resident.page.locator("main")).not_to_contain_text(CONTACT)
    assert_good(resident.page, browser)
    resident.open(f"partners/{CYCLE}")
    expect(resident.page.locator(f"main a[href*='/lines/{line}/help/']")).to_have_count(0)
    assert_good(resident.page, browser)
    assert page_weight(browser, resident.page.url).bytes <= HEAVIEST


def offer_help(resident: Resident, line: int, language: str) -> None:
    """Read in the plan that a line waits, take its page along, and offer help."""
    resident.open(f"plan/{CYCLE}")
    resident.follow(f"/plan/lines/{line}/")
    resident.follow("/partners/")
    sheet = resident.page.locator(f"main a[href*='/lines/{line}/partner-{language}.pdf']")
    answer = resident.page.request.get(urljoin(resident.page.url, sheet.get_attribute("href")))
    pages = PdfReader(io.BytesIO(answer.body())).pages
    assert len(pages) == 1
    read = " ".join(pages[0].extract_text().split())
    assert TITLES[language] in read
    assert WHY[language] in read
    resident.follow(f"/partners/lines/{line}/help/")
    resident.write(text=OFFER, name="Сынақ", contact=CONTACT)
    resident.send()


def ask_partner(akim: Office, line: int, language: str) -> int:
    """Take up the offer: the partner is written down and the talks begin; return the partnership's number."""
    akim.open(f"partners/{CYCLE}")
    offers = akim.page.locator("main li", has=akim.page.locator("a[href*='/accept/']"))
    offer = offers.filter(has_text=TITLES[language]).filter(has_text=OFFER)
    expect(offer).to_contain_text(CONTACT)
    offer.locator("a[href*='/accept/']").click()
    akim.reads(TITLES[language], OFFER)
    akim.tick(kind="company")
    akim.write(**{f"name_{language}": PARTNERS[language], f"asked_for_{language}": GIVEN[language]})
    akim.page.locator("[name=is_named]").check()
    akim.send()
    akim.reads(PARTNERS[language], TITLES[language], CONTACT, OFFER)
    found = re.search(r"/partners/(\d+)/", akim.page.url)
    assert found, akim.page.url
    return int(found[1])


def deliver(akim: Office, number: int, language: str) -> None:
    """Record the talks, the offer, the memorandum and what came."""
    for stage in ("talks", "offered", "memorandum", "delivered"):
        akim.open(f"partners/{number}/{CYCLE}")
        akim.follow(f"/partners/{number}/{stage}/")
        if stage != "talks":
            akim.write(**{f"what_{language}": GIVEN[language]}, amount=WORTH[language][0])
            akim.tick(gift_kind="in_kind")
        if stage in {"memorandum", "delivered"}:
            akim.write(document=f"Сынақ құжаты, {stage}")
        if stage == "delivered":
            akim.write(people_served=120)
        akim.send()
