"""The pages "Open data": what there is of a place, of a programme; what each column means; how to ask the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ortaq.ground.pages import TOLD_BY_OTHERS, ProgrammeRequest, UnitRequest, language, page, programme_page, show
from ortaq.ground.places.models import Unit
from ortaq.ground.text import with_english
from ortaq.programme.models import Profile
from ortaq.programme.selectors.overview import all_programmes, name_of
from ortaq.publish.opendata.catalogue import (
    ALL,
    CHAPTERS,
    LICENCE,
    LICENCE_NAME,
    PROGRAMME_CHAPTERS,
    PROGRAMMES,
    PROGRAMMES_SAY,
    UNITS,
    UNITS_SAY,
)
from ortaq.publish.opendata.shape import Dataset, Field, Kind, Words
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.public import public_grants
from ortaq.stages.results.models import LineState, Progress
from ortaq.stages.vote.models import Vote, VoteState

Chapter = tuple[Words, tuple[Dataset[Any], ...]]

KINDS = {
    Kind.TEXT: _("words"),
    Kind.CODE: _("code"),
    Kind.INTEGER: _("whole number"),
    Kind.NUMBER: _("number"),
    Kind.MONEY: _("tenge"),
    Kind.DATE: _("day (YYYY-MM-DD)"),
    Kind.YES_NO: _("yes or no (true, false)"),
    Kind.LINK: _("address"),
}


@dataclass(frozen=True)
class Files:
    """A data set of one place, with the addresses of its files."""

    name: str
    title: Words
    says: Words
    excel: str
    csv: str
    json: str


@dataclass(frozen=True)
class Column:
    """A column as the dictionary shows it."""

    name: str
    kind: str
    says: Words
    codes: tuple[tuple[str, Words], ...]


@page("exchange.read")
def of_unit(request: UnitRequest) -> HttpResponse:
    """What there is of a place. Two queries of its own."""
    unit, slug = request.unit, request.unit.slug
    counted = Vote.objects.filter(unit=unit, state=VoteState.COUNTED).order_by("cycle__first_year")
    years = counted.values_list("cycle__first_year", flat=True)
    ballots = reverse("vote:published_file", args=[slug])
    return show(
        request,
        "opendata/unit.html",
        chapters=_chapters(_told(unit), f"/api/v1/units/{slug}/"),
        ballots=[(year, f"{ballots}?cycle={year}") for year in years],
        is_carried_out=Progress.objects.filter(unit=unit).exclude(state=LineState.NOT_STARTED).exists(),
        iati=reverse("api:of_unit", args=[slug, "iati.xml"]),
        **_licence(),
    )


@programme_page("programme.read")
def of_programme(request: ProgrammeRequest) -> HttpResponse:
    """What there is of a programme, and of each of its places. Three queries of its own."""
    slug = request.programme.slug
    files = Application.objects.filter(call__programme=request.programme)
    places = request.programme.units.order_by("slug")
    return show(
        request,
        "opendata/programme.html",
        name=name_of(request.programme),
        chapters=_chapters(PROGRAMME_CHAPTERS, f"/api/v1/programmes/{slug}/"),
        iati=reverse("api:of_programme", args=[slug, "iati.xml"]),
        is_described=Profile.objects.filter(programme=request.programme).exists(),
        has_grants=public_grants(files).exists(),
        giving=reverse("api:of_programme", args=[slug, "360giving.json"]),
        places=[
            (with_english(unit.name, unit.name_en), reverse("opendata:unit", args=[unit.slug])) for unit in places
        ],
        **_licence(),
    )


def guide(request: HttpRequest) -> HttpResponse:
    """How to use the data, for those who open them in Excel and for those who write programs. One query."""
    return render(
        request,
        "opendata/guide.html",
        {
            "chapters": [*CHAPTERS, *PROGRAMME_CHAPTERS],
            "programmes": [
                (line.name, reverse("opendata:programme", args=[line.slug])) for line in all_programmes()
            ],
            "base": request.build_absolute_uri("/api/v1/"),
            **_licence(),
        },
    )


def table(request: HttpRequest, name: str) -> HttpResponse:
    """What the columns of a table mean. No query."""
    lists: dict[str, tuple[str, Words, tuple[Field, ...], tuple[str, ...]]] = {
        "units": (str(_("Places")), UNITS_SAY, UNITS, ("unit",)),
        "programmes": (str(_("Programmes")), PROGRAMMES_SAY, PROGRAMMES, ("programme",)),
    }
    if name in lists:
        title, says, fields, key = lists[name]
        address = f"/api/v1/{name}"
    elif name in ALL:
        found = ALL[name]
        title, says, fields, key = str(found.title), found.says, found.fields, found.key
        address = f"/api/v1/{found.about}s/{{{found.about}}}/{name}"
    else:
        raise Http404
    columns = [_column(field) for field in fields]
    data = {"name": name, "heading": title, "says": says, "columns": columns, "key": key, "address": address}
    return render(request, "opendata/table.html", data)


def _told(unit: Unit) -> list[Chapter]:
    """Return the chapters of a unit; where its office does not work here, only what others tell of it."""
    if unit.has_office:  # type: ignore[attr-defined]
        return list(CHAPTERS)
    told = [(title, tuple(one for one in sets if one.action in TOLD_BY_OTHERS)) for title, sets in CHAPTERS]
    return [(title, sets) for title, sets in told if sets]


def _chapters(chapters: Iterable[Chapter], begins: str) -> list[tuple[Words, list[Files]]]:
    return [(title, [_files(one, f"{begins}{one.name}") for one in sets]) for title, sets in chapters]


def _files(one: Dataset[Any], address: str) -> Files:
    return Files(one.name, one.title, one.says, f"{address}.csv?for=excel", f"{address}.csv", f"{address}.json")


def _column(field: Field) -> Column:
    return Column(field.name, str(KINDS[field.kind]), field.says, tuple((field.codes or {}).items()))


def _licence() -> dict[str, str]:
    return {"licence": LICENCE, "licence_name": LICENCE_NAME, "licence_url": f"{LICENCE}deed.{language()}"}
