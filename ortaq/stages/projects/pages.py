"""Pages of projects that everybody reads."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.selectors import StepLine, opening
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, page_number, show
from ortaq.ground.places.selectors import settlements_of
from ortaq.stages.projects import rules, selectors
from ortaq.stages.projects.addresses import page_url
from ortaq.stages.projects.figures import figures
from ortaq.stages.projects.forms import FilterForm
from ortaq.stages.projects.models import Project
from ortaq.stages.projects.selectors import Filters


@page("projects.read")
def home(request: UnitRequest) -> HttpResponse:
    """What could be done: the projects as cards."""
    cycle = request.cycle
    if cycle is None:
        return show(request, "projects/home.html", cycle=None)
    settlements = [(str(one.pk), one.name.in_language(language())) for one in settlements_of(request.unit)]
    form = FilterForm(request.GET, settlements=settlements)
    form.is_valid()
    filters = Filters(**{name: form.cleaned_data.get(name) or "" for name in form.fields})
    drafts = allowed(request, "projects.read_drafts")
    return show(
        request,
        "projects/home.html",
        cycle=cycle,
        filter_form=form,
        filters=filters,
        found=selectors.list_projects(cycle, filters=filters, drafts=drafts, page=page_number(request)),
        draft_url=page_url("draft", request.unit.slug, cycle.first_year),
        may_draft=allowed(request, "projects.draft"),
        is_open=may(request, "projects.draft"),
        step=opening(cycle=cycle, action="projects.draft", language=language(), today=clock.today()),
    )


@page("projects.read")
def project(request: UnitRequest, number: int) -> HttpResponse:
    """One project: what, why, for whom, for how much, and what became of it."""
    found = readable(request, number)
    return show(
        request,
        "projects/project.html",
        cycle=found.cycle,
        project_id=found.id,
        **shown_parts(found, for_office=allowed(request, "projects.read_drafts")),
        vote_step=_vote_step(found.cycle),
        may_open_sheet=allowed(request, "projects.read_drafts"),
        may_review=may(request, "projects.review") and rules.is_reviewable(found),
    )


def readable(request: UnitRequest, number: int) -> Project:
    """Return the project whose page is asked, and make its cycle the page's; a draft is the office's alone."""
    found = selectors.project_by_number(request.unit, number)
    if found is None or not (rules.is_public(found) or allowed(request, "projects.read_drafts")):
        raise Http404
    request.cycle = found.cycle
    return found


def shown_parts(found: Project, *, for_office: bool) -> dict[str, object]:
    """Return what the template of a sheet's parts shows."""
    shown = selectors.project_page(project=found, language=language(), for_office=for_office)
    return {
        "project": shown,
        "figures": figures(shown, language=language()),
        "sdg": shown.sdg.name(language()) if shown.sdg else "",
        "programme": shown.programme.name(language()) if shown.programme else "",
    }


def _vote_step(cycle: Cycle) -> StepLine | None:
    return opening(cycle=cycle, action="vote.cast", language=language(), today=clock.today())
