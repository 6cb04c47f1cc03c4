"""The pages "Open data": in three languages, light, with every file in reach."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from ortaq.ground import clock
from ortaq.programme.tests import built as programmes
from ortaq.publish.opendata.catalogue import ALL, OF_PROGRAMME, OF_UNIT
from ortaq.publish.opendata.tests.reading import get
from ortaq.stages.results.tests import built as working

pytestmark = pytest.mark.django_db
MOST_BYTES = 14 * 1024
HEADINGS = {"kk": "Ашық деректер", "ru": "Открытые данные", "en": "Open data"}


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.mark.parametrize("language", HEADINGS)
def test_the_page_of_a_place_leads_to_every_file(cycle, language):
    answer = get(f"/{language}/mysal/data/")
    text = answer.content.decode()
    assert f"<h1>{HEADINGS[language]}</h1>" in text
    for name in OF_UNIT:
        for kind in (".csv", ".csv?for=excel", ".json"):
            assert f'href="/api/v1/units/mysal/{name}{kind}"' in text
    assert "creativecommons.org/licenses/by/4.0/" in text


@pytest.mark.parametrize("language", HEADINGS)
def test_the_page_of_a_programme_leads_to_its_files_and_places(unit, now, language):
    site = programmes.build(unit, now)
    text = get(f"/{language}/programmes/birge/data/").content.decode()
    assert f"<h1>{HEADINGS[language]}</h1>" in text
    for name in OF_PROGRAMME:
        assert f'href="/api/v1/programmes/birge/{name}.csv"' in text
    assert "iati.xml" not in text
    assert "360giving.json" not in text
    assert f'href="/{language}/mysal/data/"' in text
    site.describe()
    assert "/api/v1/programmes/birge/iati.xml" in get(f"/{language}/programmes/birge/data/").content.decode()


def test_every_file_that_a_page_leads_to_is_there(cycle):
    text = get("/kk/mysal/data/").content.decode()
    links = re.findall(r'href="(/api/v1/[^"]+)"', text)
    assert len(links) == 3 * len(OF_UNIT)
    for link in links:
        assert get(link.replace("&amp;", "&")).status_code == 200, link


def test_the_page_leads_to_the_ballots_of_a_counted_vote_and_to_iati_once_work_began(cycle, actor, now):
    work = working.build(cycle, actor, now)
    assert "iati.xml" not in get("/kk/mysal/data/").content.decode()
    work.report(2)
    text = get("/kk/mysal/data/").content.decode()
    assert 'href="/api/v1/units/mysal/iati.xml"' in text
    assert 'href="/kk/mysal/vote/result/ballots.pb?cycle=2028"' in text


@pytest.mark.parametrize("name", ["units", "programmes", *ALL])
def test_every_table_says_what_its_columns_mean(db, name):
    answer = get(f"/ru/data/tables/{name}/")
    assert answer.status_code == 200
    assert '<th scope="row"><code>' in answer.content.decode()


def test_a_table_that_is_not_there_is_not_found(db):
    assert get("/kk/data/tables/absent/").status_code == 404


@pytest.mark.parametrize("language", HEADINGS)
def test_the_guide_says_how_to_ask(unit, language):
    text = get(f"/{language}/data/").content.decode()
    assert "http://testserver/api/v1/units" in text
    assert 'href="/api/v1/openapi.json"' in text
    assert f'href="/{language}/data/tables/needs/"' in text


@pytest.mark.parametrize("address", ["mysal/data/", "data/", "data/tables/projects/"])
@pytest.mark.parametrize("language", HEADINGS)
def test_a_page_is_light(cycle, language, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        content = get(f"/{language}/{address}").content
    style = Path(finders.find("ortaq.css")).read_bytes()
    assert len(gzip.compress(content)) + len(gzip.compress(style)) <= MOST_BYTES


def test_the_foot_of_every_page_of_a_place_leads_here(cycle):
    assert 'href="/kk/mysal/data/"' in get("/kk/mysal/needs/").content.decode()
