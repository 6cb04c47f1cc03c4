"""`kill -9` at any moment: what was acknowledged is there, the journal is unbroken, nothing is half-done."""

import random
import sqlite3
import time
from contextlib import closing
from uuid import UUID

from tests.commands.conftest import work
from tests.site import ortaq

KILLS = 20


def test_what_was_acknowledged_survives_being_killed_at_any_moment(office):
    chance, acknowledged = random.Random(2027), []
    for _kill in range(KILLS):
        with work("work", office) as working:
            acknowledged.append(working.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.25))
            working.kill()
            acknowledged += working.stdout.read().split("\n")[:-1]
    told = {UUID(deed).hex for deed in acknowledged}
    assert len(told) == len(acknowledged) > 2 * KILLS
    with closing(sqlite3.connect(office / "ortaq.sqlite3")) as database:
        written = {deed for (deed,) in database.execute("SELECT deed FROM journal_entry")}
        moved = database.execute(
            "SELECT count(*) FROM journal_entry WHERE action = 'cycle.reschedule_step'"
        ).fetchone()[0]
        payloads = database.execute("SELECT count(*) FROM journal_payload").fetchone()[0]
    assert told <= written
    assert payloads == len(written)
    assert moved - len(told) <= KILLS, "more deeds were written than were begun"
    examined = ortaq("doctor", home=office)
    assert "unbroken" in examined.stdout, examined.stdout
    assert "✗ Journal" not in examined.stdout
