"""What became of the spreadsheets that were taken in."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import written_names
from ortaq.stages.needs.models import SheetImport
from ortaq.stages.needs.sheet import FAULTS


@dataclass(frozen=True)
class FaultLine:
    """A row that was not understood, in words."""

    row: int
    column: str
    why: str
    value: str
    perhaps: str


@dataclass(frozen=True)
class ImportPage:
    """What became of every row of a spreadsheet."""

    rows: int
    taken: int
    repeated: int
    refused: int
    faults: list[FaultLine]


def import_page(made: SheetImport) -> ImportPage:
    """Return the report of one import. One query."""
    names = written_names(made.unit)
    faults = [
        FaultLine(
            row=row,
            column=column,
            why=str(FAULTS[code]),
            value=value,
            perhaps=names.nearest(value) if code == "unknown_settlement" else "",
        )
        for row, column, code, value in made.faults
    ]
    return ImportPage(made.rows, made.taken, made.repeated, made.refused, faults)


def import_by_id(unit: Unit, id: UUID) -> SheetImport | None:
    """Return a unit's import of a spreadsheet, or None."""
    return SheetImport.objects.select_related("unit").filter(unit=unit, pk=id).first()
