"""The very first run, from sources as they were fetched: no word is compiled yet, and Kazakh is spoken at once."""

import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.site import Site, environment
from tests.test_build import ROOT

FIRST_WORDS = """
from pathlib import Path
from ortaq.commands import homes, words
words.speak("kk")
homes.choose(Path(r"{home}"))
homes.wake()
from ortaq.ground.people.roles import Role
print(Role.DELEGATE.label)
"""


@pytest.fixture
def fetched(tmp_path: Path) -> dict[str, str]:
    """Variables under which Python takes Ortaq from a fresh copy of the sources, without a compiled word."""
    shutil.copytree(
        ROOT / "ortaq", tmp_path / "sources" / "ortaq", ignore=shutil.ignore_patterns("*.mo", "__pycache__")
    )
    return {"PYTHONPATH": str(tmp_path / "sources"), "PYTHONSAFEPATH": "1"}


def count(fetched: dict[str, str], kind: str) -> int:
    return len(list(Path(fetched["PYTHONPATH"]).rglob(kind)))


def test_the_words_are_compiled_before_django_reads_them(fetched, tmp_path):
    assert count(fetched, "*.mo") == 0
    said = subprocess.run(
        [sys.executable, "-c", FIRST_WORDS.format(home=tmp_path / "office")],
        env=environment(**fetched),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.strip() == "жиналыс мүшесі"
    assert count(fetched, "*.mo") == count(fetched, "*.po")


def test_the_first_page_of_a_fresh_copy_is_in_kazakh(fetched, tmp_path):
    site = Site(tmp_path / "office", LANG="kk_KZ.UTF-8", **fetched)
    try:
        with urllib.request.urlopen(f"{site.address}/kk/account/open-office/", timeout=20) as answer:  # noqa: S310 - our own server
            page = answer.read().decode()
    finally:
        site.stop()
    assert "Аппаратты ашу" in page
    assert "Open your office" not in page
    assert site.said[-1] == "Ortaq тоқтады. Бәрі сақталды."
