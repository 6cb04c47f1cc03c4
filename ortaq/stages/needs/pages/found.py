"""What an address names: the cycle, the need, the problem, and the way back to their pages."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.pages import UnitRequest, allowed, language
from ortaq.stages.needs import selectors
from ortaq.stages.needs.models import Need, Problem
from ortaq.stages.needs.rules import is_readable


def cycle_of(request: UnitRequest) -> Cycle:
    """Return the cycle of the page. Raises `Http404` where the unit has none."""
    if request.cycle is None:
        raise Http404
    return request.cycle


def need_of(request: UnitRequest, number: int) -> Need:
    """Return the need with this number; the page is about its cycle. Raises `Http404`."""
    need = selectors.need_by_number(request.unit, number)
    if need is None:
        raise Http404
    request.cycle = need.cycle
    return need


def shown_need(request: UnitRequest, need: Need) -> selectors.NeedPage:
    """Return the need as this reader may see it. Raises `PermissionDenied` if that is not at all."""
    for_office = allowed(request, "needs.read_received")
    if not (for_office or is_readable(need)):
        raise PermissionDenied
    return selectors.need_page(need=need, language=language(), today=clock.today(), for_office=for_office)


def problem_of(request: UnitRequest, number: int) -> Problem:
    """Return the problem with this number; the page is about its cycle. Raises `Http404`."""
    problem = selectors.problem_by_number(request.unit, number)
    if problem is None:
        raise Http404
    request.cycle = problem.cycle
    return problem


def to_need(need: Need) -> HttpResponse:
    """Send the reader to the page of the need."""
    return redirect("needs:need", unit=need.unit.slug, number=need.number)


def to_problem(problem: Problem) -> HttpResponse:
    """Send the reader to the page of the problem."""
    return redirect("needs:problem", unit=problem.unit.slug, number=problem.number)
