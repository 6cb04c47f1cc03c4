"""Pages of places: a unit's settlements with their map, changing them, and the classifier."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, allowed, carry_out, language, page, show, watched
from ortaq.ground.places import actions, selectors
from ortaq.ground.places.forms import EndUnitForm, KatoForm, NewUnitForm, SettlementForm, UnitForm
from ortaq.ground.places.kato_import import import_kato
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text


@page("places.read")
def home(request: UnitRequest) -> HttpResponse:
    """The unit, its settlements as a list and on the map."""
    return show(
        request,
        "places/home.html",
        unit=selectors.unit_line(request.unit),
        ending=selectors.ending(request.unit, today=clock.today()),
        settlements=selectors.settlement_lines(request.unit),
        credit=selectors.map_credit(request.unit),
        may_add=allowed(request, "places.add_settlement"),
        may_change_unit=allowed(request, "places.change_unit"),
        may_end=allowed(request, "places.end_unit"),
        may_create=allowed(request, "places.create_unit"),
        may_import=allowed(request, "places.import_kato"),
    )


@page("places.read")
def map_data(request: UnitRequest) -> HttpResponse:
    """The settlements as GeoJSON."""
    return JsonResponse(selectors.map_of(request.unit, language=language()))


@page("places.add_settlement")
def add_settlement(request: UnitRequest) -> HttpResponse:
    """Add a settlement."""
    form = SettlementForm(request.POST or None)
    if carry_out(request, form, actions.add_settlement, unit=request.unit):
        return redirect("places:home", unit=request.unit.slug)
    return show(request, "places/settlement.html", form=form)


@page("places.change_settlement")
def change_settlement(request: UnitRequest, id: UUID) -> HttpResponse:
    """Change a settlement."""
    settlement = _settlement(request, id)

    def build(sent: QueryDict | None) -> SettlementForm:
        stands = _settlement(request, id)
        names = ("is_inhabited", "latitude", "longitude")
        known = {name: getattr(stands, name) for name in names}
        return SettlementForm(sent, initial=_name_fields(stands.name) | known)

    form = watched(request, build)
    if carry_out(request, form, actions.change_settlement, settlement=settlement):
        return redirect("places:home", unit=request.unit.slug)
    return show(request, "places/settlement.html", form=form, name=settlement.name)


def _settlement(request: UnitRequest, id: UUID) -> Settlement:
    found = Settlement.objects.select_related("unit").filter(unit=request.unit, pk=id).first()
    if found is None:
        raise Http404
    return found


@page("places.change_unit")
def change_unit(request: UnitRequest) -> HttpResponse:
    """Change the type and names of the unit."""
    unit = request.unit

    def build(sent: QueryDict | None) -> UnitForm:
        stands = Unit.objects.get(pk=unit.pk)
        return UnitForm(sent, initial=_name_fields(stands.name) | {"name_en": stands.name_en, "kind": stands.kind})

    form = watched(request, build)
    if carry_out(request, form, actions.change_unit, unit=unit):
        return redirect("places:home", unit=unit.slug)
    return show(request, "places/unit.html", form=form)


@page("places.end_unit")
def end_unit(request: UnitRequest) -> HttpResponse:
    """End the unit and name its successor."""
    neighbours = selectors.neighbours(request.unit, on=clock.today())
    choices = [(line.slug, line.name.in_language(language())) for line in neighbours]
    form = EndUnitForm(request.POST or None, neighbours=choices)
    if carry_out(request, form, actions.end_unit, unit=request.unit):
        return redirect("places:home", unit=request.unit.slug)
    return show(request, "places/end.html", form=form)


@page("places.create_unit")
def create_unit(request: UnitRequest) -> HttpResponse:
    """Make another unit in a programme that the person manages."""
    form = NewUnitForm(
        request.POST or None,
        programmes=selectors.managed_programmes(request.actor, on=clock.today()),
        districts=selectors.districts(),
        initial={"district": str(request.unit.district_id)},
    )
    if made := carry_out(request, form, actions.create_unit):
        return redirect("places:home", unit=made.slug)
    return show(request, "places/unit.html", form=form, is_new=True)


@page("places.import_kato")
def take_kato(request: UnitRequest) -> HttpResponse:
    """Send a classifier file; below it what became of earlier ones."""
    initial = {"year": clock.today().year, "within": request.unit.district.kato or ""}
    form = KatoForm(request.POST or None, request.FILES or None, initial=initial)
    if report := carry_out(request, form, import_kato, unit=request.unit):
        return redirect("places:kato_report", unit=request.unit.slug, id=report.pk)
    return show(request, "places/import.html", form=form, reports=selectors.kato_reports(request.unit))


@page("places.import_kato")
def kato_report(request: UnitRequest, id: UUID) -> HttpResponse:
    """What became of every row of a classifier file."""
    report = selectors.kato_report(request.unit, id)
    if report is None:
        raise Http404
    return show(request, "places/import_report.html", report=report)


def _name_fields(name: Text) -> dict[str, str]:
    return {"name_kk": name.kk, "name_ru": name.ru, "name_original": name.original}
