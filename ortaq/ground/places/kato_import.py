"""Bringing the places here in line with a KATO file: adding and renaming, never doubling, ending or deleting."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.kato import (
    CITY_DISTRICT,
    LEVEL_DIGITS,
    Fault,
    KatoFile,
    KatoRow,
    Level,
    bare,
    is_code,
    is_within,
    kind_of,
    level_of,
    parent_of,
    read_kato,
)
from ortaq.ground.places.models import Area, AreaLevel, KatoImport, Settlement, Unit, UnitKind
from ortaq.ground.places.naming import free_slug, latin, same_name
from ortaq.ground.text import Text, in_columns

EARLIEST_YEAR = 2018
MOST_FAULTS_KEPT = 2_000


@action("places.import_kato")
def import_kato(
    *,
    by: Actor,
    unit: Unit,
    upload: File[Any],
    year: int,
    now: datetime.datetime,
    within: str = "",
    deed: UUID | None = None,
) -> KatoImport:
    """Take in a KATO file of a year, all of it or the district or oblast whose code is `within`.

    A place is known by its code, or by its name where it has no code yet. A unit in which other people work
    keeps its names. The record returned tells what became of every row.
    """
    if not EARLIEST_YEAR <= year <= timezone.localdate(now).year:
        raise Refused(_("Write the year of the classifier in four figures."), field="year")
    if within and (not is_code(within) or level_of(within) not in (Level.OBLAST, Level.DISTRICT)):
        raise Refused(
            _("This is no code of a district or an oblast: such a code has nine digits and ends in 00000."),
            field="within",
        )
    book = read_kato(upload=upload, within=within)
    if not book.rows:
        raise Refused(_("The file holds no place with a code of this area."), field="within" if within else "file")
    taking = Taking(book, year=year, today=timezone.localdate(now), changeable=_Changeable(by, now))
    taking.run()
    return KatoImport.objects.create(
        id=deed or new_id(),
        unit=unit,
        sha256=book.sha256,
        within=within,
        year=year,
        rows=len(book.rows) + len(book.faults) + book.outside,
        taken=taking.counts["taken"],
        renamed=taking.counts["renamed"],
        known=taking.counts["known"],
        outside=book.outside,
        skipped=taking.counts["skipped"],
        refused=len(book.faults) + taking.counts["refused"],
        faults=[[f.row, f.column, f.code, f.value] for f in taking.faults[:MOST_FAULTS_KEPT]],
        gone=taking.gone(within),
        imported_at=now,
    )


class _Changeable:
    """Which units and areas the actor's file may rename: not those in which others work and the actor does not."""

    def __init__(self, by: Actor, now: datetime.datetime) -> None:
        worked_in = Unit.objects.filter(appointments__isnull=False).distinct().select_related("district")
        foreign = [
            unit
            for unit in worked_in
            if not by.may("places.import_kato", unit_id=unit.id, on=timezone.localdate(now))
        ]
        self._locked: set[UUID | None] = {
            key for unit in foreign for key in (unit.id, unit.district_id, unit.district.parent_id)
        }

    def __call__(self, record: Area | Unit) -> bool:
        return record.pk not in self._locked


