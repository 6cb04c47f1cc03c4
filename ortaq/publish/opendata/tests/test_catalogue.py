"""The catalogue is whole: everybody may read each table, its key is among its columns, its words are said."""

import json
from itertools import chain

import pytest
from django.utils.translation import override
from jsonschema import Draft202012Validator

from ortaq.ground.people.roles import EVERYBODY, PERMISSIONS
from ortaq.publish.opendata.catalogue import ALL, OF_PROGRAMME, OF_UNIT, UNITS
from ortaq.publish.opendata.openapi import as_text, description
from ortaq.publish.opendata.shape import Kind
from tests.test_build import ROOT


@pytest.mark.parametrize("table", ALL.values(), ids=list(ALL))
def test_everybody_may_read_what_a_table_shows(table):
    assert PERMISSIONS[table.action] >= EVERYBODY


@pytest.mark.parametrize("table", ALL.values(), ids=list(ALL))
def test_columns_are_named_once_and_hold_the_key(table):
    names = [field.name for field in table.fields]
    assert len(set(names)) == len(names)
    kinds = {field.name: field.kind for field in table.fields}
    assert {kinds[name] for name in table.key} <= {Kind.INTEGER, Kind.TEXT, Kind.CODE, Kind.LINK}
    assert (table.few is None) != (table.many is None)


def test_no_two_tables_have_one_name():
    assert len(ALL) == len(OF_UNIT) + len(OF_PROGRAMME)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_everything_is_said_in_the_language(language):
    said = [*UNITS, *chain.from_iterable(table.fields for table in ALL.values()), *ALL.values()]
    with override("en"):
        english = [str(one.says) for one in said]
    with override(language):
        assert [words for one, words in zip(said, english, strict=True) if str(one.says) == words] == []


def test_the_committed_description_is_current():
    written = (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert written == as_text(), "run: python -m ortaq.publish.opendata.openapi_file"


def test_every_reference_of_the_description_leads_somewhere():
    whole = description()
    wanted = {part["$ref"] for part in _parts(whole) if "$ref" in part}
    assert len(wanted) > 40
    for reference in wanted:
        place = whole
        for name in reference.removeprefix("#/").split("/"):
            place = place[name]


def test_every_schema_is_one():
    for schema in description()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert json.loads(as_text())["openapi"] == "3.1.0"


def _parts(value):
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(child)
