"""Many hands at once: one card gives one ballot, and the close is the close."""

import sqlite3
import threading

import pytest
from django.db import connection

from ortaq.ground.errors import Refused
from ortaq.ground.journal.models import Entry
from ortaq.stages.vote.actions import close_vote, count_vote
from ortaq.stages.vote.models import Card, CountedBallot, SealedBallot
from ortaq.stages.vote.tests.village import AFTER, VOTING, make_village

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def village(unit, actor):
    from conftest import make_cycle

    made = make_village(make_cycle(unit), actor)
    made.open()
    made.print(6)
    return made


@pytest.fixture
def at_once(village, tmp_path, monkeypatch):
    """Run functions at the same moment, each with a connection of its own; then read with another one.

    Tests keep SQLite in memory, where connections cannot wait for each other: the threads get a copy on disk.
    """
    if connection.vendor == "sqlite":
        file = tmp_path / "copy.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        monkeypatch.setitem(connection.settings_dict, "NAME", str(file))

    def run(*functions):
        answers, start = [None] * len(functions), threading.Barrier(len(functions))

        def work(place, function):
            start.wait()
            try:
                answers[place] = function()
            except Refused as refusal:
                answers[place] = refusal
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    return run


def test_one_code_sent_from_everywhere_at_once_gives_one_ballot(village, at_once):
    ways = [[1], [2], [3], [1, 2], [], [4]]
    at_once(*(lambda approvals=approvals: village.cast(village.codes[0], approvals) for approvals in ways * 2))
    (found,) = at_once(
        lambda: (
            list(SealedBallot.objects.values_list("approvals", flat=True)),
            Card.objects.filter(is_used=True).count(),
            Entry.objects.filter(action="vote.cast").count(),
        )
    )
    ballots, used, entries = found
    assert len(ballots) == used == 1
    assert ballots[0] in ways
    assert entries == len(ways) * 2


def test_a_ballot_comes_before_the_close_or_not_at_all(village, at_once):
    def close():
        return close_vote(by=village.akim, vote=village.vote, reason="боран", now=VOTING)

    answers = at_once(*(lambda code=code: village.cast(code, [1]) for code in village.codes), close)
    taken = sum(not isinstance(answer, Refused) for answer in answers[:-1])
    (sealed,) = at_once(SealedBallot.objects.count)
    assert sealed == taken
    assert not isinstance(answers[-1], Refused)


def test_two_who_count_at_once_count_once(village, at_once):
    at_once(lambda: [village.cast(code, [1, 2]) for code in village.codes])
    at_once(village.close)
    answers = at_once(*[lambda: count_vote(by=village.akim, vote=village.vote, now=AFTER)] * 3)
    assert sum(isinstance(answer, Refused) for answer in answers) == 2
    assert at_once(CountedBallot.objects.count) == [6]
