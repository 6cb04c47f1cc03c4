"""Files are made once, kept whole, made anew when anything in them changes, and never fill the disk."""

import os
import time

import pytest
from django.test import Client

from conftest import make_cycle
from ortaq.ground import clock
from ortaq.ground.people.roles import Role
from ortaq.publish import kept
from ortaq.stages.needs import actions as needs
from ortaq.stages.needs.tests.many import add_published
from ortaq.stages.plan import actions
from ortaq.stages.plan.tests import plans

PDF = "/{language}/mysal/documents/plan/1.pdf"
MARK = b"this is the kept file"


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """A home without a kept file."""
    settings.HOME = type(settings.HOME)(tmp_path)
    return settings.HOME.kept


@pytest.fixture
def desk(cycle, actor, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: plans.IN_PLAN_STEP)
    add_published(cycle, 3, now)
    return plans.draw_up(cycle, actor(cycle.unit, Role.AKIM, username="akim"))


@pytest.fixture
def version(desk):
    return desk.do(actions.publish_version, version=desk.do(actions.close_version, plan=desk.plan))


def download(language: str = "kk") -> bytes:
    answer = Client().get(PDF.format(language=language))
    assert answer.status_code == 200
    return answer.content


def mark(shelf) -> None:
    """Write something into the only kept file by which it is known again."""
    (file,) = shelf.iterdir()
    file.write_bytes(MARK)


@pytest.mark.django_db
def test_a_file_is_made_once_for_everybody(version, shelf, monkeypatch):
    assert download().startswith(b"%PDF")
    mark(shelf)
    assert download() == MARK
    assert download("ru") != MARK
    monkeypatch.setattr(clock, "now", lambda: plans.IN_PLAN_STEP.replace(month=9))
    assert download() == MARK


@pytest.mark.django_db
def test_what_the_document_shows_of_the_record_makes_it_anew(version, desk, cycle, shelf, now):
    download()
    mark(shelf)
    need = cycle.needs.filter(answered_at=None).first()
    needs.answer_need(by=desk.akim, need=need, kind="refused", text=need.text, now=plans.IN_PLAN_STEP)
    assert download().startswith(b"%PDF")


@pytest.mark.django_db
def test_what_concerns_another_cycle_leaves_it_as_it_is(version, cycle, shelf, now):
    download()
    mark(shelf)
    add_published(
        make_cycle(cycle.unit, first_year=2031, starts_on=plans.IN_PLAN_STEP.date().replace(year=2029)), 2, now
    )
    assert download() == MARK


def test_half_a_file_is_never_read(shelf):
    kept.keep("whole.pdf", b"whole")
    (shelf / ".half.pdf.4711").write_bytes(b"ha")
    assert kept.read("half.pdf") is None
    assert kept.read("whole.pdf") == b"whole"


def test_the_longest_unread_files_go_when_there_are_too_many(shelf, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 250)
    for age, name in enumerate(("c", "b", "a")):
        kept.keep(name, bytes(100))
        os.utime(shelf / name, (time.time() - 100 + age,) * 2)
    assert kept.read("b") is not None
    kept.keep("d", bytes(100))
    assert {file.name for file in shelf.iterdir()} == {"b", "d"}


def test_what_a_killed_maker_left_is_swept_away(shelf):
    kept.keep("one", b"1")
    left, in_work = shelf / ".left.4711", shelf / ".in-work.4712"
    for file in (left, in_work):
        file.write_bytes(b"ha")
    os.utime(left, (time.time() - 2 * kept.ABANDONED_AFTER,) * 2)
    kept.keep("two", b"2")
    assert {file.name for file in shelf.iterdir()} == {"one", "two", ".in-work.4712"}
