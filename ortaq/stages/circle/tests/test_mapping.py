"""The stakeholder map: what it keeps, what it refuses, who is missing on it, and how it is drawn."""

import datetime
import re

import pytest

from ortaq.ground.errors import Conflict, NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle import actions
from ortaq.stages.circle.models import Category, Stakeholder, StakeholderContact
from ortaq.stages.circle.selectors.drawing import draw_stakeholders
from ortaq.stages.circle.selectors.register import gaps, register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
TODAY = datetime.date(2027, 2, 10)


def test_an_organisation_stands_on_the_map_with_its_stake_and_no_contact(add, koktal):
    made = add(settlement=koktal, group="women", stake=Text(kk="Балабақша", ru="Детский сад"))
    assert (made.influence, made.interest, made.group, made.settlement) == (4, 5, "women", koktal)
    assert made.stake.ru == "Детский сад"
    assert not StakeholderContact.objects.exists()


def test_a_contact_is_kept_apart_and_never_enters_the_journal(add):
    add(person="Сәуле Тестова", contact="8 701 5550123", consented_on=TODAY)
    assert StakeholderContact.objects.get().contact == "8 701 5550123"
    entry = Entry.objects.get(action="circle.map")
    assert not re.search("5550123|Сәуле|Аналар", entry.payload.body)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name_kk"),
        ({"kind": "ghost"}, "kind"),
        ({"influence": 6}, "influence"),
        ({"interest": 0}, "interest"),
        ({"kind": "person"}, "consented_on"),
        ({"contact": "8 701 5550123"}, "consented_on"),
        ({"kind": "person", "consented_on": TODAY + datetime.timedelta(days=1)}, "consented_on"),
    ],
)
def test_what_does_not_belong_on_the_map_is_refused_beside_its_field(add, given, field):
    with pytest.raises(Refused) as refused:
        add(given.pop("name", "Кеңес"), **given)
    assert field in refused.value.sentences
    assert not Stakeholder.objects.exists()


def test_a_changed_stakeholder_keeps_only_the_contact_that_was_written_last(add, clerk, now):
    made = add(contact="8 701 5550123", consented_on=TODAY)
    actions.change_stakeholder(
        by=clerk, stakeholder=made, kind="informal", name=Text(kk="Әжелер"), influence=2, interest=3, now=now
    )
    made.refresh_from_db()
    assert (made.kind, made.name.kk, made.influence) == ("informal", "Әжелер", 2)
    assert not StakeholderContact.objects.exists()


def test_who_leaves_the_map_has_a_reason_and_no_contact_and_leaves_once(add, clerk, now):
    made = add(contact="8 701 5550123", consented_on=TODAY)
    with pytest.raises(Refused, match="why"):
        actions.end_stakeholder(by=clerk, stakeholder=made, ending=Text(), now=now)
    ended = actions.end_stakeholder(by=clerk, stakeholder=made, ending=Text(kk="Кеңес тарады"), now=now)
    assert ended.ended_at == now
    assert not StakeholderContact.objects.exists()
    with pytest.raises(Refused, match="already"):
        actions.end_stakeholder(by=clerk, stakeholder=made, ending=Text(kk="Тағы"), now=now)


def test_sent_twice_it_is_done_once_and_with_other_content_refused(add):
    deed = new_id()
    assert add(deed=deed) == add(deed=deed)
    with pytest.raises(Conflict):
        add(deed=deed, influence=1)
    assert Stakeholder.objects.count() == 1


def test_only_the_office_of_the_place_works_on_the_map(add, unit, other_unit, actor):
    for stranger in (actor(unit, Role.GROUP_MEMBER), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            add(by=stranger)
    with pytest.raises(NotAllowed):
        add(settlement=other_unit.settlements.get())


def test_an_empty_map_misses_every_group_category_and_settlement(cycle):
    missing = gaps(cycle=cycle)
    assert len(missing.groups) == len(Group)
    assert len(missing.categories) == len(Category) - 3  # three are groups under another name
    assert sorted(str(name) for name in missing.settlements) == ["Бастау", "Көктал"]


def test_who_stands_on_the_map_is_no_longer_missing_until_they_leave(cycle, add, clerk, koktal, now):
    made = add(group="women", category="elderly", settlement=koktal)
    found = gaps(cycle=cycle)
    assert found.number == gaps(cycle=cycle).number
    assert "women" not in " ".join(found.groups)
    assert "older people" not in found.groups  # the category says it
    assert [str(name) for name in found.settlements] == ["Бастау"]
    actions.end_stakeholder(by=clerk, stakeholder=made, ending=Text(kk="Кетті"), now=now)
    assert "women" in " ".join(gaps(cycle=cycle).groups)


def test_a_private_person_is_shown_to_the_office_alone(cycle, add):
    add("Мектеп")
    add("Болат ақсақал", kind="person", consented_on=TODAY)
    public, office = (register(cycle=cycle, for_office=who) for who in (False, True))
    assert [line.name.kk for line in public.lines] == ["Мектеп"]
    assert (public.persons_not_shown, office.persons_not_shown) == (1, 0)
    assert len(office.lines) == 2


def test_the_table_is_narrowed_and_its_numbers_stay_those_of_the_map(cycle, add, koktal):
    add("Мектеп", influence=5)
    add("Аналар кеңесі", group="women", settlement=koktal)
    found = register(cycle=cycle, for_office=True, group="women")
    assert [(line.place, line.name.kk) for line in found.lines] == [(2, "Аналар кеңесі")]
    assert register(cycle=cycle, for_office=True, settlement=str(koktal.id)).lines[0].place == 2


@pytest.mark.parametrize("number", [1, 2, 4, 9, 14])
def test_several_on_one_cell_stand_side_by_side_within_it(cycle, add, number):
    for one in range(number):
        add(f"Ұйым {one}")
    drawing = draw_stakeholders(register(cycle=cycle, for_office=True).lines)
    dots = drawing.dots
    assert len(dots) == min(number, 9)
    assert dots[-1].text == (f"+{number - 8}" if number > 9 else str(number))
    for place, dot in enumerate(dots):
        assert drawing.left <= dot.x - dot.radius
        assert dot.x + dot.radius <= drawing.right
        for other in dots[place + 1 :]:
            assert (dot.x - other.x) ** 2 + (dot.y - other.y) ** 2 >= (dot.radius + other.radius) ** 2


def test_influence_grows_upwards_and_interest_to_the_right(cycle, add):
    add("Бәрі", influence=5, interest=1)
    add("Ешкім", influence=1, interest=5)
    strong, keen = draw_stakeholders(register(cycle=cycle, for_office=True).lines).dots
    assert strong.y < keen.y
    assert strong.x < keen.x
