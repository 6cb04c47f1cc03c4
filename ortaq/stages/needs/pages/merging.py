"""Pages on which needs that say the same become one problem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.pages import UnitRequest, carry_out, language, page, show
from ortaq.ground.places.selectors import settlement_names
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.forms.merging import MergeForm, PartForm, ProblemForm
from ortaq.stages.needs.forms.searching import NeedSearchForm
from ortaq.stages.needs.pages.found import cycle_of, need_of, shown_need, to_need, to_problem

SHOWN_IN_CHOICE = 160
MOST_PAGES = 25
"""So many times the usual number of needs stand on one page at most: a thousand."""
NUMBER = re.compile(r"[0-9]{1,9}")


@page("needs.merge")
def make_problem(request: UnitRequest) -> HttpResponse:
    """Make a problem of needs that say the same."""
    cycle = cycle_of(request)
    first = {"theme": request.GET.get("theme", ""), "needs": request.GET.getlist("need")}
    ticked = _ticked(request, first["needs"])
    search, offered = _offered(request, cycle, like="", ticked=ticked)
    form = _form_of_needs(request, ProblemForm, cycle=cycle, offered=offered, first=first)
    if made := carry_out(request, form, actions.make_problem, cycle=cycle):
        return to_problem(made)
    return show(request, "needs/make_problem.html", form=form, search=search, offered=offered)


@page("needs.merge")
def merge(request: UnitRequest, number: int) -> HttpResponse:
    """Add needs to a problem."""
    known = selectors.problem_and_said(request.unit, number)
    if known is None:
        raise Http404
    problem, said = known
    request.cycle = problem.cycle
    search, offered = _offered(request, problem.cycle, like=said, ticked=_ticked(request))
    form = _form_of_needs(request, MergeForm, cycle=problem.cycle, offered=offered, first={})
    if carry_out(request, form, actions.merge_needs, problem=problem):
        return to_problem(problem)
    return show(request, "needs/merge.html", form=form, problem=problem, search=search, offered=offered)


@page("needs.merge")
def part(request: UnitRequest, number: int) -> HttpResponse:
    """Take a need out of its problem."""
    need = need_of(request, number)
    form = PartForm(request.POST or None)
    if carry_out(request, form, actions.part_need, need=need):
        return to_need(need)
    return show(request, "needs/part.html", form=form, need=shown_need(request, need))


def _form_of_needs(
    request: UnitRequest,
    kind: type[MergeForm],
    *,
    cycle: Cycle,
    offered: selectors.Mergeable,
    first: dict[str, Any],
) -> MergeForm:
    """Return the form in which needs are chosen, at first with the values `first`.

    Its buttons of search are no deed: they show other needs and keep what was written and ticked.
    """
    is_search = "search" in request.POST
    if is_search:
        first = request.POST.dict() | {"needs": request.POST.getlist("needs")}
    numbers = [(line.number, _choice(line)) for line in offered.lines]
    return kind(None if is_search else request.POST or None, cycle=cycle, numbers=numbers, initial=first)


def _ticked(request: UnitRequest, first: Iterable[str] = ()) -> list[int]:
    written = request.POST.getlist("needs") or first
    return [int(number) for number in written if NUMBER.fullmatch(number)]


def _offered(
    request: UnitRequest, cycle: Cycle, *, like: str, ticked: list[int]
) -> tuple[NeedSearchForm, selectors.Mergeable]:
    """Return the form of search and the needs that it finds, with those ticked before."""
    names = settlement_names(request.unit)
    search = NeedSearchForm(request.POST or None, names=names, prefix="find")
    found = selectors.mergeable(
        cycle=cycle,
        filters=search.asked(),
        like=like,
        pages=_pages(request),
        chosen=ticked,
        today=clock.today(),
        names=names,
    )
    return search, found


def _pages(request: UnitRequest) -> int:
    """Return how many times the usual number of needs is asked for; a search begins anew with once."""
    asked = request.POST.get("search", "")
    return min(int(asked), MOST_PAGES) if NUMBER.fullmatch(asked) and int(asked) else 1


def _choice(line: selectors.NeedLine) -> str:
    said = line.text.in_language(language())[:SHOWN_IN_CHOICE]
    return f"№ {line.number} · {line.settlement.in_language(language())} · {said}"
