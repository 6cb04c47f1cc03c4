"""The classifier of administrative and territorial objects (KATO) as the statistics bureau gives it.

Nine digits AB CD EF HIJ: `AB0000000` is an oblast, `ABCD00000` a district or a city administration,
`ABCDEF000` a unit, anything else a settlement. The level is read from the code alone; names write their
type irregularly ("с.о", "с.о.", "а.о.", "ауылдық округі") and only tell the kind of a unit.
"""

from __future__ import annotations

import datetime
import enum
import re
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.files.sheets import Row, read_sheet
from ortaq.ground.files.store import digest_of_file
from ortaq.ground.places.models import UnitKind
from ortaq.ground.text import Text

PARTS = (("ab", 2), ("cd", 2), ("ef", 2), ("hij", 3))
NAMES = ("name_kaz", "name_rus")
COLUMNS = ("te", *(part for part, _digits in PARTS), *NAMES)
DIGITS = 9
MOST_ROWS = 60_000
"""Twice the objects of the country."""

LONGEST_NAME = 170
"""Letters taken of a name, so that it fits its column with its type word written out."""

FAULTS = {
    "bad_code": _("the code is not nine digits"),
    "parts_differ": _("the code and its parts (ab, cd, ef, hij) differ"),
    "twice": _("the code stands in an earlier row already"),
    "no_name": _("there is no name"),
    "is_date": _("the spreadsheet has turned the name into a date; write it as text"),
    "no_parent": _("what it lies in is not in the file"),
    "ended": _("the unit with this code has ended here"),
    "unknown_kind": _("the type was not recognised; it was taken as a rural okrug, check it"),
}


class Level(enum.StrEnum):
    """What a code stands for."""

    OBLAST = "oblast"
    DISTRICT = "district"
    UNIT = "unit"
    SETTLEMENT = "settlement"


LEVEL_DIGITS = {Level.OBLAST: 2, Level.DISTRICT: 4, Level.UNIT: 6, Level.SETTLEMENT: DIGITS}


def is_code(written: str) -> bool:
    """Whether this is nine digits."""
    return re.fullmatch(r"[0-9]{9}", written) is not None


def level_of(code: str) -> Level:
    """Return the level of a nine-digit code.

    >>> [level_of(code).value for code in ("100000000", "103200000", "103235000", "103235100")]
    ['oblast', 'district', 'unit', 'settlement']
    """
    return next(level for level, digits in LEVEL_DIGITS.items() if not code[digits:].strip("0"))


def parent_of(code: str) -> str:
    """Return the code one level up, or an empty string for an oblast.

    >>> parent_of("103235100"), parent_of("103235000"), parent_of("100000000")
    ('103235000', '103200000', '')
    """
    level = level_of(code)
    if level == Level.OBLAST:
        return ""
    levels = list(LEVEL_DIGITS)
    digits = LEVEL_DIGITS[levels[levels.index(level) - 1]]
    return code[:digits].ljust(DIGITS, "0")


def is_within(code: str, area: str) -> bool:
    """Whether a code lies in an area, or the area in it (its oblast); no area means everywhere.

    >>> [is_within(code, "103200000") for code in ("103235100", "100000000", "103300000")]
    [True, True, False]
    """
    if not area:
        return True
    own, wanted = code[: LEVEL_DIGITS[level_of(code)]], area[: LEVEL_DIGITS[level_of(area)]]
    return own.startswith(wanted) or wanted.startswith(own)


CITY_DISTRICT = "city_district"


@dataclass(frozen=True)
class TypeWord:
    """How a type is written in one language: its spellings, and the full words that a document prints."""

    kind: str
    full: str
    spellings: str


TYPE_WORDS = {
    "ru": (
        TypeWord(UnitKind.OKRUG, "сельский округ", r"сельский округ|с\.?\s?/?\s?о\.?"),
        TypeWord(UnitKind.OKRUG, "аульный округ", r"аульный округ|а\.?\s?/?\s?о\.?"),
        TypeWord(UnitKind.KENT, "поселковая администрация", r"поселковая администрация|п\.?\s?а\.?"),
        TypeWord(UnitKind.TOWN, "городская администрация", r"городская администрация|г\.?\s?а\.?"),
        TypeWord(UnitKind.KENT, "посёлок", r"пос[её]лок|пос\.?|пгт\.?|п\."),
        TypeWord(UnitKind.TOWN, "город", r"город|г\."),
        TypeWord(UnitKind.VILLAGE, "село", r"село|аул|с\.|а\."),
        TypeWord(CITY_DISTRICT, "район", r"район|р-н\.?"),
    ),
    "kk": (
        TypeWord(UnitKind.OKRUG, "ауылдық округі", r"ауылдық округі?|селолық округі?|[ас]\.?\s?/?\s?о\.?"),
        TypeWord(
            UnitKind.KENT,
            "кент әкімшілігі",
            r"кенттік әкімдігі?|кенттік әкімшілігі?|кент әкімшілігі|[кп]\.?\s?[әа]\.?",
        ),
        TypeWord(
            UnitKind.TOWN, "қала әкімшілігі", r"қалалық әкімдігі?|қала(?:лық)? әкімшілігі?|қ\.?\s?ә\.?|г\.?\s?а\.?"
        ),
        TypeWord(UnitKind.KENT, "кенті", r"кенті?|к\."),
        TypeWord(UnitKind.TOWN, "қаласы", r"қаласы?|қ\."),
        TypeWord(UnitKind.VILLAGE, "ауылы", r"ауылы?|а\."),
        TypeWord(CITY_DISTRICT, "ауданы", r"ауданы?"),
    ),
}


@dataclass(frozen=True)
class Named:
    """A name taken apart: without its type word, with the full one, and which kind that means ("" for none)."""

    bare: str
    full: str
    kind: str = ""


