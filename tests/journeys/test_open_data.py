"""A journalist takes the needs of a place home as a table, and finds in it what the pages say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import assert_address_accessible
from tests.conftest import LAPTOP, PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

NEED = 1


@pytest.mark.parametrize(("device_of", "language"), [(PHONE, "kk"), (LAPTOP, "ru")])
def test_a_journalist_counts_at_home_what_the_pages_show(site, browser, device, device_of, language):
    reader = Person(device(device_of, accept_downloads=True), f"{site.address}/{language}/mysal-auyldyq-okrugi/")
    reader.open()
    reader.page.locator("footer a[href$='/data/']").click()
    expect(reader.page.locator("h1")).to_have_count(1)
    assert_address_accessible(browser, reader.page.url, like=reader.page)

    with reader.page.expect_download() as download:
        reader.page.locator("main a[href$='/needs.csv']").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = {row["number"]: row for row in csv.DictReader(text.splitlines())}
    said = rows[str(NEED)][f"text_{language}"]
    assert said
    reader.open(f"needs/{NEED}/")
    reader.reads(said)

    reader.open("data/")
    reader.follow("/data/tables/needs/")
    reader.reads("number", f"text_{language}", "answer_due_on")
