"""Reads of the cycle, as plain data for pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from ortaq.ground.cycle.models import Cycle, Step
from ortaq.ground.cycle.template import step as template_of
from ortaq.ground.cycle.windows import binding_steps
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Unit


@dataclass(frozen=True)
class StepLine:
    """A step as the way shows it: `state` is `past`, `now` or `future`; `page` names where its work is done."""

    id: UUID
    number: int
    key: str
    page: str
    name: str
    purpose: str
    lead: str
    state: str
    opens_on: datetime.date
    closes_on: datetime.date
    days_left: int
    note: str


@dataclass(frozen=True)
class Way:
    """A cycle's way: its steps, those open now, and the next one."""

    first_year: int
    last_year: int
    is_closed: bool
    steps: list[StepLine]

    @property
    def open_steps(self) -> list[StepLine]:
        """The steps that are open now, in order."""
        return [step for step in self.steps if step.state == "now"]

    @property
    def next_step(self) -> StepLine | None:
        """The first step that has not begun."""
        return next((step for step in self.steps if step.state == "future"), None)


def way(*, cycle: Cycle, language: str, today: datetime.date) -> Way:
    """Return the way of a cycle on a day, worded in a language. One query."""
    steps = [_line(step, language, today) for step in cycle.steps.order_by("number")]
    return Way(cycle.first_year, cycle.last_year, cycle.closed_at is not None, steps)


def _line(step: Step, language: str, today: datetime.date) -> StepLine:
    template = template_of(step.key)
    ends_on = step.closes_on if step.closed_on is None else min(step.closes_on, step.closed_on)
    return StepLine(
        id=step.id,
        number=step.number,
        key=step.key,
        page=template.page,
        name=template.name[language],
        purpose=template.purpose[language],
        lead=str(Role(step.lead).label),
        state="now" if step.is_open(today) else "future" if today < step.opens_on else "past",
        opens_on=step.opens_on,
        closes_on=ends_on,
        days_left=max(0, (ends_on - today).days),
        note=step.note,
    )


def opening(*, cycle: Cycle, action: str, language: str, today: datetime.date) -> StepLine | None:
    """Return the step that opens an action next (or the last one that did), for a page that is closed now."""
    lines = [_line(step, language, today) for step in binding_steps(cycle, action)]
    ahead = [line for line in lines if line.state != "past"]
    return next(iter(ahead or reversed(lines)), None)


def cycles_of(unit: Unit) -> list[Cycle]:
    """Return a unit's cycles, the latest first."""
    return list(unit.cycles.order_by("-first_year"))


def step_by_key(cycle: Cycle, key: str) -> Step | None:
    """Return a cycle's step, or None."""
    return cycle.steps.filter(key=key).select_related("cycle__unit").first()
