"""The public journal: everybody sees what was done by whom, nobody sees a private person."""

import hashlib
import html
import re

import pytest

from ortaq.ground.cycle.actions import reschedule_step
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import append, canonical, lock_book
from ortaq.ground.journal.models import Book, Entry, Payload
from ortaq.ground.journal.selectors import ENTRIES_ON_PAGE
from ortaq.ground.people.roles import Role

pytestmark = pytest.mark.django_db
JOURNAL = "/kk/mysal/journal/"


@pytest.fixture
def moved(cycle, actor, now):
    """Move the dates of a step `count` times, each with a reason."""
    step, planner = cycle.steps.get(key="needs"), actor(cycle.unit, Role.PLANNER)

    def move(reason="боран", count=1):
        for _time in range(count):
            reschedule_step(
                by=planner, step=step, opens_on=step.opens_on, closes_on=step.closes_on, reason=reason, now=now
            )
        return Entry.objects.order_by("-number").first()

    return move


def test_everybody_reads_who_did_what_and_why_in_both_languages(client, moved):
    moved("<script>боран")
    page = client.get(JOURNAL).content.decode()
    assert "Қадамның мерзімін өзгерту" in page
    assert "жоспарлаушы (әкім тобы)" in page
    assert "&lt;script&gt;боран" in page
    assert "Изменение сроков шага" in client.get(JOURNAL.replace("kk", "ru", 1)).content.decode()


def test_the_office_is_named_and_nobody_else(client, cycle, actor, moved, now):
    moved()
    resident = actor(cycle.unit, Role.RESIDENT)
    resident.account.name = "Жеке Адам"
    resident.account.save()
    entry = append(
        book=lock_book(cycle.unit.id),
        deed=new_id(),
        action="needs.submit",
        by=resident,
        subject=cycle,
        payload=canonical({}),
        reason="",
        now=now,
    )
    page = client.get(JOURNAL).content.decode()
    assert "Тест Тестов" in page
    assert "Жеке Адам" not in page
    proof = client.get(f"{JOURNAL}{entry.pk}/").content.decode()
    assert str(resident.account.pk) not in proof
    assert entry.hash in proof


def test_a_reader_can_compute_the_fingerprint(client, moved):
    entry = moved()
    page = client.get(f"{JOURNAL}{entry.pk}/").content.decode()
    words = html.unescape(re.findall(r"<code>(.+?)</code>", page)[-1])
    assert hashlib.sha256(words.encode()).hexdigest() == entry.hash
    assert "жазылған күйінде" in page


def test_deleted_data_are_said_to_be_deleted(client, moved):
    entry = moved()
    Payload.objects.filter(entry=entry).delete()
    assert "заңға сай деректер жойылды" in client.get(f"{JOURNAL}{entry.pk}/").content.decode()


def test_one_kind_of_deed_or_one_room_can_be_picked_out(client, moved):
    moved()
    assert client.get(JOURNAL, {"what": "cycle.start"}).content.decode().count("<time") == 1
    assert client.get(JOURNAL, {"what": "cycle"}).content.decode().count("<time") == 2
    assert "мұндай жазба жоқ" in client.get(JOURNAL, {"what": "vote"}).content.decode()


def test_a_long_journal_is_read_page_by_page_in_few_queries(client, moved, django_assert_max_num_queries):
    moved(count=ENTRIES_ON_PAGE + 5)
    with django_assert_max_num_queries(6):
        first = client.get(JOURNAL).content.decode()
    assert first.count("<time") == ENTRIES_ON_PAGE
    assert client.get(JOURNAL, {"page": "2"}).content.decode().count("<time") == 6


def test_another_units_entries_are_not_shown(client, moved, other_unit):
    entry = moved()
    assert client.get(f"/kk/basqa/journal/{entry.pk}/").status_code == 404
    assert "<time" not in client.get("/kk/basqa/journal/").content.decode()
    assert Book.objects.count() == 1


def test_a_null_character_in_the_address_asks_for_nothing_the_database_cannot_read(client, moved):
    moved("боран")
    assert "боран" in client.get(JOURNAL, {"what": "cycle\0"}).content.decode()
