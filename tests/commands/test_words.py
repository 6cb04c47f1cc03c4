"""Commands speak the language asked for; so does the very first run, when no word is compiled yet."""

import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from ortaq.engines.allocation.tests.falsified import CALLED_NONE
from ortaq.engines.allocation.writing import write_pabulib
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


COUNTED = {
    "kk": (
        "жеңімпаздар, таңдалу ретімен: 1",
        "санау дұрыс",
        "қате: үлес",
        "«wall» жобасы аталған, ол PROJECTS бөлімінде жоқ",
    ),
    "ru": (
        "победители в порядке выбора: 1",
        "подсчёт верен",
        "ошибка: ",
        "назван проект «wall», которого нет в PROJECTS",
    ),
    "en": (
        "winners, in the order chosen: 1",
        "the count is right",
        "wrong: ",
        'names project "wall", which is not in',
    ),
}


@pytest.mark.parametrize("language", COUNTED)
def test_a_vote_is_counted_checked_and_refused_in_the_language_asked_for(language, tmp_path):
    def said(*arguments: object) -> tuple[int, str]:
        command = [sys.executable, "-m", "ortaq", "--language", language, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    vote, paper = tmp_path / "vote.pb", tmp_path / "certificate.json"
    vote.write_text(write_pabulib(CALLED_NONE, meta={}), encoding="utf-8")
    winners, right, wrong, refused = COUNTED[language]
    code, text = said("count", vote, "--explain", "--certificate", paper)
    assert (code, winners in text) == (0, True)
    assert said("check", paper, vote) == (0, f"{right}\n")
    paper.write_text(paper.read_text(encoding="utf-8").replace('"steps": 0', '"steps": 1'), encoding="utf-8")
    code, text = said("check", paper, vote)
    assert (code, text.startswith(wrong)) == (1, True)
    vote.write_text(vote.read_text(encoding="utf-8").replace(";well\n", ";wall\n"), encoding="utf-8")
    code, text = said("count", vote)
    assert (code, refused in text) == (2, True)


@pytest.mark.parametrize(
    ("language", "figure"), [("kk", "1\u00a0000,50"), ("ru", "1\u00a0000,50"), ("en", "1,000.50")]
)
def test_amounts_are_written_as_the_language_writes_them(language, figure, tmp_path):
    vote = tmp_path / "vote.pb"
    sections = ["META", "key;value", "budget;1000.50", "vote_type;approval"]
    sections += ["PROJECTS", "project_id;cost", "well;900", "VOTES", "voter_id;vote", "1;well"]
    vote.write_text("\n".join(sections), encoding="utf-8")
    command = [sys.executable, "-m", "ortaq", "--language", language, "count", str(vote)]
    assert figure in subprocess.run(command, capture_output=True, text=True, check=True).stdout
