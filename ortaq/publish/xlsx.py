"""Tables as workbooks: to read, to fill in and send back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Literal, TypeAlias
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from ortaq.publish.archive import with_fixed_times
from ortaq.publish.plain import clean_text

Value: TypeAlias = str | int | Decimal | date | None
Kind: TypeAlias = Literal["text", "integer", "decimal", "date"]

SKY, SKY_MIST = "FF0A6870", "FFE3F1F1"
TOP = Alignment(wrap_text=True, vertical="top")
FORMATS: dict[Kind, str] = {"text": "@", "integer": "#,##0", "decimal": "#,##0.00", "date": "DD.MM.YYYY"}
LONGEST_CELL = 32_767  # signs; Excel's own limit
BLANK_ROWS = 1_000
FONT = "Calibri"
LISTS = "lists"


class SheetError(ValueError):
    """A table that no sheet can hold; the message names the row and the column."""


@dataclass(frozen=True)
class SheetColumn:
    """A column: its `width` in signs, what it holds, and the values to choose from, if there are any."""

    heading: str
    width: float = 20
    kind: Kind = "text"
    choices: tuple[str, ...] = ()


def write_table(
    *,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Value]],
    sheet: str,
    date: date,
    instructions: Sequence[str] = (),
    instructions_sheet: str = "",
    choice_error: str = "",
    blank_rows: int = BLANK_ROWS,
) -> bytes:
    """A workbook of one table, header in row 1, and a second sheet of instructions if there are any.

    `date` dates the file: the same table gives the same bytes. Text stays text: a cell that begins with
    ``=``, ``+``, ``-`` or ``@`` is never a formula. A column with choices offers them as a list, in the rows
    given and in `blank_rows` more; `choice_error` is what Excel says to another value. Raises `SheetError`
    when a row does not match the columns or a text is longer than a cell can hold.
    """
    workbook = Workbook()
    properties = workbook.properties
    properties.title, properties.creator = clean_text(title), ""
    properties.created = properties.modified = datetime.combine(date, time())
    page = workbook.active
    page.title = sheet_name(sheet)
    _write_header(page, columns)
    _write_rows(page, columns, rows)
    _prepare_page(page, columns)
    if instructions:
        _write_instructions(workbook.create_sheet(sheet_name(instructions_sheet)), title, instructions)
    _offer_choices(workbook, page, columns, last_row=1 + len(rows) + blank_rows, error=choice_error)
    file = BytesIO()
    # openpyxl's own `save` would write the present moment
    ExcelWriter(workbook, ZipFile(file, "w")).save()
    return with_fixed_times(file.getvalue())


def sheet_name(name: str) -> str:
    """A name Excel accepts for a sheet: at most 31 signs, none of ``[ ] : * ? / \\``.

    >>> sheet_name("Жоспар 2027/2028: іс-шаралар мен көздер")
    'Жоспар 2027 2028  іс-шаралар ме'
    """
    return re.sub(r"[\[\]:*?/\\]", " ", clean_text(name).replace("\n", " ")).strip("' ")[:31].strip() or "1"


def put_value(cell: Cell, value: Value) -> None:
    """Write `value` into `cell`; a text is stored as text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = text = clean_text(value)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value


def _write_header(page: Worksheet, columns: Sequence[SheetColumn]) -> None:
    rule = Side(style="medium", color=SKY)
    for number, column in enumerate(columns, start=1):
        cell = page.cell(row=1, column=number)
        put_value(cell, column.heading)
        cell.font = Font(name=FONT, size=11, bold=True, color=SKY)
        cell.fill = PatternFill("solid", fgColor=SKY_MIST)
        cell.border = Border(top=rule, bottom=rule)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=_side(column))
        page.column_dimensions[get_column_letter(number)].width = column.width


def _write_rows(page: Worksheet, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value]]) -> None:
    for number, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(number)].number_format = FORMATS[column.kind]
    for row_number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise SheetError(f"Row {row_number} has {len(row)} cells, the table has {len(columns)} columns.")
        for column_number, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                raise SheetError(
                    f"Row {row_number}, column “{column.heading}”: {len(value)} signs; "
                    f"a cell holds {LONGEST_CELL}."
                )
            cell = page.cell(row=row_number, column=column_number)
            cell.number_format, cell.alignment = FORMATS[column.kind], TOP
            put_value(cell, value)


def _prepare_page(page: Worksheet, columns: Sequence[SheetColumn]) -> None:
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(page.max_row, 1)}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.right.text = "&P / &N"


def _write_instructions(page: Worksheet, title: str, instructions: Sequence[str]) -> None:
    page.column_dimensions["A"].width = 100
    for number, line in enumerate((title, *instructions), start=1):
        cell = page.cell(row=number, column=1)
        put_value(cell, line)
        cell.alignment = TOP
    page["A1"].font = Font(name=FONT, size=14, bold=True, color=SKY)
    page.sheet_view.showGridLines = False


def _offer_choices(
    workbook: Workbook, page: Worksheet, columns: Sequence[SheetColumn], *, last_row: int, error: str
) -> None:
    """Keep the choices on a hidden sheet: a list in the rule itself holds 255 signs and no comma."""
    with_choices = [(number, column) for number, column in enumerate(columns, start=1) if column.choices]
    if not with_choices:
        return
    lists = workbook.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for place, (number, column) in enumerate(with_choices, start=1):
        for row, choice in enumerate(column.choices, start=1):
            put_value(lists.cell(row=row, column=place), choice)
        letter, target = get_column_letter(place), get_column_letter(number)
        rule = DataValidation(
            type="list",
            formula1=f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(column.choices)}",
            allow_blank=True,
            showErrorMessage=True,
            error=clean_text(error)[:255] or None,
            errorTitle=clean_text(column.heading)[:31],
        )
        rule.add(f"{target}2:{target}{max(last_row, 2)}")
        page.add_data_validation(rule)


def _side(column: SheetColumn) -> str:
    return "right" if column.kind in ("integer", "decimal") else "left"
