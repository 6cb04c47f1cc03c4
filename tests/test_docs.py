"""The documentation says what is there: every stage, role, command and target, and no link that leads nowhere."""

import pkgutil
import re
from pathlib import Path

import pytest

from docs.draw_house import PICTURE, house
from ortaq.commands import COMMANDS
from ortaq.ground.people.roles import Role
from ortaq.stages import STAGES
from tests.test_build import ROOT

DOCS = ROOT / "docs"
READMES = [ROOT / name for name in ("README.md", "README.kk.md", "README.ru.md")]
PAGES = [*READMES, ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
TARGET = re.compile(r"^([a-z]+):.*## ", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)")
LARGEST_PICTURE = 150 * 1024


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def make_targets() -> set[str]:
    return set(TARGET.findall(read(ROOT / "Makefile")))


def named(page: Path, *, row: str) -> list[str]:
    """Return the names in the first column of the page's tables that are written like `row`."""
    return re.findall(rf"^\| `{row}` \|", read(page), re.MULTILINE)


def test_the_story_has_a_paragraph_for_each_stage_in_its_order():
    assert re.findall(r"^## (\w+)$\n\n\S", read(DOCS / "story.md"), re.MULTILINE) == list(STAGES)


def test_each_role_has_its_row():
    assert set(named(DOCS / "roles.md", row=r"(\w+)")) >= set(Role.values)


def test_each_command_has_its_row():
    assert named(DOCS / "architecture.md", row=r"ortaq (\w+)") == list(COMMANDS)


def test_each_make_target_has_its_row():
    assert set(named(DOCS / "architecture.md", row=r"make (\w+)")) == make_targets()


def test_each_benchmark_has_its_row():
    modules = {f"bench.{module.name}" for module in pkgutil.iter_modules([str(ROOT / "bench")])}
    assert set(named(DOCS / "architecture.md", row=r"(bench\.\w+)")) == modules


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_readme_names_the_two_commands_and_only_targets_that_exist(page):
    said = set(re.findall(r"\bmake ([a-z]+)", "\n".join(re.findall(r"`+[^`]+`+", read(page)))))
    assert {"run", "test"} <= said <= make_targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page):
    links = [link for link in LINK.findall(read(page)) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_picture_of_the_house_is_current():
    assert read(PICTURE) == house(), "Run .venv/bin/python docs/draw_house.py"


def test_the_screenshots_are_light():
    pictures = list((DOCS / "screenshots").glob("*.png"))
    assert len(pictures) >= 4
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []
