"""The open data of the whole example: each table says the same in every form, the standards accept their files."""

import hashlib
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator, FormatChecker

from ortaq.demo.tests.conftest import NOW
from ortaq.publish.opendata.bundle import export_open_data
from ortaq.publish.opendata.catalogue import OF_PROGRAMME, OF_UNIT
from ortaq.publish.opendata.openapi import description
from ortaq.publish.opendata.tests.reading import body_of, csv_rows, get, pages_of, rows_of, text_of
from ortaq.publish.opendata.tests.rules import broken_rules, faults_of_360, read_iati

pytestmark = pytest.mark.xdist_group("example")
UNIT, PROGRAMME, REAL = "mysal-auyldyq-okrugi", "onege", "east-central-2017"
TABLES = [
    *(pytest.param(table, f"/api/v1/units/{UNIT}/{name}", id=name) for name, table in OF_UNIT.items()),
    *(
        pytest.param(table, f"/api/v1/programmes/{PROGRAMME}/{name}", id=name)
        for name, table in OF_PROGRAMME.items()
    ),
]
MOST_QUERIES = 45


@pytest.mark.parametrize(("table", "address"), TABLES)
def test_a_table_says_the_same_as_csv_for_excel_as_json_and_page_by_page(table, address):
    whole = rows_of(f"{address}.json")
    assert whole or table.name == "facts"
    assert csv_rows(f"{address}.csv", table.fields) == whole
    assert csv_rows(f"{address}.csv?for=excel", table.fields, delimiter=";") == whole
    assert pages_of(address, size=7) == whole


@pytest.mark.parametrize(("table", "address"), TABLES)
def test_rows_are_what_the_description_of_the_api_promises(table, address):
    schema = description()["components"]["schemas"][table.name]
    check = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for row in rows_of(f"{address}.json") for error in check.iter_errors(row)] == []


@pytest.mark.parametrize(("table", "address"), TABLES)
def test_a_key_tells_each_row_from_the_others(table, address):
    keys = [tuple(row[name] for name in table.key) for row in rows_of(f"{address}.json")]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", OF_UNIT)
def test_a_table_of_a_place_takes_few_queries(example, name):
    with CaptureQueriesContext(connection) as queries:
        assert list(OF_UNIT[name].rows(example))
    assert len(queries) <= MOST_QUERIES


def test_sums_of_one_table_are_those_of_another(example):
    base = f"/api/v1/units/{UNIT}"
    money = [row for row in rows_of(f"{base}/plan_money.json") if row["source"] != "microcredit"]
    latest = max(rows_of(f"{base}/plans.json"), key=lambda row: row["version"])
    assert sum(row["amount"] for row in money) == latest["money"]
    results = rows_of(f"{base}/results.json")
    spent = [row for row in rows_of(f"{base}/result_money.json") if row["source"] != "microcredit"]
    assert sum(row["spent"] for row in spent) == sum(row["spent"] for row in results) > 0


def test_every_need_of_the_place_stands_there_with_its_number(example):
    numbers = [row["number"] for row in rows_of(f"/api/v1/units/{UNIT}/needs.json")]
    assert numbers == list(range(1, example.needs.count() + 1))


def test_the_ballots_of_a_counted_vote_are_those_of_its_hash(example):
    (vote,) = [row for row in rows_of(f"/api/v1/units/{UNIT}/votes.json") if row["state"] == "counted"]
    ballots = body_of(get(vote["ballot_file"]))
    assert hashlib.sha256(ballots).hexdigest() == vote["ballots_sha256"]


@pytest.mark.parametrize(
    ("address", "least"), [(f"units/{UNIT}", 10), (f"programmes/{PROGRAMME}", 11), (f"programmes/{REAL}", 1)]
)
def test_iati_accepts_what_is_written_and_its_rules_are_kept(address, least):
    root = read_iati(text_of(f"/api/v1/{address}/iati.xml").encode())
    assert broken_rules(root, today=NOW.date()) == []
    assert len(root) >= least
    names = [activity.findtext("iati-identifier") for activity in root]
    assert len(set(names)) == len(names)


def test_360giving_accepts_the_grants():
    package = json.loads(text_of(f"/api/v1/programmes/{PROGRAMME}/360giving.json"))
    assert faults_of_360(package) == []
    rows = rows_of(f"/api/v1/programmes/{PROGRAMME}/programme_grants.json")
    assert sum(grant["amountAwarded"] for grant in package["grants"]) == sum(row["amount"] for row in rows)
    assert package["description"].startswith("A made-up example.")


def test_the_real_programme_says_what_its_sources_say_and_nothing_more():
    base = f"/api/v1/programmes/{REAL}"
    indicators = {row["title_en"]: row["value"] for row in rows_of(f"{base}/indicators.json")}
    assert indicators["Entrepreneurs who received a grant"] == 11
    assert indicators["Inclusive plans made"] == 10
    assert len(rows_of(f"{base}/programme_plans.json")) == 10
    assert rows_of(f"{base}/programme_grants.json") == []
    assert get(f"{base}/360giving.json").status_code == 404
    (activity,) = read_iati(text_of(f"{base}/iati.xml").encode())
    assert [one.findtext("value") for one in activity.findall("transaction")] == ["420000"]
    assert activity.findall("budget") == []
    assert {one.get("value") for one in activity.iter("actual")} == {"10", "11", "560"}
    assert "A made-up example." not in [one.text for one in activity.iter("narrative")]


def test_the_archive_holds_every_file_and_each_can_be_read(example, tmp_path):
    with zipfile.ZipFile(export_open_data(tmp_path / "all.zip")) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        wanted = {f"csv/{name}.csv" for name in (*OF_UNIT, *OF_PROGRAMME)}
        wanted |= {"README.txt", "dictionary.csv", "openapi.json", "units.csv", f"iati/{UNIT}.xml"}
        assert wanted <= names
        needs = json.loads(archive.read("json/needs.json"))
        assert len(needs["rows"]) == example.needs.count()
        read_iati(archive.read(f"iati/programme-{REAL}.xml"))
        assert faults_of_360(json.loads(archive.read(f"360giving/{PROGRAMME}.json"))) == []
        dictionary = io.TextIOWrapper(archive.open("dictionary.csv"), encoding="utf-8-sig").read()
        assert "needs,became" in dictionary


def test_of_one_place_a_folder_holds_that_place_alone(tmp_path):
    folder = export_open_data(tmp_path / "mysal", unit_slug=UNIT)
    assert (folder / "csv" / "needs.csv").read_text(encoding="utf-8-sig").startswith("unit,number")
    assert not (folder / "programmes.csv").exists()
    assert (folder / "units.csv").read_text(encoding="utf-8-sig").count("\n") == 2
