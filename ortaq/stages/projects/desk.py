"""Pages on which the team writes a project sheet, one part on each, sends it for review and reviews it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.ground import clock
from ortaq.ground.cycle.selectors import StepLine, opening
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, perform, show, watched
from ortaq.ground.places.selectors import settlements_of
from ortaq.stages.needs.models import Problem
from ortaq.stages.projects import actions, rules, selectors
from ortaq.stages.projects.addresses import project_url
from ortaq.stages.projects.forms import (
    BasicsForm,
    CareForm,
    DraftForm,
    IndicatorForm,
    PartForm,
    ProblemsForm,
    ReviewForm,
    UpkeepForm,
    WithdrawForm,
    project_choices,
)
from ortaq.stages.projects.grids import SERVED_COLUMNS, CostsForm, ServedForm
from ortaq.stages.projects.models import Project, Verdict
from ortaq.stages.projects.pages import readable, shown_parts


@page("projects.draft")
def draft(request: UnitRequest) -> HttpResponse:
    """Begin a sheet from problems, or copy an earlier one."""
    cycle = request.cycle
    if cycle is None:
        raise Http404
    if not may(request, "projects.draft"):
        return _closed(request)
    earlier = selectors.earlier_projects(request.unit)
    form = DraftForm(
        request.POST or None,
        problems=_problem_choices(request),
        earlier=project_choices(earlier, language()),
        initial={"problems": request.GET.getlist("problem"), "earlier": request.GET.get("earlier", "")},
    )
    if request.method == "POST" and form.is_valid():
        copied = form.cleaned_data.get("earlier")
        made = perform(
            request,
            form,
            actions.draft_project,
            cycle=cycle,
            problems=_problems(request, form),
            title=form.bilingual("title"),
            earlier=next((one for one in earlier if str(one.number) == copied), None),
        )
        if made:
            return redirect(project_url(made, "sheet"))
    return show(request, "projects/draft.html", cycle=cycle, form=form)


@page("projects.read_drafts")
def sheet(request: UnitRequest, number: int) -> HttpResponse:
    """The sheet with its parts, what is still missing, and what can be done with it now."""
    found = readable(request, number)
    gaps = rules.missing(found)
    parts = _part_names()
    return show(
        request,
        "projects/sheet.html",
        cycle=found.cycle,
        project=selectors.project_page(project=found, language=language(), for_office=True),
        parts=[(label, project_url(found, name), _gaps_of(name, gaps)) for name, label in parts.items()],
        missing=[(gap.sentence, _place_of(found, gap)) for gap in gaps],
        excesses=_excesses(found),
        form=DeedForm(),
        may_change=may(request, "projects.draft") and rules.may_change(found),
        may_submit=may(request, "projects.submit") and rules.may_change(found) and not gaps,
        may_review=may(request, "projects.review") and rules.is_reviewable(found),
        may_copy=may(request, "projects.draft"),
        may_withdraw=allowed(request, "projects.withdraw") and found.state != "withdrawn",
        step=_step(request) if rules.may_change(found) and not may(request, "projects.draft") else None,
    )


@page("projects.draft")
def problems(request: UnitRequest, number: int) -> HttpResponse:
    """Which problems the project answers."""
    found = readable(request, number)

    def build(sent: QueryDict | None) -> ProblemsForm:
        answered = [str(one) for one in found.problems.order_by("number").values_list("number", flat=True)]
        return ProblemsForm(sent, problems=_problem_choices(request, found), initial={"problems": answered})

    form = watched(request, build)
    return _edit(
        request, found, "problems", form, lambda: (actions.set_problems, {"problems": _problems(request, form)})
    )


@page("projects.draft")
def basics(request: UnitRequest, number: int) -> HttpResponse:
    """What will be done, where, and who answers for it."""
    settlements = [(str(one.pk), one.name.in_language(language())) for one in settlements_of(request.unit)]
    return _edit_part(request, number, "basics", BasicsForm, settlements=settlements)


@page("projects.draft")
def upkeep(request: UnitRequest, number: int) -> HttpResponse:
    """What a year costs afterwards, and who pays."""
    return _edit_part(request, number, "upkeep", UpkeepForm)


@page("projects.draft")
def indicator(request: UnitRequest, number: int) -> HttpResponse:
    """How everybody will know that it worked."""
    return _edit_part(request, number, "indicator", IndicatorForm)


@page("projects.draft")
def care(request: UnitRequest, number: int) -> HttpResponse:
    """What may go wrong, and for whom."""
    return _edit_part(request, number, "care", CareForm)


@page("projects.draft")
def costs(request: UnitRequest, number: int) -> HttpResponse:
    """What it costs, by year and source."""
    found = readable(request, number)
    form = watched(request, lambda sent: CostsForm(sent, years=found.cycle.years, costs=found.costs.all()))
    return _edit(request, found, "costs", form, lambda: (actions.set_costs, {"costs": form.costs()}))


@page("projects.draft")
def people(request: UnitRequest, number: int) -> HttpResponse:
    """How many people of each settlement it serves."""
    found = readable(request, number)
    settlements = settlements_of(request.unit)

    def build(sent: QueryDict | None) -> ServedForm:
        served = found.beneficiaries.all()
        return ServedForm(sent, settlements=settlements, served=served, language=language())

    form = watched(request, build)
    return _edit(request, found, "people", form, lambda: (actions.set_beneficiaries, {"served": form.served()}))


@page("projects.submit")
def submit(request: UnitRequest, number: int) -> HttpResponse:
    """Send the sheet for review."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = readable(request, number)
    form = DeedForm(request.POST)
    if form.is_valid() and perform(request, form, actions.submit_project, project=found):
        messages.success(request, _("The sheet is sent for review. Everybody can read it now."))
        return redirect(project_url(found))
    for sentence in form.non_field_errors():
        messages.error(request, str(sentence))
    return redirect(project_url(found, "sheet"))


