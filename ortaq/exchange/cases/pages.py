"""Pages of cases. A reader stays in their own unit: cases of others are read, and taken, under its address."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ortaq.exchange.cases import actions, selectors
from ortaq.exchange.cases.actions import people_of
from ortaq.exchange.cases.evidence import evidence_of, sheet_of
from ortaq.exchange.cases.forms import CaseForm, FilterForm, UseForm
from ortaq.exchange.cases.selectors import Filters
from ortaq.exchange.models import Case
from ortaq.ground import clock
from ortaq.ground.cycle.selectors import opening
from ortaq.ground.meetings.links import go, link
from ortaq.ground.pages import (
    UnitRequest,
    allowed,
    carry_out,
    language,
    may,
    page,
    page_number,
    perform,
    show,
    watched,
)
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.needs.models import Problem
from ortaq.stages.projects.addresses import project_url

Crumbs = list[tuple[str, str]]


@page("exchange.read")
def home(request: UnitRequest) -> HttpResponse:
    """Cases of all units, by theme, size of the place and cost."""
    form = FilterForm(request.GET)
    form.is_valid()
    filters = Filters(**{name: form.cleaned_data.get(name) or "" for name in form.fields})
    shown, cases = selectors.list_cases(filters=filters, page=page_number(request))
    may_write = allowed(request, "exchange.write_case")
    return show(
        request,
        "exchange/cases.html",
        filter_form=form,
        filters=filters,
        shown=shown,
        cases=cases,
        may_write=may_write,
        drafts=selectors.drafts_of(request.unit) if may_write else [],
    )


@page("exchange.read")
def case(request: UnitRequest, teller: str, number: int) -> HttpResponse:
    """One case: how it was, what was done, what changed, and what stands behind it."""
    found = _asked(request, teller, number)
    is_own = found.unit_id == request.unit.id
    may_use = found.published_at is not None and allowed(request, "exchange.use_case")
    return show(
        request,
        "exchange/case.html",
        case=selectors.case_view(found),
        is_real=request.unit.is_fictional and not found.unit.is_fictional,
        behind=selectors.behind(found, language=language()),
        uses=selectors.uses_of(found),
        meeting=_meeting(request, found),
        told_at=[item.event for item in found.told_at.select_related("event__programme")],
        may_write=is_own and allowed(request, "exchange.write_case"),
        may_use=may_use,
        is_open=may_use and may(request, "exchange.use_case"),
        step=_step(request) if may_use else None,
        homes=[] if may_use or found.published_at is None else _homes(request),
        breadcrumbs=_crumbs(request, ("", found.title.in_language(language()))),
    )


@page("exchange.write_case")
def new(request: UnitRequest) -> HttpResponse:
    """Begin a case."""
    form = CaseForm(request.POST or None, happenings=evidence_of(request.unit), language=language())
    if made := carry_out(request, form, actions.write_case, unit=request.unit):
        return go(request, "exchange:case", teller=request.unit.slug, number=made.number)
    return show(
        request,
        "exchange/form.html",
        form=form,
        heading=_("Tell a case"),
        button=_("Save the draft"),
        advice=[_("Write so that an akim who was not there can repeat it. Please name no private persons.")],
        back=link(request, "exchange:home"),
        breadcrumbs=_crumbs(request, ("", _("Tell a case"))),
    )


@page("exchange.write_case")
def edit(request: UnitRequest, number: int) -> HttpResponse:
    """Write a case of one's own anew."""
    found = _asked(request, request.unit.slug, number)

    def build(sent: QueryDict | None) -> CaseForm:
        stands = _asked(request, request.unit.slug, number)
        return CaseForm(sent, happenings=evidence_of(request.unit), language=language(), case=stands)

    form = watched(request, build)
    where = {"teller": request.unit.slug, "number": number}
    if carry_out(request, form, actions.change_case, case=found):
        messages.success(request, _("Saved."))
        return go(request, "exchange:case", **where)
    return show(
        request,
        "exchange/form.html",
        form=form,
        heading=_("Change the case"),
        button=_("Save"),
        back=link(request, "exchange:case", **where),
        breadcrumbs=_crumbs(
            request,
            (link(request, "exchange:case", **where), found.title.in_language(language())),
            ("", _("Change")),
        ),
    )


@page("exchange.write_case")
@require_POST
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Let everybody read a case of one's own."""
    if perform(request, None, actions.publish_case, case=_asked(request, request.unit.slug, number)):
        messages.success(request, _("Everybody can read this case now."))
    return go(request, "exchange:case", teller=request.unit.slug, number=number)


@page("exchange.use_case")
def use(request: UnitRequest, teller: str, number: int) -> HttpResponse:
    """Take a case into the plan: choose which problem it answers."""
    found = _asked(request, teller, number)
    if request.cycle is None or found.published_at is None:
        raise Http404
    sheet, served = sheet_of(found), people_of(found)
    form = UseForm(
        request.POST or None,
        problems=list(Problem.objects.filter(cycle=request.cycle).order_by("number")),
        language=language(),
        scalable=sheet is not None and served is not None,
    )
    if made := carry_out(request, form, actions.use_case, cycle=request.cycle, case_id=found.pk):
        messages.success(request, _("The sheet is begun. Write what is different in your place."))
        return redirect(project_url(made.project, "sheet"))
    return show(
        request,
        "exchange/use.html",
        form=form,
        case=selectors.case_view(found),
        has_sheet=sheet is not None,
        costs=list(sheet.costs.order_by("year", "source")) if sheet else [],
        is_open=may(request, "exchange.use_case"),
        step=_step(request),
        breadcrumbs=_crumbs(
            request,
            (link(request, "exchange:case", teller=teller, number=number), found.title.in_language(language())),
            ("", _("Use in our plan")),
        ),
    )


def _asked(request: UnitRequest, teller: str, number: int) -> Case:
    """Return a case that the reader may see: a draft is for those who write the cases of its unit."""
    found = selectors.case_by_number(teller, number)
    if found is None:
        raise Http404
    own = found.unit_id == request.unit.id and allowed(request, "exchange.write_case")
    if found.published_at is None and not own:
        raise Http404
    return found


def _meeting(request: UnitRequest, found: Case) -> tuple[str, Text] | None:
    """Return the address and the name of the meeting that a case tells of."""
    if found.meeting is None:
        return None
    return reverse("meetings:meeting", args=[found.unit.slug, found.meeting.number]), found.meeting.title


def _homes(request: UnitRequest) -> list[Unit]:
    """Return the reader's own units, in which the case could be used."""
    today = clock.today()
    ids = request.actor.units(today)
    units = Unit.objects.filter(pk__in=ids) if ids else []
    return [one for one in units if request.actor.may("exchange.use_case", unit_id=one.pk, on=today)]


def _step(request: UnitRequest) -> object:
    if request.cycle is None:
        return None
    return opening(cycle=request.cycle, action="exchange.use_case", language=language(), today=clock.today())


def _crumbs(request: UnitRequest, *steps: tuple[str, str]) -> Crumbs:
    return [(reverse("exchange:home", args=[request.unit.slug]), _("Cases")), *steps]
