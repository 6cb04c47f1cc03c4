"""Pages of volunteers: the form for everybody, and the list of the office."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.errors import Refused
from ortaq.ground.files.reports import report_of
from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.pages import UnitRequest, allowed, may, page, page_number, perform, show
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.circle import actions, forms
from ortaq.stages.circle.models import Call
from ortaq.stages.circle.pages.asked import asked_call, asked_cycle, crumbs, deed
from ortaq.stages.circle.rules import state_of
from ortaq.stages.circle.selectors.calling import call_of
from ortaq.stages.circle.selectors.volunteers import (
    candidates_csv,
    quotas_csv,
    sheet_by_id,
    volunteer_by_number,
    volunteer_list,
)
from ortaq.stages.circle.sheet import FAULTS, read_volunteers


@page("circle.volunteer")
def volunteer(request: UnitRequest) -> HttpResponse:
    """A resident offers to work in the group."""
    call = _receiving(request, "circle.volunteer")
    if call is None:
        return redirect(link(request, "circle:call") if request.cycle else link(request, "circle:home"))
    form = forms.VolunteerForm(request.POST or None, unit=request.unit)
    if request.method == "POST" and form.is_valid():
        made = perform(request, form, actions.volunteer, call=call, **form.given())
        if made is not None:
            return go(request, "circle:receipt", number=made.number)
    return show(
        request, "circle/volunteer.html", form=form, breadcrumbs=_crumbs(request, _("Offer to work in the group"))
    )


@page("circle.read")
def receipt(request: UnitRequest, number: int) -> HttpResponse:
    """The number to remember. It names nobody and repeats nothing of what was said."""
    found = volunteer_by_number(asked_cycle(request), number)
    if found is None:
        raise Http404
    return show(
        request,
        "circle/receipt.html",
        number=number,
        closes_on=found.call.closes_on,
        is_withdrawn=found.withdrawn_at is not None,
    )


@page("circle.volunteer_for_person")
def volunteer_for_person(request: UnitRequest) -> HttpResponse:
    """A helper types the offer of somebody."""
    call = _receiving(request, "circle.volunteer_for_person")
    if call is None:
        return redirect(link(request, "circle:call") if request.cycle else link(request, "circle:home"))
    form = forms.HelperVolunteerForm(
        request.POST or None, unit=request.unit, initial={"channel": Channel.HELPER.value}
    )
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            form,
            actions.volunteer_for_person,
            by=request.actor.through(Channel(form.cleaned_data["channel"]), Behalf.PERSON),
            call=call,
            **form.given(),
        )
        if made is not None:
            messages.success(
                request,
                _("Recorded as volunteer № %(number)s. Tell the person the number.") % {"number": made.number},
            )
            return go(request, "circle:volunteer_for_person")
    return show(
        request,
        "circle/volunteer.html",
        form=form,
        is_helper=True,
        breadcrumbs=_crumbs(request, _("Type for somebody")),
    )


@page("circle.import_volunteers")
def import_sheet(request: UnitRequest) -> HttpResponse:
    """Take in a spreadsheet of volunteers."""
    call = asked_call(request)
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = read_volunteers(upload=form.cleaned_data["file"], unit=request.unit)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            made = perform(
                request,
                form,
                actions.import_volunteers,
                by=request.actor.through(Channel.SHEET, Behalf.OFFICE),
                call=call,
                sheet=sheet,
                sha256=sheet.sha256,
            )
            if made is not None:
                return go(request, "circle:imported", id=made.pk)
    return show(request, "circle/import.html", form=form, breadcrumbs=_crumbs(request, _("Take in a spreadsheet")))


@page("circle.import_volunteers")
def imported(request: UnitRequest, id: UUID) -> HttpResponse:
    """What became of every row of a spreadsheet."""
    made = sheet_by_id(request.unit, id)
    if made is None:
        raise Http404
    return show(
        request,
        "circle/imported.html",
        report=report_of(made, unit=request.unit, reasons=FAULTS),
        breadcrumbs=_crumbs(request, _("What was taken in")),
    )


@page("circle.read_contacts")
def volunteers(request: UnitRequest) -> HttpResponse:
    """Who volunteers, with names and contacts."""
    call = asked_call(request)
    return show(
        request,
        "circle/volunteers.html",
        found=volunteer_list(call=call, page=page_number(request)),
        can_appoint=allowed(request, "circle.appoint_member"),
        can_withdraw=allowed(request, "circle.withdraw_volunteer"),
        breadcrumbs=_crumbs(request, _("Volunteers")),
    )


@page("circle.withdraw_volunteer")
def withdraw(request: UnitRequest, number: int) -> HttpResponse:
    """Take back the offer of a volunteer who asks for it."""
    found = volunteer_by_number(asked_cycle(request), number)
    if found is None:
        raise Http404
    person = getattr(found, "person", None)
    return deed(
        request,
        DeedForm(request.POST if request.method == "POST" else None),
        actions.withdraw_volunteer,
        lambda: {"volunteer": found},
        to=("circle:volunteers", {}),
        heading=_("Take back the offer № %(number)s") % {"number": number},
        button=_("Take back and delete the name"),
        said=_("The offer № %(number)s is taken back; the name and the contact are deleted.") % {"number": number},
        advice=[
            *([person.name] if person else []),
            _("The name and the contact are deleted. This cannot be undone."),
        ],
        between=(link(request, "circle:volunteers"), _("Volunteers")),
    )


@page("circle.read_contacts")
def draw_file(request: UnitRequest, name: str) -> HttpResponse:
    """Give the volunteers or the quotas as a file for the draw, without names."""
    files = {"CANDIDATES": candidates_csv, "QUOTAS": quotas_csv}
    call = asked_call(request)
    if name not in files:
        raise Http404
    response = HttpResponse(files[name](call), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _receiving(request: UnitRequest, action: str) -> Call | None:
    """Return the call where it receives volunteers now, through this person, or None."""
    call = call_of(request.cycle) if request.cycle else None
    if call is None or state_of(call, on=clock.today()) != "open" or not may(request, action):
        return None
    return call


def _crumbs(request: UnitRequest, here: str) -> list[tuple[str, str]]:
    return crumbs(request, (link(request, "circle:call"), _("Open call")), here=here)
