"""Pages of needs that everybody reads."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, page_number, show
from ortaq.ground.places.selectors import settlement_names
from ortaq.stages.needs import selectors
from ortaq.stages.needs.forms.searching import FilterForm
from ortaq.stages.needs.pages.found import cycle_of, need_of, problem_of
from ortaq.stages.needs.rules import is_readable
from ortaq.stages.needs.voices import voices as count_voices


@page("needs.read")
def home(request: UnitRequest) -> HttpResponse:
    """What people need: the list, searched and narrowed."""
    if request.cycle is None:
        return show(request, "needs/home.html", cycle=None)
    today = clock.today()
    names = settlement_names(request.unit)
    form = FilterForm(request.GET, names=names)
    filters = form.asked()
    return show(
        request,
        "needs/home.html",
        cycle=request.cycle,
        filter_form=form,
        filters=filters,
        found=selectors.list_needs(
            cycle=request.cycle, filters=filters, page=page_number(request), today=today, names=names
        ),
        waiting=selectors.waiting(cycle=request.cycle, today=today)
        if allowed(request, "needs.read_received")
        else None,
        can_speak=may(request, "needs.submit"),
        can_help=may(request, "needs.submit_for_person"),
        can_import=may(request, "needs.import"),
    )


@page("needs.read")
def voices(request: UnitRequest) -> HttpResponse:
    """Who has been heard: needs by place, group, channel and theme."""
    cycle = cycle_of(request)
    heard = count_voices(cycle=cycle)
    return show(
        request,
        "needs/voices.html",
        cycle=cycle,
        voices=heard,
        places=[(name.in_language(language()), count) for name, count in heard.by_settlement],
    )


@page("needs.read")
def need(request: UnitRequest, number: int) -> HttpResponse:
    """One need: what was said, and what became of it."""
    found = need_of(request, number)
    shown = selectors.need_page(
        need=found,
        language=language(),
        today=clock.today(),
        for_office=allowed(request, "needs.read_received"),
    )
    return show(
        request,
        "needs/need.html",
        need=shown,
        can_moderate=allowed(request, "needs.moderate"),
        can_answer=allowed(request, "needs.answer") and shown.state == "published",
        can_translate=allowed(request, "needs.translate"),
        can_part=may(request, "needs.merge") and shown.problem is not None,
    )


@page("needs.read")
def need_map(request: UnitRequest, number: int) -> HttpResponse:
    """The settlements and the place of one need as GeoJSON, for whoever may read the need."""
    found = selectors.need_by_number(request.unit, number)
    if found is None or not (is_readable(found) or allowed(request, "needs.read_received")):
        raise Http404
    return JsonResponse(selectors.marked_map(request.unit, marked=selectors.mark_of(found), language=language()))


@page("needs.read")
def problems(request: UnitRequest) -> HttpResponse:
    """The problems that needs were merged into, those that most people named first."""
    return show(
        request,
        "needs/problems.html",
        cycle=request.cycle,
        problems=selectors.list_problems(cycle=request.cycle) if request.cycle else [],
        trees=selectors.trees_of(request.cycle) if request.cycle else (),
        can_merge=may(request, "needs.merge"),
    )


@page("needs.read")
def problem(request: UnitRequest, number: int) -> HttpResponse:
    """One problem: who says so, and what became of it."""
    found = problem_of(request, number)
    shown = selectors.problem_page(
        problem=found,
        language=language(),
        today=clock.today(),
        for_office=allowed(request, "needs.read_received"),
    )
    return show(
        request,
        "needs/problem.html",
        problem=shown,
        place=selectors.place_in_tree(found),
        can_merge=may(request, "needs.merge"),
        can_link=may(request, "needs.link_problem"),
        can_answer=allowed(request, "needs.answer"),
        can_draft=may(request, "projects.draft"),
    )


@page("needs.read")
def problem_map(request: UnitRequest, number: int) -> HttpResponse:
    """The settlements and the places of a problem's needs as GeoJSON."""
    found = problem_of(request, number)
    return JsonResponse(selectors.marked_map(request.unit, marked=selectors.marks_of(found), language=language()))
