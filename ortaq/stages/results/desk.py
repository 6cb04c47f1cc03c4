"""Forms of results: for the office, and for those of the group and the assembly who go and look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.meetings.links import go, link
from ortaq.ground.money import say_thousands
from ortaq.ground.pages import UnitRequest, language, page, perform, show
from ortaq.stages.plan.models import PlanLine
from ortaq.stages.results import actions, forms
from ortaq.stages.results.lines import LineResult
from ortaq.stages.results.models import Progress, Spending
from ortaq.stages.results.pages import asked_result


def _line(request: UnitRequest, number: int) -> PlanLine:
    if request.cycle is None:
        raise Http404
    return get_object_or_404(
        PlanLine.objects.select_related("unit", "plan__cycle"), plan__cycle=request.cycle, number=number
    )


@page("results.report_progress")
def report(request: UnitRequest, number: int) -> HttpResponse:
    """Report how far a line has come."""
    line = _line(request, number)
    _results, found = asked_result(request, number)
    form = forms.ProgressForm(
        request.POST or None,
        request.FILES or None,
        initial={"happened_on": clock.today(), "state": found.state},
    )
    return _deed(
        request,
        form,
        actions.report_progress,
        found,
        heading=_("Report progress"),
        given=lambda: {
            "line": line,
            "state": form.cleaned_data["state"],
            "note": form.bilingual("note"),
            "happened_on": form.cleaned_data["happened_on"],
            "photos": form.cleaned_data["photos"],
        },
    )


@page("results.record_spending")
def spend(request: UnitRequest, number: int) -> HttpResponse:
    """Record money with its document. Where more is spent than planned, the page of the line says so."""
    line = _line(request, number)
    _results, found = asked_result(request, number)
    form = forms.SpendingForm(request.POST or None, cycle=line.cycle, initial={"happened_on": clock.today()})
    names = ("stage", "year", "source", "kind", "amount", "document", "happened_on")
    sums = found.sums
    return _deed(
        request,
        form,
        actions.record_spending,
        found,
        heading=_("Record money"),
        given=lambda: {"line": line} | {name: form.cleaned_data[name] for name in names},
        advice=[
            _("Planned: %(planned)s, by contract: %(agreed)s, spent: %(spent)s thousand tenge.")
            % {
                "planned": say_thousands(sums.planned),
                "agreed": say_thousands(sums.agreed),
                "spent": say_thousands(sums.spent),
            }
        ],
    )


@page("results.record_spending")
def reverse_row(request: UnitRequest, id: UUID) -> HttpResponse:
    """Reverse a wrong row of money."""
    row = get_object_or_404(Spending.objects.select_related("unit", "line__plan__cycle"), pk=id, unit=request.unit)
    request.cycle = row.cycle
    _results, found = asked_result(request, row.line.number)
    form = forms.ReversalForm(request.POST or None)
    return _deed(
        request,
        form,
        actions.reverse_spending,
        found,
        heading=_("Reverse a row"),
        given=lambda: {"spending": row, "reason": form.cleaned_data["reason"]},
        advice=[
            _("%(document)s of %(day)s: %(amount)s thousand tenge.")
            % {
                "document": row.document,
                "day": date_format(row.happened_on, "SHORT_DATE_FORMAT"),
                "amount": say_thousands(row.amount),
            }
        ],
    )


@page("results.measure")
def measure(request: UnitRequest, number: int) -> HttpResponse:
    """Record a value of the line's indicator."""
    line = _line(request, number)
    _results, found = asked_result(request, number)
    if found.indicator is None:
        raise Http404
    form = forms.MeasurementForm(request.POST or None, initial={"measured_on": clock.today()})
    names = ("value", "women", "men", "measured_on")
    indicator = found.indicator
    return _deed(
        request,
        form,
        actions.measure,
        found,
        heading=_("Record a measurement"),
        given=lambda: (
            {"line": line, "seen_in": form.bilingual("seen_in")}
            | {name: form.cleaned_data[name] for name in names}
        ),
        advice=[f"{indicator.name.in_language(language())}, {indicator.unit.in_language(language())}"],
    )


@page("results.confirm")
def confirm(request: UnitRequest, id: UUID) -> HttpResponse:
    """Say whether a report is so."""
    progress = get_object_or_404(
        Progress.objects.select_related("unit", "line__plan__cycle"), pk=id, unit=request.unit
    )
    request.cycle = progress.cycle
    _results, found = asked_result(request, progress.line.number)
    form = forms.ConfirmForm(request.POST or None)
    return _deed(
        request,
        form,
        actions.confirm,
        found,
        heading=_("Is it so?"),
        given=lambda: {
            "progress": progress,
            "is_so": form.cleaned_data["is_so"],
            "note": form.bilingual("note"),
        },
        advice=[
            f"{date_format(progress.happened_on)}: {progress.get_state_display()}. "
            f"{progress.note.in_language(language())}"
        ],
    )


def _deed(
    request: UnitRequest,
    form: DeedForm,
    action: Any,
    line: LineResult,
    *,
    heading: str,
    given: Any,
    advice: list[str] | None = None,
) -> HttpResponse:
    """Show a form about a line; once it is carried out, go back to the line."""
    number = line.item.number
    if request.method == "POST" and form.is_valid() and perform(request, form, action, **given()) is not None:
        messages.success(request, _("Saved."))
        return go(request, "results:line", number=number)
    back = link(request, "results:line", number=number)
    return show(
        request,
        "results/form.html",
        form=form,
        line=line,
        heading=heading,
        back=back,
        advice=advice or [],
        breadcrumbs=[(link(request, "results:home"), _("Results")), (back, f"№ {number}"), ("", heading)],
    )
