"""What waits for the office in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.windows import binding_steps
from ortaq.ground.todo import Task
from ortaq.stages.results.selectors import silent_lines

REPORTING = "results.report_progress"


def reports_since(cycle: Cycle) -> datetime.date:
    """Return the first day on which progress can be reported. One query."""
    return min(step.opens_on for step in binding_steps(cycle, REPORTING))


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield the lines on which nobody has reported for three months."""
    if cycle.closed_at is not None:
        return
    silent = silent_lines(cycle=cycle, since=reports_since(cycle), today=today)
    if silent:
        yield Task(
            REPORTING,
            ngettext(
                "Report on %(count)s line of the plan: three months without news",
                "Report on %(count)s lines of the plan: three months without news",
                len(silent),
            )
            % {"count": len(silent)},
            reverse("results:home", args=[cycle.unit.slug]) + f"?cycle={cycle.first_year}",
            urgency="late",
        )
