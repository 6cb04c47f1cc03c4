"""An adviser who works with a village and writes it down; a donor abroad who reads what came of it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from ortaq.ground.people.example import PASSWORD
from tests.browser import assert_address_accessible, page_weight
from tests.conftest import LAPTOP, PHONE
from tests.journeys.programme import Programme, today

pytestmark = pytest.mark.journey

HEAVIEST = 14 * 1024
PAGES = ("", "places/", "money/", "results/")


def somebody(device, site, username: str, language: str) -> Programme:
    """Return somebody of the example's programme, signed in, at its pages in a language."""
    person = Programme(device(LAPTOP), f"{site.address}/{language}/programmes/onege/")
    person.sign_in(username=username, password=PASSWORD, site=site.address)
    return person


def test_what_an_adviser_writes_down_a_donor_reads_in_english(site, browser, device):
    adviser = somebody(device, site, "adviser", "kk")
    adviser.open()
    hours = adviser.page.locator("dt", has_text="Кеңес сағаттары").locator("xpath=../dd")
    before = float(hours.inner_text().replace(",", "."))
    adviser.open("log/")
    adviser.follow("/log/new/")
    adviser.tick(kind="advice")
    adviser.page.locator("select[name=for_unit]").select_option(index=1)
    adviser.write(on=today(), hours="2,5", topic_kk="Жоба парағының құнын есептеу", women=7, men=6, youth=5)
    adviser.write(next_step_kk="Келесі жұмада қайта қарау", next_on=today())
    adviser.send()
    adviser.reads("Жоба парағының құнын есептеу", "Келесі жұмада қайта қарау")
    assert_address_accessible(browser, adviser.page.url, like=adviser.page)
    adviser.open()
    assert float(hours.inner_text().replace(",", ".")) == before + 2.5

    manager = somebody(device, site, "manager", "ru")
    manager.open("results/")
    manager.follow("/results/new/")
    manager.write(title_kk="Қоғамдық көлік", title_ru="Маршруты автобуса", title_en="Bus routes that run")
    manager.write(measured_in_kk="бағыт", measured_in_ru="маршрут", measured_in_en="route", target=3)
    manager.write(target_year=today()[:4])
    manager.send()
    manager.reads("Маршруты автобуса")
    manager.page.locator("main a[href$='/value/']").last.click()
    manager.write(on=today(), value=2, seen_in_kk="Кесте", seen_in_ru="Расписание", seen_in_en="Timetable")
    manager.send()

    donor = somebody(device, site, "donor", "en")
    expect(donor.page).to_have_url(donor.unit)
    donor.reads("Share of plan items done", "Promised to the donor: at least 20%", "reached")
    donor.open("results/")
    donor.reads("Bus routes that run", "Timetable")
    donor.open("log/")
    donor.reads("Жоба парағының құнын есептеу")
    assert donor.page.goto(f"{donor.unit}log/new/").status == 403
    assert_address_accessible(browser, f"{donor.unit}places/", like=donor.page)


def test_the_report_of_the_year_is_the_same_in_three_languages(site, device):
    donor = somebody(device, site, "donor", "en")
    headings = {
        "kk": "Бағдарламаның",
        "ru": "Отчёт программы",
        "en": "Report of the programme",
    }
    for language, heading in headings.items():
        donor.page.goto(donor.unit.replace("/en/", f"/{language}/"))
        address = donor.page.locator("a[href*='/documents/report-']").first.get_attribute("href")
        answers = {
            kind: donor.page.request.get(f"{site.address}{address}".replace(".pdf", f".{kind}")).body()
            for kind in ("pdf", "docx")
        }
        printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(answers["pdf"])).pages)
        written = " ".join(paragraph.text for paragraph in docx.Document(BytesIO(answers["docx"])).paragraphs)
        assert heading in " ".join(printed.split())
        assert heading in written


def test_a_visitor_reads_what_public_sources_say_of_a_real_programme(site, browser, device):
    visitor = Programme(device(PHONE), f"{site.address}/ru/programmes/")
    visitor.open()
    visitor.follow("/east-central-2017/")
    visitor.reads("взято из открытых источников", "470 000 EUR", "560 человек", "Из 31 заявки")
    expect(visitor.page.locator(".demo")).to_have_count(0)
    visitor.follow("/east-central-2017/places/")
    visitor.reads("Сельский округ Жараспай", "плана здесь нет")
    for page in PAGES:
        address = f"{visitor.unit}east-central-2017/{page}"
        assert_address_accessible(browser, address, like=visitor.page)
        assert page_weight(browser, address).bytes <= HEAVIEST
