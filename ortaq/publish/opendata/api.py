"""The read API: `/api/v1/`, without language, without cookies, for everybody."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from ortaq import __version__
from ortaq.ground import clock
from ortaq.ground.journal.models import Book, Entry
from ortaq.ground.people.selectors import has_office
from ortaq.ground.places.models import Programme, Unit
from ortaq.publish.opendata import problems
from ortaq.publish.opendata.catalogue import LICENCE, OF_PROGRAMME, OF_UNIT, programmes_behind, units_behind
from ortaq.publish.opendata.iati import activities_of_programme, activities_of_unit
from ortaq.publish.opendata.openapi import description
from ortaq.publish.opendata.problems import ProblemError
from ortaq.publish.opendata.shape import Dataset, Key, Row, write_key
from ortaq.publish.opendata.tables import csv_pieces, json_pieces, plain
from ortaq.publish.opendata.threesixty import package

View = Callable[..., HttpResponseBase]
FEW, MOST = 100, 1_000
"""Rows on a page where nobody says how many, and at most."""

CACHED_SECONDS = 300
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xml": "application/xml"}
IATI, GIVING = "iati.xml", "360giving.json"


def reading(action: str) -> Callable[[View], View]:
    """Make a view one of the API: only read, never for one person, its refusals JSON. `action` is everybody's."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @functools.wraps(view)
        def respond(request: HttpRequest, **where: Any) -> HttpResponseBase:
            try:
                if request.method not in {"GET", "HEAD"}:
                    raise problems.only_reading()
                response = view(request, **where)
            except ProblemError as problem:
                response = problems.answer(problem)
            else:
                response.headers["Cache-Control"] = f"public, max-age={CACHED_SECONDS}"
            response.headers["Access-Control-Allow-Origin"] = "*"
            return response

        respond.action = action  # type: ignore[attr-defined]
        respond.is_for_everybody = True  # type: ignore[attr-defined]
        return respond

    return decorate


@reading("places.read")
def home(request: HttpRequest) -> HttpResponseBase:
    """What there is."""
    return _json(
        {
            "name": "Ortaq",
            "version": __version__,
            "licence": LICENCE,
            "description": "/api/v1/openapi.json",
            "units": "/api/v1/units",
            "programmes": "/api/v1/programmes",
            "of_unit": list(OF_UNIT),
            "of_programme": list(OF_PROGRAMME),
        }
    )


@reading("places.read")
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The description of the API (OpenAPI 3.1)."""
    return _json(description())


@reading("places.read")
def list_units(request: HttpRequest) -> HttpResponseBase:
    """The places, by their names in addresses. One query."""
    return _list(request, "unit", units_behind)


@reading("programme.read")
def list_programmes(request: HttpRequest) -> HttpResponseBase:
    """The programmes, by their names in addresses. One query."""
    return _list(request, "programme", programmes_behind)


@reading("places.read")
def of_unit(request: HttpRequest, unit: str, wanted: str) -> HttpResponseBase:
    """A table about a place: a page of it, or the whole as a file."""
    place = Unit.objects.annotate(has_office=has_office()).filter(slug=unit).first()
    if place is None:
        raise problems.no_such_place()
    books = Q(unit=place) | Q(programme__isnull=False)
    if wanted == IATI:
        return _unless_known(request, books, lambda: _iati(activities_of_unit(place), unit))
    return _table(request, OF_UNIT, place, wanted, books, others=[IATI])


@reading("programme.read")
def of_programme(request: HttpRequest, programme: str, wanted: str) -> HttpResponseBase:
    """A table about a programme, or its file for donors (IATI) or for grant makers (360Giving)."""
    place = Programme.objects.filter(slug=programme).first()
    if place is None:
        raise problems.no_such_place()
    books = Q(programme=place) | Q(unit__programmes=place)
    if wanted == IATI:
        return _unless_known(request, books, lambda: _iati(activities_of_programme(place), programme))
    if wanted == GIVING:
        return _unless_known(request, books, lambda: _grants(place))
    return _table(request, OF_PROGRAMME, place, wanted, books, others=[IATI, GIVING])


@reading("places.read")
def nothing(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Say that there is nothing at the address."""
    raise problems.no_such_address()


