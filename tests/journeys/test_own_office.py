"""A visitor of the example begins with a place of their own: one button, and both are open side by side."""

import re

import pytest
from playwright.sync_api import expect

from ortaq.ground.people.example import PASSWORD
from tests.browser import assert_accessible, assert_address_accessible
from tests.conftest import PHONE
from tests.journeys.test_first_run import OFFICE, fill, press

pytestmark = pytest.mark.journey

FIRST_START = 180_000


def test_one_button_leads_from_the_example_to_ones_own_office(site, browser, laptop, device):
    laptop.goto(f"{site.address}/ru/account/sign-in/")
    fill(laptop, {"username": "akim", "password": PASSWORD})
    press(laptop, "Войти")
    way = laptop.url
    laptop.goto(f"{site.address}/ru/mysal-auyldyq-okrugi/")
    laptop.get_by_role("link", name="Начать со своим местом").click()
    assert_accessible(laptop)
    laptop.set_default_timeout(FIRST_START)
    press(laptop, "Создать своё рабочее место")
    laptop.wait_for_url(re.compile("/account/open-office/"))
    own = laptop.url
    assert not own.startswith(site.address)
    assert_accessible(laptop)

    laptop.set_default_timeout(15_000)
    fill(laptop, OFFICE)
    press(laptop, "Начало работы аппарата")
    expect(laptop).to_have_url(re.compile(r"/zhana-auyldyq-okrugi/$"))
    expect(laptop.locator("aside.demo")).to_have_count(0)
    laptop.goto(way)
    expect(laptop.locator("footer")).not_to_contain_text("Вход")

    visitor = device(PHONE)
    visitor.set_default_timeout(FIRST_START)
    visitor.goto(f"{site.address}/kk/own-office/")
    assert_address_accessible(browser, visitor.url, like=visitor)
    press(visitor, "Кеңсемді ашу")
    visitor.wait_for_url(re.compile(r"/kk/zhana-auyldyq-okrugi/$"))
    assert visitor.url.startswith(re.match(r"http://[^/]+", own)[0])
