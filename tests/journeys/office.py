"""What the akim and the akim's team do at their laptop."""

from __future__ import annotations

import datetime
import io
import re
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.person import Person
from tests.looks import axe_faults, layout_faults

PASSWORD = "дала-көктем-қыс"
CODE = re.compile(r"[2-9A-HJKMNP-Z]{4}(?:[ -]?[2-9A-HJKMNP-Z]{4}){2}[ -]?[2-9A-HJKMNP-Z]")
ZONE = ZoneInfo("Asia/Almaty")
AGES = ("0-13", "14-17", "18-28", "29-34", "35-59", "60+")


def now() -> datetime.datetime:
    """Return the hour in the office."""
    return datetime.datetime.now(ZONE)


def open_office(page: Page, address: str) -> Office:
    """Fill in the first-run page; return the akim at work."""
    page.goto(f"{address}/ru/account/open-office/")
    akim = Office(page, address)
    akim.write(
        name_kk="Жаңа ауылдық округі",
        name_ru="Новый сельский округ",
        district_kk="Үлгі ауданы",
        oblast_kk="Үлгі облысы",
        settlements="Көктал / Коктал\nАлыс қыстау / Дальняя зимовка",
        akim_name="Сынақ Әкімов",
        username="akim",
        password=PASSWORD,
    )
    akim.send()
    expect(page).to_have_url(re.compile(r"/ru/zhana-auyldyq-okrugi/$"))
    akim.unit = page.url
    return akim


