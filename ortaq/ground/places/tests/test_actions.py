"""What each write of places promises."""

import datetime
from decimal import Decimal

import pytest

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.actions import add_settlement, change_settlement, change_unit, create_unit, end_unit
from ortaq.ground.places.models import Programme, Settlement, Unit
from ortaq.ground.places.selectors import ending, neighbours
from ortaq.ground.text import Text, in_columns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


@pytest.fixture
def programme(unit):
    """A programme with the unit in it."""
    made = Programme.objects.create(slug="aimaq", **in_columns(name=Text(kk="Аймақ", ru="Край")))
    made.units.add(unit)
    return made


@pytest.fixture
def manager(programme):
    """The manager of the programme."""
    account = Account.objects.create(username="manager", name="Тест Менеджер")
    Appointment.objects.create(
        account=account, role=Role.MANAGER, programme=programme, since=datetime.date(2020, 1, 1)
    )
    return Actor(account=account)


def new_unit(manager, programme, unit, now, **other):
    given = {
        "by": manager,
        "programme": programme,
        "district": unit.district,
        "kind": "kent",
        "name": Text(kk="Глубокое кенті", ru="Посёлок Глубокое"),
        "valid_from": datetime.date(2020, 1, 1),
        "now": now,
    }
    return create_unit(**given | other)


def new_settlement(unit, by, now, **other):
    return add_settlement(**{"by": by, "unit": unit, "name": Text(kk="Ақбұлақ", ru="Акбулак"), "now": now} | other)


def test_a_manager_makes_a_unit_in_their_programme_with_an_address_of_its_name(manager, programme, unit, now):
    made = new_unit(manager, programme, unit, now, kato="634030000")
    assert (made.slug, made.kind, made.kato, made.kato_year) == ("glubokoe-kenti", "kent", "634030000", 2020)
    assert set(programme.units.all()) == {unit, made}
    assert Entry.objects.get().action == "places.create_unit"


def test_two_units_of_one_name_get_two_addresses(manager, programme, unit, now):
    first, second = (new_unit(manager, programme, unit, now) for _time in range(2))
    assert (first.slug, second.slug) == ("glubokoe-kenti", "glubokoe-kenti-2")


def test_a_manager_of_another_programme_makes_nothing_here(manager, unit, now):
    other = Programme.objects.create(slug="basqa", **in_columns(name=Text(kk="Басқа")))
    with pytest.raises(NotAllowed):
        new_unit(manager, other, unit, now)
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": Text()}, "name_kk"),
        ({"kind": "republic"}, "kind"),
        ({"kato": "12345"}, "kato"),
    ],
)
def test_an_incomplete_unit_is_refused_beside_its_field(manager, programme, unit, now, wrong, field):
    with pytest.raises(Refused) as refusal:
        new_unit(manager, programme, unit, now, **wrong)
    assert refusal.value.field == field


def test_an_oblast_is_no_district(manager, programme, unit, now):
    with pytest.raises(Refused) as refusal:
        new_unit(manager, programme, unit, now, district=unit.district.parent)
    assert refusal.value.field == "district"


def test_the_code_of_a_unit_in_force_is_not_given_twice(manager, programme, unit, now):
    new_unit(manager, programme, unit, now, kato="634030000")
    with pytest.raises(Refused) as refusal:
        new_unit(manager, programme, unit, now, kato="634030000")
    assert refusal.value.field == "kato"


def test_a_renamed_unit_keeps_its_address(unit, actor, now):
    changed = change_unit(
        by=actor(unit, Role.AKIM), unit=unit, kind="village", name=Text(kk="Мысал ауылы", ru="Село Мысал"), now=now
    )
    assert (changed.slug, changed.kind, changed.name.ru) == ("mysal", "village", "Село Мысал")


@pytest.mark.parametrize("role", [Role.CLERK, Role.MODERATOR, Role.DELEGATE, Role.RESIDENT])
def test_only_the_team_renames_a_unit(unit, actor, now, role):
    with pytest.raises(NotAllowed):
        change_unit(by=actor(unit, role), unit=unit, kind="okrug", name=Text(kk="Алдау"), now=now)


def test_a_unit_that_ends_says_into_which_it_went_and_can_no_longer_be_changed(
    manager, programme, unit, actor, now
):
    successor = new_unit(manager, programme, unit, now)
    ended = end_unit(
        by=manager,
        unit=unit,
        ends_on=now.date(),
        successor_slug=successor.slug,
        reason="Бірлескен қаулы № 5",
        now=now,
    )
    said = ending(ended, today=now.date())
    assert (said.has_ended, said.successor_slug, said.successor) == (True, successor.slug, successor.name)
    assert Entry.objects.get(action="places.end_unit").reason == "Бірлескен қаулы № 5"
    with pytest.raises(Refused):
        new_settlement(unit, actor(unit, Role.AKIM), now)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"successor_slug": "joq"}, "successor_slug"),
        ({"successor_slug": "mysal"}, "successor_slug"),
        ({"ends_on": datetime.date(2019, 12, 31)}, "ends_on"),
    ],
)
def test_an_ending_that_cannot_be_is_refused(manager, unit, now, wrong, field):
    with pytest.raises(Refused) as refusal:
        end_unit(**{"by": manager, "unit": unit, "ends_on": now.date(), "reason": "Қаулы", "now": now} | wrong)
    assert refusal.value.field == field
    unit.refresh_from_db()
    assert unit.valid_until is None


def test_neighbours_are_the_other_units_of_the_district(manager, programme, unit, other_unit, now):
    successor = new_unit(manager, programme, unit, now)
    assert [line.slug for line in neighbours(unit, on=now.date())] == [successor.slug]


def test_a_settlement_is_added_with_its_place_on_the_map(unit, actor, now):
    place = new_settlement(
        unit, actor(unit, Role.CLERK), now, latitude=Decimal("51.12800"), longitude=Decimal("71.43000")
    )
    assert (place.unit, place.is_inhabited, place.latitude) == (unit, True, Decimal("51.12800"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": Text()}, "name_kk"),
        ({"name": Text(ru="КОКТАЛ")}, "name_kk"),
        ({"latitude": Decimal(51)}, "longitude"),
        ({"latitude": Decimal(71), "longitude": Decimal(51)}, "latitude"),
    ],
)
def test_a_settlement_that_cannot_be_is_refused_beside_its_field(unit, actor, now, wrong, field):
    with pytest.raises(Refused) as refusal:
        new_settlement(unit, actor(unit, Role.AKIM), now, **wrong)
    assert refusal.value.field == field
    assert unit.settlements.count() == 2


def test_a_settlement_keeps_its_own_name_when_it_is_changed(unit, actor, now):
    place = unit.settlements.get(name_kk="Көктал")
    changed = change_settlement(
        by=actor(unit, Role.AKIM), settlement=place, name=place.name, is_inhabited=False, now=now
    )
    assert not changed.is_inhabited


def test_nobody_writes_in_another_unit(unit, other_unit, actor, now):
    stranger = actor(other_unit, Role.AKIM)
    with pytest.raises(NotAllowed):
        new_settlement(unit, stranger, now)
    with pytest.raises(NotAllowed):
        change_settlement(by=stranger, settlement=unit.settlements.first(), name=Text(kk="Алдау"), now=now)


def test_sent_twice_a_settlement_is_added_once(unit, actor, now):
    akim, deed = actor(unit, Role.AKIM), new_id()
    assert new_settlement(unit, akim, now, deed=deed) == new_settlement(unit, akim, now, deed=deed)
    assert Settlement.objects.filter(name_kk="Ақбұлақ").count() == 1
