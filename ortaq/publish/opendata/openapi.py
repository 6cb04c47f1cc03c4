"""The description of the read API (OpenAPI 3.1), made from the catalogue.

`python -m ortaq.publish.opendata.openapi_file` writes docs/openapi.json anew.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from ortaq import __version__
from ortaq.publish.opendata.catalogue import (
    LICENCE,
    LICENCE_NAME,
    OF_PROGRAMME,
    OF_UNIT,
    PROGRAMMES,
    PROGRAMMES_SAY,
    UNITS,
    UNITS_SAY,
)
from ortaq.publish.opendata.shape import Dataset, Field, Kind
from ortaq.publish.opendata.tables import as_json

ABOUT = (
    "Everything that the public pages of Ortaq show, as tables. Only reading, without a key or cookies."
    " Money is in tenge, days are ISO 8601, words are UTF-8."
    " A value that is null is not known, or would tell of few people."
    " Tables are read a page at a time: follow `next` until it is null."
)
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.LINK: {"type": "string", "format": "uri-reference"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.MONEY: {"type": "number"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.YES_NO: {"type": "boolean"},
}
NEVER_MISSING = {Kind.TEXT, Kind.CODE, Kind.LINK}
JSON = "application/json"


def description() -> dict[str, Any]:
    """Return the OpenAPI document, in English."""
    with override("en"):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "Ortaq: open data",
                "version": __version__,
                "description": ABOUT,
                "license": {"name": LICENCE_NAME, "url": LICENCE},
            },
            "servers": [{"url": "/api/v1"}],
            "paths": _lists() | _tables("unit", OF_UNIT) | _tables("programme", OF_PROGRAMME) | _standards(),
            "components": {
                "schemas": _schemas(),
                "parameters": _parameters(),
                "responses": {
                    "Problem": _answer("What is wrong, in a sentence", _ref("schemas", "Problem"), PROBLEM)
                },
            },
        }


PROBLEM = "application/problem+json"


def as_text() -> str:
    """Return the document as it is committed."""
    return as_json(description())


def _lists() -> dict[str, Any]:
    paging = [_ref("parameters", "limit"), _ref("parameters", "after")]
    return {
        "/units": {"get": _reads("units", UNITS_SAY, _page(_ref("schemas", "units")), paging)},
        "/programmes": {"get": _reads("programmes", PROGRAMMES_SAY, _page(_ref("schemas", "programmes")), paging)},
    }


def _tables(about: str, tables: dict[str, Dataset[Any]]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    place = _ref("parameters", about)
    for name, table in tables.items():
        paging = [place, _ref("parameters", "limit"), _ref("parameters", "after")]
        row = _ref("schemas", name)
        begins = f"/{about}s/{{{about}}}/{name}"
        says = f"{table.says} Key: {', '.join(table.key)}."
        paths[begins] = {"get": _reads(name, says, _page(row), paging, title=str(table.title))}
        paths[f"{begins}.json"] = {"get": _reads(f"{name}.json", "The whole table.", _whole(row), [place])}
        csv = [place, _ref("parameters", "for")]
        paths[f"{begins}.csv"] = {
            "get": _reads(f"{name}.csv", "The whole table.", {"type": "string"}, csv, media="text/csv")
        }
    return paths


def _standards() -> dict[str, Any]:
    xml = {"media": "application/xml"}
    unit, programme = [_ref("parameters", "unit")], [_ref("parameters", "programme")]
    words = {"type": "string"}
    return {
        "/units/{unit}/iati.xml": {
            "get": _reads("unit_iati", "Plan lines that are carried out, as IATI 2.03.", words, unit, **xml)
        },
        "/programmes/{programme}/iati.xml": {
            "get": _reads(
                "programme_iati", "The programme and its plan lines, as IATI 2.03.", words, programme, **xml
            )
        },
        "/programmes/{programme}/360giving.json": {
            "get": _reads("360giving", "Its grants, as 360Giving 1.4.", {"type": "object"}, programme)
        },
    }


def _reads(
    id: str, says: object, schema: dict[str, Any], parameters: list[Any], *, title: str = "", media: str = JSON
) -> dict[str, Any]:
    problem = _ref("responses", "Problem")
    return {
        "operationId": id,
        "summary": title or str(says),
        "description": str(says),
        "parameters": parameters,
        "responses": {
            "200": _answer("The rows" if media == JSON else "The file", schema, media),
            "default": problem,
        },
    }


def _answer(says: str, schema: dict[str, Any], media: str) -> dict[str, Any]:
    return {"description": says, "content": {media: {"schema": schema}}}


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _page(row: dict[str, str]) -> dict[str, Any]:
    next_page = {"type": ["string", "null"], "format": "uri-reference", "description": "The next page"}
    rows = {"type": "array", "items": row}
    return {"type": "object", "required": ["rows", "next"], "properties": {"rows": rows, "next": next_page}}


def _whole(row: dict[str, str]) -> dict[str, Any]:
    properties = {
        "fields": {"type": "array", "items": {"type": "object"}},
        "rows": {"type": "array", "items": row},
    }
    return {"type": "object", "required": ["fields", "rows"], "properties": properties}


def _schemas() -> dict[str, Any]:
    tables = {name: _row(table.fields) for name, table in (OF_UNIT | OF_PROGRAMME).items()}
    text = {"type": "string"}
    problem = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text, "parameter": text}
    return {
        "units": _row(UNITS),
        "programmes": _row(PROGRAMMES),
        **tables,
        "Problem": {"type": "object", "required": ["title", "status", "detail"], "properties": problem},
    }


def _row(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [field.name for field in fields],
        "properties": {field.name: _column(field) for field in fields},
        "additionalProperties": False,
    }


def _column(field: Field) -> dict[str, Any]:
    made = dict(TYPES[field.kind])
    if field.kind not in NEVER_MISSING:
        made["type"] = [made["type"], "null"]
    made["description"] = str(field.says)
    if field.codes:
        made["enum"] = sorted({"", *field.codes})
        made["description"] += ": " + "; ".join(f"{key} = {label}" for key, label in field.codes.items())
    return made


def _parameters() -> dict[str, Any]:
    slug = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
    limit = {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
    return {
        "unit": _parameter("unit", "path", slug, "Name of the place in addresses"),
        "programme": _parameter("programme", "path", slug, "Name of the programme in addresses"),
        "limit": _parameter("limit", "query", limit, "How many rows at most"),
        "after": _parameter(
            "after", "query", {"type": "string"}, "Key of the row behind which to go on; see next"
        ),
        "for": _parameter(
            "for", "query", {"type": "string", "enum": ["excel"]}, "Semicolons and decimal commas, for Excel"
        ),
    }


def _parameter(name: str, where: str, schema: dict[str, Any], says: str) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, "description": says}
