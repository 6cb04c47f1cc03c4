"""Pages of the population."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, language, page, perform, show, watched
from ortaq.ground.places.models import Settlement
from ortaq.stages.profile.actions import import_population, record_population
from ortaq.stages.profile.forms import PopulationForm, SheetForm
from ortaq.stages.profile.pages.sheets import as_workbook
from ortaq.stages.profile.rules import is_year
from ortaq.stages.profile.selectors.population import (
    drawn_bands,
    figures_of,
    office_people,
    public_people,
    years_of_population,
)
from ortaq.stages.profile.sheets import population_template


@page("profile.read")
def people(request: UnitRequest) -> HttpResponse:
    """Who lives here, by settlement, in a year that the reader chooses."""
    years = years_of_population(request.unit)
    year = _wanted_year(request, years)
    found = public_people(request.unit, year) if year else None
    return show(
        request,
        "profile/people.html",
        people=found,
        bands=drawn_bands(found),
        year=year,
        years=years,
        in_office=allowed(request, "profile.record_population"),
    )


@page("profile.record_population")
def all_figures(request: UnitRequest) -> HttpResponse:
    """Every figure, for the office: what is written and what is missing."""
    this_year = clock.today().year
    years = sorted({*years_of_population(request.unit), this_year - 1, this_year})
    year = _wanted_year(request, years) or this_year
    return show(
        request,
        "profile/all_figures.html",
        people=office_people(request.unit, year),
        year=year,
        years=years,
    )


@page("profile.record_population")
def record(request: UnitRequest, year: int, id: UUID) -> HttpResponse:
    """Write the people of one settlement in a year."""
    settlement = Settlement.objects.select_related("unit").filter(unit=request.unit, pk=id).first()
    if settlement is None or not is_year(year, this_year=clock.today().year):
        raise Http404

    def build(sent: QueryDict | None) -> PopulationForm:
        known = figures_of(request.unit, year)
        initial = {f"{sex}_{band}": count for (place, sex, band), count in known.items() if place == id}
        return PopulationForm(sent, initial=initial)

    form = watched(request, build)
    if request.method == "POST" and form.is_valid():
        written = perform(
            request, form, record_population, settlement=settlement, year=year, figures=form.figures()
        )
        if written:
            return redirect(f"{reverse('profile:all_figures', args=[request.unit.slug])}?year={year}")
    return show(request, "profile/record_people.html", form=form, year=year, settlement=settlement.name)


@page("profile.record_population")
def template(request: UnitRequest) -> HttpResponse:
    """A workbook to fill in, with what is known of the year."""
    year = _wanted_year(request, []) or clock.today().year
    content = population_template(
        unit=request.unit, year=year, language=language(), known=figures_of(request.unit, year)
    )
    return as_workbook(content, f"population-{year}")


@page("profile.record_population")
def sheet(request: UnitRequest) -> HttpResponse:
    """Send a filled-in workbook of population figures."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        report = perform(request, form, import_population, unit=request.unit, upload=form.cleaned_data["file"])
        if report:
            return redirect("profile:report", unit=request.unit.slug, id=report.pk)
    return show(
        request,
        "profile/sheet.html",
        form=form,
        subject="population",
        blank=reverse("profile:population_template", args=[request.unit.slug]),
    )


def _wanted_year(request: UnitRequest, years: list[int]) -> int | None:
    written = request.GET.get("year", "")
    if written.isascii() and written.isdigit() and len(written) == 4:
        year = int(written)
        if (years and year in years) or (not years and is_year(year, this_year=clock.today().year)):
            return year
        raise Http404
    return years[-1] if years else None
