"""People who comment on a village, and an office that reads and answers."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from ortaq.ground import clock
from ortaq.ground.comments import actions, subjects
from ortaq.ground.comments.models import Comment
from ortaq.ground.comments.subjects import Subject
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Settlement


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def village(cycle, unit, monkeypatch) -> Settlement:
    """A village on which people may comment until its cycle is closed: what a room registers."""

    def find(wanted, ids, on):
        return [
            Subject(place.id, place.name, f"/kk/{wanted.slug}/places/", cycle, subjects.closed_with(cycle))
            for place in wanted.settlements.filter(pk__in=ids, name_kk="Көктал")
        ]

    monkeypatch.setitem(subjects.KINDS, "village", subjects.Kind("village", "Ауыл", find))
    return unit.settlements.get(name_kk="Көктал")


@pytest.fixture
def write(unit, village, now) -> Callable[..., Comment]:
    """Comment on the village as a resident without an account; other data may be given."""

    def send(text: str = "Біздің көшеде де жарық жоқ", **other) -> Comment:
        given = {"by": Actor(), "unit": unit, "about": "village", "about_id": village.id, "now": now}
        return actions.write_comment(text=text, **given | {"language": "kk"} | other)

    return send


@pytest.fixture
def publish(write, clerk, now) -> Callable[..., Comment]:
    """Comment on the village and publish the comment."""

    def send(text: str = "Біздің көшеде де жарық жоқ", **other) -> Comment:
        return actions.publish_comment(by=clerk, comment=write(text, **other), now=now)

    return send


@pytest.fixture
def at(monkeypatch, now) -> Callable[[datetime.datetime], None]:
    """Set the clock of the pages; it shows `now` until it is set anew."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(now)
    return set_to


def client_of(actor: Actor) -> Client:
    """Return a browser in which the actor is signed in."""
    client = Client()
    client.force_login(actor.account)
    return client
