"""The journal cannot be changed, and whoever changes the file around it is found out."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from ortaq.ground.cycle.actions import reschedule_step
from ortaq.ground.journal.chaining import FIRST_HASH, faults
from ortaq.ground.journal.models import Book, Entry, Payload
from ortaq.ground.people.models import Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.actions import add_settlement
from ortaq.ground.text import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(cycle, actor, now):
    """A book with four entries."""
    akim = actor(cycle.unit, Role.AKIM)
    step = cycle.steps.get(key="needs")
    for _day in range(3):
        reschedule_step(
            by=akim, step=step, opens_on=step.opens_on, closes_on=step.closes_on, reason="қар", now=now
        )
    return Book.objects.get(unit=cycle.unit)


def test_entries_are_numbered_without_a_gap_and_each_holds_the_hash_before(book):
    entries = list(book.entries.order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == [FIRST_HASH, *(entry.hash for entry in entries[:-1])]
    assert list(faults(book)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET reason = 'x'",
        "DELETE FROM journal_entry WHERE number = 4",
        "UPDATE journal_payload SET body = '{}'",
    ],
)
def test_the_database_refuses_every_change(book, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("wrong", [{"number": 9}, {"previous_hash": FIRST_HASH}, {"number": 2}])
def test_the_database_refuses_an_entry_that_does_not_continue_its_book(book, wrong):
    last = book.entries.order_by("-number").first()
    columns = {
        field.attname: getattr(last, field.attname) for field in Entry._meta.fields if field.name != "id"
    } | {"number": 5, "previous_hash": last.hash, "hash": "f" * 64, "deed": book.id}
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(**columns | wrong)
    assert Entry.objects.create(**columns).number == 5


def _without_triggers(statement):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE journal_payload DISABLE TRIGGER USER")
        else:
            for name in ("entry_never_changes", "entry_never_goes", "payload_never_changes"):
                cursor.execute(f"DROP TRIGGER journal_{name}")
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE journal_entry SET reason = 'x' WHERE number = 2", {(2, "hash")}),
        ("UPDATE journal_payload SET body = '{}'", {(n, "payload") for n in (1, 2, 3, 4)}),
        ("UPDATE journal_entry SET hash = 'forged' WHERE number = 3", {(3, "hash"), (4, "chain")}),
    ],
)
def test_whoever_removes_the_triggers_first_is_found_out(book, statement, found):
    _without_triggers(statement)
    assert {(fault.number, fault.kind) for fault in faults(book)} == found


def test_a_payload_can_go_and_the_chain_still_holds(book):
    Payload.objects.filter(entry__number=2).delete()
    assert list(faults(book)) == []


def test_roles_are_those_of_the_day_in_the_zone_of_the_office(unit, actor):
    """Two hours after midnight in Almaty it is still yesterday in Greenwich."""
    night = datetime.datetime(2027, 2, 9, 21, 0, tzinfo=datetime.UTC)
    akim = actor(unit)
    Appointment.objects.create(account=akim.account, role=Role.AKIM, unit=unit, since=datetime.date(2027, 2, 10))
    add_settlement(by=akim, unit=unit, name=Text(kk="Ақжар"), now=night)
    assert "akim" in Entry.objects.get().roles
