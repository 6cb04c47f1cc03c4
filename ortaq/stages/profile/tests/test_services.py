"""What is there and what is missing."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Theme
from ortaq.stages.profile.actions import ServiceState, record_services
from ortaq.stages.profile.models import Service
from ortaq.stages.profile.selectors.services import services_of
from ortaq.stages.profile.standard import standard

SEEN = datetime.date(2027, 2, 1)


def test_the_template_is_whole_and_says_that_nobody_has_checked_it():
    found = standard()
    assert (found.decree, found.decree_date, found.checked) == ("710", datetime.date(2025, 9, 2), False)
    assert [category.key for category in found.categories[:6]] == [
        "transport",
        "culture",
        "sport",
        "engineering",
        "digital",
        "safety",
    ]
    services = [service for category in found.categories for service in category.services]
    assert len(found.services) == len(services) >= 22
    for named in (*found.categories, *services):
        assert set(named.name) == {"kk", "ru", "en"}
        assert all(named.name.values())
    assert {service.theme for service in services} <= set(Theme.values)


@pytest.mark.django_db
def test_a_visit_is_kept_and_the_next_one_takes_its_place(unit, actor, now):
    settlement, clerk = unit.settlements.get(name_kk="Көктал"), actor(unit, Role.CLERK)
    given = {"by": clerk, "settlement": settlement, "now": now}
    record_services(
        **given,
        states=[
            ServiceState("water", "no", Decimal("12.5")),
            ServiceState("school", "partly", None, Text(ru="ремонт")),
        ],
        seen_on=SEEN,
    )
    record_services(**given, states=[ServiceState("water", "exists")], seen_on=now.date())
    water = Service.objects.get(service="water")
    assert (water.availability, water.distance_km, water.seen_on) == ("exists", None, now.date())
    assert Service.objects.get(service="school").condition.ru == "ремонт"
    assert Service.objects.count() == 2


@pytest.mark.django_db
def test_the_gap_table_has_every_service_and_settlement_in_two_queries(
    unit, actor, now, django_assert_num_queries
):
    settlement, clerk = unit.settlements.get(name_kk="Көктал"), actor(unit, Role.CLERK)
    states = [
        ServiceState("mobile", "no", Decimal(12)),
        ServiceState("water", "partly"),
        ServiceState("shop", "exists"),
    ]
    record_services(by=clerk, settlement=settlement, states=states, seen_on=SEEN, now=now)
    with django_assert_num_queries(2):
        found = services_of(unit, language="ru")
    assert (found.seen, found.to_see) == (3, 2 * len(standard().services))
    assert [(line.name, len(line.missing), len(line.partial)) for line in found.gaps] == [
        ("Мобильная связь", 1, 0),
        ("Питьевая вода", 0, 1),
    ]
    assert all(len(line.cells) == 2 for category in found.categories for line in category.services)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "field"),
    [
        (ServiceState("spaceport", "no"), None),
        (ServiceState("water", "maybe"), "water-availability"),
        (ServiceState("water", "no", Decimal(1000)), "water-distance_km"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(unit, actor, now, state, field):
    with pytest.raises(Refused) as refusal:
        record_services(
            by=actor(unit, Role.AKIM),
            settlement=unit.settlements.first(),
            states=[ServiceState("shop", "exists"), state],
            seen_on=SEEN,
            now=now,
        )
    assert refusal.value.field == field
    assert not Service.objects.exists()


@pytest.mark.django_db
def test_nobody_has_seen_anything_tomorrow(unit, actor, now):
    with pytest.raises(Refused) as refusal:
        record_services(
            by=actor(unit, Role.AKIM),
            settlement=unit.settlements.first(),
            states=[],
            seen_on=now.date() + datetime.timedelta(days=1),
            now=now,
        )
    assert refusal.value.field == "seen_on"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.GROUP_MEMBER, Role.ADVISER, Role.RESIDENT])
def test_only_the_office_writes_services(unit, actor, now, role):
    with pytest.raises(NotAllowed):
        record_services(
            by=actor(unit, role), settlement=unit.settlements.first(), states=[], seen_on=SEEN, now=now
        )


@pytest.mark.django_db
def test_a_judgement_can_be_taken_back(unit, actor, now):
    given = {"by": actor(unit, Role.CLERK), "settlement": unit.settlements.first(), "seen_on": SEEN, "now": now}
    record_services(**given, states=[ServiceState("water", "no", Decimal(12)), ServiceState("shop", "exists")])
    record_services(**given, states=[ServiceState("water", "")])
    assert list(Service.objects.values_list("service", flat=True)) == ["shop"]


@pytest.mark.django_db
def test_only_what_changed_or_was_seen_again_gets_the_day(unit, actor, now):
    given = {"by": actor(unit, Role.CLERK), "settlement": unit.settlements.first(), "now": now}
    written = [
        ServiceState("water", "no", Decimal("12.5"), Text(ru="колодец")),
        ServiceState("shop", "exists"),
        ServiceState("school", "partly"),
    ]
    record_services(**given, states=written, seen_on=SEEN)
    water, shop, school = written
    changed, seen = replace(shop, availability="no"), replace(school, seen_again=True)
    record_services(**given, states=[water, changed, seen], seen_on=now.date())
    assert dict(Service.objects.values_list("service", "seen_on")) == {
        "water": SEEN,
        "shop": now.date(),
        "school": now.date(),
    }
