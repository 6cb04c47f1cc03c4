"""Limits of comments, and when the office answers."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone

from ortaq.engines import law
from ortaq.ground.comments.models import Comment
from ortaq.ground.meetings.rules import overrides_of

LONGEST_COMMENT = 2_000
"""Characters: a page. Whoever has more to say writes a letter."""

SHORTEST_COMMENT = 3
"""Characters. Anything shorter says nothing that could be answered."""

LONGEST_SIGNATURE = 60

CONTACTS_KEPT = datetime.timedelta(days=365)
"""After the answer, or the refusal: long enough to tell the author, no longer."""


def days_to_answer(unit_id: UUID, *, on: datetime.date) -> law.Parameter:
    """Return in how many days the office answers a comment. One query."""
    return law.parameter("answers.comment", on=on, overrides=overrides_of(unit_id))


def answer_due_on(unit_id: UUID, *, published_at: datetime.datetime) -> datetime.date:
    """Return the day by which the office answers a comment published at a moment. One query."""
    rule = days_to_answer(unit_id, on=timezone.localdate(published_at))
    return timezone.localdate(published_at) + datetime.timedelta(days=law.value_of(rule, int))


def is_overdue(comment: Comment, *, on: datetime.date) -> bool:
    """Whether the day of answering has gone by without an answer."""
    return comment.answered_at is None and comment.answer_due_on is not None and comment.answer_due_on < on
