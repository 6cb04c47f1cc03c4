"""What the office of a unit has to do about grants: tell people of an open call, and help them to apply."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.pages import language
from ortaq.ground.todo import Task
from ortaq.stages.grants.selectors.calling import calls_in_unit

SOON = datetime.timedelta(days=7)


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield the calls that are open for the unit; those that close within a week are pressing. One query."""
    for call in calls_in_unit(cycle.unit, today=today):
        if call.state == "open" and call.closes_on is not None:
            yield Task(
                "grants.apply_for_person",
                _("Help people to apply: %(call)s") % {"call": call.title.in_language(language())},
                reverse("grants:call", args=[cycle.unit.slug, call.programme_slug, call.number]),
                urgency="soon" if call.closes_on - today <= SOON else "open",
                due_on=call.closes_on,
            )
