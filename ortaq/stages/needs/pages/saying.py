"""Pages on which needs are said: by residents, by helpers, as a spreadsheet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.cycle.selectors import opening
from ortaq.ground.files.reports import report_of
from ortaq.ground.pages import UnitRequest, carry_out, language, may, page, perform, show
from ortaq.ground.people.actors import Behalf, Channel
from ortaq.stages.needs import actions, selectors
from ortaq.stages.needs.forms.saying import HelperNeedForm, NeedForm, SheetForm
from ortaq.stages.needs.pages.found import cycle_of
from ortaq.stages.needs.rules import days_to_answer
from ortaq.stages.needs.sheet import FAULTS

BEHALF = {Channel.HELPER: Behalf.PERSON, Channel.PAPER: Behalf.PERSON, Channel.MEETING: Behalf.MEETING}


@page("needs.submit")
def submit(request: UnitRequest) -> HttpResponse:
    """A resident says what is needed; two fields are enough. What was sent too late stays in the form."""
    cycle = request.cycle
    if cycle is None or (request.method != "POST" and not may(request, "needs.submit")):
        step = (
            opening(cycle=cycle, action="needs.submit", language=language(), today=clock.today())
            if cycle
            else None
        )
        return show(request, "needs/closed.html", step=step)
    form = NeedForm(
        request.POST or None,
        request.FILES or None,
        cycle=cycle,
        initial={key: request.GET[key] for key in ("theme", "settlement") if key in request.GET},
    )
    if need := carry_out(request, form, actions.submit_need, cycle=cycle):
        return redirect("needs:receipt", unit=request.unit.slug, number=need.number)
    return show(request, "needs/submit.html", form=form)


@page("needs.read")
def receipt(request: UnitRequest, number: int) -> HttpResponse:
    """The number to remember. It names nobody and repeats nothing of what was said."""
    need = selectors.need_by_number(request.unit, number)
    if need is None:
        raise Http404
    return show(
        request,
        "needs/receipt.html",
        number=number,
        days=days_to_answer(on=clock.today()),
        again=may(request, "needs.submit"),
    )


@page("needs.submit_for_person")
def submit_for_person(request: UnitRequest) -> HttpResponse:
    """A helper types what a person, a paper form or a meeting says."""
    cycle = cycle_of(request)
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
    cycle = cycle_of(request)
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
