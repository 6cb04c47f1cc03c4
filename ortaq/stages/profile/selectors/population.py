"""Who lives here. What everybody may see comes from one table in which small numbers are protected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ortaq.engines.inclusion import Protected, Table, protect
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import SettlementLine, settlement_lines
from ortaq.ground.text import Text
from ortaq.stages.profile.models import AgeBand, Population, Sex

PUBLIC_BANDS = {
    "0-17": ("0–17", (AgeBand.CHILDREN, AgeBand.TEENS)),
    "18-34": ("18–34", (AgeBand.YOUNG, AgeBand.YOUNG_ADULTS)),
    "35-59": ("35–59", (AgeBand.MIDDLE,)),
    "60+": ("60+", (AgeBand.OLDER,)),
}
"""Coarser bands for everybody: key → label and the bands it joins."""

PUBLIC_COLUMNS = [(sex.value, key) for sex in Sex for key in PUBLIC_BANDS]
"""The columns of the public table."""

Figures = Mapping[tuple[UUID, str, str], int]
"""(settlement, sex, band) → people."""


@dataclass(frozen=True)
class BandLine:
    """One age band of the whole unit; None is not shown."""

    label: object
    women: int | None
    men: int | None


@dataclass(frozen=True)
class SettlementPeople:
    """The people of one settlement: together, and by the columns of its table.

    None is not shown, or, where `is_known` is False, not written down yet.
    """

    id: UUID
    name: Text
    people: int | None
    cells: list[int | None]
    is_known: bool = True


@dataclass(frozen=True)
class People:
    """Who lives in the unit on 1 January of a year.

    `columns` are (sex, band) labels of every settlement's `cells`. `is_complete` says that no figure is missing,
    `hides` that some are not shown.
    """

    year: int
    total: int | None
    bands: list[BandLine]
    columns: list[tuple[object, object]]
    settlements: list[SettlementPeople]
    is_complete: bool
    hides: bool

    @property
    def has_whole_pyramid(self) -> bool:
        """Whether every band may be drawn."""
        return all(line.women is not None and line.men is not None for line in self.bands)


def years_of_population(unit: Unit) -> list[int]:
    """Return the years with figures, the earliest first. One query."""
    return list(Population.objects.filter(unit=unit).order_by("year").values_list("year", flat=True).distinct())


def public_totals(unit: Unit) -> list[tuple[int, int]]:
    """Return (year, people together) for the years whose total everybody may see, earliest first. Two queries."""
    places = settlement_lines(unit)
    by_year: dict[int, dict[tuple[UUID, str, str], int]] = {}
    for row in Population.objects.filter(unit=unit).order_by("year"):
        by_year.setdefault(row.year, {})[row.settlement_id, row.sex, row.band] = row.people
    totals = ((year, _protected(figures, places).total) for year, figures in by_year.items())
    return [(year, total) for year, total in totals if total is not None]


def figures_of(unit: Unit, year: int) -> dict[tuple[UUID, str, str], int]:
    """Return the figures of a year as they were written. One query."""
    rows = Population.objects.filter(unit=unit, year=year)
    return {(row.settlement_id, row.sex, row.band): row.people for row in rows}


def public_people(unit: Unit, year: int) -> People:
    """Return what everybody may see of a year: coarser bands, numbers below five protected. Two queries."""
    figures, places = figures_of(unit, year), settlement_lines(unit)
    shown = _protected(figures, places)
    by_column = dict(zip(shown.columns, shown.column_totals, strict=True))
    known = {settlement for settlement, _sex, _band in figures}
    hidden = (shown.total, *shown.row_totals, *shown.column_totals, *(n for row in shown.cells for n in row))
    return People(
        year=year,
        total=shown.total,
        bands=[
            BandLine(label, by_column.get(f"{Sex.WOMEN}|{key}"), by_column.get(f"{Sex.MEN}|{key}"))
            for key, (label, _bands) in PUBLIC_BANDS.items()
        ],
        columns=[(Sex(sex).label, PUBLIC_BANDS[key][0]) for sex, key in PUBLIC_COLUMNS],
        settlements=[
            SettlementPeople(place.id, place.name, total, list(cells), place.id in known)
            for place, total, cells in zip(places, shown.row_totals, shown.cells, strict=True)
        ],
        is_complete=_is_complete(figures, places),
        hides=None in hidden,
    )


@dataclass(frozen=True)
class SexLine:
    """Women, men and all people of a settlement; None is not shown."""

    name: Text
    women: int | None
    men: int | None
    people: int | None


def by_sex(people: People) -> tuple[list[SexLine], SexLine]:
    """Return the settlements with figures, and all together under an empty name, by sex alone.

    Added up from what `public_people` shows and from nothing else: a second table of the same people that was
    protected by itself would let somebody subtract one from the other.
    """
    half = len(PUBLIC_BANDS)
    lines = [
        SexLine(place.name, _added(place.cells[:half]), _added(place.cells[half:]), place.people)
        for place in people.settlements
        if place.is_known
    ]
    women, men = (_added(getattr(band, sex) for band in people.bands) for sex in Sex.values)
    return lines, SexLine(Text(), women, men, people.total)


def drawn_bands(people: People | None) -> list[tuple[str, int, int]]:
    """Return the bands for a pyramid, the oldest first, or none where one of them may not be shown."""
    if people is None or not people.has_whole_pyramid:
        return []
    return [(str(line.label), line.women or 0, line.men or 0) for line in reversed(people.bands)]


def office_people(unit: Unit, year: int) -> People:
    """Return every figure of a year, for the office only. Two queries."""
    figures, places = figures_of(unit, year), settlement_lines(unit)
    columns = [(sex.value, band.value) for sex in Sex for band in AgeBand]

    def together(sex: str, band: str) -> int:
        return sum(figures.get((place.id, sex, band), 0) for place in places)

    return People(
        year=year,
        total=sum(figures.values()),
        bands=[
            BandLine(band.label, together(Sex.WOMEN, band.value), together(Sex.MEN, band.value))
            for band in AgeBand
        ],
        columns=[(Sex(sex).label, AgeBand(band).label) for sex, band in columns],
        settlements=[
            SettlementPeople(
                place.id,
                place.name,
                sum(figures.get((place.id, *column), 0) for column in columns),
                [figures.get((place.id, *column)) for column in columns],
                any((place.id, *column) in figures for column in columns),
            )
            for place in places
        ],
        is_complete=_is_complete(figures, places),
        hides=False,
    )


def _protected(figures: Figures, places: Iterable[SettlementLine]) -> Protected:
    """Return the table that everybody may see: settlements by sex and coarser band."""
    return protect(
        Table.crossed(
            {
                str(place.id): {"|".join(column): _people(figures, place, column) for column in PUBLIC_COLUMNS}
                for place in places
            }
        )
    )


def _added(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of numbers, or None where one of them is not shown."""
    shown = list(numbers)
    return None if None in shown else sum(number or 0 for number in shown)


def _people(figures: Figures, place: SettlementLine, column: tuple[str, str]) -> int:
    sex, key = column
    return sum(figures.get((place.id, sex, band.value), 0) for band in PUBLIC_BANDS[key][1])


def _is_complete(figures: Figures, places: list[SettlementLine]) -> bool:
    return all(
        (place.id, sex.value, band.value) in figures
        for place in places
        if place.is_inhabited
        for sex in Sex
        for band in AgeBand
    )
