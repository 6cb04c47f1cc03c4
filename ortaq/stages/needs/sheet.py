"""A spreadsheet of needs: its columns, and how its rows are understood or refused one by one."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from ortaq.ground.files.rows import GROUP, SETTLEMENT, Columns, Fault, chosen, find_columns
from ortaq.ground.files.sheets import Row, read_sheet
from ortaq.ground.files.store import digest_of_file
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import written_names
from ortaq.ground.places.written import WrittenNames
from ortaq.ground.text import guess_language, searchable
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.rules import LONGEST_NEED, says_something

HEADINGS = {
    "text": ("қажеттілік", "потребность", "need"),
    "settlement": SETTLEMENT,
    "theme": ("тақырып", "тема", "theme"),
    "group": GROUP,
}

FAULTS = {
    "empty_text": _("there is no text (or a formula that gives none)"),
    "short_text": _("the text is too short to say what is needed"),
    "long_text": _("the text is longer than 4,000 characters"),
    "is_date": _("the spreadsheet has turned this into a date; write it as text"),
    "no_settlement": _("the settlement is not given"),
    "unknown_settlement": _("there is no such settlement here"),
    "unknown_theme": _("there is no such theme"),
    "unknown_group": _("there is no such group"),
}


@dataclass(frozen=True)
class NeedRow:
    """A row that was understood."""

    text: str
    language: str
    settlement_id: UUID
    theme: str
    group: str
    fingerprint: str


@dataclass(frozen=True)
class NeedSheet:
    """A whole sheet: every filled row is either in `rows` or in `faults`."""

    sha256: str
    language: str
    rows: tuple[NeedRow, ...]
    faults: tuple[Fault, ...]


def read_needs(*, upload: File[Any], unit: Unit, language: str) -> NeedSheet:
    """Read an .xlsx sheet of needs for a unit; `language` is that of texts whose letters give no hint.

    Raises Refused where the file is no workbook or has no columns for the text and the settlement.
    """
    sha256 = digest_of_file(upload)
    sheet = read_sheet(upload)
    columns = find_columns(sheet, HEADINGS, required={"text", "settlement"})
    settlements = written_names(unit)
    seen: Counter[str] = Counter()
    rows: list[NeedRow] = []
    faults: list[Fault] = []
    for row in sheet.rows:
        understood = _understand(row, columns, settlements, language, seen)
        (faults if isinstance(understood, Fault) else rows).append(understood)  # type: ignore[arg-type]
    return NeedSheet(sha256, language, tuple(rows), tuple(faults))


def _understand(
    row: Row, columns: Columns, settlements: WrittenNames, language: str, seen: Counter[str]
) -> NeedRow | Fault:
    cells = columns.cells(row)
    for column in ("text", "settlement"):
        if isinstance(row.cells.get(columns.headings[column]), datetime.date):
            return columns.fault(row, column, "is_date")
    if code := _text_fault(cells["text"]):
        return columns.fault(row, "text", code)
    settlement_id = settlements.find(cells["settlement"]) if cells["settlement"] else None
    theme, group = chosen(Theme, cells.get("theme", "")), chosen(Group, cells.get("group", ""))
    if settlement_id is None:
        return columns.fault(row, "settlement", "unknown_settlement" if cells["settlement"] else "no_settlement")
    if cells.get("theme") and not theme:
        return columns.fault(row, "theme", "unknown_theme")
    if cells.get("group") and not group:
        return columns.fault(row, "group", "unknown_group")
    said = str(row.cells.get(columns.headings["text"])).strip()
    key = f"{searchable(said)}\n{settlement_id}\n{group}"
    seen[key] += 1
    return NeedRow(
        text=said,
        language=guess_language(said, otherwise=language),
        settlement_id=settlement_id,
        theme=theme,
        group=group,
        fingerprint=hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest(),
    )


def _text_fault(text: str) -> str:
    if not text:
        return "empty_text"
    if not says_something(text):
        return "short_text"
    return "long_text" if len(text) > LONGEST_NEED else ""