def take_apart(name: str, language: str) -> Named:
    """Read the type from a name, wherever and however it is written.

    >>> take_apart("Абайский с.о", "ru").full, take_apart("Абай а.о.", "kk").full
    ('Абайский сельский округ', 'Абай ауылдық округі')
    >>> take_apart("с.Караул", "ru").bare, take_apart("зимовка Акбулак", "ru").kind
    ('Караул', '')
    """
    plain = " ".join(name.split())
    for word in TYPE_WORDS[language]:
        before = re.match(rf"(?:{word.spellings})(?:(?<=\.)\s?|\s)(?P<bare>\w.*)$", plain, re.IGNORECASE)
        after = re.match(rf"(?P<bare>.*\w.*?)[\s.](?:{word.spellings})$", plain, re.IGNORECASE)
        if found := after or before:
            bare = found["bare"].strip(" .")
            in_front = language == "ru" and after is None
            return Named(bare, f"{word.full} {bare}" if in_front else f"{bare} {word.full}", word.kind)
    return Named(plain, plain)


def bare(name: Text) -> Text:
    """Return the names without their type words, by which hand-made and official names are compared."""
    return Text(kk=take_apart(name.kk, "kk").bare, ru=take_apart(name.ru, "ru").bare)


def kind_of(name: Text) -> str:
    """Return the kind that the names tell, Russian first (its spellings are the steadier), or an empty string.

    >>> str(kind_of(Text(ru="Акколь Г.А.")))
    'town'
    """
    return take_apart(name.ru, "ru").kind or take_apart(name.kk, "kk").kind


@dataclass(frozen=True)
class KatoRow:
    """One object of the classifier."""

    number: int
    code: str
    name: Text

    @property
    def level(self) -> Level:
        """What the code stands for."""
        return level_of(self.code)

    @property
    def kind(self) -> str:
        """The kind of unit that the names tell, or an empty string."""
        return kind_of(self.name)

    @property
    def full_name(self) -> Text:
        """The names with their type words written out."""
        return Text(kk=take_apart(self.name.kk, "kk").full, ru=take_apart(self.name.ru, "ru").full)

    @property
    def village_name(self) -> Text:
        """The names of a settlement: a village's without its type word, any other's as they stand."""
        named = {language: take_apart(getattr(self.name, language), language) for language in ("kk", "ru")}
        short = {
            language: one.bare if one.kind == UnitKind.VILLAGE else " ".join(getattr(self.name, language).split())
            for language, one in named.items()
        }
        return Text(**short)


@dataclass(frozen=True)
class Fault:
    """What was not understood: the row, the letters of the column, why (a key of FAULTS), what stood there."""

    row: int
    column: str
    code: str
    value: str


@dataclass(frozen=True)
class KatoFile:
    """A whole file: every filled row is in `rows`, in `faults`, or was `outside` the area that was chosen."""

    sha256: str
    rows: tuple[KatoRow, ...]
    faults: tuple[Fault, ...]
    outside: int
    columns: dict[str, str]


def read_kato(*, upload: File[Any], within: str = "") -> KatoFile:
    """Read the official .xlsx (headings te … name_rus in row 1 or 2), optionally one district or oblast of it.

    Raises Refused where the file is no workbook or has other columns.
    """
    sha256 = digest_of_file(upload)
    sheet = read_sheet(upload, heading_marks=COLUMNS, most_rows=MOST_ROWS)
    headings = {heading.casefold(): heading for heading in sheet.headings}
    if missing := [column for column in COLUMNS if column not in headings]:
        raise Refused(
            _("This is not the KATO file: there is no column named %(columns)s.")
            % {"columns": ", ".join(missing)},
            field="file",
        )
    columns = {column: sheet.headings[headings[column]] for column in COLUMNS}
    rows: list[KatoRow] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    outside = 0
    for row in sheet.rows:
        understood = _understand(row, headings, columns, seen)
        if isinstance(understood, Fault):
            faults.append(understood)
            continue
        seen.add(understood.code)
        if is_within(understood.code, within):
            rows.append(understood)
        else:
            outside += 1
    return KatoFile(sha256, tuple(rows), tuple(faults), outside, columns)


def _understand(row: Row, headings: dict[str, str], columns: dict[str, str], seen: set[str]) -> KatoRow | Fault:
    cells = {column: _plain(row.cells.get(headings[column])) for column in COLUMNS}

    def fault(column: str, code: str) -> Fault:
        return Fault(row.number, columns[column], code, cells[column][:80])

    code, parts = cells["te"].replace(" ", ""), _joined_parts(cells)
    if not is_code(code):
        return fault("te", "bad_code")
    if parts and parts != code:
        return fault("te", "parts_differ")
    if code in seen:
        return fault("te", "twice")
    if dated := [name for name in NAMES if isinstance(row.cells.get(headings[name]), datetime.date)]:
        return fault(dated[0], "is_date")
    if not cells["name_kaz"] and not cells["name_rus"]:
        return fault("name_rus", "no_name")
    name = Text(kk=cells["name_kaz"][:LONGEST_NAME], ru=cells["name_rus"][:LONGEST_NAME])
    return KatoRow(row.number, code, name)


def _plain(cell: Any) -> str:
    """Return a cell as one line; a whole number loses the `.0` that a spreadsheet gave it."""
    written = "" if cell is None else " ".join(str(cell).split())
    return re.sub(r"^(\d+)\.0$", r"\1", written)


def _joined_parts(cells: dict[str, str]) -> str:
    """Return the code that the part columns spell, or an empty string where they are not filled."""
    if not any(cells[part] for part, _digits in PARTS):
        return ""
    return "".join(cells[part].zfill(digits) for part, digits in PARTS)