class Office(Person):
    """Somebody of the akim's team, signed in."""

    def __init__(self, page: Page, unit: str) -> None:
        super().__init__(page, unit)
        self._looked: set[str] = set()

    def open(self, path: str = "") -> None:
        """Open a page of the unit; the first of its kind has to stand well."""
        super().open(path)
        kind = re.sub(r"\d+", "N", path.partition("?")[0])
        if kind not in self._looked:
            self._looked.add(kind)
            size = self.page.viewport_size
            faults = [*layout_faults(self.page), *axe_faults(self.page)]
            assert faults == [], self.page.url
            assert size
            self.page.set_viewport_size(size)

    def sign_out(self) -> None:
        """Leave the computer to the next person."""
        self.page.goto(self.unit.rsplit("/", 2)[0] + "/account/")
        self.page.locator("main form[action*='sign-out'] button").click()

    def sign_in(self, *, username: str, password: str = PASSWORD) -> None:
        """Sign in from the sign-in page."""
        self.page.goto(self.unit.rsplit("/", 2)[0] + "/account/sign-in/")
        self.write(username=username, password=password)
        self.send()

    def appoint(self, *, username: str, name: str, role: str) -> str:
        """Give a role to a new colleague; return the one-time password."""
        self.open("people/appoint/")
        self.write(username=username, name=name)
        self.choose(role=role)
        self.send()
        return self.page.locator("main dd").last.inner_text()

    def change_one_time_password(self, *, once: str) -> None:
        """Choose an own password at the first sign-in."""
        self.write(current=once, password=PASSWORD, again=PASSWORD)
        self.send()

    def add_settlement(self, *, name_kk: str, name_ru: str) -> None:
        """Add a settlement."""
        self.open("places/settlements/new/")
        self.write(name_kk=name_kk, name_ru=name_ru)
        self.send()

    def start_cycle(self) -> int:
        """Start a cycle today; return the first year of its plan."""
        self.open("steps/start/")
        self.send()
        found = re.search(r"cycle=(\d{4})", self.page.url)
        assert found, self.page.url
        return int(found[1])

    def bring_forward(self, *steps: str) -> None:
        """Let steps of the cycle begin today, as a team does that is early."""
        today = now().date()
        for step in steps:
            self.open(f"steps/{step}/")
            self.write(
                opens_on=today.isoformat(),
                closes_on=(today + datetime.timedelta(days=60)).isoformat(),
                reason="Группа готова раньше срока",
            )
            self.send()

    def count_people(self, *, women: int, men: int) -> None:
        """Type how many people live in the first settlement, by age."""
        self.open("profile/people/all/")
        self.follow("/profile/people/2")
        self.write(**{f"women_{age}": women for age in AGES}, **{f"men_{age}": men for age in AGES})
        self.send()

    def publish_need(self, number: int, *, theme: str) -> None:
        """Read a new need and publish it."""
        self.open("needs/received/")
        self.follow(f"/needs/{number}/publish/")
        self.choose(theme=theme)
        self.send()

    def make_problem(self, *needs: int, title_ru: str, title_kk: str, theme: str) -> int:
        """Make a problem of needs; return its number."""
        self.open("needs/problems/")
        self.follow("/needs/problems/new/")
        self.write(title_kk=title_kk, title_ru=title_ru)
        self.choose(theme=theme)
        for number in needs:
            self.tick(needs=number)
        self.send()
        return self._number("problems")

    def answer(self, need: int, *, kk: str, ru: str) -> None:
        """Answer a need in both languages."""
        self.open(f"needs/{need}/")
        self.follow(f"/needs/{need}/answer/")
        self.tick(kind="done")
        self.write(text_kk=kk, text_ru=ru)
        self.send()

    def write_project(self, *, problem: int, year: int, cost: int) -> int:
        """Write every part of a sheet and send it for review; `cost` in thousand tenge. Return its number."""
        self.open(f"needs/problems/{problem}/")
        self.follow("/projects/new/")
        self.tick(problems=problem)
        self.write(title_kk="Алыс қыстауға су тарту", title_ru="Вода для дальней зимовки")
        self.send()
        number = self._number("projects")
        parts = {
            "basics": self._basics,
            "costs": lambda: self.write(**{f"cost_{year}_okrug_budget_money": cost}),
            "upkeep": lambda: self.write(upkeep=0),
            "people": lambda: self.page.locator("main [name^=women_]").first.fill("12"),
            "indicator": lambda: self._indicator(year),
            "care": lambda: self.write(risks_ru="Мороз", who_may_lose_ru="Никто"),
        }
        for part, fill_in in parts.items():
            self.open(f"projects/{number}/sheet/{part}/")
            fill_in()
            self.send()
        self._send_for_review(number)
        return number

    def copy_project(self, earlier: int, *, problem: int, title_kk: str, title_ru: str) -> int:
        """Copy a sheet into a second proposal, rename it and send it for review."""
        self.open(f"projects/new/?earlier={earlier}")
        self.tick(problems=problem)
        self.write(title_kk=title_kk, title_ru=title_ru)
        self.choose(earlier=str(earlier))
        self.send()
        number = self._number("projects")
        self._send_for_review(number)
        return number

    def _basics(self) -> None:
        self.write(description_ru="Скважина и колонка", owner_ru="Аппарат акима")
        self.choose(theme="water")
        self.page.locator("main [name=settlements]").first.check()

    def _indicator(self, year: int) -> None:
        self.write(indicator_ru="Дворы с водой", indicator_unit_ru="дворы", verification_ru="Обход дворов")
        self.write(baseline=0, baseline_year=year - 1, target=4, target_year=year)

    def _send_for_review(self, number: int) -> None:
        self.open(f"projects/{number}/sheet/")
        self.send(to=f"/projects/{number}/submit/")

    def review(self, *projects: int) -> None:
        """Find projects feasible, with reasons."""
        for number in projects:
            self.open(f"projects/{number}/review/")
            self.tick(verdict="feasible")
            self.write(reasons_ru="Скважину можно пробурить за одно лето.")
            self.send()

    def prepare_vote(self, *, budget: int, projects: dict[int, int]) -> None:
        """Prepare the vote for a budget and the projects' costs, in tenge, and open it with a lot."""
        today = now().date()
        self.open("vote/prepare/")
        self.write(title_kk="Ауыл таңдауы", title_ru="Выбор села", budget=budget, most_approvals=2)
        self.write(opens_at_0=today.isoformat(), opens_at_1="00:00")
        self.write(closes_at_0=(today + datetime.timedelta(days=7)).isoformat(), closes_at_1="18:00")
        for number, cost in projects.items():
            self.page.locator(f"[name=take_{number}]").check()
            self.write(**{f"cost_{number}": cost})
        self.send()
        self.open("vote/open/")
        self.write(lot="6 2 5 1")
        self.send()

    def print_cards(self, cards: int) -> list[str]:
        """Print cards; return the codes that stand on the paper."""
        self.open("documents/vote/cards/")
        self.write(cards=cards)
        with self.page.expect_download() as started:
            self.page.locator("main form[method=post] button:not([type=button])").first.click()
        paper = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes()))
        codes = CODE.findall("\n".join(page.extract_text() for page in paper.pages))
        assert len(set(codes)) == cards, codes
        return codes

    def close_and_count(self) -> None:
        """Close the vote before its day, and count it."""
        self.open("vote/close/")
        self.write(reason="Все карточки вернулись")
        self.send()
        self.open("vote/count/")
        self.send()

    def write_plan(self, *, year: int, cost: int) -> None:
        """Write vision, money and the line of the winner; `cost` in thousand tenge."""
        self.open("plan/draft/")
        self.send(to="/plan/draft/start/")
        self.open("plan/draft/vision/")
        self.write(vision_ru="Вода есть у каждого двора.", goal_1_ru="Чистая вода")
        self.send()
        self.open("plan/draft/sources/")
        self.write(**{f"amount_okrug_budget_{year}": cost})
        self.write(basis_okrug_budget_ru="Проект бюджета округа")
        self.send()
        self.open("plan/draft/")
        self.send(to="/plan/draft/winners/")

    def close_and_publish_plan(self) -> None:
        """Freeze the first version and let everybody read it."""
        self.open("plan/draft/close/")
        self.send()
        self.open("plan/versions/1/")
        self.send(to="/plan/versions/1/publish/")

    def open_plan_for_comments(self) -> None:
        """Let everybody comment on the first version from today on."""
        self.open("plan/")
        self.follow("/plan/versions/1/comments/")
        self.send()

    def publish_comment(self, number: int) -> None:
        """Read a new comment and publish it."""
        self.open("comments/received/")
        self.send(to=f"/comments/{number}/publish/")

    def answer_comment(self, number: int, *, kk: str, ru: str) -> None:
        """Answer a comment in both languages."""
        self.open("comments/unanswered/")
        self.follow(f"/comments/{number}/reply/")
        self.tick(kind="accepted")
        self.write(text_kk=kk, text_ru=ru)
        self.send()

    def record_member(self, name: str) -> None:
        """Record somebody whom the gathering delegated to the assembly."""
        self.open("assembly/members/add/")
        self.write(name=name, since=(now().date() - datetime.timedelta(days=30)).isoformat())
        self.page.locator("select[name=settlement]").select_option(index=1)
        self.send()

    def call_assembly(self, question: str) -> int:
        """Call the assembly, announced as early as the law asks, for the coming minute; return its number."""
        start = now() + datetime.timedelta(seconds=75)
        self.open("meetings/new/assembly/")
        self.write(title_ru="Собрание о плане", place_ru="Сельский клуб", agenda=question)
        self.write(starts_at_0=start.date().isoformat(), starts_at_1=f"{start:%H:%M}")
        self.write(notice_on=(start.date() - datetime.timedelta(days=14)).isoformat())
        self.write(materials_on=(start.date() - datetime.timedelta(days=7)).isoformat())
        self.send()
        while now() < start.replace(second=0, microsecond=0):
            time.sleep(1)
        return self._number("meetings")

    def hold_assembly(self, meeting: int, *, proposal: str) -> None:
        """Record who came, the proposal and the votes, and sign the protocol."""
        self.open(f"meetings/{meeting}/attendance/")
        members = self.page.locator("main [name=members]")
        for one in members.all():
            one.check()
        self.write(invited=1, invited_names="Директор школы")
        self.page.locator("[name=has_sheet]").check()
        self.send()
        self.open(f"meetings/{meeting}/agenda/1/propose/")
        self.write(text_ru=proposal)
        self.send()
        self.open(f"meetings/{meeting}/")
        self.follow(f"/meetings/{meeting}/motions/")
        self.write(votes_for=3, votes_against=0, abstained=0)
        self.send()
        self.open(f"meetings/{meeting}/protocol/")
        self.write(chair="Сынақ Төрағасы", secretary="Сынақ Хатшысы", item_1_ru="План обсудили.")
        self.send()
        self.open(f"meetings/{meeting}/sign/")
        self.write(signed_on=now().date().isoformat())
        self.page.locator("[name=chair_signed]").check()
        self.page.locator("[name=secretary_signed]").check()
        self.send()

    def record_agreement(self) -> None:
        """Record by which proposal the assembly agreed the plan."""
        self.open("assembly/agree/")
        self.page.locator("main [name=motion]").first.check()
        self.send()

    def report_done(self, line: int) -> None:
        """Report that a line of the plan is carried out."""
        self.open(f"results/lines/{line}/")
        self.follow(f"/results/lines/{line}/report/")
        self.tick(state="done")
        self.write(happened_on=now().date().isoformat(), note_kk="Құдық қазылды.", note_ru="Скважина пробурена.")
        self.send()

    def _number(self, room: str) -> int:
        found = re.search(rf"/{room}/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found[1])
