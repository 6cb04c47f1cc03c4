"""The API answers everybody alike, in sentences where it cannot, and says when nothing has changed."""

import pytest
from django.test import Client

from ortaq.ground import clock
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.publish.opendata.tests.reading import body_of, get, pages_of, rows_of
from ortaq.stages.needs import actions as needs
from ortaq.stages.needs.tests.many import add_published

pytestmark = pytest.mark.django_db
NEEDS = "/api/v1/units/mysal/needs"


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)


def say(cycle, now, text="Су керек", **other):
    place = cycle.unit.settlements.order_by("name_kk").first()
    return needs.submit_need(by=Actor(), cycle=cycle, settlement=place, text=text, language="kk", now=now, **other)


def test_places_are_read_a_page_at_a_time_with_one_query_for_each(unit, other_unit, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = get("/api/v1/units?limit=1").json()
    assert [row["unit"] for row in first["rows"]] == ["basqa"]
    second = get(first["next"]).json()
    assert [row["unit"] for row in second["rows"]] == ["mysal"]
    assert second["rows"][0]["name_kk"] == "Мысал ауылдық округі"
    assert second["next"] is None


def test_pages_go_on_behind_the_last_key_though_rows_are_added_between(cycle, now):
    add_published(cycle, 7, now)
    first = get(f"{NEEDS}?limit=3").json()
    add_published(cycle, 2, now)
    rest = pages_of(NEEDS, size=4)
    assert [row["number"] for row in first["rows"]] == [1, 2, 3]
    assert [row["number"] for row in get(first["next"]).json()["rows"]] == [4, 5, 6]
    assert [row["number"] for row in rest] == list(range(1, 10))


@pytest.mark.parametrize("limit", ["0", "1001", "-1", "x", "1.5", "٣", ""])
def test_a_limit_that_cannot_be_is_answered_with_a_sentence(cycle, limit):
    answer = get(f"{NEEDS}?limit={limit}", accept_language="en")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["parameter"] == "limit"
    assert "from 1 to 1000" in answer.json()["detail"]


@pytest.mark.parametrize("after", ["x", "1,2", "1;DROP"])
def test_a_key_that_is_none_is_answered_with_its_columns(cycle, after):
    answer = get(f"{NEEDS}?after={after}", accept_language="en")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "after")
    assert "number" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "status", "kk", "ru"),
    [
        ("/api/v1/units/absent/needs", 404, "белгісіз", "ничего не известно"),
        ("/api/v1/units/mysal/absent", 404, "Мұндай кесте жоқ", "Такой таблицы"),
        ("/api/v1/units/mysal/needs.xls", 404, "Мұндай кесте жоқ", "Такой таблицы"),
        ("/api/v1/units/mysal/needs.csv?for=word", 400, "excel", "excel"),
        ("/api/v1/units/mysal/iati.xml", 404, "орындалмаған", "не выполняется"),
        ("/api/v1/absent", 404, "ештеңе жоқ", "ничего нет"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_reader(cycle, address, status, kk, ru):
    for language, words in (("kk", kk), ("ru", ru)):
        answer = get(address, accept_language=language)
        assert answer.status_code == status
        assert answer.json()["status"] == status
        assert words in answer.json()["detail"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(cycle, method):
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(NEEDS)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_head_answers_without_a_body(cycle):
    answer = Client().head(f"{NEEDS}.csv")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_an_answer_knows_nobody(unit, cycle, now, actor):
    say(cycle, now)
    akim = actor(unit, Role.AKIM, username="akim").account
    akim.must_change_password = True
    akim.save()
    signed_in = Client()
    signed_in.force_login(akim)
    answer, stranger = signed_in.get(NEEDS), get(NEEDS)
    assert answer.status_code == 200
    assert answer.content == stranger.content
    for one in (answer, stranger):
        assert not one.cookies
        assert "Cookie" not in one.headers.get("Vary", "")
        assert one.headers["Cache-Control"] == "public, max-age=300"


def test_an_answer_that_has_not_changed_is_not_sent_again_until_somebody_does_something(unit, cycle, now, actor):
    need = say(cycle, now)
    tag = get(NEEDS).headers["ETag"]
    known = get(NEEDS, if_none_match=tag)
    assert (known.status_code, body_of(known)) == (304, b"")
    needs.publish_need(by=actor(unit, Role.CLERK), need=need, theme="water", now=now)
    again = get(NEEDS, if_none_match=tag)
    assert again.status_code == 200
    assert again.json()["rows"][0]["text_kk"] == "Су керек"


def test_a_need_moves_and_its_row_says_where(unit, cycle, now, actor):
    clerk = actor(unit, Role.CLERK)
    need = needs.publish_need(by=clerk, need=say(cycle, now), theme="water", now=now)
    needs.answer_need(by=clerk, need=need, kind="in_work", text=Text(kk="Құдық қазылып жатыр"), now=now)
    (row,) = rows_of(f"{NEEDS}.json")
    assert (row["became"], row["answered_on"], row["text_original"]) == ("in_work", "2027-02-10", "kk")
    assert row["text_ru"] == ""
    assert row["text_translation"] == "missing"
    (answer,) = rows_of("/api/v1/units/mysal/answers.json")
    assert (answer["need"], answer["number"], answer["text_kk"]) == (1, 1, "Құдық қазылып жатыр")


def test_the_start_says_what_there_is(unit):
    start = get("/api/v1/").json()
    assert "needs" in start["of_unit"]
    assert get(start["description"]).json()["openapi"] == "3.1.0"
