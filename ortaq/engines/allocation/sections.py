"""The form of a Pabulib file: sections, lines and fields, and the error that says where they go wrong."""

from __future__ import annotations

import csv
import gc
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from gettext import gettext
from itertools import compress, pairwise
from typing import NamedTuple

SECTIONS = ("META", "PROJECTS", "VOTES")
AMOUNT = re.compile(r"[0-9]+(?:[.,][0-9]*)?")

_ = str  # marks a sentence for the catalogues
REASONS = {
    "not_utf8": _("the file is not UTF-8 text"),
    "broken_row": _("the line cannot be split into fields: {problem}"),
    "open_quote": _('a quotation mark (") is opened and not closed'),
    "text_before_section": _('expected META, PROJECTS or VOTES, found "{found}"'),
    "section_twice": _("section {section} is here a second time"),
    "section_missing": _("section {section} is missing"),
    "section_empty": _("section {section} has no header line"),
    "key_missing": _("META says nothing about {key}"),
    "key_twice": _("META gives {key} a second time"),
    "column_missing": _("section {section} has no column {missing}"),
    "too_many_fields": _("{found} fields, the header has {expected}; quote a name that holds a semicolon"),
    "field_missing": _("the line ends before column {missing}"),
    "not_an_amount": _('{field}: "{found}" is not an amount'),
    "amount_too_large": _("{field}: {found} is too large to count exactly"),
    "unknown_vote_type": _('vote type "{found}" is not one of approval, choose-1, cumulative, ordinal'),
    "bad_project_id": _('"{project}" cannot be a project id: it is blank or has a comma'),
    "project_twice": _("project {project} is here a second time"),
    "unknown_project": _('the vote names project "{project}", which is not in PROJECTS'),
    "points_mismatch": _("{choices} projects are chosen and {points} points given"),
}


class PabulibError(ValueError):
    """A file that cannot be read as an election: where (`line` and `column` count from 1; the column is
    that of the field in its line) and why (`code`, one of `REASONS`, and the `params` its sentence needs).
    """

    def __init__(self, code: str, *, line: int, column: int = 1, **params: object) -> None:
        self.code = code
        self.line = line
        self.column = column
        self.params = params
        where = gettext("line {line}, column {column}").format(line=line, column=column)
        super().__init__(f"{where}: {gettext(REASONS[code]).format(**params)}")


class Row(NamedTuple):
    """One record of the file and the line it begins on."""

    line: int
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name, the line of its name, its columns, its records that are not blank and the lines they
    begin on.
    """

    name: str
    line: int
    header: list[str]
    records: Sequence[list[str]]
    lines: Sequence[int]

    @property
    def rows(self) -> Iterator[Row]:
        """The records with their lines."""
        return map(Row, self.lines, self.records)

    def position(self, column: str) -> int:
        if column not in self.header:
            raise PabulibError("column_missing", line=self.line + 1, section=self.name, missing=column)
        return self.header.index(column)


@contextmanager
def no_collection() -> Iterator[None]:
    """Python's garbage collector goes through all objects again and again while many are made. Reading makes
    hundreds of thousands that are all kept: without it reading takes two thirds of the time. Afterwards they
    count as old, or the collector would go through them at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def is_blank(fields: Sequence[str]) -> bool:
    return not fields or (len(fields) == 1 and not fields[0].strip())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - before.rfind(b"\n")
        raise PabulibError("not_utf8", line=before.count(b"\n") + 1, column=column) from error


def _records(text: str) -> tuple[list[list[str]], Sequence[int]]:
    """All records and the lines they begin on; the lines are looked up only where a record has several."""
    if '"' not in text and "\r" not in text:
        records = [line.split(";") if line else [] for line in text.removesuffix("\n").split("\n")]
        return records, range(1, len(records) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        records = list(reader)
    except csv.Error:
        return _records_line_by_line(text)
    if reader.line_num == len(records):
        return records, range(1, len(records) + 1)
    return _records_line_by_line(text)


def _records_line_by_line(text: str) -> tuple[list[list[str]], Sequence[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    records: list[list[str]] = []
    lines = [1]
    try:
        for fields in reader:
            records.append(fields)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        raise PabulibError("broken_row", line=lines[-1], problem=error) from error
    return records, lines[:-1]


def sections_of(data: bytes) -> Mapping[str, Section]:
    """The three sections of a file, by name. Raises `PabulibError`."""
    records, lines = _records(_text(data))
    starts = _starts(records)
    for at, fields in enumerate(records[: starts[0] if starts else None]):
        if not is_blank(fields):
            raise PabulibError("text_before_section", line=lines[at], found=fields[0][:40])
    sections: dict[str, Section] = {}
    for start, end in pairwise([*starts, len(records)]):
        name = records[start][0].strip().upper()
        if name in sections:
            raise PabulibError("section_twice", line=lines[start], section=name)
        head = next((at for at in range(start + 1, end) if not is_blank(records[at])), None)
        if head is None:
            raise PabulibError("section_empty", line=lines[start], section=name)
        header = [column.strip() for column in records[head]]
        body, body_lines = records[head + 1 : end], lines[head + 1 : end]
        if min(map(len, body), default=2) < 2:
            filled = [not is_blank(fields) for fields in body]
            body, body_lines = list(compress(body, filled)), list(compress(body_lines, filled))
        sections[name] = Section(name, lines[start], header, body, body_lines)
    for name in SECTIONS:
        if name not in sections:
            raise PabulibError("section_missing", line=1, section=name)
    return sections


def _starts(records: Sequence[list[str]]) -> list[int]:
    """Where sections begin: records of nothing but the name of one."""
    named = [at for at, fields in enumerate(records) if fields and fields[0].strip().upper() in SECTIONS]
    return [at for at in named if not "".join(records[at][1:]).strip()]


def cell(row: Row, position: int, *, column: str) -> str:
    """A field without surrounding blanks. Raises `PabulibError` when the line is too short."""
    if position >= len(row.fields):
        raise PabulibError("field_missing", line=row.line, column=len(row.fields), missing=column)
    return row.fields[position].strip()


def amount(text: str, *, row: Row, position: int, field: str) -> Fraction:
    """A number that is not negative, with decimals after a point or a comma. Raises `PabulibError`."""
    if not AMOUNT.fullmatch(text):
        raise PabulibError("not_an_amount", line=row.line, column=position + 1, field=field, found=text[:40])
    return Fraction(text.replace(",", "."))


def check_width(row: Row, header: Sequence[str]) -> None:
    """Refuse a line with more fields than the header, unless what is too much is blank."""
    if len(row.fields) > len(header) and any(field.strip() for field in row.fields[len(header) :]):
        raise PabulibError(
            "too_many_fields",
            line=row.line,
            column=len(header) + 1,
            found=len(row.fields),
            expected=len(header),
        )
