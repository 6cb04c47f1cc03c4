"""From an empty computer to an office whose clerk has signed in, in Kazakh without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import assert_accessible, assert_address_accessible, page_weight

pytestmark = pytest.mark.journey

OFFICE = {
    "name_kk": "Жаңа ауылдық округі",
    "district_kk": "Үлгі ауданы",
    "oblast_kk": "Үлгі облысы",
    "settlements": "Көктал / Коктал\nАлыс қыстау",
    "akim_name": "Сынақ Әкімов",
    "username": "akim",
    "password": "дала-көктем-қыс",
}


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def test_an_akim_opens_the_office_and_lets_the_clerk_in(empty_site, browser, phone, laptop):
    phone.goto(empty_site.address)
    expect(phone.locator("h1")).to_have_text("Аппаратты ашу")
    assert_address_accessible(browser, phone.url, like=phone)

    fill(phone, OFFICE | {"settlements": ""})
    press(phone, "Жұмысты бастау")
    expect(phone.get_by_role("alert")).to_contain_text("Елді мекендер")
    expect(phone.locator("[name=akim_name]")).to_have_value("Сынақ Әкімов")
    fill(phone, OFFICE)
    press(phone, "Жұмысты бастау")
    expect(phone).to_have_url(re.compile(r"/kk/zhana-auyldyq-okrugi/$"))
    unit = phone.url

    phone.goto(f"{unit}people/")
    phone.get_by_role("link", name="Рөл беру").click()
    fill(phone, {"username": "aigul", "name": "Сынақ Маманова"})
    phone.locator("[name=role]").select_option("clerk")
    press(phone, "Рөлді беру")
    password = phone.locator("dd").last.inner_text()

    laptop.goto(empty_site.address + "/ru/account/sign-in/?next=/ru/zhana-auyldyq-okrugi/people/")
    assert_accessible(laptop)
    fill(laptop, {"username": "aigul", "password": password})
    press(laptop, "Войти")
    expect(laptop.locator("h1")).to_have_text("Құпиясөзді өзгерту")
    own = "жазғы-дала-жолы"
    fill(laptop, {"current": password, "password": own, "again": own})
    press(laptop, "Құпиясөзді өзгерту")
    expect(laptop.get_by_role("status")).to_contain_text("Құпиясөзіңіз өзгерді")
    assert_accessible(laptop)

    for page in ("people/", "journal/"):
        laptop.goto(unit + page)
        assert_accessible(laptop)
    laptop.get_by_role("link", name="Жұмысты бастау").click()
    expect(laptop.get_by_text("Бұл жазба жазылған күйінде.")).to_be_visible()
    assert_accessible(laptop)

    weight = page_weight(browser, f"{unit}journal/")
    assert weight.bytes <= 14 * 1024, weight
    assert weight.blocking <= 1, weight
