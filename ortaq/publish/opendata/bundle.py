"""All open data of this computer, or of one place, in one ZIP archive or folder: what `ortaq export` writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.ground import clock
from ortaq.ground.errors import Refused
from ortaq.ground.people.selectors import has_office
from ortaq.ground.places.models import Programme, Unit
from ortaq.publish.opendata.catalogue import (
    ALL,
    LICENCE,
    LICENCE_NAME,
    OF_PROGRAMME,
    OF_UNIT,
    PROGRAMMES,
    UNITS,
    programmes_behind,
    units_behind,
)
from ortaq.publish.opendata.datasets.votes import ballot_files
from ortaq.publish.opendata.iati import activities_of_programme, activities_of_unit
from ortaq.publish.opendata.openapi import as_text
from ortaq.publish.opendata.shape import CHUNK, Dataset, Field, Row, text
from ortaq.publish.opendata.tables import as_json, csv_pieces, json_pieces
from ortaq.publish.opendata.threesixty import package

Pieces = Iterable[str]
DICTIONARY = tuple(
    text(name, "") for name in ("table", "column", "type", "kk", "ru", "en", "codes_kk", "codes_ru", "codes_en")
)


class Holder(Protocol):
    """What takes files by their names."""

    def write(self, name: str, pieces: Pieces) -> None:
        """Write a file, piece by piece."""


class Folder:
    """Files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, pieces: Pieces) -> None:
        """Write a file, piece by piece."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(pieces)


class Archive:
    """Files in a ZIP archive."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive

    def write(self, name: str, pieces: Pieces) -> None:
        """Write a file, piece by piece."""
        with self.archive.open(name, "w", force_zip64=True) as opened:
            for piece in pieces:
                opened.write(piece.encode())


def export_open_data(path: Path, *, unit_slug: str = "") -> Path:
    """Write all open data, or those of one unit, to a new .zip file or folder, and return its path.

    Raises Refused, with a sentence for the person, where there is no such unit or the folder holds something.
    """
    units = Unit.objects.annotate(has_office=has_office()).order_by("slug")
    if unit_slug:
        units = units.filter(slug=unit_slug)
        if not units:
            raise Refused(_("There is no unit %(unit)s here.") % {"unit": unit_slug})
    programmes = Programme.objects.none() if unit_slug else Programme.objects.order_by("slug")
    with _opened(path) as holder:
        _write(holder, list(units), list(programmes))
    return path


@contextmanager
def _opened(path: Path) -> Iterator[Holder]:
    if path.suffix.lower() == ".zip":
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            yield Archive(archive)
    elif path.is_dir() and any(path.iterdir()):
        raise Refused(_("%(folder)s is not empty. Name a new folder or a .zip file.") % {"folder": path})
    else:
        yield Folder(path)


def _write(holder: Holder, units: list[Unit], programmes: list[Programme]) -> None:
    holder.write("README.txt", [_readme(any(unit.is_fictional for unit in units))])
    holder.write("dictionary.csv", csv_pieces(DICTIONARY, _dictionary()))
    holder.write("openapi.json", [as_text()])
    known = {unit.slug for unit in units}
    listed = (row for row in _all(units_behind, "unit") if row["unit"] in known)
    holder.write("units.csv", csv_pieces(UNITS, listed))
    if programmes:
        holder.write("programmes.csv", csv_pieces(PROGRAMMES, _all(programmes_behind, "programme")))
    for table in OF_UNIT.values():
        _table(holder, table, units)
    for table in OF_PROGRAMME.values() if programmes else ():
        _table(holder, table, programmes)
    for unit in units:
        for name, ballots in ballot_files(unit):
            holder.write(f"votes/{name}", [ballots])
        _standard(holder, f"iati/{unit.slug}.xml", activities_of_unit(unit))
    for programme in programmes:
        _standard(holder, f"iati/programme-{programme.slug}.xml", activities_of_programme(programme))
        grants = package(programme, now=clock.now())
        if grants is not None:
            holder.write(f"360giving/{programme.slug}.json", [as_json(grants)])


def _all(behind: Any, about: str) -> Iterator[Row]:
    rows = behind("", size=CHUNK)
    while rows:
        yield from rows
        rows = behind(str(rows[-1][about]), size=CHUNK)


def _table(holder: Holder, table: Dataset[Any], places: list[Any]) -> None:
    def rows() -> Iterator[Row]:
        return chain.from_iterable(table.rows(place) for place in places)

    holder.write(f"csv/{table.name}.csv", csv_pieces(table.fields, rows()))
    holder.write(f"json/{table.name}.json", json_pieces({"table": table.name}, table.fields, rows()))


def _standard(holder: Holder, name: str, pieces: Iterator[str] | None) -> None:
    if pieces is not None:
        holder.write(name, pieces)


def _dictionary() -> Iterator[Row]:
    lists = (("units", UNITS), ("programmes", PROGRAMMES))
    tables = (*lists, *((name, table.fields) for name, table in ALL.items()))
    for name, fields in tables:
        for field in fields:
            yield {"table": name, "column": field.name, "type": field.kind.value, **_said(field)}


def _said(field: Field) -> Row:
    row: Row = {}
    for language in ("kk", "ru", "en"):
        with override(language):
            row[language] = str(field.says)
            row[f"codes_{language}"] = "; ".join(f"{key} = {label}" for key, label in (field.codes or {}).items())
    return row


def _readme(is_example: bool) -> str:
    day = clock.today().isoformat()
    lines = []
    for language in ("kk", "ru", "en"):
        with override(language):
            lines += [_("Open data of Ortaq, %(day)s") % {"day": day}, ""]
            if is_example:
                lines += [_("These data are made up, like the whole example."), ""]
            lines += [
                _("Tables: csv/ and json/; their columns: dictionary.csv; ballots: votes/; IATI 2.03: iati/."),
                _("Money is in tenge. Days are written as year-month-day."),
                _("An empty cell: nobody knows it, or the number would tell of few people."),
                f"{LICENCE_NAME}: {LICENCE}",
                "",
            ]
    return "\n".join(lines)
