"""The shape of a data set: its columns, its rows, and how they are written.

A row is plain data by column name. Money is tenge (a `Decimal`), a day is a `date`; a value that is not known, or
that would tell of few people, is None.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Generic, TypeVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ortaq.ground.money import TIYN_PER_TENGE
from ortaq.ground.pages import TOLD_BY_OTHERS
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text, WithEnglish

Value = str | int | Decimal | bool | datetime.date | None
Row = dict[str, Value]
Key = tuple[str | int, ...]
Words = str | Promise
Codes = Mapping[str, Words]

CHUNK = 1_000
"""Rows that are asked of the database at once while a whole data set is written."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    LINK = "link"


@dataclass(frozen=True)
class Field:
    """A column: its name, what it holds, what it means, and, where it holds codes, what they mean."""

    name: str
    kind: Kind
    says: Words
    codes: Codes | None = None


def text(name: str, says: Words) -> Field:
    """Return a column of words."""
    return Field(name, Kind.TEXT, says)


def code(name: str, says: Words, codes: Iterable[tuple[str, Words]]) -> Field:
    """Return a column of codes, given as Django's choices."""
    return Field(name, Kind.CODE, says, dict(codes))


def integer(name: str, says: Words) -> Field:
    """Return a column of whole numbers."""
    return Field(name, Kind.INTEGER, says)


def number(name: str, says: Words) -> Field:
    """Return a column of decimal numbers."""
    return Field(name, Kind.NUMBER, says)


def money(name: str, says: Words) -> Field:
    """Return a column of money in tenge."""
    return Field(name, Kind.MONEY, says)


def day(name: str, says: Words) -> Field:
    """Return a column of days."""
    return Field(name, Kind.DATE, says)


def yes_no(name: str, says: Words) -> Field:
    """Return a column of yes and no."""
    return Field(name, Kind.YES_NO, says)


def page(says: Words) -> Field:
    """Return the column `page`: where a person reads the same."""
    return Field("page", Kind.LINK, says)


def bilingual(name: str, says: Words) -> tuple[Field, ...]:
    """Return the columns of a text in Kazakh and in Russian."""
    return tuple(text(f"{name}_{language}", says) for language in ("kk", "ru"))


def trilingual(name: str, says: Words) -> tuple[Field, ...]:
    """Return the columns of a text in Kazakh, Russian and English."""
    return tuple(text(f"{name}_{language}", says) for language in ("kk", "ru", "en"))


def texts(**given: Text) -> dict[str, str]:
    """Return the values of bilingual and trilingual columns.

    >>> texts(title=Text(kk="Су", ru="Вода"))
    {'title_kk': 'Су', 'title_ru': 'Вода'}
    """
    found: dict[str, str] = {}
    for name, words in given.items():
        languages = ("kk", "ru", "en") if isinstance(words, WithEnglish) else ("kk", "ru")
        found |= {f"{name}_{language}": getattr(words, language) for language in languages}
    return found


def in_tenge(tiyn: int | None) -> Decimal | None:
    """Return tiyn as tenge.

    >>> in_tenge(120000050)
    Decimal('1200000.5')
    """
    return None if tiyn is None else Decimal(tiyn) / TIYN_PER_TENGE


def address(name: str, *place: object) -> str:
    """Return the address of a page on this server, in Kazakh; the other languages differ in its first part."""
    with override("kk"):
        return reverse(name, args=place)


Place = TypeVar("Place", Unit, Programme)
Few = Callable[[Place], Iterable[Row]]
"""A place → all its rows, in any order."""

Many = Callable[[Place, Key | None, int], Iterable[Row]]
"""A place, the key after which to go on, how many rows are wanted at once → rows in the order of their keys."""

PLACES = {
    "unit": text("unit", _("Name of the place in addresses: the key to the list of places")),
    "programme": text("programme", _("Name of the programme in addresses")),
}


@dataclass(frozen=True)
class Dataset(Generic[Place]):
    """One table about a place (a unit, or a programme): where its rows come from, and what its columns mean.

    `action` is the reading that the table of roles permits to everybody. `key` names the columns that tell one row
    of a place from another; rows stand in its order. Rows are read all at once (`few`), or, where there may be
    thousands, from a key on (`many`). The name of the place is the first column.
    """

    name: str
    title: Words
    says: Words
    action: str
    key: tuple[str, ...]
    columns: tuple[Field, ...]
    few: Few[Place] | None = None
    many: Many[Place] | None = None
    about: str = "unit"

    @property
    def fields(self) -> tuple[Field, ...]:
        """All columns, that of the place first."""
        return (PLACES[self.about], *self.columns)

    def rows(self, place: Place, *, after: Key | None = None, size: int = CHUNK) -> Iterator[Row]:
        """Yield the rows of a place in the order of their keys, from the one behind `after` on.

        Of a unit that was read with `has_office` and has none, only what others tell of it: as its pages do.
        """
        if not getattr(place, "has_office", True) and self.action not in TOLD_BY_OTHERS:
            return
        rows = self.many(place, after, size) if self.many else self._behind(place, after)
        for row in rows:
            yield {self.about: place.slug, **row}

    def page(self, place: Place, *, after: Key | None, size: int) -> tuple[list[Row], Key | None]:
        """Return at most `size` rows and the key after which to go on, None where there are no more."""
        rows = list(islice(self.rows(place, after=after, size=size + 1), size + 1))
        return rows[:size], self.key_of(rows[size - 1]) if len(rows) > size else None

    def key_of(self, row: Row) -> Key:
        """Return what tells a row from the others of its place."""
        return tuple(value if isinstance(value, int) else str(value) for value in (row[name] for name in self.key))

    def read_key(self, written: str) -> Key:
        """Return the key that `write_key` wrote. Raises ValueError where it is none of this data set."""
        kinds = {field.name: field.kind for field in self.columns}
        parts = written.split(",")
        if len(parts) != len(self.key):
            raise ValueError("another number of parts")
        return tuple(
            int(part) if kinds[name] is Kind.INTEGER else part for name, part in zip(self.key, parts, strict=True)
        )

    def _behind(self, place: Place, after: Key | None) -> Iterator[Row]:
        rows = self.few(place) if self.few else ()
        for row in sorted(rows, key=self.key_of):
            if after is None or self.key_of(row) > after:
                yield row


def write_key(key: Key) -> str:
    """Return a key as an address carries it.

    >>> write_key((2028, "grant"))
    '2028,grant'
    """
    return ",".join(map(str, key))
