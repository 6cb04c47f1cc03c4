"""What a worker of the server holds in memory after people have walked through the pages and taken documents."""

from __future__ import annotations

import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site import Site, ortaq

MOST_MB = 100
ROUNDS = 3
PAGES = (
    "",
    "needs/",
    "needs/say/",
    "needs/1/",
    "needs/problems/",
    "projects/",
    "vote/",
    "plan/?cycle=2025",
    "results/?cycle=2025",
    "profile/",
    "meetings/",
    "journal/",
    "data/",
    "documents/plan/1.pdf?cycle=2025",
    "documents/report.pdf?cycle=2025",
)

FILES = ("needs.csv", "needs.json", "population", "iati.xml")


def workers(site: Site) -> list[int]:
    """Return the process ids of the server's workers."""
    listed = Path(f"/proc/{site.process.pid}/task").glob("*/children")
    return [int(pid) for children in listed for pid in children.read_text().split()]


def resident_mb(pid: int) -> float:
    """Return what a process holds in memory (resident set), in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024


@pytest.fixture
def fresh(site, tmp_path) -> Iterator[Site]:
    """A server of its own, just started, with a copy of the demonstration."""
    copy, home = tmp_path / "example.ortaq", tmp_path / "again"
    for done in (ortaq("backup", copy, home=site.home), ortaq("restore", copy, home=home)):
        assert done.returncode == 0, done.stderr
    running = Site(home)
    yield running
    running.stop()


@pytest.mark.journey
def test_a_worker_stays_small(fresh):
    assert sys.platform == "linux", "memory is read from /proc"
    for _round in range(ROUNDS):
        for language in ("kk", "ru"):
            for path in PAGES:
                address = f"{fresh.address}/{language}/mysal-auyldyq-okrugi/{path}"
                with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 - our own server
                    assert answer.read()
        for name in FILES:
            address = f"{fresh.address}/api/v1/units/mysal-auyldyq-okrugi/{name}"
            with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 - our own server
                assert answer.read()
    held = {pid: resident_mb(pid) for pid in workers(fresh)}
    assert held
    assert max(held.values()) <= MOST_MB, held
