"""What became of every row of a spreadsheet, as the page of its report shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortaq.ground.files.models import SheetReport
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import written_names


@dataclass(frozen=True)
class FaultLine:
    """A row that was not understood, in words; `perhaps` is a settlement that may have been meant."""

    row: int
    column: str
    why: str
    value: str
    perhaps: str


@dataclass(frozen=True)
class ImportReport:
    """What became of every row; shown by `files/report.html`."""

    rows: int
    taken: int
    repeated: int
    refused: int
    faults: list[FaultLine]


def report_of(made: SheetReport, *, unit: Unit, reasons: Mapping[str, object]) -> ImportReport:
    """Return the report of one import; `reasons` are the words for the codes of its faults. One query."""
    names = written_names(unit)
    faults = [
        FaultLine(
            row=row,
            column=column,
            why=str(reasons[code]),
            value=value,
            perhaps=names.nearest(value) if code == "unknown_settlement" else "",
        )
        for row, column, code, value in made.faults
    ]
    return ImportReport(made.rows, made.taken, made.repeated, made.refused, faults)
