"""What a page of the plan is about: the cycle, its plan, a line, a version; none is 404."""

from __future__ import annotations

from django.http import Http404

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.selectors import StepLine, opening
from ortaq.ground.pages import UnitRequest, allowed, language
from ortaq.stages.plan import selectors
from ortaq.stages.plan.models import Plan, PlanLine, PlanVersion


def asked_cycle(request: UnitRequest) -> Cycle:
    """Return the cycle that the page is about."""
    if request.cycle is None:
        raise Http404
    return request.cycle


def asked_plan(request: UnitRequest) -> Plan:
    """Return the plan of the page's cycle."""
    plan = selectors.plan_of(asked_cycle(request))
    if plan is None:
        raise Http404
    return plan


def asked_line(plan: Plan, number: int) -> PlanLine:
    """Return a line of the draft, also one that was taken out."""
    line = plan.lines.select_related("plan__cycle", "goal", "project").filter(number=number).first()
    if line is None:
        raise Http404
    return line


def asked_version(request: UnitRequest, number: int) -> PlanVersion:
    """Return a version that the reader may see: a published one, or any for those who see the draft."""
    versions = asked_plan(request).versions.select_related("plan__cycle", "unit")
    found = versions.filter(number=number).first()
    if found is None or not (found.published_at or allowed(request, "plan.read_draft")):
        raise Http404
    return found


def opening_step(request: UnitRequest, action: str) -> StepLine | None:
    """Return the step that opens an action next, for a page on which it is closed now."""
    if request.cycle is None:
        return None
    return opening(cycle=request.cycle, action=action, language=language(), today=clock.today())
