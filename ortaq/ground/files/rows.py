"""Rows of spreadsheets that people fill in: the columns that a sheet has, each row understood or refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ortaq.ground.errors import Refused
from ortaq.ground.files.sheets import Row, Sheet
from ortaq.ground.text import searchable

Headings = Mapping[str, tuple[str, ...]]
"""Column → how its heading may be written; the first two are the ones of the empty sheets in kk and ru."""

SETTLEMENT = ("ауыл", "село", "елді мекен", "населённый пункт", "населенный пункт", "settlement")
GROUP = ("топ", "группа", "group")
LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Fault:
    """A row that was not understood: its number, the letters of the column, a code of why, what stood there."""

    row: int
    column: str
    code: str
    value: str


@dataclass(frozen=True)
class Columns:
    """The columns that a sheet has: how each is headed there, and its letters."""

    headings: Mapping[str, str]
    letters: Mapping[str, str]

    def cells(self, row: Row) -> dict[str, str]:
        """Return the words of a row by column, on one line each; an empty cell is an empty word."""
        return {
            column: " ".join(str(row.cells.get(heading) or "").split())
            for column, heading in self.headings.items()
        }

    def fault(self, row: Row, column: str, code: str) -> Fault:
        """Return what is wrong with a cell of a row."""
        value = self.cells(row).get(column, "")
        return Fault(row.number, self.letters.get(column, ""), code, value[:LONGEST_SHOWN])


def find_columns(sheet: Sheet, known: Headings, *, required: Collection[str]) -> Columns:
    """Return which of the known columns a sheet has. Raises Refused where a required one is missing."""
    found: dict[str, str] = {}
    for heading in sheet.headings:
        plain = searchable(heading).strip(" *:.")
        for column, spelled in known.items():
            if plain in spelled:
                found.setdefault(column, heading)
    if missing := [column for column in known if column in required and column not in found]:
        names = ", ".join(" / ".join(known[column][:2]).capitalize() for column in missing)
        raise Refused(
            _(
                "The first row of the sheet must name its columns as the empty sheet does, in Kazakh or in "
                "Russian. Not found: %(names)s."
            )
            % {"names": names},
            field="file",
        )
    return Columns(found, {column: sheet.headings[heading] for column, heading in found.items()})


def chosen(choices: type[models.TextChoices], written: str) -> str:
    """Return the value of a vocabulary that a cell names, or an empty string."""
    return spellings(choices).get(written.casefold(), "")


@cache
def spellings(choices: type[models.TextChoices]) -> Mapping[str, str]:
    """Return how each value of a vocabulary may be written: its label in every language, or its own word."""
    written = {str(choice.value): str(choice.value) for choice in choices}
    for language in ("kk", "ru", "en"):
        with override(language):
            written |= {str(choice.label).casefold(): str(choice.value) for choice in choices}
    return written
