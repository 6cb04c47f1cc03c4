"""Pages of needs for the office: reading, sorting, merging, answering, and taking in what others wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.models import StoredFile
from ortaq.ground.files.reports import report_of
from ortaq.ground.forms import ObjectionForm
from ortaq.ground.moderation import TO_A_NEED, PublicState
from ortaq.ground.pages import (
    UnitRequest,
    actor_of,
    allowed,
    carry_out,
    language,
    page,
    page_number,
    perform,
    show,
    watched,
)
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.ground.places.selectors import settlement_names
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.forms import (
    AnswerForm,
    HelperNeedForm,
    MergeForm,
    NeedSearchForm,
    PartForm,
    ProblemForm,
    PublishForm,
    SheetForm,
    TranslateForm,
)
from ortaq.stages.needs.models import Answer, Need, Problem
from ortaq.stages.needs.rules import is_readable
from ortaq.stages.needs.sheet import FAULTS

SHOWN_IN_CHOICE = 160
MOST_PAGES = 25
"""So many times the usual number of needs stand on one page at most: a thousand."""
NUMBER = re.compile(r"[0-9]{1,9}")
BEHALF = {Channel.HELPER: Behalf.PERSON, Channel.PAPER: Behalf.PERSON, Channel.MEETING: Behalf.MEETING}


def _cycle(request: UnitRequest) -> Cycle:
    if request.cycle is None:
        raise Http404
    return request.cycle


def _need(request: UnitRequest, number: int) -> Need:
    need = selectors.need_by_number(request.unit, number)
    if need is None:
        raise Http404
    request.cycle = need.cycle
    return need


def _problem(request: UnitRequest, number: int) -> Problem:
    problem = selectors.problem_by_number(request.unit, number)
    if problem is None:
        raise Http404
    request.cycle = problem.cycle
    return problem


def _to_need(need: Need) -> HttpResponse:
    return redirect("needs:need", unit=need.unit.slug, number=need.number)


def _to_problem(problem: Problem) -> HttpResponse:
    return redirect("needs:problem", unit=problem.unit.slug, number=problem.number)


@page("needs.read_received")
def received(request: UnitRequest) -> HttpResponse:
    """What waits for a moderator, the oldest first."""
    found = selectors.received(cycle=_cycle(request), page=page_number(request), today=clock.today())
    return show(request, "needs/received.html", cycle=request.cycle, found=found)


@page("needs.submit_for_person")
def submit_for_person(request: UnitRequest) -> HttpResponse:
    """A helper types what a person, a paper form or a meeting says."""
    cycle = _cycle(request)
    initial = {"channel": Channel.HELPER, "language": "ru" if language() == "ru" else "kk"}
    form = HelperNeedForm(request.POST or None, request.FILES or None, cycle=cycle, initial=initial)
    if request.method == "POST" and form.is_valid():
        channel = form.cleaned_data["channel"]
        by = request.actor.through(channel, BEHALF[channel])
        need = perform(request, form, actions.submit_need_for_person, by=by, cycle=cycle, **form.given())
        if need:
            messages.success(request, _("Recorded as need № %(number)s.") % {"number": need.number})
            return redirect(reverse("needs:submit_for_person", args=[request.unit.slug]))
    return show(request, "needs/submit_for_person.html", form=form)


@page("needs.import")
def import_sheet(request: UnitRequest) -> HttpResponse:
    """Take in a spreadsheet of needs."""
    cycle = _cycle(request)
    form = SheetForm(request.POST or None, request.FILES or None, unit=request.unit)
    by = request.actor.through(Channel.SHEET, Behalf.OFFICE)
    if made := carry_out(request, form, actions.import_needs, by=by, cycle=cycle):
        return redirect("needs:imported", unit=request.unit.slug, id=made.pk)
    return show(request, "needs/import.html", form=form)


@page("needs.import")
def imported(request: UnitRequest, id: UUID) -> HttpResponse:
    """What became of every row of a spreadsheet."""
    made = selectors.import_by_id(request.unit, id)
    if made is None:
        raise Http404
    return show(request, "needs/imported.html", report=report_of(made, unit=request.unit, reasons=FAULTS))


@page("needs.moderate")
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Publish a need under a theme."""
    need = _need(request, number)
    form = PublishForm(request.POST or None, initial={"theme": need.theme})
    if carry_out(request, form, actions.publish_need, need=need):
        return _next_received(request, need)
    return show(request, "needs/publish.html", form=form, need=_shown(request, need))


