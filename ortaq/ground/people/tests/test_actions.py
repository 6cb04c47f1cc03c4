"""Who gets a role, who loses it, and what an akim cannot do."""

import datetime

import pytest

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actions import appoint, change_own_account, change_own_password, dismiss, renew_password
from ortaq.ground.people.actors import ANYONE, Actor
from ortaq.ground.people.models import Account, Appointment
from ortaq.ground.people.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
PASSWORD = "abcd-efgh-jkmn"


@pytest.fixture
def akim(unit, actor):
    return actor(unit, Role.AKIM)


def give(unit, by, now, role=Role.CLERK, **other):
    given = {"username": "aigul", "name": "Айгүл", "since": now.date(), "password": PASSWORD}
    return appoint(by=by, unit=unit, role=role, now=now, **given | other)


def test_a_new_person_gets_an_account_a_role_and_a_password_that_must_be_changed(unit, akim, now):
    appointment = give(unit, akim, now)
    assert appointment.account.check_password(PASSWORD)
    assert appointment.account.must_change_password
    assert Actor(account=appointment.account).roles(unit.id, now.date()) == {Role.CLERK, Role.ANYONE}


def test_the_password_never_enters_the_journal(unit, akim, now):
    give(unit, akim, now)
    entry = Entry.objects.get(action="people.appoint")
    assert PASSWORD not in entry.payload.body
    assert '"username":"aigul"' in entry.payload.body


def test_somebody_known_gets_a_second_role_and_keeps_their_password(unit, akim, now):
    first = give(unit, akim, now)
    second = give(unit, akim, now, role=Role.MODERATOR, username="AIGUL", password="another-one-2027")
    assert second.account == first.account
    assert second.account.check_password(PASSWORD)
    with pytest.raises(Refused) as refusal:
        give(unit, akim, now)
    assert refusal.value.field == "role"


@pytest.mark.parametrize("role", [Role.ANYONE, Role.MANAGER, Role.DONOR])
def test_a_role_of_programmes_is_not_given_in_a_unit(unit, akim, now, role):
    with pytest.raises(Refused):
        give(unit, akim, now, role=role)
    assert not Account.objects.filter(username="aigul").exists()


def test_an_unknown_name_without_a_person_is_refused(unit, akim, now):
    with pytest.raises(Refused) as refusal:
        give(unit, akim, now, name=" ")
    assert refusal.value.field == "name"


def test_sent_twice_makes_one_account(unit, akim, now):
    deed = new_id()
    assert give(unit, akim, now, deed=deed) == give(unit, akim, now, deed=deed, password="other-other-other")
    assert Account.objects.get(username="aigul").check_password(PASSWORD)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AKIM, Role.MANAGER, Role.ANYONE}))
def test_only_the_akim_appoints(unit, actor, now, role):
    with pytest.raises(NotAllowed):
        give(unit, actor(unit, role), now)


def test_an_akim_appoints_nobody_elsewhere(unit, other_unit, akim, now):
    with pytest.raises(NotAllowed):
        give(other_unit, akim, now)


def test_who_is_dismissed_may_nothing_any_more(unit, akim, now, actor):
    clerk = actor(unit, Role.CLERK)
    ended = dismiss(by=akim, appointment=clerk.account.appointments.get(), reason="ауысты", now=now)
    assert ended.until == now.date() - datetime.timedelta(days=1)
    assert Actor(account=clerk.account).roles(unit.id, now.date()) == {Role.ANYONE}
    with pytest.raises(Refused):
        dismiss(by=akim, appointment=ended, reason="тағы", now=now)


@pytest.mark.parametrize("days", [0, 10], ids=["from today", "from a day to come"])
def test_a_role_given_by_mistake_is_never_held(unit, akim, now, days):
    since = now.date() + datetime.timedelta(days=days)
    ended = dismiss(by=akim, appointment=give(unit, akim, now, since=since), reason="қате", now=now)
    assert Actor(account=ended.account).roles(unit.id, since) == {Role.ANYONE}
    assert give(unit, akim, now, since=since).until is None


def test_the_last_akim_stays_until_there_is_another(unit, akim, now, actor):
    own = akim.account.appointments.get()
    with pytest.raises(Refused):
        dismiss(by=akim, appointment=own, reason="кетті", now=now)
    actor(unit, Role.AKIM)
    assert dismiss(by=akim, appointment=own, reason="кетті", now=now).until < now.date()


def test_a_forgotten_password_is_renewed(unit, akim, now, actor):
    appointment = actor(unit, Role.CLERK).account.appointments.get()
    renew_password(by=akim, appointment=appointment, password=PASSWORD, now=now)
    account = Account.objects.get(pk=appointment.account_id)
    assert account.check_password(PASSWORD)
    assert account.must_change_password


def test_an_akim_cannot_get_at_another_unit_through_a_colleague(unit, other_unit, akim, now, actor):
    colleague = actor(other_unit, Role.AKIM).account
    here = Appointment.objects.create(account=colleague, unit=unit, role=Role.ADVISER, since=now.date())
    with pytest.raises(Refused):
        renew_password(by=akim, appointment=here, password=PASSWORD, now=now)
    assert not Account.objects.get(pk=colleague.pk).check_password(PASSWORD)


def test_an_own_password_is_changed_and_no_longer_asked_for(unit, akim, now):
    account = give(unit, akim, now).account
    changed = change_own_password(by=Actor(account=account), account=account, password="дала-көктем-қыс", now=now)
    assert changed.check_password("дала-көктем-қыс")
    assert not changed.must_change_password
    assert "дала" not in Entry.objects.get(action="people.change_own_password").payload.body


def test_nobody_changes_the_password_of_somebody_else(unit, akim, now):
    account = give(unit, akim, now).account
    with pytest.raises(Refused):
        change_own_password(by=akim, account=account, password="дала-көктем-қыс", now=now)
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)


def test_nobody_changes_somebody_elses_account(unit, akim, now, actor):
    other = actor(unit, Role.CLERK).account
    for stranger in (akim, ANYONE):
        with pytest.raises(Refused):
            change_own_account(by=stranger, account=other, name="Басқа", language="ru", now=now)
    changed = change_own_account(by=Actor(account=other), account=other, name="Айгүл", language="ru", now=now)
    assert (changed.name, changed.language) == ("Айгүл", "ru")
