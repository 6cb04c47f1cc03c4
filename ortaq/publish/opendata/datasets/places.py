"""What the place is like: its settlements, its steps, who lives there, what there is, its budget."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Step
from ortaq.ground.cycle.template import step as template_of
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.publish.opendata.datasets.columns import CYCLE, SETTLEMENT, THEME, YEAR
from ortaq.publish.opendata.shape import (
    Dataset,
    Row,
    bilingual,
    code,
    day,
    in_tenge,
    integer,
    money,
    number,
    text,
    texts,
    yes_no,
)
from ortaq.stages.profile.layout import names
from ortaq.stages.profile.models import Availability, BudgetKind, Service, Sex
from ortaq.stages.profile.selectors.budget import amounts_by_column
from ortaq.stages.profile.selectors.population import (
    PUBLIC_BANDS,
    PUBLIC_COLUMNS,
    People,
    public_people,
    years_of_population,
)
from ortaq.stages.profile.standard import standard

ALL = "all"


def settlements(unit: Unit) -> Iterator[Row]:
    """Yield the settlements. One query."""
    for place in Settlement.objects.filter(unit=unit):
        yield {
            "id": str(place.pk),
            **texts(name=place.name),
            "kato": place.kato or "",
            "is_inhabited": place.is_inhabited,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }


def steps(unit: Unit) -> Iterator[Row]:
    """Yield the steps of every cycle. One query."""
    for step in Step.objects.filter(cycle__unit=unit).select_related("cycle"):
        name = template_of(step.key).name
        yield {
            "cycle": step.cycle.first_year,
            "last_year": step.cycle.last_year,
            "number": step.number,
            "step": step.key,
            **texts(name=Text(kk=name["kk"], ru=name["ru"])),
            "opens_on": step.opens_on,
            "closes_on": step.closed_on or step.closes_on,
        }


def population(unit: Unit) -> Iterator[Row]:
    """Yield who lives in the settlements and in all, small numbers protected. Two queries for each year."""
    for year in years_of_population(unit):
        yield from _people(public_people(unit, year))


def _people(people: People) -> Iterator[Row]:
    def row(id: str, name: Text, sex: str, age: str, count: int | None) -> Row:
        place = {"settlement": id, **texts(settlement_name=name)}
        return {"year": people.year, **place, "sex": sex, "age": age, "people": count}

    nowhere = Text()
    yield row("", nowhere, ALL, ALL, people.total)
    for key, band in zip(PUBLIC_BANDS, people.bands, strict=True):
        yield row("", nowhere, Sex.WOMEN.value, key, band.women)
        yield row("", nowhere, Sex.MEN.value, key, band.men)
    for place in people.settlements:
        if place.is_known:
            yield row(str(place.id), place.name, ALL, ALL, place.people)
            for (sex, key), count in zip(PUBLIC_COLUMNS, place.cells, strict=True):
                yield row(str(place.id), place.name, sex, key, count)


def services(unit: Unit) -> Iterator[Row]:
    """Yield what there is in the settlements. Two queries."""
    places, kinds = settlement_names(unit), standard().services
    for one in Service.objects.filter(unit=unit, service__in=kinds):
        kind = kinds[one.service]
        yield {
            "settlement": str(one.settlement_id),
            **texts(settlement_name=places[one.settlement_id]),
            "service": one.service,
            **texts(service_name=Text(kk=kind.name["kk"], ru=kind.name["ru"])),
            "theme": kind.theme,
            "availability": one.availability,
            "distance_km": one.distance_km,
            **texts(condition=one.condition),
            "seen_on": one.seen_on,
        }


def budget(unit: Unit) -> Iterator[Row]:
    """Yield the lines of the unit's own budget. One query."""
    known = names()
    for (year, kind), amounts in amounts_by_column(unit).items():
        for line, amount in amounts.items():
            name = known.get(line, {"kk": "", "ru": ""})
            yield {
                "year": year,
                "kind": kind,
                "line": line,
                **texts(name=Text(kk=name["kk"], ru=name["ru"])),
                "amount": in_tenge(amount),
            }


AGES = (*((key, label) for key, (label, _bands) in PUBLIC_BANDS.items()), (ALL, _("together")))

DATASETS = (
    Dataset(
        name="settlements",
        title=_("Settlements"),
        says=_("The villages of the place, and its winter camps."),
        action="places.read",
        key=("id",),
        columns=(
            text("id", _("Identifier, for ever; the name may change")),
            *bilingual("name", _("What it is called")),
            text("kato", _("Code of the state classifier KATO, nine digits")),
            yes_no("is_inhabited", _("Whether people live there")),
            number("latitude", _("Degrees north")),
            number("longitude", _("Degrees east")),
        ),
        few=settlements,
    ),
    Dataset(
        name="steps",
        title=_("Steps of the planning cycles"),
        says=_("The steps of each planning cycle and their days."),
        action="cycle.read",
        key=("cycle", "number"),
        columns=(
            CYCLE,
            integer("last_year", _("Last year of the plan")),
            integer("number", _("Place among the steps")),
            text("step", _("Key of the step")),
            *bilingual("name", _("What it is called")),
            day("opens_on", _("First day")),
            day("closes_on", _("Last day")),
        ),
        few=steps,
    ),
    Dataset(
        name="population",
        title=_("Population"),
        says=_(
            "Who lives here on 1 January, by settlement, sex and age."
            " Numbers of fewer than five people, and others from which they could be worked out, are left empty."
        ),
        action="profile.read",
        key=("year", "settlement", "sex", "age"),
        columns=(
            YEAR,
            *SETTLEMENT,
            code("sex", _("Sex"), [*Sex.choices, (ALL, _("together"))]),
            code(
                "age",
                _("Age in years"),
                [*((key, band[0]) for key, band in PUBLIC_BANDS.items()), (ALL, _("together"))],
            ),
            integer("people", _("People; empty where it is not shown. No settlement: the whole place")),
        ),
        few=population,
    ),
    Dataset(
        name="services",
        title=_("Services"),
        says=_("What each settlement has of the regional standard, as the office saw it last."),
        action="profile.read",
        key=("settlement", "service"),
        columns=(
            *SETTLEMENT,
            text("service", _("Key of the service")),
            *bilingual("service_name", _("Name of the service")),
            THEME,
            code("availability", _("Whether it is there"), Availability.choices),
            number("distance_km", _("How far it is, kilometres")),
            *bilingual("condition", _("In what condition it is")),
            day("seen_on", _("When somebody looked last")),
        ),
        few=services,
    ),
    Dataset(
        name="budget",
        title=_("Budget of the place"),
        says=_("The place's own budget by year and line, in the six parts of the official layout."),
        action="profile.read",
        key=("year", "kind", "line"),
        columns=(
            YEAR,
            code("kind", _("Adopted, changed since, or carried out"), BudgetKind.choices),
            text("line", _("Code of the line; a whole number is one of the six parts")),
            *bilingual("name", _("What it is called")),
            money("amount", _("Amount, tenge; below zero for a deficit")),
        ),
        few=budget,
    ),
)
