"""Who may do what with a need beyond the table of roles, and when: small predicates and limits."""

from __future__ import annotations

import datetime

from django.utils import timezone

from ortaq.engines.law.dates import due_date
from ortaq.engines.law.workdays import work_calendar
from ortaq.ground.moderation import PublicState
from ortaq.stages.needs.models import Need

LONGEST_NEED = 4_000
"""Characters. A letter of a page and a half; a longer text is several needs."""

SHORTEST_NEED = 5
"""Characters. Anything shorter says nothing that could be answered."""


def is_readable(need: Need) -> bool:
    """Whether everybody may read the need's words."""
    return need.state == PublicState.PUBLISHED


def answer_due_on(published_at: datetime.datetime) -> datetime.date:
    """Return the day by which the office answers a need published at a moment."""
    day = timezone.localdate(published_at)
    calendar = work_calendar(first_year=day.year, last_year=day.year + 1)
    return due_date(id="answers.need", counted_from=day, calendar=calendar).day


def is_overdue(need: Need, *, on: datetime.date) -> bool:
    """Whether the day of answering has gone by without an answer."""
    return need.answered_at is None and need.answer_due_on is not None and need.answer_due_on < on
