"""Reads of places, as plain data for pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.places.kato import FAULTS
from ortaq.ground.places.models import Area, AreaLevel, KatoImport, Programme, Settlement, Unit
from ortaq.ground.places.outline import district_outline
from ortaq.ground.places.points import Point, direction, distance_km
from ortaq.ground.places.written import WrittenNames
from ortaq.ground.text import Text, alphabetical, columns, text_of

CENTRE_KM = 0.1


@dataclass(frozen=True)
class UnitLine:
    """A unit as a list shows it."""

    id: UUID
    slug: str
    kind: str
    name: Text
    district: Text
    oblast: Text
    is_fictional: bool


@dataclass(frozen=True)
class Ending:
    """Since when a unit is no more, and into which it went (an empty slug for none)."""

    on: datetime.date
    has_ended: bool
    successor_slug: str
    successor: Text


@dataclass(frozen=True)
class SettlementLine:
    """A settlement as a list and a map show it; degrees, or None where its place is not known."""

    id: UUID
    name: Text
    is_inhabited: bool
    latitude: Decimal | None
    longitude: Decimal | None

    @property
    def point(self) -> Point | None:
        """Where it lies, or None."""
        return (
            Point(self.latitude, self.longitude)
            if self.latitude is not None and self.longitude is not None
            else None
        )

    @property
    def is_on_map(self) -> bool:
        """Whether its place is known."""
        return self.point is not None


@dataclass(frozen=True)
class FaultLine:
    """What a row of a file was refused for, or taken with a doubt."""

    row: int
    column: str
    reason: object
    value: str


@dataclass(frozen=True)
class KatoReport:
    """What became of a classifier file."""

    id: UUID
    year: int
    within: str
    imported_at: datetime.datetime
    rows: int
    counts: list[tuple[str, int]]
    faults: list[FaultLine]
    gone: list[tuple[str, str]]


def units_in_force(*, on: datetime.date) -> list[UnitLine]:
    """Return the units valid on a day, by name. One query."""
    in_force = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    units = Unit.objects.filter(in_force).select_related("district__parent")
    return sorted((unit_line(unit) for unit in units), key=lambda line: alphabetical(line.name))


def offices_in_force(*, on: datetime.date) -> list[UnitLine]:
    """Return the units valid on a day in which somebody holds, held or will hold a role, by name. Two queries."""
    worked_in = set(Unit.objects.filter(appointments__isnull=False).values_list("id", flat=True))
    return [line for line in units_in_force(on=on) if line.id in worked_in]


def unit_line(unit: Unit) -> UnitLine:
    """Return a unit as a list shows it. No query where its district and oblast were read with it."""
    return UnitLine(
        id=unit.id,
        slug=unit.slug,
        kind=unit.get_kind_display(),
        name=unit.name,
        district=unit.district.name,
        oblast=unit.district.parent.name if unit.district.parent else Text(),
        is_fictional=unit.is_fictional,
    )


def settlements_of(unit: Unit) -> list[Settlement]:
    """Return the settlements of a unit, by name in Kazakh, or Russian where there is none."""
    return sorted(unit.settlements.all(), key=lambda settlement: alphabetical(settlement.name))


def settlement_lines(unit: Unit) -> list[SettlementLine]:
    """Return the settlements of a unit as lists show them, by name. One query."""
    return [
        SettlementLine(place.id, place.name, place.is_inhabited, place.latitude, place.longitude)
        for place in settlements_of(unit)
    ]


@dataclass(frozen=True)
class Whereabouts:
    """Where a point lies in words: the nearest settlement, how far (km, to 100 m) and which way from it."""

    nearest: Text
    km: float
    direction: str

    @property
    def is_central(self) -> bool:
        """Whether it is so near the centre of the settlement that a direction says nothing."""
        return self.km <= CENTRE_KM


def whereabouts(point: Point, places: Iterable[SettlementLine]) -> Whereabouts | None:
    """Return where a point lies among settlements, or None where none of them is on the map. No query."""
    known = [(distance_km(place.point, point), place.name, place.point) for place in places if place.point]
    if not known:
        return None
    km, name, centre = min(known, key=lambda one: one[0])
    return Whereabouts(name, round(km, 1), direction(centre, point))


def settlement_names(unit: Unit) -> Mapping[UUID, Text]:
    """Return the names of a unit's settlements by their ids, in the order of the alphabet. One query."""
    rows = unit.settlements.values("id", *columns("name"))
    names = {row["id"]: text_of(row, "name") for row in rows}
    return dict(sorted(names.items(), key=lambda pair: alphabetical(pair[1])))


