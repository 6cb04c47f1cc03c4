"""What waits for the office in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.ground.cycle.models import Cycle, Step
from ortaq.ground.meetings.models import Meeting, MeetingKind
from ortaq.ground.todo import Task
from ortaq.stages.circle.models import Call
from ortaq.stages.circle.rules import state_of
from ortaq.stages.circle.selectors.calling import bounds_of, call_of
from ortaq.stages.circle.selectors.counting import count
from ortaq.stages.circle.selectors.group import members_on
from ortaq.stages.circle.selectors.register import gaps

SOON = datetime.timedelta(days=7)


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield what is to do for the map, the call and the group. Nine queries at most."""
    if cycle.closed_at is not None:
        return
    steps = {step.key: step for step in cycle.steps.filter(key__in=("stakeholders", "group"))}
    yield from _of_map(cycle, steps.get("stakeholders"), today)
    call = call_of(cycle)
    step = steps.get("group")
    if call is None or call.opened_at is None:
        if step is not None and step.is_open(today):
            yield Task(
                "circle.call",
                _("Open the call for the planning group"),
                _address(cycle, "circle:call"),
                due_on=step.closes_on,
            )
    elif state_of(call, on=today) == "open":
        yield from _of_open_call(cycle, call, today)
    yield from _of_group(cycle, call, today)


def _of_map(cycle: Cycle, step: Step | None, today: datetime.date) -> Iterator[Task]:
    if step is None or not step.is_open(today):
        return
    missing = gaps(cycle=cycle).number
    if missing:
        yield Task(
            "circle.map",
            ngettext(
                "Find %(count)s voice that is missing on the stakeholder map",
                "Find %(count)s voices that are missing on the stakeholder map",
                missing,
            )
            % {"count": missing},
            _address(cycle, "circle:stakeholders"),
            due_on=step.closes_on,
        )


def _of_open_call(cycle: Cycle, call: Call, today: datetime.date) -> Iterator[Task]:
    short = _short_quotas(call)
    closes_soon = call.closes_on is not None and call.closes_on - today <= SOON
    if short:
        yield Task(
            "circle.volunteer_for_person",
            ngettext(
                "Find volunteers for %(count)s quota of the planning group",
                "Find volunteers for %(count)s quotas of the planning group",
                short,
            )
            % {"count": short},
            _address(cycle, "circle:call"),
            urgency="soon" if closes_soon else "open",
            due_on=call.closes_on,
        )
    elif closes_soon:
        yield Task(
            "circle.call",
            _("The call for the planning group closes soon"),
            _address(cycle, "circle:call"),
            urgency="soon",
            due_on=call.closes_on,
        )


def _short_quotas(call: Call) -> int:
    quotas = [row for row in bounds_of(call) if row.minimum]
    if not quotas:
        return 0
    people = count(call.volunteers.filter(withdrawn_at=None), settlements=())
    return sum(people[row.feature].get(row.value, 0) < row.minimum for row in quotas)


def _of_group(cycle: Cycle, call: Call | None, today: datetime.date) -> Iterator[Task]:
    has_members = bool(members_on(cycle, on=today))
    if call is not None and state_of(call, on=today) == "closed" and not has_members:
        yield Task(
            "circle.appoint_member",
            _("Compose the planning group from the volunteers"),
            _address(cycle, "circle:volunteers"),
        )
    if (
        has_members
        and not Meeting.objects.filter(cycle=cycle, kind=MeetingKind.PLANNING_GROUP, cancelled_at=None).exists()
    ):
        yield Task(
            "meetings.call", _("Call the first meeting of the planning group"), _address(cycle, "circle:group")
        )


def _address(cycle: Cycle, name: str) -> str:
    return f"{reverse(name, args=[cycle.unit.slug])}?cycle={cycle.first_year}"
