"""Ten thousand needs: few queries, little memory, whatever their number."""

import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ortaq.publish.opendata.catalogue import OF_UNIT
from ortaq.publish.opendata.tables import csv_pieces
from ortaq.publish.opendata.tests.reading import get
from ortaq.stages.needs.tests.many import add_published

pytestmark = pytest.mark.django_db
MANY = 10_000
MOST_MEMORY = 12 * 2**20


def test_ten_thousand_needs_are_written_with_few_queries_and_little_memory(cycle, now):
    add_published(cycle, MANY, now)
    table = OF_UNIT["needs"]
    tracemalloc.start()
    with CaptureQueriesContext(connection) as queries:
        lines = sum(piece.count("\r\n") for piece in csv_pieces(table.fields, table.rows(cycle.unit)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == MANY + 1
    assert len(queries) <= 6 + 2 * (MANY // 1_000 + 1)
    assert peak < MOST_MEMORY


def test_a_page_costs_the_same_whatever_stands_behind_it(cycle, now, django_assert_max_num_queries):
    add_published(cycle, 300, now)
    for address in ("needs?limit=100", "needs?limit=100&after=150", "answers?limit=100"):
        with django_assert_max_num_queries(10):
            assert get(f"/api/v1/units/mysal/{address}").status_code == 200
