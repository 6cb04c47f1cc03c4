"""Rows become CSV and JSON that say the same, whatever people wrote."""

import json
from decimal import Decimal

import pytest

from ortaq.publish.opendata.shape import Kind, number, text
from ortaq.publish.opendata.tables import csv_pieces, json_pieces

FIELDS = (text("said", "…"), number("value", "…"))
HOSTILE = [
    '=HYPERLINK("http://evil")',
    "+7 700 000 00 00",
    "- жол жоқ",
    "@SUM(A1)",
    "  =1+1",
    'сөз; "тырнақша", үтір',
    "екі\nжол",
    "]]></iati-activity><!--",
    "\x00\x0b\u202eнүкте",
]


def written(rows, reader="programs"):
    return "".join(csv_pieces(FIELDS, rows, reader=reader))


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("reader", ["programs", "excel"])
def test_no_cell_is_a_formula_and_the_words_come_back(said, reader):
    import csv
    import io

    table = written([{"said": said, "value": Decimal("-1.50")}], reader).removeprefix("\ufeff")
    delimiter = ";" if reader == "excel" else ","
    (row,) = csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter)
    assert not row["said"].lstrip(" ").startswith(("=", "+", "-", "@"))
    assert "\x00" not in row["said"]
    (plain,) = json.loads("".join(json_pieces({}, FIELDS, [{"said": said, "value": None}])))["rows"]
    assert row["said"].removeprefix("'") == plain["said"]
    assert row["value"] == ("-1,5" if reader == "excel" else "-1.5")


def test_a_file_begins_with_the_mark_by_which_excel_knows_its_letters():
    assert written([]).startswith("\ufeffsaid,value")


def test_a_table_is_written_a_piece_at_a_time():
    asked = []

    def rows():
        for place in range(100_000):
            asked.append(place)
            yield {"said": "сөз", "value": Decimal(place)}

    pieces = csv_pieces(FIELDS, rows())
    assert [next(pieces) for _ in range(3)]
    assert len(asked) < 1_000


def test_a_code_is_never_guarded():
    assert "'" not in "".join(csv_pieces((FIELDS[1],), [{"value": Decimal(-5)}]))
    assert Kind.CODE not in {field.kind for field in FIELDS}
