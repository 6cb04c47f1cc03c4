"""From the example to an office of one's own with one button: a second server that ends with the first."""

from __future__ import annotations

import re
import signal
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.site import Site

PATIENCE = 150
ENDS_WITHIN = 30


class Visitor:
    """Somebody with a browser at the computer of the example."""

    def __init__(self, site: Site) -> None:
        self.button = f"{site.address}/kk/own-office/"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def read(self) -> str:
        return self._text(self.button)

    def press(self) -> tuple[str, str]:
        """Press the button; return the address to which it leads and the page that stands there."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.read())[1]
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token}).encode()
        with self.browser.open(self.button, form, timeout=PATIENCE) as answer:
            return answer.url, answer.read().decode()

    def _text(self, address: str) -> str:
        with self.browser.open(address, timeout=PATIENCE) as answer:
            return answer.read().decode()


@pytest.fixture
def example(office: Path) -> Path:
    """The home of an office that calls itself the example."""
    with closing(sqlite3.connect(office / "ortaq.sqlite3")) as database:
        database.execute("UPDATE journal_node SET is_example = 1")
        database.commit()
    return office


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """The folder of the person who works at this computer."""
    (tmp_path / "person").mkdir()
    return tmp_path / "person"


@pytest.fixture
def site(example: Path, person: Path) -> Iterator[Site]:
    running = Site(example, HOME=str(person))
    yield running
    running.stop()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
            return True
    except OSError:
        return False


def ended(address: str) -> bool:
    until = time.monotonic() + ENDS_WITHIN
    while answers(address) and time.monotonic() < until:
        time.sleep(0.2)
    return not answers(address)


def port(address: str) -> int | None:
    return urllib.parse.urlsplit(address).port


def test_the_button_starts_one_office_that_ends_with_the_example(site, example, person):
    visitor = Visitor(site)
    assert str(person / "Ortaq") in visitor.read()
    with ThreadPoolExecutor(2) as hands:
        first, second = hands.map(lambda one: one.press(), [visitor, Visitor(site)])
    office, page = first
    assert "Аппаратты ашу" in page
    assert port(office) == port(second[0]) != port(site.address)
    with closing(sqlite3.connect(person / "Ortaq" / "ortaq.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM places_unit").fetchone() == (0,)
    assert visitor.press()[0] == office

    site.stop()
    assert ended(office)

    secret = (person / "Ortaq" / "secret.key").read_text()
    again = Site(example, HOME=str(person))
    try:
        assert "Кеңсемді ашу" in Visitor(again).read()
        office, page = Visitor(again).press()
        assert "Аппаратты ашу" in page
        assert (person / "Ortaq" / "secret.key").read_text() == secret
        again.stop(signal.SIGKILL)
        assert ended(again.address)
        assert ended(office)
    finally:
        again.stop()


def test_an_office_that_cannot_start_says_why(site, person):
    (person / "Ortaq").write_text("no folder")
    with pytest.raises(urllib.error.HTTPError) as refused:
        Visitor(site).press()
    said = refused.value.read().decode()
    assert refused.value.code == 503
    assert "Кеңсеңіз іске қосылмады" in said
    assert "Бұл қалтаға жазу мүмкін емес" in said
