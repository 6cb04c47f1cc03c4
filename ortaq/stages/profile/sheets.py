"""Spreadsheets of figures: the population and the budget, as templates and as they come back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.files.sheets import Row, Sheet, read_sheet, write_sheet
from ortaq.ground.files.store import digest_of_file
from ortaq.ground.money import TIYN_PER_THOUSAND_TENGE
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlements_of, written_names
from ortaq.stages.profile.amounts import read_signed
from ortaq.stages.profile.layout import disagreements, names
from ortaq.stages.profile.models import AgeBand, BudgetKind, Sex
from ortaq.stages.profile.rules import MOST_PEOPLE, is_year

LANGUAGES = ("kk", "ru", "en")
Cell = tuple[str, str]
"""Sex and age band."""
CELLS: tuple[Cell, ...] = tuple((sex.value, band.value) for sex in Sex for band in AgeBand)

FAULTS = {
    "no_settlement": _("the settlement is not given"),
    "unknown_settlement": _("there is no such settlement here"),
    "bad_year": _("the year is not understood"),
    "twice": _("this settlement and year stand in an earlier row already"),
    "bad_number": _("this is no whole number of people"),
    "bad_amount": _("this is no amount in thousand tenge"),
    "unknown_group": _("the heading is no group of the template, so this column was not read"),
    "unknown_code": _("there is no such line in the budget layout"),
    "unknown_column": _("the heading is no year with adopted, refined or executed"),
    "part": _("it is %(written)s, but its classes add up to %(expected)s thousand tenge"),
    "deficit": _(
        "it is %(written)s, but income − expenditure − net lending − balance of financial assets is "
        "%(expected)s thousand tenge"
    ),
    "financing": _(
        "it is %(written)s, but it must be the deficit with the other sign: %(expected)s thousand tenge"
    ),
}


@dataclass(frozen=True)
class Fault:
    """A cell that was not understood. `amounts` is (written, expected) in tiyn where a sum does not agree."""

    row: int
    column: str
    code: str
    value: str
    amounts: tuple[int, ...] = ()


@dataclass
class PopulationSheet:
    """Figures by settlement, year, sex and band; every filled cell is in `figures` or counted as refused."""

    sha256: str
    figures: dict[tuple[UUID, int, str, str], int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused: int = 0


@dataclass
class BudgetSheet:
    """Columns of amounts in tiyn by (year, kind) and code; every filled cell is in one of them or refused."""

    sha256: str
    columns: dict[tuple[int, str], dict[str, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused: int = 0


def population_template(
    *, unit: Unit, year: int, language: str, known: Mapping[tuple[UUID, str, str], int]
) -> bytes:
    """Return a workbook with a row for each settlement, filled with what is known of the year."""
    with override(language):
        headings = [gettext("Settlement"), gettext("Year"), *(_cell_heading(cell) for cell in CELLS)]
        rows: list[Sequence[str | int | None]] = [
            [place.name.in_language(language), year, *(known.get((place.id, *cell)) for cell in CELLS)]
            for place in settlements_of(unit)
        ]
        return write_sheet(title=gettext("Population"), headings=headings, rows=rows)


def read_population(*, upload: File[Any], unit: Unit, this_year: int) -> PopulationSheet:
    """Read a workbook of population figures. Raises Refused where it is no workbook or has other columns."""
    sheet, read = read_sheet(upload), PopulationSheet(digest_of_file(upload))
    columns = _population_columns(sheet)
    for heading, letters in sheet.headings.items():
        if heading not in columns.values() and (filled := sum(bool(_written(row, heading)) for row in sheet.rows)):
            read.faults.append(Fault(1, letters, "unknown_group", heading[:80]))
            read.refused += filled
    settlements = written_names(unit)
    seen: set[tuple[UUID, int]] = set()
    for row in sheet.rows:
        cells = {cell: columns[cell] for cell in CELLS if cell in columns and _written(row, columns[cell])}
        place = _written(row, columns["settlement"])
        key = (settlements.find(place), _whole(_written(row, columns["year"])))
        column, code = _row_fault(place, key, seen, this_year)
        if code:
            heading = columns[column]
            read.faults.append(Fault(row.number, sheet.headings[heading], code, _written(row, heading)[:80]))
            read.refused += len(cells)
            continue
        seen.add(key)  # type: ignore[arg-type]
        for cell, heading in cells.items():
            people = _whole(_written(row, heading))
            if people is None or people > MOST_PEOPLE:
                value = _written(row, heading)[:80]
                read.faults.append(Fault(row.number, sheet.headings[heading], "bad_number", value))
                read.refused += 1
            else:
                read.figures[*key, *cell] = people  # type: ignore[index]
    return read


def budget_template(
    *, years: Sequence[int], language: str, known: Mapping[tuple[int, str], Mapping[str, int]]
) -> bytes:
    """Return a workbook with the lines of the layout and a column for each year and kind, in thousand tenge."""
    columns = [(year, kind) for year in years for kind in BudgetKind]
    with override(language):
        headings = [gettext("Code"), gettext("Line (thousand tenge)"), *(f"{y} {k.label}" for y, k in columns)]
        rows: list[Sequence[str | float | None]] = []
        for code, name in names().items():
            amounts = [known.get((year, kind.value), {}).get(code) for year, kind in columns]
            written = [None if amount is None else amount / TIYN_PER_THOUSAND_TENGE for amount in amounts]
            rows.append([code, name[language], *written])
        return write_sheet(title=gettext("Budget"), headings=headings, rows=rows)


def read_budget(*, upload: File[Any], this_year: int) -> BudgetSheet:
    """Read a workbook of budget amounts: a column is taken whole or not at all, so that its sums agree.

    Raises Refused where it is no workbook, has no column of codes, or no column of a year and a kind.
    """
    sheet, read = read_sheet(upload), BudgetSheet(digest_of_file(upload))
    headings = list(sheet.headings)
    code_column = next((h for h in headings if _plain(h) in _spelled("Code")), None)
    kinds = _kinds()
    columns = {h: found for h in headings if (found := _year_and_kind(h, kinds, this_year)) is not None}
    if code_column is None or not columns:
        raise Refused(
            _(
                "This is not the budget template: the first row must name the column of codes and the years, "
                "for example “2027 adopted”. Download the template and fill it in."
            ),
            field="file",
        )
    for heading in headings[2:]:
        if heading not in columns:
            read.faults.append(Fault(1, sheet.headings[heading], "unknown_column", heading[:80]))
            read.refused += sum(bool(_written(row, heading)) for row in sheet.rows)
    for heading, key in columns.items():
        _read_column(sheet, heading, code_column, key, read)
    return read


def _read_column(sheet: Sheet, heading: str, code_column: str, key: tuple[int, str], read: BudgetSheet) -> None:
    letters, amounts, rows, wrong = sheet.headings[heading], {}, {}, []
    filled = [row for row in sheet.rows if _written(row, heading)]
    for row in filled:
        code, written = _code(_written(row, code_column)), _written(row, heading)
        if code not in names() or code in amounts:
            wrong.append(Fault(row.number, sheet.headings[code_column], "unknown_code", code[:80]))
            continue
        try:
            amount = read_signed(written)
        except ValueError:
            wrong.append(Fault(row.number, letters, "bad_amount", written[:80]))
            continue
        amounts[code], rows[code] = amount, row.number
    if not wrong:
        wrong = [
            Fault(_row_of(found.code, rows), letters, found.rule, found.code, (found.written, found.expected))
            for found in disagreements(amounts)
        ]
    if wrong or key in read.columns:
        read.faults += wrong or [Fault(1, letters, "unknown_column", heading[:80])]
        read.refused += len(filled)
    elif amounts:
        read.columns[key] = amounts


def _row_of(code: str, rows: Mapping[str, int]) -> int:
    """Return the row where a sum is written, or else the first of its classes."""
    return rows[code] if code in rows else min(row for line, row in rows.items() if line.startswith(f"{code}."))


def _population_columns(sheet: Sheet) -> dict[Any, str]:
    known: dict[str, Any] = dict.fromkeys(_spelled("Settlement"), "settlement") | dict.fromkeys(
        _spelled("Year"), "year"
    )
    for language in LANGUAGES:
        with override(language):
            known |= {_plain(_cell_heading(cell)): cell for cell in CELLS}
    found = {known[_plain(h)]: h for h in sheet.headings if _plain(h) in known}
    if not {"settlement", "year"} <= found.keys() or len(found) < 3:
        raise Refused(
            _(
                "This is not the population template: the first row must name the settlement, the year and the "
                "groups. Download the template and fill it in."
            ),
            field="file",
        )
    return found


def _row_fault(
    place: str, key: tuple[UUID | None, int | None], seen: set[tuple[UUID, int]], this_year: int
) -> tuple[str, str]:
    settlement, year = key
    if settlement is None:
        return "settlement", "unknown_settlement" if place else "no_settlement"
    if year is None or not is_year(year, this_year=this_year):
        return "year", "bad_year"
    return ("settlement", "twice") if key in seen else ("", "")


def _cell_heading(cell: Cell) -> str:
    sex, band = cell
    return f"{Sex(sex).label}, {AgeBand(band).label}"


def _spelled(word: str) -> set[str]:
    spelled = set()
    for language in LANGUAGES:
        with override(language):
            spelled.add(_plain(gettext(word)))
    return spelled


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            kinds |= {_plain(str(kind.label)): kind.value for kind in BudgetKind}
    return kinds


def _year_and_kind(heading: str, kinds: Mapping[str, str], this_year: int) -> tuple[int, str] | None:
    found = re.fullmatch(r"(\d{4})[\s,.:]*(.+)", heading.strip())
    if not found or _plain(found[2]) not in kinds or not is_year(int(found[1]), this_year=this_year, ahead=5):
        return None
    return int(found[1]), kinds[_plain(found[2])]


def _plain(heading: str) -> str:
    """Return a heading as it is compared: whatever its letter case, spaces and dashes, е for ё."""
    return " ".join(re.sub(r"[‐‑–—−]", "-", heading).casefold().replace("ё", "е").split())


def _code(written: str) -> str:
    return written.replace(",", ".").rstrip(".")


def _written(row: Row, heading: str) -> str:
    cell = row.cells.get(heading)
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else round(cell, 5)
    return "" if cell is None else str(cell).strip()


def _whole(written: str) -> int | None:
    plain = "".join(written.split()).replace("\u00a0", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else None
