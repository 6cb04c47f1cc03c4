"""Reading spreadsheets that people send: measured before they are opened, read as plain cells.

The library for workbooks is read with the first of them: it takes 30 MB of every worker that has it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused

LARGEST_SHEET = 10 * 2**20
LARGEST_UNPACKED = 40 * 2**20
MOST_ROWS = 20_000
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows where a formula has no result; it says nothing."""
ROWS_BEFORE_HEADINGS = 10


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number as the spreadsheet shows it, and its cells by their column's heading."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """The first visible sheet: headings in order with their column letters, and the filled rows below."""

    headings: dict[str, str]
    rows: list[Row]


def read_sheet(
    upload: File[Any], *, heading_row: int = 1, heading_marks: Collection[str] = (), most_rows: int = MOST_ROWS
) -> Sheet:
    """Return the first visible sheet of an .xlsx file; cells hold values, a formula's last result, or None.

    The headings stand in `heading_row`, or in the first of the ten top rows that names all `heading_marks`.
    Raises Refused where the file is no .xlsx workbook, too large, packed beyond measure, or its headings are
    missing or stand twice.
    """
    from openpyxl import load_workbook

    _measure(upload)
    try:
        book = load_workbook(upload, read_only=True, data_only=True)
        page = next((page for page in book.worksheets if page.sheet_state == "visible"), book.worksheets[0])
        lines = list(_filled(page.iter_rows(values_only=True), most_rows))
    except Refused:
        raise
    except Exception as error:
        raise _not_a_workbook() from error
    heading_row = _row_with(heading_marks, lines) or heading_row
    top = dict(lines[:ROWS_BEFORE_HEADINGS]).get(heading_row)
    if top is None:
        raise Refused(_("The sheet is empty. Fill in the template and send it again."), field="file")
    headings = [str(cell).strip() if cell is not None else "" for cell in top]
    _refuse_twins(headings, heading_row)
    rows = [
        Row(number, {heading: _value(cell) for heading, cell in zip(headings, line, strict=False) if heading})
        for number, line in lines
        if number > heading_row
    ]
    return Sheet({heading: letter(index) for index, heading in enumerate(headings) if heading}, rows)


def _refuse_twins(headings: Sequence[str], row: int) -> None:
    """Two columns of one name: nobody can know which of them is meant."""
    seen: dict[str, str] = {}
    for index, heading in enumerate(headings):
        if heading and heading in seen:
            raise Refused(
                _(
                    "The heading “%(heading)s” stands twice in row %(row)s: "
                    "in columns %(first)s and %(second)s. Keep one."
                )
                % {"heading": heading[:40], "row": row, "first": seen[heading], "second": letter(index)},
                field="file",
            )
        seen[heading] = letter(index)


def _filled(lines: Iterator[Sequence[Any]], most_rows: int) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield the lines that hold something, with their numbers; formatted empty lines below cost nothing."""
    count = 0
    for number, line in enumerate(lines, start=1):
        if any(cell is not None and str(cell).strip() for cell in line):
            count += 1
            if count > most_rows + ROWS_BEFORE_HEADINGS:
                raise Refused(
                    _("The sheet has more than %(rows)s rows. Divide it into several files.")
                    % {"rows": number_format(most_rows, force_grouping=True)},
                    field="file",
                )
            yield number, line


def _value(cell: Any) -> Any:
    return None if isinstance(cell, str) and cell.strip() in ERRORS else cell


def _row_with(marks: Collection[str], lines: Sequence[tuple[int, Sequence[Any]]]) -> int | None:
    if not marks:
        return None
    for number, line in lines[:ROWS_BEFORE_HEADINGS]:
        if {str(cell).strip().casefold() for cell in line if cell is not None}.issuperset(marks):
            return number
    return None


def write_sheet(
    *, title: str, headings: Sequence[str], rows: Sequence[Sequence[str | int | float | None]]
) -> bytes:
    """Return an .xlsx file of one sheet to fill in: headings in row 1, below them what is known already.

    Text stays text, also where it begins like a formula.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    page.freeze_panes = "B2"
    for index, heading in enumerate(headings):
        page.column_dimensions[letter(index)].width = max(12, min(44, len(heading) + 2))
    for line, bold in [(headings, True), *((row, False) for row in rows)]:
        cells = []
        for value in line:
            cell = WriteOnlyCell(page, value=value)
            cell.font = Font(bold=bold)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.number_format = "@"
            cells.append(cell)
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def letter(index: int) -> str:
    """Return a column's letters for its index from zero.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _measure(upload: File[Any]) -> None:
    if upload.size > LARGEST_SHEET:
        raise Refused(_("The file is larger than 10 MB. Divide it into several files."), field="file")
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _not_a_workbook() from error
    if "xl/workbook.xml" not in names:
        raise _not_a_workbook()
    if unpacked > LARGEST_UNPACKED:
        raise Refused(_("The file is too large when unpacked. Divide it into several files."), field="file")
    upload.seek(0)


def _not_a_workbook() -> Refused:
    return Refused(
        _("This is not an .xlsx workbook. In Excel or LibreOffice choose “Save as” and the type .xlsx."),
        field="file",
    )
