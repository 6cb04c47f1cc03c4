"""Every page × role × {own place, other place, nobody signed in} answers as the table of roles says.

Permission is decided before existence: a page about a record that is not there answers 404 only to whom it
would be shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from conftest import make_actor
from ortaq.ground import clock
from ortaq.ground.action import ACTIONS
from ortaq.ground.action_names import ACTION_NAMES
from ortaq.ground.people.models import Appointment
from ortaq.ground.people.roles import PERMISSIONS, Role, permits
from ortaq.ground.people.roles_table import as_markdown
from ortaq.ground.places.models import Programme
from tests.test_build import ROOT

ABSENT = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "999999",
    "slug": "absent",
    "str": "absent",
    "path": "absent",
}
PLACE = re.compile("<slug:(unit|programme)>")
HELD = [role for role in Role if role != Role.ANYONE]


@dataclass(frozen=True)
class Route:
    """One page of a unit or a programme: its pattern, its address in the place «mysal», and its action."""

    pattern: str
    address: str
    action: str | None


def routes() -> list[Route]:
    """Return every route whose address carries a unit or a programme."""
    return [route for route in _walk(get_resolver().url_patterns, "", {}) if PLACE.search(route.pattern)]


def _walk(patterns: list, before: str, converters: dict[str, str]) -> Iterator[Route]:
    for part in patterns:
        prefix = "kk/" if type(part.pattern).__name__ == "LocalePrefixPattern" else str(part.pattern)
        known = converters | {
            name: next(kind for kind in ABSENT if type(found).__name__.lower().startswith(kind[:3]))
            for name, found in part.pattern.converters.items()
        }
        if isinstance(part, URLResolver):
            yield from _walk(part.url_patterns, before + prefix, known)
        elif isinstance(part, URLPattern):
            yield Route(before + prefix, _address(before + prefix, known), getattr(part.callback, "action", None))


def _address(pattern: str, converters: dict[str, str]) -> str:
    address = f"/{pattern}"
    for name, kind in converters.items():
        value = "mysal" if name in {"unit", "programme"} else ABSENT[kind]
        address = address.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
    assert "<" not in address, f"no absent value is known for {pattern}"
    return address


ROUTES = routes()


def test_every_page_of_a_place_names_an_action_of_the_table():
    assert len(ROUTES) >= 6
    assert [route.pattern for route in ROUTES if route.action not in PERMISSIONS] == []


def test_every_action_that_is_carried_out_stands_in_the_table():
    assert set(ACTIONS) <= set(PERMISSIONS)


def test_every_action_has_a_name_for_the_journal_and_the_documents():
    assert set(PERMISSIONS) <= set(ACTION_NAMES)


def test_the_document_of_the_roles_is_current():
    written = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "run: python -m ortaq.ground.people.roles_table"


@pytest.fixture
def signed_in(unit, other_unit, cycle):
    """Clients by (role, "own" or "other"), and one of nobody; each role is held in a unit and in a programme."""
    programmes = {slug: Programme.objects.create(slug=slug, name_kk=slug) for slug in ("mysal", "basqa")}
    clients = {("nobody", "here"): Client(raise_request_exception=True)}
    for role, (where, place) in product(HELD, {"own": unit, "other": other_unit}.items()):
        client = Client(raise_request_exception=True)
        account = make_actor(place, role, username=f"{role}-{where}").account
        programme = programmes[place.slug]
        Appointment.objects.create(account=account, role=role, programme=programme, since=date(2020, 1, 1))
        client.force_login(account)
        clients[role, where] = client
    return clients


@pytest.mark.any_database
@pytest.mark.django_db
def test_every_page_answers_every_role_as_the_table_says(signed_in):
    wrong, checked = [], 0
    for route, ((role, where), client) in product(ROUTES, signed_in.items()):
        held = {Role.ANYONE, Role(role)} if where == "own" else {Role.ANYONE}
        permitted = permits(route.action, frozenset(held))
        answer = client.get(route.address)
        checked += 1
        if not _as_it_should(answer, permitted=permitted, anonymous=role == "nobody"):
            where_to = answer.headers.get("Location", "")
            wrong.append(
                f"{route.pattern} {role} ({where}): {answer.status_code} {where_to}, permitted: {permitted}"
            )
    assert wrong == []
    assert checked == len(ROUTES) * (2 * len(HELD) + 1)


def _as_it_should(answer, *, permitted: bool, anonymous: bool) -> bool:
    to_sign_in = answer.status_code == HTTPStatus.FOUND and "/account/sign-in/" in answer.headers["Location"]
    if permitted:
        return answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR and (
            answer.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
            or (answer.status_code == HTTPStatus.FOUND and not to_sign_in)
        )
    return to_sign_in if anonymous else answer.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["deactivated", "dismissed"])
def test_who_works_here_no_more_is_nobody_again(unit, cycle, change):
    akim = make_actor(unit, Role.AKIM).account
    client = Client()
    client.force_login(akim)
    assert client.get("/kk/mysal/people/appoint/").status_code == HTTPStatus.OK
    if change == "deactivated":
        akim.is_active = False
        akim.save()
    else:
        akim.appointments.update(until=clock.today().replace(year=clock.today().year - 1))
    assert client.get("/kk/mysal/people/appoint/").status_code in {HTTPStatus.FOUND, HTTPStatus.FORBIDDEN}
