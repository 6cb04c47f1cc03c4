"""Pages of the services."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, language, page, perform, show, watched
from ortaq.ground.places.models import Settlement
from ortaq.stages.profile.actions import record_services
from ortaq.stages.profile.forms import ServicesForm
from ortaq.stages.profile.selectors.services import services_of, states_of
from ortaq.stages.profile.standard import standard


@page("profile.read")
def services(request: UnitRequest) -> HttpResponse:
    """What there is and what is missing: services by settlements."""
    return show(
        request,
        "profile/services.html",
        services=services_of(request.unit, language=language()),
        standard=standard(),
        may_record=allowed(request, "profile.record_service"),
    )


@page("profile.read")
def settlement(request: UnitRequest, id: UUID) -> HttpResponse:
    """What one settlement has, how far the nearest is, and in what condition."""
    found = services_of(request.unit, language=language())
    place = next((place for place in found.settlements if place.id == id), None)
    if place is None:
        raise Http404
    categories = [
        (
            category.name,
            [(line, next(cell for cell in line.cells if cell.settlement_id == id)) for line in category.services],
        )
        for category in found.categories
    ]
    return show(
        request,
        "profile/settlement.html",
        place=place,
        categories=categories,
        standard=standard(),
        may_record=allowed(request, "profile.record_service"),
    )


@page("profile.record_service")
def record(request: UnitRequest, id: UUID) -> HttpResponse:
    """Write what one settlement has."""
    place = Settlement.objects.select_related("unit").filter(unit=request.unit, pk=id).first()
    if place is None:
        raise Http404
    form = watched(request, lambda sent: ServicesForm(sent, language=language(), initial=_initial(id)))
    if request.method == "POST" and form.is_valid():
        written = perform(
            request,
            form,
            record_services,
            settlement=place,
            states=form.states(),
            seen_on=form.cleaned_data["seen_on"],
        )
        if written:
            return redirect("profile:settlement", unit=request.unit.slug, id=id)
    return show(request, "profile/record_services.html", form=form, place=place.name, id=id)


def _initial(id: UUID) -> dict[str, Any]:
    initial: dict[str, Any] = {"seen_on": clock.today()}
    for key, one in states_of(id).items():
        initial |= {
            f"{key}-availability": one.availability,
            f"{key}-distance_km": one.distance_km,
            f"{key}-condition_kk": one.condition.kk,
            f"{key}-condition_ru": one.condition.ru,
            f"{key}-condition_original": one.condition.original,
        }
    return initial
