"""Limits of comments, when the office answers, and how fast strangers may write."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.comments.models import Comment
from ortaq.ground.errors import Refused
from ortaq.ground.meetings.rules import overrides_of
from ortaq.ground.people import throttle
from ortaq.ground.people.actors import Actor

LONGEST_COMMENT = 2_000
"""Characters: a page. Whoever has more to say writes a letter."""

SHORTEST_COMMENT = 3
"""Characters. Anything shorter says nothing that could be answered."""

LONGEST_SIGNATURE = 60
WHAT = "comments.write"


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


def require_patience(request: HttpRequest, actor: Actor, *, what: str, about: str, now: datetime.datetime) -> None:
    """Refuse where strangers send much from one address within ten minutes; count this sending otherwise.

    A village may sit behind one address: about one thing ten texts pass, about everything two hundred.
    """
    if actor.account is not None:
        return
    place = str(request.META.get("REMOTE_ADDR", ""))
    sent = {"what": what, "subject": f"{place} {about}", "place": place}
    if throttle.is_shut(**sent, now=now):
        raise Refused(
            _("Much was sent from here just now. Wait ten minutes, or give your words to the office on paper.")
        )
    throttle.record_failure(**sent, now=now)
