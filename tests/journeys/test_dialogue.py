"""A resident comments on the plan and reads the answer; only then can the assembly's agreement be recorded."""

import pytest
from playwright.sync_api import expect

from tests.browser import assert_good, page_weight
from tests.conftest import PHONE
from tests.journeys.office import Office, open_office
from tests.journeys.resident import Resident

pytestmark = pytest.mark.journey

COMMENT = "Көпірді биыл салыңыздаршы, көктемде мектепке жете алмаймыз."
ANSWER = {"kk": "Көпір бірінші жылға қойылды.", "ru": "Мост поставлен на первый год."}
COST = 900
HEAVIEST = 14 * 1024


def test_a_resident_comments_on_the_plan_and_reads_the_answer_before_it_is_agreed(
    empty_site, browser, device, laptop
):
    akim = open_office(laptop, empty_site.address)
    resident = Resident(device(PHONE), akim.unit.replace("/ru/", "/kk/"))
    year = akim.start_cycle()
    akim.bring_forward("vision", "plan")
    publish_plan(akim, year=year)
    akim.open_plan_for_comments()

    number = resident.comment_on_plan(COMMENT, signature="Ата-ана")
    assert_good(resident.page, browser)
    resident.open(f"comments/{number}/")
    expect(resident.page.locator("main")).not_to_contain_text(COMMENT)

    assembly_meets(akim)
    agreement_is_refused(akim, "ещё не прочитан")
    akim.publish_comment(number)
    agreement_is_refused(akim, "ещё не ответили")
    akim.answer_comment(number, **ANSWER)
    akim.record_agreement()
    akim.reads("согласован")

    resident.open(f"comments/{number}/")
    resident.reads(COMMENT, ANSWER["kk"], "Ата-ана")
    assert_good(resident.page, browser)
    resident.open("plan/")
    resident.reads(COMMENT, ANSWER["kk"])
    assert_good(resident.page, browser)
    weight = page_weight(browser, resident.page.url)
    assert weight.bytes <= HEAVIEST, weight


def publish_plan(akim: Office, *, year: int) -> None:
    """Draw up a plan of one line, freeze it and let everybody read it."""
    akim.open("plan/draft/")
    akim.send(to="/plan/draft/start/")
    akim.open("plan/draft/vision/")
    akim.write(vision_ru="Дорога круглый год.", goal_1_ru="Мост")
    akim.send()
    akim.open("plan/draft/sources/")
    akim.write(**{f"amount_okrug_budget_{year}": COST})
    akim.write(basis_okrug_budget_ru="Проект бюджета округа")
    akim.send()
    akim.open("plan/draft/lines/new/")
    akim.tick(origin="duty")
    akim.write(title_kk="Көпір", title_ru="Мост", owner_ru="Аппарат акима", cost=COST)
    akim.send()
    akim.open("plan/draft/lines/1/money/")
    akim.write(**{f"m_okrug_budget_money_{year}": COST})
    akim.send()
    akim.close_and_publish_plan()


def assembly_meets(akim: Office) -> None:
    """Three members of the assembly are known; they meet, vote and sign."""
    for name in ("Сынақ Бірінші", "Сынақ Екінші", "Сынақ Үшінші"):
        akim.record_member(name)
    meeting = akim.call_assembly("Согласование плана")
    akim.hold_assembly(meeting, proposal="Согласовать план")


def agreement_is_refused(akim: Office, why: str) -> None:
    """The page says before and after the attempt what people are still owed."""
    akim.open("assembly/agree/")
    akim.reads(why)
    akim.page.locator("main [name=motion]").first.check()
    akim.page.locator("main form[method=post] button").first.click()
    expect(akim.page.locator("main [role=alert]")).to_contain_text(why)


def test_a_resident_says_statement_by_statement_what_they_think(site, browser, device):
    resident = Resident(device(PHONE), f"{site.address}/kk/mysal-auyldyq-okrugi/")
    resident.open("dialogue/")
    assert_good(resident.page, browser)
    resident.page.locator("main h3 a", has_text="Диірменге су келгенше").click()
    conversation = resident.page.url
    assert_good(resident.page, browser)
    resident.follow("/join/")
    resident.choose(group="women")
    resident.send()
    for place in range(1, 5):
        resident.reads(f"{place}-тұжырым, барлығы 4")
        if place == 1:
            assert_good(resident.page, browser)
        resident.page.get_by_role("button", name="Қолдаймын", exact=True).click()
    resident.reads("Бәріне жауап бердіңіз")
    assert_good(resident.page, browser)
    resident.page.goto(f"{conversation}results/")
    expect(resident.page.locator("main table")).to_have_count(0)

    resident.open("dialogue/1/results/")
    resident.reads("Бәрі қолдайтыны", "Бейсенбіде де көлік керек.")
    assert_good(resident.page, browser)
