"""The office is told what brings its vote forward, and nothing before its time."""

import datetime

import pytest

from ortaq.stages.vote.tests.village import AFTER, CLOSES_AT, OPENS_AT, VOTING
from ortaq.stages.vote.waiting import tasks

pytestmark = pytest.mark.django_db


def waiting(village, moment):
    return [(task.action, task.urgency) for task in tasks(village.cycle, moment.date())]


def test_from_opening_to_counting(village):
    assert waiting(village, VOTING) == []
    village.prepare()
    assert waiting(village, OPENS_AT) == [("vote.open", "open")]
    assert waiting(village, OPENS_AT + datetime.timedelta(days=1)) == [("vote.open", "late")]


def test_while_the_vote_runs_nothing_waits(village):
    village.open()
    village.cast(village.print(1)[0], [1])
    assert waiting(village, VOTING) == []
    assert waiting(village, CLOSES_AT) == [("vote.close", "soon")]
    assert waiting(village, AFTER) == [("vote.close", "late")]
    village.close()
    assert waiting(village, AFTER) == [("vote.count", "soon")]
    village.count()
    assert waiting(village, AFTER) == []
