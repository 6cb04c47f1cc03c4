"""What everybody reads in a unit: which calls are open, how to apply, who received what and what came of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, page, show
from ortaq.stages.grants.models import Call
from ortaq.stages.grants.rules import call_days
from ortaq.stages.grants.selectors.calling import call_in_unit, call_view, calls_in_unit
from ortaq.stages.grants.selectors.public import grants_in_unit, jobs_in_unit, public_call


@page("grants.read")
def home(request: UnitRequest) -> HttpResponse:
    """Calls for this unit, and its grants."""
    calls = calls_in_unit(request.unit, today=clock.today())
    grants = grants_in_unit(request.unit)
    return show(
        request,
        "grants/home.html",
        ahead=[call for call in calls if call.state in {"open", "coming"}],
        past=[call for call in calls if call.state == "closed"],
        grants=grants,
        granted=sum(grant.grant for grant in grants),
        paid=sum(grant.paid for grant in grants),
        jobs=jobs_in_unit(request.unit) if grants else None,
        can_help=allowed(request, "grants.apply_for_person"),
        can_judge=allowed(request, "grants.read_applications"),
    )


@page("grants.read")
def call(request: UnitRequest, programme: str, call: int) -> HttpResponse:
    """Everything that a call says, and what came of it."""
    found = asked_call(request, programme, call)
    view = call_view(found, today=clock.today())
    return show(
        request,
        "grants/call.html",
        call=view,
        became=public_call(found),
        days=call_days(found.opens_on or clock.today()),
        can_help=allowed(request, "grants.apply_for_person"),
        can_judge=allowed(request, "grants.read_applications"),
    )


def asked_call(request: UnitRequest, programme: str, number: int) -> Call:
    """Return the published call of the page; another is 404."""
    found = call_in_unit(request.unit, programme=programme, number=number)
    if found is None:
        raise Http404
    return found
