"""A whole planning, from a computer on which nothing is to a plan that the assembly agreed."""

import pytest

from tests.browser import assert_address_accessible
from tests.conftest import PHONE
from tests.journeys.office import Office, open_office
from tests.journeys.resident import Resident

pytestmark = pytest.mark.journey

NEED = "Алыс қыстауда су жоқ, суды көршіден тасимыз."
COST = 900


def test_what_a_herder_said_becomes_a_line_of_the_agreed_plan(empty_site, browser, device, laptop):
    akim = open_office(laptop, empty_site.address)
    in_kazakh = akim.unit.replace("/ru/", "/kk/")
    herder = Resident(device(PHONE), in_kazakh)
    year = prepare(akim)
    planner = colleague(akim, device)

    need = herder.say_need(NEED, settlement="Алыс қыстау")
    akim.publish_need(need, theme="water")
    herder.open(f"needs/{need}/")
    herder.reads(NEED)

    akim.bring_forward("problems", "projects")
    problem = akim.make_problem(need, title_kk="Қыстауда су жоқ", title_ru="На зимовке нет воды", theme="water")
    water = akim.write_project(problem=problem, year=year, cost=COST)
    road = akim.copy_project(water, problem=problem, title_kk="Су тасушы", title_ru="Водовоз")
    planner.review(water, road)

    akim.bring_forward("vote")
    residents_choose(akim, device, projects=(water, road))

    akim.bring_forward("vision", "plan")
    akim.write_plan(year=year, cost=COST)
    akim.close_and_publish_plan()
    assembly_agrees(akim)

    akim.bring_forward("execution")
    akim.report_done(1)
    akim.answer(need, kk="Құдық қазылды, су бар.", ru="Скважина пробурена, вода есть.")
    herder_reads_the_answer(herder, need, browser)


def herder_reads_the_answer(herder: Resident, need: int, browser) -> None:
    """By the number on the receipt the herder finds the answer, and each thing that became of the words."""
    herder.open(f"needs/?q={need}")
    herder.follow(f"/needs/{need}/")
    herder.reads(NEED, "Құдық қазылды, су бар.")
    assert_address_accessible(browser, herder.page.url, like=herder.page)
    page = herder.page.url
    for room in ("/needs/problems/", "/projects/", "/vote/", "/plan/", "/meetings/", "/results/"):
        herder.page.goto(page)
        herder.follow_chain(room)
        assert_address_accessible(browser, herder.page.url, like=herder.page)


def prepare(akim: Office) -> int:
    """The akim starts: one more settlement, the cycle, the people who live here, the needs step."""
    akim.add_settlement(name_kk="Бастау", name_ru="Бастау")
    year = akim.start_cycle()
    akim.count_people(women=30, men=28)
    akim.bring_forward("needs")
    return year


def colleague(akim: Office, device) -> Office:
    """A planner gets an account, so that no project is reviewed by whoever wrote it."""
    once = akim.appoint(username="aigul", name="Сынақ Маманова", role="planner")
    planner = Office(device({"viewport": {"width": 1280, "height": 800}, "locale": "ru-RU"}), akim.unit)
    planner.sign_in(username="aigul", password=once)
    planner.change_one_time_password(once=once)
    return planner


def residents_choose(akim: Office, device, *, projects: tuple[int, int]) -> None:
    """Three residents vote with their cards; two of them want water at home."""
    water, road = projects
    akim.prepare_vote(budget=1_000_000, projects={water: 900_000, road: 900_000})
    codes = akim.print_cards(3)
    voter = Resident(device(PHONE), akim.unit.replace("/ru/", "/kk/"))
    receipts = {voter.vote(code=code, projects=[1]) for code in codes[:2]}
    receipts.add(voter.vote(code=codes[2], projects=[2]))
    assert len(receipts) == 3
    akim.close_and_count()
    voter.open("vote/result/")
    voter.reads("Алыс қыстауға су тарту")


def assembly_agrees(akim: Office) -> None:
    """Three members of the assembly meet, vote and sign."""
    for name in ("Сынақ Бірінші", "Сынақ Екінші", "Сынақ Үшінші"):
        akim.record_member(name)
    meeting = akim.call_assembly("Согласование плана")
    akim.hold_assembly(meeting, proposal="Согласовать план")
    akim.record_agreement()
