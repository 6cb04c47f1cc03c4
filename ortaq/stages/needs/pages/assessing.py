"""Pages of the situation: the SWOT analysis, and what a problem comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.selectors import opening
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, may, page, show, watched
from ortaq.ground.text import Text
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.forms.assessing import LinkForm, RemoveForm, SwotForm, statement_as_known
from ortaq.stages.needs.models import Problem, SwotStatement
from ortaq.stages.needs.pages.found import cycle_of, problem_of


@page("needs.read")
def swot(request: UnitRequest) -> HttpResponse:
    """Strengths, weaknesses, opportunities and threats, each with what it rests on."""
    cycle = request.cycle
    if cycle is None:
        return show(request, "needs/swot.html", cycle=None)
    can_assess, step = may(request, "needs.assess"), None
    if allowed(request, "needs.assess") and not can_assess:
        step = opening(cycle=cycle, action="needs.assess", language=language(), today=clock.today())
    lists = selectors.swot_of(cycle)
    return show(request, "needs/swot.html", cycle=cycle, lists=lists, can_assess=can_assess, step=step)


@page("needs.assess")
def write(request: UnitRequest) -> HttpResponse:
    """Write a statement."""
    cycle = cycle_of(request)
    form = SwotForm(request.POST or None, cycle=cycle)
    return _on_swot(request, form, actions.write_statement, _("Write a statement"), cycle=cycle)


@page("needs.assess")
def change(request: UnitRequest, id: UUID) -> HttpResponse:
    """Change a statement or what it rests on."""
    statement = _statement(request, id)
    form = watched(request, lambda sent: _form_of(_statement(request, id), sent))
    return _on_swot(request, form, actions.change_statement, _("Change the statement"), statement=statement)


@page("needs.assess")
def remove(request: UnitRequest, id: UUID) -> HttpResponse:
    """Take a statement off."""
    statement = _statement(request, id)
    form = RemoveForm(request.POST or None)
    heading = _("Take the statement off")
    return _on_swot(request, form, actions.remove_statement, heading, about=statement.text, statement=statement)


@page("needs.link_problem")
def link(request: UnitRequest, number: int) -> HttpResponse:
    """Say what a problem comes from."""
    problem = problem_of(request, number)

    def build(sent: QueryDict | None) -> LinkForm:
        return LinkForm(sent, problem=Problem.objects.select_related("cycle").get(pk=problem.pk))

    form = watched(request, build)
    if carry_out(request, form, actions.link_problem, problem=problem):
        return redirect("needs:problem", unit=request.unit.slug, number=number)
    return show(
        request,
        "needs/situate.html",
        form=form,
        heading=_("What the problem comes from"),
        button=_("Save"),
        about=problem.title,
        back=reverse("needs:problem", args=[request.unit.slug, number]),
        back_name=_("Problem № %(number)s") % {"number": number},
    )


def _statement(request: UnitRequest, id: UUID) -> SwotStatement:
    found = selectors.statement_by_id(request.unit, id)
    if found is None:
        raise Http404
    request.cycle = found.cycle
    return found


def _form_of(statement: SwotStatement, sent: Any) -> SwotForm:
    return SwotForm(sent, cycle=statement.cycle, initial=statement_as_known(statement))


def _on_swot(
    request: UnitRequest,
    form: DeedForm,
    act: Callable[..., SwotStatement],
    heading: str,
    *,
    about: Text | None = None,
    **given: SwotStatement | Cycle,
) -> HttpResponse:
    """Show a form of the analysis, or carry it out and return to the actions."""
    year = request.cycle.first_year if request.cycle else ""
    back = f"{reverse('needs:swot', args=[request.unit.slug])}?cycle={year}"
    if carry_out(request, form, act, **given):
        return redirect(back)
    named = {"heading": heading, "button": heading, "about": about, "back": back, "back_name": _("SWOT analysis")}
    return show(request, "needs/situate.html", form=form, **named)
