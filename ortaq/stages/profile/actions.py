"""Writes of the passport."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text, in_columns
from ortaq.stages.profile.amounts import thousand
from ortaq.stages.profile.layout import Amounts, Disagreement, disagreements, filled, names
from ortaq.stages.profile.models import (
    AgeBand,
    Availability,
    BudgetKind,
    BudgetLine,
    FigureImport,
    Population,
    Service,
    Sex,
)
from ortaq.stages.profile.rules import FARTHEST_KM, MOST_PEOPLE, is_year
from ortaq.stages.profile.sheets import read_budget, read_population
from ortaq.stages.profile.standard import standard

MOST_FAULTS_KEPT = 1_000
FIRST_KIND_YEAR = 2018


@dataclass(frozen=True)
class Figure:
    """How many people of one sex and age band; None takes a figure back."""

    sex: str
    band: str
    people: int | None


@dataclass(frozen=True)
class ServiceState:
    """What a settlement has of one service (a key of services.toml); no availability takes the row back.

    `seen_again` says that somebody looked and found what was written before.
    """

    service: str
    availability: str
    distance_km: Decimal | None = None
    condition: Text = field(default_factory=Text)
    seen_again: bool = False


@action("profile.record_population")
def record_population(
    *,
    by: Actor,
    settlement: Settlement,
    year: int,
    figures: Sequence[Figure],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Settlement:
    """Write the people of a settlement on 1 January of a year. What is not named stays as it is."""
    if not is_year(year, this_year=timezone.localdate(now).year):
        raise Refused(_("Write a year from 1991 to next year."), field="year")
    for figure in figures:
        if figure.sex not in Sex.values or figure.band not in AgeBand.values:
            raise Refused(_("There is no such group."))
        if figure.people is not None and not 0 <= figure.people <= MOST_PEOPLE:
            raise Refused(_("Write a whole number of people."), field=f"{figure.sex}_{figure.band}")
    for figure in figures:
        _write_figure(settlement, year, figure)
    return settlement


@action("profile.record_population")
def import_population(
    *, by: Actor, unit: Unit, upload: File[Any], now: datetime.datetime, deed: UUID | None = None
) -> FigureImport:
    """Take in a workbook of population figures: good cells are kept, the others reported by row and column."""
    read = read_population(upload=upload, unit=unit, this_year=timezone.localdate(now).year)
    settlements = {place.id: place for place in unit.settlements.all()}
    known = {
        (one.settlement_id, one.year, one.sex, one.band): one.people
        for one in Population.objects.filter(unit=unit)
    }
    changed = {key: people for key, people in read.figures.items() if known.get(key) != people}
    for (settlement_id, year, sex, band), people in changed.items():
        _write_figure(settlements[settlement_id], year, Figure(sex, band, people))
    return _report(
        FigureImport.Subject.POPULATION,
        unit=unit,
        id=deed,
        read=read,
        taken=len(changed),
        repeated=len(read.figures) - len(changed),
        now=now,
    )


@action("profile.record_service")
def record_services(
    *,
    by: Actor,
    settlement: Settlement,
    states: Sequence[ServiceState],
    seen_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Settlement:
    """Write what a settlement has of some services, as seen on a day.

    Services not named stay as they are. A service that is named but found as it was written keeps the day on
    which it was seen, unless it was seen again.
    """
    if seen_on > timezone.localdate(now):
        raise Refused(_("This day has not come yet."), field="seen_on")
    for state in states:
        _require_service(state)
    known = {one.service: one for one in Service.objects.filter(settlement=settlement)}
    for state in states:
        if not state.availability:
            Service.objects.filter(settlement=settlement, service=state.service).delete()
            continue
        if not state.seen_again and _is_as_written(state, known.get(state.service)):
            continue
        Service.objects.update_or_create(
            settlement=settlement,
            service=state.service,
            defaults={
                "unit_id": settlement.unit_id,
                "availability": state.availability,
                "distance_km": state.distance_km,
                "seen_on": seen_on,
                **in_columns(condition=state.condition),
            },
        )
    return settlement


@action("profile.record_budget")
def record_budget(
    *,
    by: Actor,
    unit: Unit,
    year: int,
    kind: str,
    amounts: Mapping[str, int],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Unit:
    """Write the unit's budget of a year, in tiyn by code of the layout, in place of what was written before.

    Sums that follow from others are filled in. Raises Several where sums do not agree.
    """
    _require_year_and_kind(year, kind, now)
    if unknown := set(amounts) - names().keys():
        raise Refused(_("There is no such line in the budget layout: %(code)s.") % {"code": min(unknown)})
    if not amounts:
        raise Refused(_("Write at least income and expenditure."), field="1")
    if found := disagreements(amounts):
        raise Several({one.code: _sentence(one) for one in found})
    _write_budget(unit, year, kind, amounts)
    return unit


@action("profile.record_budget")
def import_budget(
    *, by: Actor, unit: Unit, upload: File[Any], now: datetime.datetime, deed: UUID | None = None
) -> FigureImport:
    """Take in a workbook of budgets: a column (year and kind) whose sums agree is kept, the others reported."""
    read = read_budget(upload=upload, this_year=timezone.localdate(now).year)
    taken = repeated = 0
    for (year, kind), amounts in read.columns.items():
        before = {
            f"{line.code or line.part}": line.amount
            for line in BudgetLine.objects.filter(unit=unit, year=year, kind=kind)
        }
        same = sum(before.get(code) == amount for code, amount in amounts.items())
        taken, repeated = taken + len(amounts) - same, repeated + same
        _write_budget(unit, year, kind, amounts)
    return _report(
        FigureImport.Subject.BUDGET, unit=unit, id=deed, read=read, taken=taken, repeated=repeated, now=now
    )


def _write_figure(settlement: Settlement, year: int, figure: Figure) -> None:
    where: dict[str, Any] = {"settlement": settlement, "year": year, "sex": figure.sex, "band": figure.band}
    if figure.people is None:
        Population.objects.filter(**where).delete()
    else:
        Population.objects.update_or_create(
            **where, defaults={"people": figure.people, "unit_id": settlement.unit_id}
        )


def _write_budget(unit: Unit, year: int, kind: str, amounts: Amounts) -> None:
    BudgetLine.objects.filter(unit=unit, year=year, kind=kind).delete()
    whole = filled(amounts)
    BudgetLine.objects.bulk_create(
        BudgetLine(
            id=new_id(),
            unit=unit,
            year=year,
            kind=kind,
            part=int(code.split(".")[0]),
            code=code if "." in code else "",
            amount=whole[code],
            **in_columns(name=Text(kk=name["kk"], ru=name["ru"])),
        )
        for code, name in names().items()
        if code in whole
    )


def _report(
    subject: str, *, unit: Unit, id: UUID | None, read: Any, taken: int, repeated: int, now: datetime.datetime
) -> FigureImport:
    return FigureImport.objects.create(
        id=id or new_id(),
        unit=unit,
        subject=subject,
        sha256=read.sha256,
        cells=taken + repeated + read.refused,
        taken=taken,
        repeated=repeated,
        refused=read.refused,
        faults=[[f.row, f.column, f.code, f.value, list(f.amounts)] for f in read.faults[:MOST_FAULTS_KEPT]],
        imported_at=now,
    )


def _is_as_written(state: ServiceState, written: Service | None) -> bool:
    if written is None:
        return False
    said = (state.availability, state.distance_km, state.condition.kk, state.condition.ru)
    return said == (written.availability, written.distance_km, written.condition.kk, written.condition.ru)


def _require_service(state: ServiceState) -> None:
    if state.service not in standard().services:
        raise Refused(_("There is no such service in the list."))
    if state.availability and state.availability not in Availability.values:
        raise Refused(_("Choose whether the service is there."), field=f"{state.service}-availability")
    if state.distance_km is not None and not 0 <= state.distance_km <= FARTHEST_KM:
        raise Refused(_("Write the distance in kilometres, from 0 to 999."), field=f"{state.service}-distance_km")


def _require_year_and_kind(year: int, kind: str, now: datetime.datetime) -> None:
    if not is_year(year, this_year=timezone.localdate(now).year, ahead=5) or year < FIRST_KIND_YEAR:
        raise Refused(
            _("Budgets of units exist since 2018; write a year from then to five years ahead."), field="year"
        )
    if kind not in BudgetKind.values:
        raise Refused(_("Choose whether the figures are adopted, refined or executed."), field="kind")


SENTENCES = {
    "part": _(
        "Written: %(written)s thousand tenge. Its classes add up to %(expected)s. Correct the one or the other."
    ),
    "deficit": _(
        "Written: %(written)s thousand tenge. Income − expenditure − net lending − balance of financial assets "
        "is %(expected)s. Correct it or leave it empty."
    ),
    "financing": _(
        "Financing comes to %(written)s thousand tenge. It must be the deficit with the other sign, %(expected)s. "
        "Correct the one or the other."
    ),
}


def _sentence(found: Disagreement) -> str:
    return str(SENTENCES[found.rule]) % {
        "written": thousand(found.written),
        "expected": thousand(found.expected),
    }
