"""Writes of the cycle."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle, Step
from ortaq.ground.cycle.template import steps
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Unit

LONGEST_PLAN = 10


@action("cycle.start")
def start_cycle(
    *,
    by: Actor,
    unit: Unit,
    first_year: int,
    last_year: int,
    starts_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Cycle:
    """Start a planning cycle with the twelve steps of the template, whose dates can be adjusted afterwards."""
    if not first_year <= last_year < first_year + LONGEST_PLAN:
        raise Refused(
            _("The last year must not come before the first, and a plan covers ten years at most."),
            field="last_year",
        )
    if starts_on.year > first_year:
        raise Refused(_("Planning must start before the first year of the plan is over."), field="starts_on")
    if Cycle.objects.filter(unit=unit, first_year=first_year).exists():
        raise Refused(_("There is already a plan that begins in this year."), field="first_year")
    cycle = Cycle.objects.create(
        id=deed, unit=unit, first_year=first_year, last_year=last_year, starts_on=starts_on
    )
    Step.objects.bulk_create(_steps_of(cycle))
    return cycle


def _steps_of(cycle: Cycle) -> list[Step]:
    made = []
    for template in steps():
        opens_on, closes_on = template.window(
            starts_on=cycle.starts_on, first_year=cycle.first_year, last_year=cycle.last_year
        )
        made.append(
            Step(
                id=new_id(),
                cycle=cycle,
                number=template.number,
                key=template.key,
                lead=template.lead,
                opens_on=opens_on,
                closes_on=closes_on,
            )
        )
    return made


@action("cycle.reschedule_step")
def reschedule_step(
    *,
    by: Actor,
    step: Step,
    opens_on: datetime.date,
    closes_on: datetime.date,
    reason: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Step:
    """Change the dates of a step; an earlier closing is undone. The reason is public."""
    _require_running(step.cycle)
    if closes_on < opens_on:
        raise Refused(_("The last day must not come before the first."), field="closes_on")
    if not reason.strip():
        raise Refused(_("Say why the dates change: residents will read it."), field="reason")
    step.opens_on, step.closes_on, step.closed_on = opens_on, closes_on, None
    step.note = reason.strip()
    step.save()
    return step


@action("cycle.close_step")
def close_step(*, by: Actor, step: Step, reason: str, now: datetime.datetime, deed: UUID | None = None) -> Step:
    """Close a step before its last day; from the next day on it opens nothing."""
    _require_running(step.cycle)
    today = timezone.localdate(now)
    if not step.is_open(today):
        raise Refused(_("This step is not open, so it cannot be closed."))
    if not reason.strip():
        raise Refused(_("Say why the step closes early: residents will read it."), field="reason")
    step.closed_on = today
    step.note = reason.strip()
    step.save()
    return step


@action("cycle.close")
def close_cycle(*, by: Actor, cycle: Cycle, now: datetime.datetime, deed: UUID | None = None) -> Cycle:
    """Close a cycle: its record stays readable and none of its steps opens again.

    What no step opens goes on: a need without an answer can still be answered, a protocol signed.
    """
    _require_running(cycle)
    cycle.closed_at = now
    cycle.save()
    return cycle


def _require_running(cycle: Cycle) -> None:
    if cycle.closed_at is not None:
        raise Refused(_("This cycle is closed already."))