def _list(request: HttpRequest, about: str, behind: Callable[..., list[Row]]) -> HttpResponse:
    size = _size(request)
    rows = behind(request.GET.get("after", ""), size=size + 1)
    more = _more(request, size, str(rows[size - 1][about])) if len(rows) > size else None
    return _json({"rows": [plain(row) for row in rows[:size]], "next": more})


def _table(
    request: HttpRequest,
    known: dict[str, Dataset[Any]],
    place: Unit | Programme,
    wanted: str,
    books: Q,
    *,
    others: list[str],
) -> HttpResponseBase:
    name, _dot, kind = wanted.partition(".")
    if name not in known or kind not in ("", "csv", "json"):
        raise problems.no_such_table([*known, *others])
    table = known[name]
    if kind:
        return _unless_known(
            request, books, lambda: _file(_pieces(request, table, place, kind), place.slug, wanted)
        )
    size, after = _size(request), _after(request, table)
    return _unless_known(request, books, lambda: _page(request, table, place, size, after))


def _page(
    request: HttpRequest, table: Dataset[Any], place: Unit | Programme, size: int, after: Key | None
) -> HttpResponse:
    rows, last = table.page(place, after=after, size=size)
    return _json(
        {
            "table": table.name,
            table.about: place.slug,
            "is_fictional": place.is_fictional,
            "licence": LICENCE,
            "rows": [plain(row) for row in rows],
            "next": _more(request, size, write_key(last)) if last else None,
        }
    )


def _pieces(request: HttpRequest, table: Dataset[Any], place: Unit | Programme, kind: str) -> Iterator[str]:
    if kind == "csv":
        reader = "excel" if _for_excel(request) else "programs"
        return csv_pieces(table.fields, table.rows(place), reader=reader)  # type: ignore[arg-type]
    head = {"table": table.name, table.about: place.slug, "is_fictional": place.is_fictional}
    with override("en"):
        return json_pieces(head, table.fields, table.rows(place))


def _iati(pieces: Iterator[str] | None, place: str) -> HttpResponseBase:
    if pieces is None:
        raise problems.nothing_carried_out()
    return _file(pieces, place, IATI)


def _grants(programme: Programme) -> HttpResponse:
    found = package(programme, now=clock.now())
    if found is None:
        raise problems.no_grants()
    return _json(found)


def _json(body: Any) -> HttpResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _file(pieces: Iterator[str], place: str, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = f'attachment; filename="{place}-{name}"'
    return response


def _unless_known(request: HttpRequest, books: Q, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer, or say that nothing has changed since the reader asked last: the journal knows. One query."""
    tag = _tag(request, books)
    known = get_conditional_response(request, etag=tag)
    response = known if known is not None else answer()
    response.headers["ETag"] = tag
    return response


def _tag(request: HttpRequest, books: Q) -> str:
    last = Entry.objects.filter(book=OuterRef("pk")).order_by("-number").values("hash")[:1]
    heads = (
        Book.objects.filter(books).annotate(last=Subquery(last)).values_list("last", flat=True).order_by("last")
    )
    said = [__version__, f"{clock.now():%Y-%m-%dT%H}", request.get_full_path(), *map(str, heads)]
    return f'"{hashlib.sha256(" ".join(said).encode()).hexdigest()[:32]}"'


def _size(request: HttpRequest) -> int:
    written = request.GET.get("limit", str(FEW))
    if not (written.isascii() and written.isdecimal() and len(written) < 6 and 1 <= int(written) <= MOST):
        raise problems.bad_parameter("limit", _("limit is a whole number from 1 to %(most)s.") % {"most": MOST})
    return int(written)


def _after(request: HttpRequest, table: Dataset[Any]) -> Key | None:
    written = request.GET.get("after")
    if not written:
        return None
    try:
        return table.read_key(written)
    except ValueError:
        raise problems.bad_parameter(
            "after",
            _("after is the key of a row: %(names)s, with commas between. Take it from next.")
            % {"names": ", ".join(table.key)},
        ) from None


def _for_excel(request: HttpRequest) -> bool:
    wanted = request.GET.get("for", "")
    if wanted not in ("", "excel"):
        raise ProblemError(HTTPStatus.BAD_REQUEST, _("for can only be excel."), field="for")
    return wanted == "excel"


def _more(request: HttpRequest, size: int, after: str) -> str:
    asked: dict[str, str | int] = {"limit": size, "after": after}
    return f"{request.path}?{urlencode(asked)}"
