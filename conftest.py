"""What tests stand on: a node, a unit with its people, and a cycle, in a home of their own."""

import datetime
from collections.abc import Callable
from importlib.util import find_spec
from zoneinfo import ZoneInfo

import pytest

collect_ignore = [] if find_spec("numba") else ["ortaq/engines/allocation/machine.py"]
"""The loops for numba hold no test of their own; where this extra is not installed they cannot be imported."""

NOW = datetime.datetime(2027, 2, 10, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))


def pytest_collection_modifyitems(items) -> None:
    """Mark every test that touches the database and is not for any: those run on PostgreSQL as well."""
    for item in items:
        fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        touches = fixtures or item.get_closest_marker("django_db")
        if touches and not item.get_closest_marker("any_database"):
            item.add_marker(pytest.mark.database)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session) -> None:
    """A test that did not run has proved nothing: skipping fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _quick_settings(settings) -> None:
    """Files as they lie in the sources, and passwords that are hashed in no time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def now() -> datetime.datetime:
    """A winter noon in the needs step of the cycle 2028–2030."""
    return NOW


@pytest.fixture
def node(db):
    """This computer."""
    from ortaq.ground.journal.models import Node

    return Node.objects.create(name="laptop", is_here=True)


@pytest.fixture
def unit(node):
    """The okrug of the tests, with two settlements."""
    return make_unit(
        "mysal", "Мысал ауылдық округі", "Сельский округ Мысал", ("Көктал", "Коктал"), ("Бастау", "Бастау")
    )


@pytest.fixture
def staffed(unit):
    """The unit has an office: without one it is only told of."""
    from ortaq.ground.people.roles import Role

    make_actor(unit, Role.CLERK)


@pytest.fixture
def other_unit(node):
    """Another okrug, whose people have no business in the first."""
    return make_unit("basqa", "Басқа ауылдық округ", "Другой сельский округ", ("Алыс", "Алыс"))


@pytest.fixture
def probed(db):
    """Every kind of deed of the test is also sent twice, done by strangers and done when its step is closed."""
    from tests.probing import probing

    with probing() as probe:
        yield
        if probe.wrong:
            pytest.fail("\n".join(probe.wrong))


@pytest.fixture
def cycle(unit):
    """The cycle 2028–2030, whose needs step is open at `now`."""
    return make_cycle(unit)


@pytest.fixture
def actor() -> Callable:
    """Make an actor who holds roles in a unit: `actor(unit, Role.AKIM)`."""
    return make_actor


def make_unit(slug: str, kk: str, ru: str, *settlements: tuple[str, str]):
    """Return a unit in a district of its own."""
    from ortaq.ground.places.models import Area, Settlement, Unit
    from ortaq.ground.text import Text

    oblast, _made = Area.objects.get_or_create(
        level="oblast", name_kk="Үлгі облысы", defaults={"name_ru": "Примерная область"}
    )
    district = Area.objects.create(level="district", parent=oblast, name=Text(kk=f"{kk} ауданы", ru=f"Район {ru}"))
    unit = Unit.objects.create(
        slug=slug, kind="okrug", name=Text(kk=kk, ru=ru), district=district, valid_from=datetime.date(2020, 1, 1)
    )
    for name_kk, name_ru in settlements:
        Settlement.objects.create(unit=unit, name=Text(kk=name_kk, ru=name_ru))
    return unit


def make_cycle(unit, *, first_year: int = 2028, starts_on: datetime.date = datetime.date(2027, 1, 4)):
    """Return a cycle with the steps of the template, started by an akim of its unit."""
    from ortaq.ground.cycle.actions import start_cycle
    from ortaq.ground.people.roles import Role

    return start_cycle(
        by=make_actor(unit, Role.AKIM),
        unit=unit,
        first_year=first_year,
        last_year=first_year + 2,
        starts_on=starts_on,
        now=NOW,
    )


def make_actor(unit, *roles, username: str | None = None):
    """Return an actor with an account that holds the roles in the unit since 2020."""
    from ortaq.ground.people.actors import Actor
    from ortaq.ground.people.models import Account, Appointment

    name = username or "-".join([unit.slug, *map(str, roles), str(Account.objects.count())])
    account = Account.objects.create(username=name[:40], name="Тест Тестов")
    account.set_password("көктем-далада-2027")
    account.save()
    for role in roles:
        Appointment.objects.create(account=account, role=role, unit=unit, since=datetime.date(2020, 1, 1))
    return Actor(account=account)
