"""What waits for the office in this room, whatever cycle it belongs to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from ortaq.ground.comments import selectors
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield what there is to read and to answer."""
    counts = selectors.waiting(unit=cycle.unit, today=today)
    waits = counts.unanswered - counts.overdue
    if counts.overdue:
        yield Task(
            "comments.reply",
            ngettext("Answer %(count)s overdue comment", "Answer %(count)s overdue comments", counts.overdue)
            % {"count": counts.overdue},
            reverse("comments:unanswered", args=[cycle.unit.slug]),
            urgency="late",
        )
    if counts.received:
        yield Task(
            "comments.moderate",
            ngettext("Read %(count)s new comment", "Read %(count)s new comments", counts.received)
            % {"count": counts.received},
            reverse("comments:received", args=[cycle.unit.slug]),
        )
    if waits:
        yield Task(
            "comments.reply",
            ngettext("Answer %(count)s comment", "Answer %(count)s comments", waits) % {"count": waits},
            reverse("comments:unanswered", args=[cycle.unit.slug]),
        )
