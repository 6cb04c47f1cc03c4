"""What waits for the office in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task
from ortaq.stages.needs import selectors


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield what there is to read and to answer."""
    counts = selectors.waiting(cycle=cycle, today=today)
    year = f"cycle={cycle.first_year}"
    if counts.overdue:
        yield Task(
            "needs.answer",
            ngettext("Answer %(count)s overdue need", "Answer %(count)s overdue needs", counts.overdue)
            % {"count": counts.overdue},
            reverse("needs:home", args=[cycle.unit.slug]) + f"?{year}&state=overdue",
            urgency="late",
        )
    if counts.received:
        yield Task(
            "needs.moderate",
            ngettext("Read %(count)s new need", "Read %(count)s new needs", counts.received)
            % {"count": counts.received},
            reverse("needs:received", args=[cycle.unit.slug]) + f"?{year}",
        )
