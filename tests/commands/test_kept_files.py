"""A document that takes long is made beside the pages, once; whoever asks meanwhile is told so."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.commands.conftest import work
from tests.site import Site, environment

PATIENCE = 240
KILLS = 4


@dataclass(frozen=True)
class Planned:
    """The home of an office with a long plan, and the identifier of its published version."""

    home: Path
    version: str

    def maker(self) -> subprocess.Popen[bytes]:
        """Start making its document as the server does."""
        return subprocess.Popen(
            [sys.executable, "-m", "ortaq.publish.plan_maker", "version", self.version, "pdf", "kk"],
            env=environment(ORTAQ_HOME=str(self.home), DJANGO_SETTINGS_MODULE="ortaq.web.settings"),
        )

    def kept(self) -> list[Path]:
        """Return the files that a reader would be given."""
        return [file for file in (self.home / "kept").glob("*.pdf") if not file.name.startswith(".")]


@pytest.fixture(scope="session")
def drawn_up(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    home = tmp_path_factory.mktemp("planned")
    with work("plan", home) as planning:
        told, _nothing = planning.communicate()
    assert planning.returncode == 0
    return Planned(home, told.strip())


@pytest.fixture
def planned(drawn_up: Planned, tmp_path: Path) -> Planned:
    return Planned(shutil.copytree(drawn_up.home, tmp_path / "office"), drawn_up.version)


def ask(site: Site) -> HTTPResponse:
    address = f"{site.address}/kk/mysal/documents/plan/1.pdf?cycle=2028"
    return urllib.request.urlopen(address, timeout=PATIENCE)  # noqa: S310 - our own server


def ask_until_it_is_there(site: Site) -> bytes:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with ask(site) as answer:
            if answer.status == 200:
                return answer.read()
        time.sleep(0.5)
    raise AssertionError("the document was never made")


def test_who_asks_first_is_told_to_wait_and_then_everybody_has_it_at_once(planned):
    site = Site(planned.home)
    try:
        with ask(site) as answer:
            page = answer.read().decode()
        assert answer.status == 202
        assert int(answer.headers["Refresh"]) > 0
        assert "Құжат дайындалып жатыр" in page
        assert "<script" not in page
        assert ask_until_it_is_there(site).startswith(b"%PDF")
        (made,) = planned.kept()
        before = made.stat()
        with ask(site) as answer:
            assert answer.read() == made.read_bytes()
        assert made.stat().st_ino == before.st_ino
    finally:
        site.stop()


def test_a_maker_that_is_killed_leaves_nothing_to_read_and_the_next_one_makes_it(planned):
    chance = random.Random(710)
    for _kill in range(KILLS):
        with planned.maker() as maker:
            time.sleep(chance.uniform(0.5, 4))
            maker.kill()
        assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in planned.kept())
    with planned.maker() as maker:
        assert maker.wait(PATIENCE) == 0
    (made,) = planned.kept()
    assert made.read_bytes().rstrip().endswith(b"%%EOF")
