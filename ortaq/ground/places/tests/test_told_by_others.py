"""A place that is only told of: its office does not plan here."""

from __future__ import annotations

import pytest

from ortaq.ground.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def told_of(cycle):
    """A unit with a cycle that somebody else recorded: nobody ever had a role there."""
    cycle.unit.appointments.all().delete()
    return cycle


@pytest.mark.parametrize("room", ["", "steps/", "needs/", "needs/say/", "plan/", "results/", "profile/", "vote/"])
def test_nothing_is_said_of_a_plan_that_nobody_makes_here(client, told_of, room):
    page = client.get(f"/ru/{told_of.unit.slug}/{room}").content.decode()
    assert "Аппарат акима этого места не ведёт планирование в Ortaq" in page
    assert str(told_of.first_year) not in page


@pytest.mark.parametrize("room", ["exchange/", "partners/", "journal/"])
def test_what_others_tell_of_it_can_be_read(client, told_of, room):
    page = client.get(f"/ru/{told_of.unit.slug}/{room}").content.decode()
    assert "не ведёт планирование в Ortaq" not in page


def test_as_soon_as_somebody_works_there_everybody_sees_the_way(client, told_of, actor):
    actor(told_of.unit, Role.AKIM)
    page = client.get(f"/ru/{told_of.unit.slug}/").content.decode()
    assert "не ведёт планирование" not in page
    assert str(told_of.first_year) in page
