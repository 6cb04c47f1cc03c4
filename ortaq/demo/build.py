"""The whole example: the fictional okrug «Мысал», its first cycle with results and its second one under way."""

from __future__ import annotations

import datetime

from django.db import transaction

from ortaq.demo import (
    ballots,
    circle,
    dialogue,
    exchange,
    gatherings,
    grants,
    next_cycle,
    partners,
    passport,
    people,
    planning,
    programmes,
    public_programme,
    sheets,
    situation,
    voices,
    works,
)
from ortaq.demo.story import Diary


def load(*, now: datetime.datetime) -> None:
    """Fill an empty database with the example, all of it or nothing.

    Everything is done by the actions of the rooms, deed after deed in the order of time, with the dates of a
    team that began two years before `now`.
    """
    with transaction.atomic():
        story = people.open_the_office(now=now)
        diary = Diary(story)
        plans = (passport, circle, gatherings, voices, situation, dialogue, sheets, ballots, planning)
        for room in (*plans, partners, grants, works, programmes, public_programme, exchange, next_cycle):
            room.write_into(diary)
        diary.carry_out()
