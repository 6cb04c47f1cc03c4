"""Who may do what with a need beyond the table of roles, and when: small predicates and limits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from ortaq.engines.law import due_date, parameter, value_of
from ortaq.ground.meetings.rules import work_calendar_of
from ortaq.ground.moderation import PublicState
from ortaq.ground.places.models import Unit
from ortaq.ground.places.points import Point
from ortaq.ground.places.selectors import settlement_lines, whereabouts
from ortaq.stages.needs.models import Need

LONGEST_NEED = 4_000
"""Characters. A letter of a page and a half; a longer text is several needs."""

SHORTEST_NEED = 5
"""Characters. Anything shorter says nothing that could be answered."""

FARTHEST_KM = 50
"""How far from the nearest settlement a place may be marked: beyond it lie the pastures of another unit."""

DEEPEST_TREE = 4
"""Levels of causes and effects, from the first cause on: a longer row is read by nobody."""

CONTACTS_KEPT = datetime.timedelta(days=365)
"""How long after the answer, or after the refusal, a contact is kept."""


Causes = Mapping[UUID, UUID | None]
"""Problem → the problem that it comes from, for all problems of a cycle."""


def is_readable(need: Need) -> bool:
    """Whether everybody may read the need's words."""
    return need.state == PublicState.PUBLISHED


def answer_due_on(published_at: datetime.datetime, *, unit_id: UUID) -> datetime.date:
    """Return the day by which the office of a unit answers a need published at a moment. One query."""
    day = timezone.localdate(published_at)
    calendar = work_calendar_of(unit_id, first_year=day.year, last_year=day.year + 1)
    return due_date(id="answers.need", counted_from=day, calendar=calendar).day


def days_to_answer(*, on: datetime.date) -> int:
    """Return how many working days the office has for an answer to a need published on a day."""
    return value_of(parameter("answers.need", on=on), int)


def is_near(place: Point, unit: Unit) -> bool:
    """Whether a place lies within FARTHEST_KM of a settlement of the unit that is on the map. One query."""
    found = whereabouts(place, settlement_lines(unit))
    return found is not None and found.km <= FARTHEST_KM


def says_something(text: str) -> bool:
    """Whether a text is long enough for a need and has a letter in it: a number or a row of signs says nothing."""
    return len(text) >= SHORTEST_NEED and any(letter.isalpha() for letter in text)


def is_overdue(need: Need, *, on: datetime.date) -> bool:
    """Whether the day of answering has gone by without an answer."""
    return need.answered_at is None and need.answer_due_on is not None and need.answer_due_on < on


def goes_round(problem: UUID, cause: UUID, *, causes: Causes) -> bool:
    """Whether a problem would be its own cause, at once or through others, if it came from `cause`."""
    return problem in (cause, *causes_of(cause, causes=causes))


def levels_with(problem: UUID, cause: UUID, *, causes: Causes) -> int:
    """Return how many levels the tree would have along a problem if it came from `cause`.

    >>> a, b, c, d = (UUID(int=number) for number in range(4))
    >>> levels_with(b, a, causes={a: None, b: None, c: b, d: c})
    4
    """
    rows = [causes_of(other, causes=causes) for other in causes]
    below = max((row.index(problem) + 1 for row in rows if problem in row), default=0)
    return len(causes_of(cause, causes=causes)) + 2 + below


def causes_of(problem: UUID, *, causes: Causes) -> list[UUID]:
    """Return what a problem comes from, the nearest cause first, the first cause last.

    >>> a, b, c = (UUID(int=number) for number in range(3))
    >>> causes_of(c, causes={a: None, b: a, c: b}) == [b, a]
    True
    """
    found: list[UUID] = []
    cause = causes[problem]
    while cause is not None:
        found.append(cause)
        cause = causes[cause]
    return found
