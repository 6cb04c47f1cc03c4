"""An akim finds a case at a seminar and takes it into the plan; a guest registers for the next one."""

import pytest
from playwright.sync_api import expect

from ortaq.ground.people.example import PASSWORD
from tests.browser import assert_address_accessible, assert_good, page_weight
from tests.conftest import LAPTOP, PHONE
from tests.journeys.office import Office
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

UNIT = "mysal-auyldyq-okrugi"
SEMINAR = {
    "kk": "Инклюзивті ауылдық жоспарлау бойынша семинар",
    "ru": "Семинар по инклюзивному сельскому планированию",
}
CASE = {"kk": "Келіссөз арқылы келген байланыс", "ru": "Связь через переговоры"}
DONE = {"kk": "байланыс операторымен келіссөз жүргізді", "ru": "провёл переговоры с оператором связи"}
HEAVIEST = 14 * 1024


def test_an_akim_takes_a_case_of_a_seminar_into_the_plan(site, browser, device):
    akim = Office(device(LAPTOP), f"{site.address}/kk/{UNIT}/")
    akim.sign_in(username="akim", password=PASSWORD)
    akim.bring_forward("projects")

    akim.open("exchange/events/")
    akim.page.get_by_role("link", name=SEMINAR["kk"]).click()
    akim.reads("40 адам", "12 облыстан", CASE["kk"])
    akim.follow("/exchange/cases/")
    akim.reads("560", "ақшасыз", DONE["kk"], "Beeline")
    akim.follow(f"/{UNIT}/exchange/cases/")
    akim.follow("/use/")
    akim.page.locator("input[name=problems]").first.check()
    akim.send()
    akim.reads(CASE["kk"])
    sheet = akim.page.url
    assert "/projects/" in sheet
    assert_address_accessible(browser, sheet, like=akim.page)

    akim.open("exchange/")
    akim.page.get_by_role("link", name=CASE["kk"]).click()
    akim.reads("«Мысал» ауылдық округі")
    akim.open("journal/")
    akim.reads("Басқа округтің тәжірибесін алу")


def test_the_costs_of_a_case_come_along(site, device):
    akim = Office(device(LAPTOP), f"{site.address}/kk/{UNIT}/")
    akim.sign_in(username="akim", password=PASSWORD)
    akim.bring_forward("projects")
    akim.open("exchange/?theme=water")
    akim.page.get_by_role("link", name="Тоғайға су қалай келді").click()
    akim.follow("/use/")
    akim.reads("9 800,0 мың тг")
    akim.page.locator("input[name=problems]").first.check()
    akim.send()
    akim.page.get_by_role("link", name="Бетін көру").click()
    akim.reads("11 600,0 мың тг")


@pytest.mark.parametrize(
    ("language", "came"), [("kk", "40 адам, 12 облыстан"), ("ru", "40 человек, из 12 областей")]
)
def test_a_resident_reads_it_on_a_phone(site, browser, device, language, came):
    reader = Person(device(PHONE), f"{site.address}/{language}/{UNIT}/")
    for path in ("exchange/", "exchange/events/", "exchange/questions/", "exchange/guide/", "exchange/news/1/"):
        reader.open(path)
        assert_good(reader.page, browser)
    reader.open("exchange/")
    assert page_weight(browser, reader.page.url).bytes <= HEAVIEST
    reader.open("exchange/events/")
    reader.page.get_by_role("link", name=SEMINAR[language]).click()
    reader.reads(came)
    reader.follow("/exchange/cases/")
    reader.reads(CASE[language], DONE[language])
    expect(reader.page.locator("main a[href*='/use/']")).to_have_count(0)


def test_a_guest_registers_and_only_the_organisers_read_who(site, device):
    guest = Person(device(PHONE), f"{site.address}/kk/programmes/onege/events/")
    guest.open()
    guest.follow("/register/")
    guest.write(name="Сынақ Қонақов", contact="8 777 000 00 00")
    guest.send()
    guest.reads("Сіз тіркелдіңіз")
    expect(guest.page.locator("main")).not_to_contain_text("Қонақов")

    manager = Office(device(LAPTOP), f"{site.address}/ru/{UNIT}/")
    manager.sign_in(username="manager", password=PASSWORD)
    manager.page.goto(guest.page.url.replace("/kk/", "/ru/"))
    manager.reads("Сынақ Қонақов", "8 777 000 00 00")