@page("projects.review")
def review(request: UnitRequest, number: int) -> HttpResponse:
    """Say whether the project can be done, and why."""
    found = readable(request, number)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verdict, reasons = Verdict(form.cleaned_data["verdict"]), form.bilingual("reasons")
        if perform(request, form, actions.review_project, project=found, verdict=verdict, reasons=reasons):
            messages.success(request, _("The review is published with its reasons."))
            return redirect(project_url(found))
    return show(
        request,
        "projects/review.html",
        cycle=found.cycle,
        **shown_parts(found, for_office=True),
        excesses=_excesses(found),
        form=form,
        is_reviewable=rules.is_reviewable(found),
        may_review=rules.may_review(found, request.actor.account),
        step=None if may(request, "projects.review") else _step(request, "projects.review"),
    )


@page("projects.withdraw")
def withdraw(request: UnitRequest, number: int) -> HttpResponse:
    """Take the project back with a reason."""
    found = readable(request, number)
    form = WithdrawForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and perform(request, form, actions.withdraw_project, project=found, reason=form.bilingual("reason")):
        messages.success(request, _("The project is withdrawn."))
        return redirect(project_url(found))
    return show(request, "projects/withdraw.html", cycle=found.cycle, form=form, **_named(found))


def _part_names() -> dict[str, str]:
    return {
        "problems": _("Why: the problems it answers"),
        "basics": _("What, where and who answers for it"),
        "costs": _("Costs by year and source"),
        "upkeep": _("Upkeep and who pays it"),
        "people": _("Whom it serves"),
        "indicator": _("How we will know"),
        "care": _("Risks and who may lose"),
    }


def _edit_part(request: UnitRequest, number: int, name: str, kind: type[PartForm], **options: Any) -> HttpResponse:
    found = readable(request, number)

    def build(sent: QueryDict | None) -> PartForm:
        return kind(sent, now=selectors.part_of(readable(request, number), kind.part), **options)

    form = watched(request, build)
    return _edit(request, found, name, form, lambda: (actions.change_project, {"part": form.as_part()}))


def _edit(
    request: UnitRequest,
    found: Project,
    name: str,
    form: DeedForm,
    deed: Callable[[], tuple[Callable[..., Project], dict[str, Any]]],
) -> HttpResponse:
    """Show one part of the sheet, or save it and go back to the sheet."""
    if not may(request, "projects.draft"):
        return _closed(request)
    if request.method == "POST" and form.is_valid():
        act, given = deed()
        if perform(request, form, act, project=found, **given):
            messages.success(request, _saved(found))
            return redirect(project_url(found, "sheet"))
    parts = _part_names()
    return show(
        request,
        "projects/part.html",
        cycle=found.cycle,
        form=form,
        heading=parts[name],
        place=list(parts).index(name) + 1,
        places=len(parts),
        may_change=rules.may_change(found),
        **_named(found),
    )


def _saved(project: Project) -> str:
    gaps = len(rules.missing(project))
    if not gaps:
        return _("Saved. The sheet is whole and can be sent for review.")
    sentence = ngettext(
        "Saved. %(count)s thing is still missing.", "Saved. %(count)s things are still missing.", gaps
    )
    return sentence % {"count": gaps}


def _closed(request: UnitRequest) -> HttpResponse:
    return show(request, "projects/closed.html", cycle=request.cycle, step=_step(request))


def _step(request: UnitRequest, action: str = "projects.draft") -> StepLine | None:
    if request.cycle is None:
        return None
    return opening(cycle=request.cycle, action=action, language=language(), today=clock.today())


def _named(project: Project) -> dict[str, Any]:
    return {"number": project.number, "title": project.title, "sheet_url": project_url(project, "sheet")}


def _excesses(project: Project) -> list[tuple[selectors.Excess, str]]:
    return [(excess, str(SERVED_COLUMNS[excess.column])) for excess in selectors.over_population(project)]


def _gaps_of(name: str, gaps: list[rules.Missing]) -> int:
    return sum(gap.part == name for gap in gaps)


def _place_of(project: Project, gap: rules.Missing) -> str:
    return project_url(project, gap.part) + (f"#id_{gap.field}" if gap.field else "")


def _problem_choices(request: UnitRequest, project: Project | None = None) -> list[tuple[str, str]]:
    lines = selectors.answerable_problems(request.cycle, project=project) if request.cycle else []
    return [
        (
            str(line.number),
            ngettext("%(title)s (%(count)s need)", "%(title)s (%(count)s needs)", line.needs)
            % {"title": line.title.in_language(language()), "count": line.needs},
        )
        for line in lines
    ]


def _problems(request: UnitRequest, form: DeedForm) -> list[Problem]:
    numbers = form.cleaned_data["problems"]
    return list(Problem.objects.filter(unit=request.unit, number__in=numbers).order_by("number"))
