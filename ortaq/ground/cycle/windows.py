"""What may be done now: an action bound to steps is open while one of those steps is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ortaq.ground.cycle.models import Cycle, Step
from ortaq.ground.cycle.template import steps_that_open


def binding_steps(cycle: Cycle, action: str) -> list[Step]:
    """Return the steps of the cycle that open this action, in order; none where it is not bound."""
    keys = steps_that_open(action)
    return list(cycle.steps.filter(key__in=keys).order_by("number")) if keys else []


def is_open(cycle: Cycle, action: str, *, on: datetime.date, steps: Sequence[Step] | None = None) -> bool:
    """Whether the action is open in the cycle on a day: not bound to a step, or one of its steps is open.

    `steps` are the cycle's steps where a page has read them already; an action reads them anew.
    """
    keys = steps_that_open(action)
    if not keys:
        return True
    binding = binding_steps(cycle, action) if steps is None else [step for step in steps if step.key in keys]
    return cycle.closed_at is None and any(step.is_open(on) for step in binding)
