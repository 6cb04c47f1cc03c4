"""Anybody can check the count of the demonstration: in a browser, with the command, and with other software."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from ortaq.engines.allocation.check import check
from ortaq.engines.allocation.tests.falsified import certificates
from tests.browser import assert_accessible, assert_good, page_weight
from tests.conftest import LAPTOP, PHONE
from tests.site import Site

pytestmark = pytest.mark.journey

ROOM = "mysal-auyldyq-okrugi/vote/result/"
CYCLE = "?cycle=2025"
DOCS = Path(__file__).parents[2] / "docs" / "allocation.md"
MOST_BYTES = 14 * 1024
RIGHT = {"kk": "санау дұрыс", "ru": "подсчёт верен", "en": "the count is right"}
WRONG = {"kk": "қате:", "ru": "ошибка:", "en": "wrong:"}


@dataclass(frozen=True)
class Published:
    """What the demonstration published of its vote, as downloaded."""

    folder: Path
    paper: dict[str, Any]

    @property
    def vote(self) -> Path:
        return self.folder / "VOTE.pb"

    def certificate(self, **changes: object) -> Path:
        """The certificate as a file, with some of its fields changed."""
        path = self.folder / f"certificate-{'-'.join(changes)}.json"
        path.write_text(json.dumps(self.paper | changes), encoding="utf-8")
        return path


@pytest.fixture
def published(site: Site, tmp_path: Path) -> Published:
    for name, address in (("VOTE.pb", "ballots.pb"), ("certificate.json", "certificate.json")):
        with urlopen(f"{site.address}/en/{ROOM}{address}{CYCLE}") as answer:  # noqa: S310 - our own server
            (tmp_path / name).write_bytes(answer.read())
    return Published(tmp_path, json.loads((tmp_path / "certificate.json").read_text(encoding="utf-8")))


@pytest.fixture
def checker(site: Site, device: Callable[..., Page]) -> Callable[[str], Page]:
    def opened(language: str) -> Page:
        page = device(LAPTOP)
        page.goto(f"{site.address}/{language}/{ROOM}check/{CYCLE}")
        return page

    return opened


def falsified(published: Published) -> Iterator[Path]:
    paper = published.paper
    first, *others = paper["purchases"]
    dearer = first | {"payment": f"{first['payment']}1"}
    yield published.certificate(winners=paper["winners"][1:])
    yield published.certificate(purchases=[dearer, *others])
    yield published.certificate(purchases=[*others, first])
    yield published.certificate(share=f"{paper['share']}1")
    yield published.certificate(steps=paper["steps"] - 1)
    yield published.certificate(stops=paper["stops"][1:])
    yield published.certificate(stops=paper["stops"][:-1])
    yield published.certificate(election="0" * 64)
    yield published.certificate(format="another")
    yield published.certificate(filled=[*paper["filled"], "1"])


def verdict(page: Page, certificate: Path, vote: Path) -> str:
    page.locator("#certificate").set_input_files(certificate)
    page.locator("#ballots").set_input_files(vote)
    page.locator("#check button").click()
    expect(page.locator("#verdict.notice")).to_be_visible(timeout=60_000)
    return page.locator("#verdict").inner_text()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_finds_the_count_of_the_demonstration_right(checker, published, language):
    page = checker(language)
    assert verdict(page, published.certificate(), published.vote) == RIGHT[language]
    page.reload()
    assert verdict(page, published.certificate(format="another"), published.vote).startswith(WRONG[language])


def test_the_page_and_the_command_say_the_same_of_falsified_certificates(checker, published):
    page = checker("en")
    for certificate in falsified(published):
        page.reload()
        found = check(certificate, published.vote)
        assert found
        assert verdict(page, certificate, published.vote) == f"wrong: {found}"


def test_the_page_and_the_command_say_the_same_of_small_elections_full_of_ties(checker, tmp_path):
    page = checker("en")
    vote, paper = tmp_path / "vote.pb", tmp_path / "certificate.json"
    verdicts = set()
    for text, certificate in certificates(random.Random(2027), elections=40, changes=5):
        vote.write_text(text, encoding="utf-8")
        paper.write_text(json.dumps(certificate), encoding="utf-8")
        found = check(paper, vote)
        said = page.evaluate("([paper, vote]) => verdict(paper, vote).text", [json.dumps(certificate), text])
        cannot = (found or "").startswith("the certificate or the ballots cannot be read")
        assert said == (
            "the count is right" if found is None else f"wrong: {found.split(': ')[0] if cannot else found}"
        )
        verdicts.add(said)
    assert len(verdicts) > 10


def test_the_docs_alone_lead_a_stranger_with_pabutools_to_the_same_winners(published):
    code = re.search(r"```python\n(import hashlib\n.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert code
    (published.folder / "recount.py").write_text(code[1], encoding="utf-8")
    stranger = subprocess.run(
        [sys.executable, "-I", "recount.py"], cwd=published.folder, capture_output=True, text=True, check=True
    )
    assert stranger.stdout.split() == published.paper["winners"]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", ["", "why/", "check/"])
def test_the_pages_of_the_result_are_light_and_for_everybody(site, browser, device, language, name):
    page = device(PHONE)
    page.goto(f"{site.address}/{language}/{ROOM}{name}{CYCLE}")
    assert page_weight(browser, page.url).bytes <= MOST_BYTES
    assert_good(page, browser)


def test_the_checker_is_accessible_with_its_verdict(device, site, published):
    page = device(LAPTOP, bypass_csp=True)
    page.goto(f"{site.address}/en/{ROOM}check/{CYCLE}")
    verdict(page, published.certificate(share="0"), published.vote)
    assert_accessible(page)
