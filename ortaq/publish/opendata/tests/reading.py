"""The files and answers of open data, asked for and read back as a stranger would."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal
from typing import Any

from django.test import Client

from ortaq.publish.opendata.shape import Field, Kind
from ortaq.publish.opendata.tables import GUARD


def body_of(response: Any) -> bytes:
    """Return the whole content of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def get(address: str, **headers: str) -> Any:
    """Return the answer to somebody who is not signed in and keeps no cookies."""
    return Client(raise_request_exception=True).get(address, headers=headers)


def text_of(address: str) -> str:
    """Return what stands at an address."""
    response = get(address)
    assert response.status_code == 200, (address, response.status_code)
    return body_of(response).decode("utf-8-sig")


def rows_of(address: str) -> list[dict[str, Any]]:
    """Return the rows of a JSON file."""
    return json.loads(text_of(address))["rows"]


def pages_of(address: str, *, size: int) -> list[dict[str, Any]]:
    """Return the rows of all pages, following `next`."""
    rows, wanted = [], f"{address}?limit={size}"
    while wanted:
        answer = json.loads(text_of(wanted))
        assert len(answer["rows"]) <= size
        rows += answer["rows"]
        wanted = answer["next"]
    return rows


def csv_rows(address: str, fields: tuple[Field, ...], *, delimiter: str = ",") -> list[dict[str, Any]]:
    """Return the rows of a CSV file, each cell read as what its column holds."""
    found = list(csv.DictReader(io.StringIO(text_of(address), newline=""), delimiter=delimiter))
    kinds = {field.name: field.kind for field in fields}
    return [{name: read(cell, kinds[name], delimiter) for name, cell in row.items()} for row in found]


def read(cell: str, kind: Kind, delimiter: str) -> Any:
    """Return the value of a cell, as JSON has it."""
    if kind in (Kind.TEXT, Kind.CODE, Kind.LINK):
        return cell.removeprefix(GUARD) if cell[1:].lstrip(" ").startswith(("=", "+", "-", "@")) else cell
    if cell == "":
        return None
    if kind is Kind.YES_NO:
        return {"true": True, "false": False}[cell]
    if kind is Kind.DATE:
        return datetime.date.fromisoformat(cell).isoformat()
    number = Decimal(cell.replace(",", ".") if delimiter == ";" else cell)
    return int(number) if number == number.to_integral_value() else float(number)