class Taking:
    """One run over a file: what is known here by code, what is added, and what became of every row."""

    def __init__(self, book: KatoFile, *, year: int, today: datetime.date, changeable: _Changeable) -> None:
        self.book, self.year, self.today, self.changeable = book, year, today, changeable
        self.counts: Counter[str] = Counter()
        self.faults: list[Fault] = list(book.faults)
        self.areas = list(Area.objects.all())
        self.units = list(Unit.objects.filter(valid_until__isnull=True))
        self.settlements = list(Settlement.objects.filter(unit__valid_until__isnull=True))
        self.area_by_code = {area.kato: area for area in self.areas if area.kato}
        self.unit_by_code = {unit.kato: unit for unit in self.units if unit.kato}
        self.settlement_by_code = {place.kato: place for place in self.settlements if place.kato}
        self.uncoded = _Uncoded(self.areas, self.units, self.settlements)
        self.ended = _codes_of_ended_units() - self.unit_by_code.keys()
        self.slugs = set(Unit.objects.values_list("slug", flat=True))
        self.names_in = _names_by_unit(self.settlements)
        self.not_units: set[str] = set()
        self.new: list[Unit | Settlement] = []

    def run(self) -> None:
        """Carry out the whole file, upper levels first."""
        carry_out = {
            Level.OBLAST: self._area,
            Level.DISTRICT: self._area,
            Level.UNIT: self._unit,
            Level.SETTLEMENT: self._settlement,
        }
        for level, carry in carry_out.items():
            for row in self.book.rows:
                if row.level == level:
                    self.counts[carry(row)] += 1
            self._save_new()

    def gone(self, within: str) -> list[list[str]]:
        """Return code and name of places that the file, for the chosen area or its districts, does not name."""
        named = {row.code for row in self.book.rows}
        districts = {code[: LEVEL_DIGITS[Level.DISTRICT]] for code in named}
        places: list[Unit | Settlement] = [*self.unit_by_code.values(), *self.settlement_by_code.values()]
        known = {str(place.kato): str(place.name) for place in places}
        return [
            [code, name]
            for code, name in sorted(known.items())
            if code not in named
            and (is_within(code, within) if within else code[: LEVEL_DIGITS[Level.DISTRICT]] in districts)
        ]

    def _area(self, row: KatoRow) -> str:
        parent = self.area_by_code.get(parent_of(row.code))
        if row.level == Level.DISTRICT and parent is None:
            return self._refuse(row)
        area = self.area_by_code.get(row.code) or self.uncoded.take(parent.id if parent else None, row.name)
        if area is None:
            area = Area(
                level=AreaLevel(row.level.value), parent=parent, kato=row.code, **in_columns(name=row.name)
            )
            area.save(force_insert=True)
            self.area_by_code[row.code] = area
            return "taken"
        self.area_by_code[row.code] = area
        return self._rename(area, row, row.name) if self.changeable(area) else "known"

    def _unit(self, row: KatoRow) -> str:
        district = self.area_by_code.get(parent_of(row.code))
        if district is None:
            return self._refuse(row)
        if row.code in self.ended:
            self.not_units.add(row.code)
            return self._refuse(row, "ended")
        if self._is_city(row, district):
            self.not_units.add(row.code)
            return "skipped"
        unit = self.unit_by_code.get(row.code) or self.uncoded.take(district.id, row.name)
        kind = row.kind or (unit.kind if unit else UnitKind.OKRUG)
        if not row.kind:
            column = self.book.columns["name_rus"]
            self.faults.append(Fault(row.number, column, "unknown_kind", str(row.name)[:80]))
        if unit is None:
            self.new.append(self._new_unit(row, district, kind))
            return "taken"
        self.unit_by_code[row.code] = unit
        if not self.changeable(unit):
            return "known"
        unit.kato_year = self.year
        return self._rename(unit, row, row.full_name, kind=kind)

    def _settlement(self, row: KatoRow) -> str:
        parent_code = parent_of(row.code)
        if parent_code in self.not_units:
            return "skipped"
        unit = self.unit_by_code.get(parent_code)
        if unit is None:
            return self._refuse(row)
        place = self.settlement_by_code.get(row.code) or self.uncoded.take(unit.id, row.name)
        name = self._free_name(unit, row, place)
        if place is None and not self.changeable(unit):
            return "skipped"
        if place is None:
            place = Settlement(unit=unit, kato=row.code, **in_columns(name=name))
            self.settlement_by_code[row.code] = place
            self.names_in.setdefault(unit.id, {})[place.id] = name
            self.new.append(place)
            return "taken"
        self.settlement_by_code[row.code] = place
        return self._rename(place, row, name) if self.changeable(unit) else "known"

    def _new_unit(self, row: KatoRow, district: Area, kind: str) -> Unit:
        short, where = latin(str(bare(row.name))), latin(str(bare(district.name)))
        slug = free_slug(short, f"{short}-{where}", taken=self.slugs)
        self.slugs.add(slug)
        unit = Unit(
            slug=slug,
            kind=kind,
            **in_columns(name=row.full_name),
            kato=row.code,
            kato_year=self.year,
            district=district,
            valid_from=datetime.date(self.year, 1, 1),
        )
        self.unit_by_code[row.code] = unit
        return unit

    def _is_city(self, row: KatoRow, district: Area) -> bool:
        """Whether this is a city above the fourth level (its administration is a district here) or its part."""
        if row.kind == CITY_DISTRICT:
            return True
        return row.kind == UnitKind.TOWN and kind_of(district.name) == UnitKind.TOWN

    def _free_name(self, unit: Unit, row: KatoRow, place: Settlement | None) -> Text:
        """Return the short name, or the one with its type and code where the unit has another of that name."""
        others = [name for key, name in self.names_in.get(unit.id, {}).items() if place is None or key != place.id]
        for name in (row.village_name, row.name):
            if not any(same_name(name, other) for other in others):
                return name
        return Text(
            kk=f"{row.name.kk} ({row.code})" if row.name.kk else "",
            ru=f"{row.name.ru} ({row.code})" if row.name.ru else "",
        )

    def _rename(self, place: Area | Unit | Settlement, row: KatoRow, name: Text, *, kind: str = "") -> str:
        before = (place.name, place.kato, getattr(place, "kind", ""))
        merged = Text(kk=name.kk or place.name.kk, ru=name.ru or place.name.ru, original=place.name.original)
        place.name, place.kato = merged, row.code
        if isinstance(place, Unit):
            place.kind = kind
        if isinstance(place, Settlement):
            self.names_in[place.unit_id][place.id] = merged
        renamed = before != (place.name, place.kato, getattr(place, "kind", ""))
        if renamed or isinstance(place, Unit):
            place.save()
        return "renamed" if renamed else "known"

    def _refuse(self, row: KatoRow, code: str = "no_parent") -> str:
        self.faults.append(Fault(row.number, self.book.columns["te"], code, row.code))
        return "refused"

    def _save_new(self) -> None:
        Unit.objects.bulk_create([place for place in self.new if isinstance(place, Unit)], batch_size=500)
        Settlement.objects.bulk_create(
            [place for place in self.new if isinstance(place, Settlement)], batch_size=500
        )
        self.new.clear()


