"""What the pages cost: queries that do not grow with the village, bytes that a slow line can carry."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ortaq.ground.text import Text
from ortaq.stages.needs.actions import make_problem
from ortaq.stages.needs.models import Need
from ortaq.stages.needs.tests.conftest import client_of
from ortaq.stages.needs.tests.many import add_published, talk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
NEEDS = "/kk/mysal/needs/"
MOST_QUERIES = 8
MOST_BYTES = 14 * 1024


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("asked", ["", "?q=жол", "?theme=water&state=open&page=3"])
def test_the_list_asks_as_little_of_ten_thousand_needs_as_of_a_hundred(client, clerk, cycle, now, asked):
    office = client_of(clerk)
    add_published(cycle, 100, now)
    few = queries(client, NEEDS + asked), queries(office, NEEDS + asked)
    add_published(cycle, 9_900, now)
    many = queries(client, NEEDS + asked), queries(office, NEEDS + asked)
    assert Need.objects.count() == 10_000
    assert few == many
    assert many[0] <= MOST_QUERIES


def test_choosing_needs_to_merge_asks_little_of_ten_thousand_needs(planner, cycle, now):
    office = client_of(planner)
    add_published(cycle, 10_000, now)
    needs = list(Need.objects.filter(number__lte=2))
    title = Text(kk="Көктемде жол шұңқыр", ru="Разбитая дорога")
    problem = make_problem(
        by=planner, cycle=cycle, title=title, description=Text(), theme="roads", needs=needs, now=now
    )
    for address in (f"problems/{problem.number}/merge/", "problems/new/?cycle=2028&need=3"):
        assert queries(office, NEEDS + address) <= MOST_QUERIES


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_need_that_many_talk_about_is_still_small(client, clerk, cycle, now, language):
    add_published(cycle, 60, now)
    need = Need.objects.get(number=1)
    talk(need, clerk, now)
    content = client.get(f"/{language}/mysal/needs/1/").content
    style = Path(finders.find("ortaq.css")).read_bytes()
    assert content.count(b'<article class="card"') == 20
    assert len(gzip.compress(content)) + len(gzip.compress(style)) <= MOST_BYTES


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("path", ["", "needs/", "needs/say/", "needs/1/", "needs/1/receipt/"])
def test_a_residents_page_is_small_and_waits_for_one_file_alone(client, cycle, on_the_map, now, language, path):
    add_published(cycle, 60, now)
    Need.objects.update(latitude="51.123", longitude="71.400")
    content = client.get(f"/{language}/mysal/{path}").content
    scripts = re.findall(rb'<script src="/static/([^"]+)" defer></script>', content)
    sent = [
        content,
        *(Path(finders.find(name)).read_bytes() for name in ("ortaq.css", *map(bytes.decode, scripts))),
    ]
    assert sum(len(gzip.compress(part)) for part in sent) <= MOST_BYTES
    assert len(re.findall(rb'<link rel="stylesheet"', content)) == 1
    assert content.count(b"<script") == len(scripts) == path.endswith(("say/", "1/"))
