"""A spreadsheet of needs: its columns, and how its rows are understood or refused one by one."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ortaq.ground.errors import Refused
from ortaq.ground.files.sheets import Row, Sheet, read_sheet
from ortaq.ground.files.store import digest_of_file
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import written_names
from ortaq.ground.places.written import WrittenNames
from ortaq.ground.text import guess_language, searchable
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.rules import LONGEST_NEED, says_something

HEADINGS: dict[str, tuple[str, ...]] = {
    "text": ("қажеттілік", "потребность", "need"),
    "settlement": ("ауыл", "село", "елді мекен", "населённый пункт", "населенный пункт", "settlement"),
    "theme": ("тақырып", "тема", "theme"),
    "group": ("топ", "группа", "group"),
}
"""Column → how its heading may be written; the first two are the ones of the templates in kk and ru."""

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
class Fault:
    """A row that was not: its number, the letters of the column, why (a key of FAULTS), and what stood there."""

    row: int
    column: str
    code: str
    value: str


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
    columns = _columns(sheet)
    settlements = written_names(unit)
    seen: Counter[str] = Counter()
    rows: list[NeedRow] = []
    faults: list[Fault] = []
    for row in sheet.rows:
        understood = _understand(row, columns, sheet, settlements, language, seen)
        (faults if isinstance(understood, Fault) else rows).append(understood)  # type: ignore[arg-type]
    return NeedSheet(sha256, language, tuple(rows), tuple(faults))


def _columns(sheet: Sheet) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading in sheet.headings:
        plain = searchable(heading).strip(" *:.")
        for column, spelled in HEADINGS.items():
            if plain in spelled and column not in found:
                found[column] = heading
    if missing := {"text", "settlement"} - set(found):
        names = ", ".join(HEADINGS[column][0].capitalize() for column in sorted(missing))
        raise Refused(
            _(
                "The first row of the sheet must name the columns “Қажеттілік” and “Ауыл” "
                "(in Russian “Потребность” and “Село”). Not found: %(names)s."
            )
            % {"names": names},
            field="file",
        )
    return found


def _understand(
    row: Row,
    columns: Mapping[str, str],
    sheet: Sheet,
    settlements: WrittenNames,
    language: str,
    seen: Counter[str],
) -> NeedRow | Fault:
    cells = {column: " ".join(str(row.cells.get(heading) or "").split()) for column, heading in columns.items()}

    def fault(column: str, code: str) -> Fault:
        letters = sheet.headings.get(columns.get(column, ""), "")
        return Fault(row.number, letters, code, cells.get(column, "")[:80])

    for column in ("text", "settlement"):
        if isinstance(row.cells.get(columns[column]), datetime.date):
            return fault(column, "is_date")
    text, place = cells["text"], cells["settlement"]
    if code := _text_fault(text):
        return fault("text", code)
    if not place:
        return fault("settlement", "no_settlement")
    settlement_id = settlements.find(place)
    if settlement_id is None:
        return fault("settlement", "unknown_settlement")
    theme = spellings(Theme).get(cells.get("theme", "").casefold(), "")
    if cells.get("theme") and not theme:
        return fault("theme", "unknown_theme")
    group = spellings(Group).get(cells.get("group", "").casefold(), "")
    if cells.get("group") and not group:
        return fault("group", "unknown_group")
    said = str(row.cells.get(columns["text"])).strip()
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


@cache
def spellings(choices: type[Theme] | type[Group]) -> Mapping[str, str]:
    """Return how each value of a vocabulary may be written: its label in every language, or its own word."""
    written = {str(choice.value): str(choice.value) for choice in choices}
    for language in ("kk", "ru", "en"):
        with override(language):
            written |= {str(choice.label).casefold(): str(choice.value) for choice in choices}
    return written