@page("needs.moderate")
def refuse(request: UnitRequest, number: int) -> HttpResponse:
    """Keep a text from being published, with a reason."""
    need = _need(request, number)
    form = ObjectionForm(request.POST or None, offered=TO_A_NEED)
    if carry_out(request, form, actions.refuse_need, need=need):
        return _next_received(request, need)
    return show(request, "needs/refuse.html", form=form, need=_shown(request, need))


def _next_received(request: UnitRequest, need: Need) -> HttpResponse:
    address = reverse("needs:received", args=[request.unit.slug])
    return redirect(f"{address}?cycle={need.cycle.first_year}")


def _shown(request: UnitRequest, need: Need) -> selectors.NeedPage:
    for_office = allowed(request, "needs.read_received")
    if not (for_office or is_readable(need)):
        raise PermissionDenied
    return selectors.need_page(need=need, language=language(), today=clock.today(), for_office=for_office)


@page("needs.translate")
def translate(request: UnitRequest, number: int) -> HttpResponse:
    """Add a checked translation."""
    need = _need(request, number)
    shown = _shown(request, need)

    def build(sent: QueryDict | None) -> TranslateForm:
        stands = _need(request, number).text
        known = stands.ru if stands.original == "kk" else stands.kk
        return TranslateForm(sent, initial={"translation": known})

    form = watched(request, build)
    if carry_out(request, form, actions.translate_need, need=need):
        return _to_need(need)
    return show(request, "needs/translate.html", form=form, need=shown)


@page("needs.answer")
def answer(request: UnitRequest, number: int) -> HttpResponse:
    """Answer one need."""
    need = _need(request, number)
    answers = Answer.objects.filter(need=need)
    form = watched(request, lambda sent: AnswerForm(sent, answers=answers.all()))
    if carry_out(request, form, actions.answer_need, need=need):
        return _to_need(need)
    return show(request, "needs/answer.html", form=form, need=_shown(request, need))


@page("needs.answer")
def answer_problem(request: UnitRequest, number: int) -> HttpResponse:
    """Answer every need of a problem at once."""
    problem = _problem(request, number)
    answers = Answer.objects.filter(need__problem=problem)
    form = watched(request, lambda sent: AnswerForm(sent, answers=answers.all()))
    if carry_out(request, form, actions.answer_problem, problem=problem):
        return _to_problem(problem)
    return show(request, "needs/answer.html", form=form, problem=problem)


@page("needs.merge")
def make_problem(request: UnitRequest) -> HttpResponse:
    """Make a problem of needs that say the same."""
    cycle = _cycle(request)
    first = {"theme": request.GET.get("theme", ""), "needs": request.GET.getlist("need")}
    ticked = _ticked(request, first["needs"])
    search, offered = _offered(request, cycle, like="", ticked=ticked)
    form = _form_of_needs(request, ProblemForm, cycle=cycle, offered=offered, first=first)
    if made := carry_out(request, form, actions.make_problem, cycle=cycle):
        return _to_problem(made)
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
        return _to_problem(problem)
    return show(request, "needs/merge.html", form=form, problem=problem, search=search, offered=offered)


@page("needs.merge")
def part(request: UnitRequest, number: int) -> HttpResponse:
    """Take a need out of its problem."""
    need = _need(request, number)
    form = PartForm(request.POST or None)
    if carry_out(request, form, actions.part_need, need=need):
        return _to_need(need)
    return show(request, "needs/part.html", form=form, need=_shown(request, need))


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


def shows_photo(stored: StoredFile, request: HttpRequest) -> bool:
    """Whether a published need shows this photo, or the reader may read what is not published yet."""
    needs = Need.objects.filter(photo=stored)
    reads_received = actor_of(request).may("needs.read_received", unit_id=stored.unit_id, on=clock.today())
    return (needs if reads_received else needs.filter(state=PublicState.PUBLISHED)).exists()
