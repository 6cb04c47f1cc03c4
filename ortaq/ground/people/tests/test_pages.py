"""Signing in and out, one's own account, the people of the office."""

import re

import pytest
from django.test import Client

from ortaq.ground.journal.models import Node
from ortaq.ground.people.example import PASSWORD as EXAMPLE_PASSWORD
from ortaq.ground.people.models import Account
from ortaq.ground.people.roles import Role
from ortaq.ground.people.throttle import TRIES_PER_SUBJECT

pytestmark = pytest.mark.django_db
PASSWORD = "көктем-далада-2027"
SIGN_IN = "/kk/account/sign-in/"


@pytest.fixture
def akim(unit, actor):
    return actor(unit, Role.AKIM, username="akim").account


@pytest.fixture
def office(client, akim):
    """A client of the signed-in akim."""
    client.force_login(akim)
    return client


def sign_in(client, password=PASSWORD, **other):
    return client.post(SIGN_IN, {"username": "Akim", "password": password, **other})


def test_signing_in_leads_to_the_unit_in_the_language_of_the_account(client, akim):
    Account.objects.update(language="ru")
    assert sign_in(client).headers["Location"] == "/ru/mysal/"
    assert client.get(SIGN_IN).headers["Location"] == "/ru/mysal/"


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/ru/mysal/people/", "/kk/mysal/people/"),
        ("https://evil.example/", "/kk/mysal/"),
        ("//evil.example/", "/kk/mysal/"),
        ("javascript:alert(1)", "/kk/mysal/"),
    ],
)
def test_it_goes_on_where_one_wanted_but_never_elsewhere(client, akim, wanted, reached):
    assert sign_in(client, next=wanted).headers["Location"] == reached


def test_a_wrong_password_is_said_kindly_and_does_not_say_which_was_wrong(client, akim):
    wrong = sign_in(client, password="басқа")
    unknown = client.post(SIGN_IN, {"username": "nobody", "password": "басқа"})
    assert wrong.status_code == unknown.status_code == 422
    for answer in (wrong, unknown):
        assert "Кіру атауы немесе құпиясөз дұрыс емес" in answer.content.decode()


def test_guessing_is_shut_out_for_this_place_but_not_for_others(client, akim):
    for _try in range(TRIES_PER_SUBJECT):
        assert sign_in(client, password="болжам").status_code == 422
    assert sign_in(client).status_code == 429
    assert (
        Client(REMOTE_ADDR="10.0.0.7").post(SIGN_IN, {"username": "akim", "password": PASSWORD}).status_code == 302
    )


def test_who_left_cannot_sign_in(client, akim):
    Account.objects.update(is_active=False)
    assert sign_in(client).status_code == 422


def test_signing_out_needs_a_form_and_ends_the_session(office):
    assert office.get("/kk/account/sign-out/").status_code == 405
    office.post("/kk/account/sign-out/")
    assert "_auth_user_id" not in office.session


def test_a_one_time_password_is_changed_before_anything_else(client, akim):
    Account.objects.update(must_change_password=True)
    sign_in(client)
    for address in ("/kk/mysal/people/", "/kk/mysal/", "/kk/account/"):
        assert client.get(address).headers["Location"] == "/kk/account/password/"
    page = client.get("/kk/account/password/").content.decode()
    assert "бір реттік құпиясөз" in page
    new = {"current": PASSWORD, "password": "жазғы-дала-жолы", "again": "жазғы-дала-жолы"}
    assert client.post("/kk/account/password/", new).status_code == 302
    assert client.get("/kk/mysal/people/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"current": "басқа"}, "id_current"),
        ({"again": "басқа-басқа-басқа"}, "id_again"),
        ({"password": PASSWORD, "again": PASSWORD}, "id_password"),
        ({"password": "қысқа", "again": "қысқа"}, "id_password"),
    ],
)
def test_a_new_password_is_checked(office, changed, field):
    new = {"current": PASSWORD, "password": "жазғы-дала-жолы", "again": "жазғы-дала-жолы"} | changed
    answer = office.post("/kk/account/password/", new)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert Account.objects.get().check_password(PASSWORD)


def test_the_same_form_sent_again_with_another_password_does_not_claim_to_have_changed_it(office):
    page = office.get("/kk/account/password/").content.decode()
    deed = re.search(r'name="deed" value="([^"]+)"', page)[1]
    first = {"deed": deed, "current": PASSWORD, "password": "жазғы-дала-жолы", "again": "жазғы-дала-жолы"}
    assert office.post("/kk/account/password/", first).status_code == 302
    again = first | {"current": "жазғы-дала-жолы", "password": "қысқы-дала-жолы", "again": "қысқы-дала-жолы"}
    assert office.post("/kk/account/password/", again).status_code == 422
    assert Account.objects.get().check_password("жазғы-дала-жолы")


def test_the_language_of_the_account_is_followed_at_once(office):
    answer = office.post("/kk/account/", {"name": "Әкім", "language": "ru"})
    assert answer.headers["Location"] == "/ru/account/"
    assert "Сохранено." in office.get("/ru/account/").content.decode()


def test_the_akim_appoints_and_sees_the_password_once(office, unit):
    given = {"username": "aigul", "name": "Айгүл <b>", "role": "clerk", "language": "kk", "since": "2026-01-05"}
    page = office.post("/kk/mysal/people/appoint/", given).content.decode()
    password = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", page)[0]
    assert Account.objects.get(username="aigul").check_password(password)
    people = office.get("/kk/mysal/people/").content.decode()
    assert "Айгүл &lt;b&gt;" in people
    assert password not in people


def test_an_appointment_sent_twice_says_how_to_get_at_a_password(office, unit):
    page = office.get("/ru/mysal/people/appoint/").content.decode()
    deed = re.search(r'name="deed" value="([^"]+)"', page)[1]
    given = {"username": "aigul", "name": "Айгүл", "role": "clerk", "language": "kk", "since": "2026-01-05"}
    first = office.post("/ru/mysal/people/appoint/", given | {"deed": deed}).content.decode()
    again = office.post("/ru/mysal/people/appoint/", given | {"deed": deed}, follow=True).content.decode()
    assert "выдайте новый" not in first
    assert "выдайте новый" in again
    assert Account.objects.filter(username="aigul").count() == 1


def test_the_akim_ends_a_role_with_a_reason(office, unit, actor, django_assert_max_num_queries):
    appointment = actor(unit, Role.CLERK).account.appointments.get()
    address = f"/kk/mysal/people/{appointment.pk}/dismiss/"
    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "ауысты"}).headers["Location"] == "/kk/mysal/people/"
    with django_assert_max_num_queries(9):
        assert "Бұрын" in office.get("/kk/mysal/people/").content.decode()


def test_people_of_another_unit_are_not_found_here(office, other_unit, actor):
    stranger = actor(other_unit, Role.CLERK).account.appointments.get()
    assert office.get(f"/kk/mysal/people/{stranger.pk}/dismiss/").status_code == 404


def test_only_the_example_shows_who_can_sign_in(client, akim):
    assert EXAMPLE_PASSWORD not in client.get(SIGN_IN).content.decode()
    Node.objects.update(is_example=True)
    page = client.get(SIGN_IN).content.decode()
    assert EXAMPLE_PASSWORD in page
    assert "<dd>akim</dd>" in page
