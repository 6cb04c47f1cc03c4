"""The passport on one page, and its map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import ngettext

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, language, page, show
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import (
    About,
    ending,
    map_credit,
    map_of,
    settlement_lines,
    unit_line,
)
from ortaq.stages.profile.selectors.budget import budget_of
from ortaq.stages.profile.selectors.drawing import draw_map
from ortaq.stages.profile.selectors.population import (
    People,
    drawn_bands,
    public_people,
    public_totals,
    years_of_population,
)
from ortaq.stages.profile.selectors.services import services_of

GAPS_ON_FRONT = 8


@page("profile.read")
def home(request: UnitRequest) -> HttpResponse:
    """Who lives here, what is there and what is missing, what money there is, where it all lies."""
    unit, spoken = request.unit, language()
    years = years_of_population(unit)
    people = public_people(unit, years[-1]) if years else None
    services = services_of(unit, language=spoken)
    places = settlement_lines(unit)
    known = {one.id: one.people for one in people.settlements if one.people} if people else {}
    return show(
        request,
        "profile/home.html",
        unit=unit_line(unit),
        name=_name(unit, spoken),
        ending=ending(unit, today=clock.today()),
        places=places,
        counted=[(place, known.get(place.id)) for place in places],
        people=people,
        bands=drawn_bands(people),
        trend=[(str(year), count) for year, count in public_totals(unit)] if len(years) > 1 else [],
        settlements_chart=_by_settlement(people, spoken),
        services=services,
        gaps=services.gaps[:GAPS_ON_FRONT],
        more_gaps=max(0, len(services.gaps) - GAPS_ON_FRONT),
        budget=_money(unit, spoken),
        drawing=draw_map(places, language=spoken, people=known),
        in_office=allowed(request, "profile.record_population"),
    )


@page("profile.read")
def map_page(request: UnitRequest) -> HttpResponse:
    """The settlements on a map that can be moved, with the same as a list."""
    people = _latest_people(request.unit)
    counted = {one.id: one.people for one in people.settlements} if people else {}
    return show(
        request,
        "profile/map.html",
        places=[(place, counted.get(place.id)) for place in settlement_lines(request.unit)],
        credit=map_credit(request.unit),
        may_place=allowed(request, "places.change_settlement"),
    )


@page("profile.read")
def map_data(request: UnitRequest) -> HttpResponse:
    """The settlements with their people as GeoJSON."""
    people = _latest_people(request.unit)
    counted = {one.id: one.people for one in people.settlements} if people else {}
    about = {
        place.id: _about(request.unit, place.id, counted.get(place.id))
        for place in settlement_lines(request.unit)
        if place.is_inhabited
    }
    return JsonResponse(map_of(request.unit, language=language(), about=about))


def _about(unit: Unit, settlement: UUID, people: int | None) -> About:
    text = ngettext("%(count)s person", "%(count)s people", people) % {"count": people} if people else ""
    return About(text, reverse("profile:settlement", args=[unit.slug, settlement]))


def _name(unit: Unit, spoken: str) -> str:
    return unit.name_en if spoken == "en" and unit.name_en else unit.name.in_language(spoken)


def _latest_people(unit: Unit) -> People | None:
    years = years_of_population(unit)
    return public_people(unit, years[-1]) if years else None


def _by_settlement(people: People | None, spoken: str) -> list[tuple[str, int]]:
    lines = [(one.name.in_language(spoken), one.people) for one in people.settlements] if people else []
    return sorted(((name, count) for name, count in lines if count), key=lambda line: -line[1])


def _money(unit: Unit, spoken: str) -> dict[str, Any] | None:
    budget = budget_of(unit, language=spoken)
    column = budget.for_year(clock.today().year)
    if column is None:
        return None
    return {"column": column, "classes": column.income_classes(spoken)}