class _Uncoded:
    """Places here without a code, by what they lie in, found once by their bare name."""

    def __init__(self, areas: list[Area], units: list[Unit], settlements: list[Settlement]) -> None:
        self._places: dict[UUID | None, list[Any]] = {}
        pairs: list[tuple[Area | Unit | Settlement, UUID | None]] = [
            *((area, area.parent_id) for area in areas),
            *((unit, unit.district_id) for unit in units),
            *((settlement, settlement.unit_id) for settlement in settlements),
        ]
        for place, inside in pairs:
            if not place.kato:
                self._places.setdefault(inside, []).append(place)

    def take(self, inside: UUID | None, name: Text) -> Any:
        """Return the place of that name and forget it, or None."""
        here = self._places.get(inside, [])
        found = next((place for place in here if same_name(bare(place.name), bare(name))), None)
        if found is not None:
            here.remove(found)
        return found


def _codes_of_ended_units() -> set[str]:
    ended = Unit.objects.filter(valid_until__isnull=False, kato__isnull=False)
    return set(ended.values_list("kato", flat=True))  # type: ignore[arg-type]


def _names_by_unit(settlements: list[Settlement]) -> dict[UUID, dict[UUID, Text]]:
    names: dict[UUID, dict[UUID, Text]] = {}
    for settlement in settlements:
        names.setdefault(settlement.unit_id, {})[settlement.id] = settlement.name
    return names
