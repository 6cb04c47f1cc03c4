"""`kill -9` at any moment: what was acknowledged is there, the journal is unbroken, nothing is half-done."""

import random
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import closing
from uuid import UUID

from tests.commands.conftest import work
from tests.site import environment, ortaq

KILLS = 20
FEWEST_STATEMENTS = 10


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


def test_a_deed_that_is_killed_before_any_of_its_statements_leaves_nothing(tmp_path):
    struck = subprocess.run(
        [sys.executable, "-m", "tests.commands.struck"],
        env=environment(ORTAQ_HOME=str(tmp_path), LANGUAGE="en"),
        capture_output=True,
        text=True,
        check=True,
    )
    told = defaultdict(list)
    for line in struck.stdout.splitlines():
        deed, ended = line.split(maxsplit=1)
        told[deed].append(ended)
    assert set(told) == {"count_a_vote", "close_a_plan", "report_with_a_photo"}
    for strokes in told.values():
        assert strokes == ["whole"] * (len(strokes) - 1) + ["done"]
        assert len(strokes) > FEWEST_STATEMENTS
    assert "unbroken" in ortaq("doctor", home=tmp_path).stdout
