"""Pages of needs for the office: reading, sorting, merging, answering, and taking in what others wrote."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.files.models import StoredFile
from ortaq.ground.forms import ObjectionForm
from ortaq.ground.moderation import TO_A_NEED, PublicState
from ortaq.ground.pages import UnitRequest, actor_of, allowed, language, page, page_number, perform, show
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.forms import (
    AnswerForm,
    FilterForm,
    HelperNeedForm,
    MergeForm,
    PartForm,
    ProblemForm,
    PublishForm,
    SheetForm,
    TranslateForm,
)
from ortaq.stages.needs.models import Need, Problem
from ortaq.stages.needs.rules import is_readable
from ortaq.stages.needs.sheet import read_needs

SHOWN_IN_CHOICE = 160
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
        data = form.cleaned_data
        channel = Channel(data["channel"])
        need = perform(
            request,
            form,
            actions.submit_need_for_person,
            by=request.actor.through(channel, BEHALF[channel]),
            cycle=cycle,
            settlement=data["settlement"],
            text=data["text"],
            language=data["language"],
            theme=data["theme"],
            group=data["group"],
            meeting=data["meeting"] if channel is Channel.MEETING else None,
            photo=data["photo"],
            phone=data["phone"],
        )
        if need:
            messages.success(request, _("Recorded as need № %(number)s.") % {"number": need.number})
            return redirect(reverse("needs:submit_for_person", args=[request.unit.slug]))
    return show(request, "needs/submit_for_person.html", form=form)


@page("needs.import")
def import_sheet(request: UnitRequest) -> HttpResponse:
    """Take in a spreadsheet of needs."""
    cycle = _cycle(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            sheet = read_needs(upload=data["file"], unit=request.unit, language=data["language"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            made = perform(
                request,
                form,
                actions.import_needs,
                by=request.actor.through(Channel.SHEET, Behalf.OFFICE),
                cycle=cycle,
                sheet=sheet,
            )
            if made:
                return redirect("needs:imported", unit=request.unit.slug, id=made.pk)
    return show(request, "needs/import.html", form=form)


@page("needs.import")
def imported(request: UnitRequest, id: UUID) -> HttpResponse:
    """What became of every row of a spreadsheet."""
    made = selectors.import_by_id(request.unit, id)
    if made is None:
        raise Http404
    return show(request, "needs/imported.html", report=selectors.import_page(made))


@page("needs.moderate")
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Publish a need under a theme."""
    need = _need(request, number)
    form = PublishForm(request.POST or None, initial={"theme": need.theme})
    if request.method == "POST" and form.is_valid():
        theme = form.cleaned_data["theme"]
        if perform(request, form, actions.publish_need, need=need, theme=theme):
            return _next_received(request, need)
    return show(request, "needs/publish.html", form=form, need=_shown(request, need))


@page("needs.moderate")
def refuse(request: UnitRequest, number: int) -> HttpResponse:
    """Keep a text from being published, with a reason."""
    need = _need(request, number)
    form = ObjectionForm(request.POST or None, offered=TO_A_NEED)
    if request.method == "POST" and form.is_valid():
        objection = form.cleaned_data["objection"]
        if perform(request, form, actions.refuse_need, need=need, objection=objection):
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
    known = need.text.ru if need.text.original == "kk" else need.text.kk
    form = TranslateForm(request.POST or None, initial={"translation": known})
    if request.method == "POST" and form.is_valid():
        translation = form.cleaned_data["translation"]
        if perform(request, form, actions.translate_need, need=need, translation=translation):
            return _to_need(need)
    return show(request, "needs/translate.html", form=form, need=shown)


@page("needs.answer")
def answer(request: UnitRequest, number: int) -> HttpResponse:
    """Answer one need."""
    need = _need(request, number)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, text = form.cleaned_data["kind"], form.bilingual("text")
        if perform(request, form, actions.answer_need, need=need, kind=kind, text=text):
            return _to_need(need)
    return show(request, "needs/answer.html", form=form, need=_shown(request, need))


@page("needs.answer")
def answer_problem(request: UnitRequest, number: int) -> HttpResponse:
    """Answer every need of a problem at once."""
    problem = _problem(request, number)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, text = form.cleaned_data["kind"], form.bilingual("text")
        if perform(request, form, actions.answer_problem, problem=problem, kind=kind, text=text):
            return redirect("needs:problem", unit=request.unit.slug, number=number)
    return show(request, "needs/answer.html", form=form, problem=problem)


@page("needs.merge")
def make_problem(request: UnitRequest) -> HttpResponse:
    """Make a problem of needs that say the same."""
    cycle = _cycle(request)
    form = ProblemForm(
        request.POST or None,
        numbers=_choices(request, cycle),
        initial={"theme": request.GET.get("theme", ""), "needs": request.GET.getlist("need")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = perform(
            request,
            form,
            actions.make_problem,
            cycle=cycle,
            title=form.bilingual("title"),
            description=form.bilingual("description"),
            theme=data["theme"],
            needs=selectors.needs_with_numbers(cycle=cycle, numbers=data["needs"]),
        )
        if made:
            return redirect("needs:problem", unit=request.unit.slug, number=made.number)
    return show(request, "needs/make_problem.html", form=form)


@page("needs.merge")
def merge(request: UnitRequest, number: int) -> HttpResponse:
    """Add needs to a problem."""
    problem = _problem(request, number)
    form = MergeForm(request.POST or None, numbers=_choices(request, problem.cycle))
    if request.method == "POST" and form.is_valid():
        needs = selectors.needs_with_numbers(cycle=problem.cycle, numbers=form.cleaned_data["needs"])
        if perform(request, form, actions.merge_needs, problem=problem, needs=needs):
            return redirect("needs:problem", unit=request.unit.slug, number=number)
    return show(request, "needs/merge.html", form=form, problem=problem)


@page("needs.merge")
def part(request: UnitRequest, number: int) -> HttpResponse:
    """Take a need out of its problem."""
    need = _need(request, number)
    form = PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if perform(request, form, actions.part_need, need=need, reason=reason):
            return _to_need(need)
    return show(request, "needs/part.html", form=form, need=_shown(request, need))


def _choices(request: UnitRequest, cycle: Cycle) -> list[tuple[int, str]]:
    filters = FilterForm(request.GET, cycle=cycle).asked()
    lines = selectors.mergeable(cycle=cycle, filters=filters, today=clock.today())
    return [
        (
            line.number,
            f"№ {line.number} · {line.settlement.in_language(language())} · "
            f"{line.text.in_language(language())[:SHOWN_IN_CHOICE]}",
        )
        for line in lines
    ]


def shows_photo(stored: StoredFile, request: HttpRequest) -> bool:
    """Whether a published need shows this photo, or the reader may read what is not published yet."""
    needs = Need.objects.filter(photo=stored)
    reads_received = actor_of(request).may("needs.read_received", unit_id=stored.unit_id, on=clock.today())
    return (needs if reads_received else needs.filter(state=PublicState.PUBLISHED)).exists()
