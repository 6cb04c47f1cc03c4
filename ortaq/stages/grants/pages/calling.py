"""Pages of a programme on which calls are drawn up, published and looked over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.pages import ProgrammeRequest, allowed, carry_out, perform, programme_page, show, watched
from ortaq.stages.grants import actions
from ortaq.stages.grants.forms.calling import CriteriaForm, RequirementsForm, TermsForm
from ortaq.stages.grants.fund import fund_of
from ortaq.stages.grants.models import Call, Interest
from ortaq.stages.grants.pages.asked import (
    address,
    asked_call,
    call_crumb,
    crumbs,
    deed,
    readable_files,
)
from ortaq.stages.grants.rules import call_days, what_a_call_lacks
from ortaq.stages.grants.selectors.calling import call_view, calls_of_programme
from ortaq.stages.grants.selectors.judging import figures_of, lines_of, most_points, sittings_of


@programme_page("grants.read_applications")
def home(request: ProgrammeRequest) -> HttpResponse:
    """The calls of the programme; drafts for who may draw them up."""
    may_draft = allowed(request, "grants.draft_call")
    calls = calls_of_programme(request.programme, today=clock.today())
    return show(
        request,
        "grants/desk.html",
        calls=[call for call in calls if may_draft or call.state != "draft"],
        may_draft=may_draft,
        may_monitor=allowed(request, "grants.monitor"),
        breadcrumbs=crumbs(request),
    )


@programme_page("grants.draft_call")
def new(request: ProgrammeRequest) -> HttpResponse:
    """Begin a call."""
    form = TermsForm(request.POST or None, programme=request.programme)
    made = carry_out(request, form, actions.draft_call, programme=request.programme)
    if made is not None:
        return redirect(address(request, "call", call=made.number))
    return show(
        request,
        "grants/form.html",
        form=form,
        heading=_("New call"),
        back=address(request, "home"),
        button=_("Save"),
        advice=[_("Only the name is needed now. A call is published when nothing is missing any more.")],
        breadcrumbs=crumbs(request, ("", _("New call"))),
    )


@programme_page("grants.read_applications")
def call(request: ProgrammeRequest, call: int) -> HttpResponse:
    """A call: what a draft lacks; later its files, its money and its sittings."""
    found = asked_call(request, call)
    may_draft = allowed(request, "grants.draft_call")
    view = call_view(found, today=clock.today())
    if view.state == "draft" and not may_draft:
        raise Http404
    files = readable_files(request)
    is_manager = allowed(request, "grants.decide")
    return show(
        request,
        "grants/call_desk.html",
        call=view,
        lacks=what_a_call_lacks(found, today=clock.today()) if view.state == "draft" else [],
        days=call_days(found.opens_on or clock.today()),
        lines=lines_of(files, found, reader=request.actor.account) if view.state != "draft" else [],
        most=most_points(found),
        is_closed_in_part=Interest.objects.filter(application__call=found, account=request.actor.account).exists(),
        figures=figures_of(files, found) if is_manager else None,
        fund=fund_of(found, files) if is_manager else None,
        sittings=sittings_of(found) if is_manager else [],
        may_draft=may_draft,
        may_decide=is_manager,
        breadcrumbs=crumbs(request, ("", call_crumb(request, found)[1])),
    )


@programme_page("grants.draft_call")
def terms(request: ProgrammeRequest, call: int) -> HttpResponse:
    """Write the terms of a draft."""
    found = _draft(request, call)

    def build(sent: QueryDict | None) -> TermsForm:
        return TermsForm(sent, programme=request.programme, call=_draft(request, call))

    form = watched(request, build)
    return _part(request, found, form, actions.change_call, _("What the call says"))


@programme_page("grants.draft_call")
def criteria(request: ProgrammeRequest, call: int) -> HttpResponse:
    """Write the criteria of a draft."""
    found = _draft(request, call)
    form = watched(request, lambda sent: CriteriaForm(sent, call=_draft(request, call)))
    return _part(request, found, form, actions.set_criteria, _("4. Criteria of selection"))


@programme_page("grants.draft_call")
def requirements(request: ProgrammeRequest, call: int) -> HttpResponse:
    """Write the requirements of a draft."""
    found = _draft(request, call)
    form = watched(request, lambda sent: RequirementsForm(sent, call=_draft(request, call)))
    return _part(request, found, form, actions.set_requirements, _("Requirements of the eligibility check"))


@programme_page("grants.publish_call")
def publish(request: ProgrammeRequest, call: int) -> HttpResponse:
    """Publish a complete draft."""
    found = _draft(request, call)
    if request.method == "POST" and perform(request, None, actions.publish_call, call=found):
        messages.success(request, _("The call is published. It stands on the pages of its units."))
    return redirect(address(request, "call", call=call))


def _draft(request: ProgrammeRequest, number: int) -> Call:
    found = asked_call(request, number)
    if found.published_at is not None:
        raise Http404
    return found


def _part(request: ProgrammeRequest, call: Call, form: object, action: object, heading: str) -> HttpResponse:
    return deed(
        request,
        form,  # type: ignore[arg-type]
        action,
        heading=heading,
        back=address(request, "call", call=call.number),
        steps=[call_crumb(request, call)],
        call=call,
    )
