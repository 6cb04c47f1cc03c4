"""Pages of the cycle: the way is the front door of a unit."""

from __future__ import annotations

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from ortaq.ground import clock, todo
from ortaq.ground.cycle import actions, selectors
from ortaq.ground.cycle.forms import ReasonForm, StartCycleForm, StepForm
from ortaq.ground.cycle.models import Cycle, Step
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, may, page, perform, show, watched
from ortaq.ground.people.roles import Role

OFFICE_ROLES = {Role.AKIM, Role.PLANNER, Role.CLERK, Role.MODERATOR}


@page("cycle.read")
def way(request: UnitRequest) -> HttpResponse:
    """Where the planning is, what comes next, and what the reader can do now."""
    cycle, today = request.cycle, clock.today()
    roles = request.actor.roles(request.unit.id, today)
    found = selectors.way(cycle=cycle, language=language(), today=today) if cycle else None
    return show(
        request,
        "cycle/way.html",
        cycle=cycle,
        way=found,
        road=_road(request, found) if found else [],
        cycles=selectors.cycles_of(request.unit),
        tasks=todo.tasks(cycle=cycle, today=today, may=lambda action: allowed(request, action)) if cycle else [],
        in_office=bool(roles & OFFICE_ROLES),
        can_speak=bool(cycle) and may(request, "needs.submit"),
        can_vote=bool(cycle) and may(request, "vote.cast") and _votes(request, cycle),
        may_start=allowed(request, "cycle.start"),
    )


def _votes(request: UnitRequest, cycle: Cycle | None) -> bool:
    return cycle is not None and getattr(cycle, "vote", None) is not None and cycle.vote.state == "open"


def _road(request: UnitRequest, found: selectors.Way) -> list[tuple[int, str, str, str]]:
    return [(step.number, step.name, step.state, _address(request, found, step)) for step in found.steps]


def _address(request: UnitRequest, found: selectors.Way, step: selectors.StepLine) -> str:
    """Return where a step leads: to the page on which its work is done, or to its dates."""
    year = f"?cycle={found.first_year}"
    if step.page:
        return reverse(step.page, args=[request.unit.slug]) + year
    return f"{reverse('cycle:steps', args=[request.unit.slug])}{year}#{step.key}"


@page("cycle.read")
def steps(request: UnitRequest) -> HttpResponse:
    """All twelve steps with their dates, who leads them and why dates changed."""
    if request.cycle is None:
        raise Http404
    found = selectors.way(cycle=request.cycle, language=language(), today=clock.today())
    return show(
        request,
        "cycle/steps.html",
        cycle=request.cycle,
        way=found,
        may_change=allowed(request, "cycle.reschedule_step"),
        may_close=may(request, "cycle.close"),
    )


@page("cycle.start")
def start(request: UnitRequest) -> HttpResponse:
    """Start a cycle."""
    year = clock.today().year
    form = StartCycleForm(
        request.POST or None,
        initial={"first_year": year + 1, "last_year": year + 3, "starts_on": clock.today()},
    )
    if made := carry_out(request, form, actions.start_cycle, unit=request.unit):
        return redirect(_steps_of(made))
    return show(request, "cycle/start.html", form=form)


@page("cycle.reschedule_step")
def reschedule(request: UnitRequest, key: str) -> HttpResponse:
    """Change a step's dates."""
    step = _step(request, key)

    def build(sent: QueryDict | None) -> StepForm:
        stands = _step(request, key)
        return StepForm(sent, initial={"opens_on": stands.opens_on, "closes_on": stands.closes_on})

    form = watched(request, build)
    if carry_out(request, form, actions.reschedule_step, step=step):
        return redirect(f"{_steps_of(step.cycle)}#{step.key}")
    return show(request, "cycle/step_form.html", form=form, step=_shown(step))


@page("cycle.close_step")
def close_step(request: UnitRequest, key: str) -> HttpResponse:
    """Close a step before its last day."""
    step = _step(request, key)
    form = ReasonForm(request.POST or None)
    if carry_out(request, form, actions.close_step, step=step):
        return redirect(f"{_steps_of(step.cycle)}#{step.key}")
    return show(request, "cycle/step_form.html", form=form, step=_shown(step), closing=True)


@page("cycle.close")
def close(request: UnitRequest) -> HttpResponse:
    """Close the cycle after its review."""
    if request.cycle is None:
        raise Http404
    if request.method == "POST":
        perform(request, None, actions.close_cycle, cycle=request.cycle)
    return redirect(_steps_of(request.cycle))


def _step(request: UnitRequest, key: str) -> Step:
    step = selectors.step_by_key(request.cycle, key) if request.cycle else None
    if step is None:
        raise Http404
    return step


def _shown(step: Step) -> selectors.StepLine:
    found = selectors.way(cycle=step.cycle, language=language(), today=clock.today())
    return next(line for line in found.steps if line.key == step.key)


def _steps_of(cycle: Cycle) -> str:
    """Return the address of the cycle's twelve steps."""
    return reverse("cycle:steps", args=[cycle.unit.slug]) + f"?cycle={cycle.first_year}"