def ending(unit: Unit, *, today: datetime.date) -> Ending | None:
    """Return when a unit ends or ended and into which it goes, or None. One query where it has a successor."""
    if unit.valid_until is None:
        return None
    successor = unit.successor
    return Ending(
        on=unit.valid_until,
        has_ended=unit.valid_until <= today,
        successor_slug=successor.slug if successor else "",
        successor=successor.name if successor else Text(),
    )


def neighbours(unit: Unit, *, on: datetime.date) -> list[UnitLine]:
    """Return the other units of the district valid on a day. One query."""
    return [line for line in units_in_force(on=on) if line.id != unit.id and line.district == unit.district.name]


def districts() -> list[Area]:
    """Return all districts with their oblasts, by the names of both. One query."""
    found = Area.objects.filter(level=AreaLevel.DISTRICT).select_related("parent")
    return sorted(
        found, key=lambda area: (alphabetical(area.parent.name if area.parent else ""), alphabetical(area.name))
    )


def managed_programmes(actor: Actor, *, on: datetime.date) -> list[Programme]:
    """Return the programmes that the actor manages on a day. One query."""
    if actor.account is None:
        return []
    held = Q(appointments__account=actor.account, appointments__role=Role.MANAGER, appointments__since__lte=on)
    lasting = Q(appointments__until__isnull=True) | Q(appointments__until__gte=on)
    return sorted(Programme.objects.filter(held & lasting).distinct(), key=lambda found: alphabetical(found.name))


def kato_reports(unit: Unit) -> list[KatoReport]:
    """Return what became of the classifier files sent from a unit, the latest first. One query."""
    return [_report(record) for record in unit.kato_imports.order_by("-imported_at")]


def kato_report(unit: Unit, id: UUID) -> KatoReport | None:
    """Return what became of one classifier file, or None."""
    record = unit.kato_imports.filter(pk=id).first()
    return _report(record) if record else None


def _report(record: KatoImport) -> KatoReport:
    names = ("taken", "renamed", "known", "outside", "skipped", "refused")
    return KatoReport(
        id=record.id,
        year=record.year,
        within=record.within,
        imported_at=record.imported_at,
        rows=record.rows,
        counts=[(name, getattr(record, name)) for name in names],
        faults=[FaultLine(row, column, FAULTS[code], value) for row, column, code, value in record.faults],
        gone=[(code, name) for code, name in record.gone],
    )


@dataclass(frozen=True)
class About:
    """What the map says of a settlement beside its name: a line, and the page where it leads."""

    text: str = ""
    url: str = ""


def map_of(unit: Unit, *, language: str, about: Mapping[UUID, About] | None = None) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection of a unit's settlements and, where it is known, its district's outline.

    Points are (longitude, latitude) in degrees; properties are those that `map.html` shows: name, text, url, kind.
    One query.
    """
    features: list[dict[str, Any]] = []
    outline = district_outline(unit.district.kato)
    if outline:
        properties = {"name": unit.district.name.in_language(language), "text": "", "url": ""}
        features.append({"type": "Feature", "properties": properties, "geometry": outline[0]})
    for place in settlement_lines(unit):
        if place.point is None:
            continue
        name, said = place.name.in_language(language), (about or {}).get(place.id, About())
        kind = "settlement" if place.is_inhabited else "far"
        features.append(point_feature(place.point, kind=kind, name=name, text=said.text, url=said.url))
    return {"type": "FeatureCollection", "features": features}


def point_feature(point: Point, *, kind: str, name: str, text: str = "", url: str = "") -> dict[str, Any]:
    """Return a point as a feature of GeoJSON; `kind` is settlement, far or need, and gives the pin its look."""
    return {
        "type": "Feature",
        "properties": {"name": name, "text": text, "url": url, "kind": kind},
        "geometry": {"type": "Point", "coordinates": [float(point.longitude), float(point.latitude)]},
    }


def map_credit(unit: Unit) -> str:
    """Return whom to credit for the outline on the map of a unit, or an empty string where there is none."""
    outline = district_outline(unit.district.kato)
    return outline[1] if outline else ""


def written_names(unit: Unit) -> WrittenNames:
    """Return what finds a unit's settlements by their names as people write them. One query."""
    return WrittenNames({place.id: place.name for place in unit.settlements.all()})
