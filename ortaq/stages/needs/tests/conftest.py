"""Residents and an office that speak with one another."""

import datetime
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from ortaq.ground import clock
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.stages.needs import actions
from ortaq.stages.needs.models import Need


@pytest.fixture
def settlement(unit):
    """Көктал, one of the two settlements."""
    return unit.settlements.get(name_kk="Көктал")


@pytest.fixture
def on_the_map(unit):
    """Both settlements have their place: Бастау lies 11 km north of Көктал."""
    unit.settlements.filter(name_kk="Көктал").update(latitude=Decimal("51.1"), longitude=Decimal("71.4"))
    unit.settlements.filter(name_kk="Бастау").update(latitude=Decimal("51.2"), longitude=Decimal("71.4"))


@pytest.fixture
def say(cycle, settlement, now) -> Callable[..., Need]:
    """Say a need as a resident without an account; other data may be given."""

    def submit(text: str = "Көшеде жарық керек", **other) -> Need:
        given = {"language": "kk", "settlement": settlement, "by": Actor(), "cycle": cycle, "now": now} | other
        return actions.submit_need(text=text, **given)

    return submit


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def planner(unit, actor):
    return actor(unit, Role.PLANNER)


@pytest.fixture
def publish(say, clerk, now) -> Callable[..., Need]:
    """Say a need and publish it."""

    def submit_and_publish(text: str = "Көшеде жарық керек", theme: str = "roads", **other) -> Need:
        return actions.publish_need(by=clerk, need=say(text, **other), theme=theme, now=now)

    return submit_and_publish


@pytest.fixture
def at(monkeypatch, now) -> Callable[[datetime.datetime], None]:
    """Set the clock of the pages; it shows `now` until it is set anew."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(now)
    return set_to


@pytest.fixture
def photos(settings, tmp_path):
    """A place for the photos of one test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def client_of(actor: Actor) -> Client:
    """Return a browser in which the actor is signed in."""
    client = Client()
    client.force_login(actor.account)
    return client


def picture(format: str = "JPEG", size: tuple[int, int] = (64, 48), **options) -> io.BytesIO:
    """Return a small photo as a file with a name."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", size, "green").save(file, format, **options)
    file.name = f"photo.{format.lower()}"
    file.seek(0)
    return file
