"""Rows written as CSV and as JSON, a piece at a time: a table of any length takes the memory of one piece."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any, Literal

from ortaq.publish.opendata.catalogue import LICENCE
from ortaq.publish.opendata.shape import Field, Kind, Row, Value
from ortaq.publish.plain import clean_text

For = Literal["programs", "excel"]
BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_ONCE = 200
FORMULA_STARTS = ("=", "+", "-", "@", "\t")
GUARD = "'"


def csv_pieces(fields: Sequence[Field], rows: Iterable[Row], *, reader: For = "programs") -> Iterator[str]:
    """Yield a CSV file (UTF-8 with a byte order mark, RFC 4180).

    For Excel as it is set up in Kazakhstan the cells are parted by semicolons and a fraction has a comma: there a
    comma would part nothing, and 1.5 would become the first of May. Words that a spreadsheet would take for a
    formula begin with an apostrophe.
    """
    yield BYTE_ORDER_MARK + _lines([[field.name for field in fields]], reader)
    for piece in _in_pieces(rows):
        yield _lines(
            [[cell(row[field.name], field.kind, reader=reader) for field in fields] for row in piece], reader
        )


def cell(value: Value, kind: Kind, *, reader: For = "programs") -> str:
    """Return a value as a cell of a CSV file.

    >>> cell(Decimal("12.50"), Kind.NUMBER), cell(Decimal("12.50"), Kind.NUMBER, reader="excel")
    ('12.5', '12,5')
    >>> cell("=1+1", Kind.TEXT), cell(-5, Kind.INTEGER), cell(True, Kind.YES_NO), cell(None, Kind.DATE)
    ("'=1+1", '-5', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return digits(value).replace(".", "," if reader == "excel" else ".")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    words = clean_text(value)
    return GUARD + words if kind is Kind.TEXT and words.lstrip(" ").startswith(FORMULA_STARTS) else words


def json_pieces(head: dict[str, Any], fields: Sequence[Field], rows: Iterable[Row]) -> Iterator[str]:
    """Yield a JSON file: what it is, its columns, and its rows."""
    about = head | {"licence": LICENCE, "fields": [described(field) for field in fields]}
    yield json.dumps(about, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": ['
    before = "\n"
    for piece in _in_pieces(rows):
        yield before + ",\n".join(json.dumps(plain(row), ensure_ascii=False) for row in piece)
        before = ",\n"
    yield "\n]}\n"


def as_json(body: Any) -> str:
    """Return plain data as a JSON text that people can read."""
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def described(field: Field) -> dict[str, Any]:
    """Return what a column is, in the active language."""
    said: dict[str, Any] = {"name": field.name, "type": field.kind.value, "description": str(field.says)}
    if field.codes:
        said["codes"] = {key: str(label) for key, label in field.codes.items()}
    return said


def plain(row: Row) -> dict[str, Any]:
    """Return a row as JSON can hold it."""
    return {name: _plain(value) for name, value in row.items()}


def number_of(value: Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole numbers without a fraction."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return number_of(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return clean_text(value) if isinstance(value, str) else value


def digits(value: Decimal) -> str:
    """Return a number in digits alone, without zeros that say nothing.

    >>> digits(Decimal("1200000.00")), digits(Decimal("-0.50"))
    ('1200000', '-0.5')
    """
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


def _lines(rows: Iterable[Sequence[str]], reader: For) -> str:
    written = StringIO()
    csv.writer(written, delimiter=";" if reader == "excel" else ",").writerows(rows)
    return written.getvalue()


def _in_pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while piece := list(islice(source, ROWS_AT_ONCE)):
        yield piece
