"""What waits for the akim: an answer to members who ask for the assembly."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task
from ortaq.stages.assembly.models import Initiative


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield the requests of members that the akim has not answered. One query."""
    rows = Initiative.objects.filter(unit=cycle.unit_id, answered_on=None).order_by("due_on")
    for row in rows:
        yield Task(
            "assembly.answer_initiative",
            _("Answer the members who ask for the assembly"),
            reverse("assembly:answer_initiative", args=[cycle.unit.slug, row.number]),
            urgency="late" if row.due_on < today else "soon",
            due_on=row.due_on,
        )
