"""The whole example, loaded once for all tests of this folder: they belong to one group of `pytest -n`."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

NOW = datetime.datetime(2027, 10, 12, 15, 0, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.fixture(scope="package")
def probe(django_db_setup, django_db_blocker):
    """The example in the database, each kind of deed probed on the way; taken back after the last test."""
    from ortaq.demo.build import load
    from tests.probing import probing

    with django_db_blocker.unblock(), transaction.atomic():
        with probing() as probe:
            load(now=NOW)
        yield probe
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def example(probe, django_db_blocker):
    """The okrug of the example as it stands at `NOW`."""
    from ortaq.ground.places.models import Unit

    with django_db_blocker.unblock():
        return Unit.objects.exclude(appointments=None).get(is_fictional=True)


@pytest.fixture(autouse=True)
def _today(monkeypatch, example, db):
    monkeypatch.setattr("ortaq.ground.clock.now", lambda: NOW)
