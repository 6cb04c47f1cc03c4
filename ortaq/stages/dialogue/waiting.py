"""What waits for the office in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task
from ortaq.stages.dialogue import selectors


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield statements to read and conversations to close."""
    found = selectors.waiting(cycle=cycle, today=today)
    for number, count in found.received:
        yield Task(
            "dialogue.moderate",
            ngettext("Read %(count)s proposed statement", "Read %(count)s proposed statements", count)
            % {"count": count},
            reverse("dialogue:received", args=[cycle.unit.slug, number]),
        )
    for number, closed_on in found.to_close:
        yield Task(
            "dialogue.close",
            _("Close conversation № %(number)s and say what follows from it") % {"number": number},
            reverse("dialogue:close", args=[cycle.unit.slug, number]),
            urgency="soon",
            due_on=closed_on,
        )
