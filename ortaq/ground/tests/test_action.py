"""What every action promises, whatever it does."""

import datetime

import pytest

from ortaq.ground.cycle.actions import close_cycle, close_step, reschedule_step, start_cycle
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.windows import is_open
from ortaq.ground.errors import Conflict, NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import lock_book
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.actors import ANYONE, Actor, Behalf, Channel
from ortaq.ground.people.models import Appointment
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]


def start(unit, by, now, **other):
    given = {"first_year": 2031, "last_year": 2033, "starts_on": datetime.date(2030, 1, 8)}
    return start_cycle(by=by, unit=unit, now=now, **given | other)


def test_the_deed_is_journalled_with_its_actor_channel_and_behalf(unit, actor, now):
    akim = actor(unit, Role.AKIM)
    cycle = start(unit, akim.through(Channel.HELPER, Behalf.OFFICE), now)
    entry = Entry.objects.get()
    assert (entry.action, entry.account, entry.roles) == ("cycle.start", akim.account, "akim anyone")
    assert (entry.channel, entry.behalf) == ("helper", "office")
    assert (entry.subject_kind, entry.subject_id) == ("cycle.cycle", str(cycle.pk))
    assert '"first_year":2031' in entry.payload.body


def test_sent_twice_is_done_once(unit, actor, now):
    akim, deed = actor(unit, Role.AKIM), new_id()
    first = start(unit, akim, now, deed=deed)
    again = start(unit, akim, now + datetime.timedelta(minutes=1), deed=deed)
    assert first == again
    assert Entry.objects.count() == Cycle.objects.count() == 1


def test_the_same_identifier_with_other_content_is_refused(unit, actor, now):
    akim, deed = actor(unit, Role.AKIM), new_id()
    start(unit, akim, now, deed=deed)
    with pytest.raises(Conflict):
        start(unit, akim, now, deed=deed, last_year=2034)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AKIM, Role.PLANNER, Role.ANYONE}))
def test_a_role_without_the_permission_is_refused_and_leaves_no_trace(unit, actor, now, role):
    with pytest.raises(NotAllowed):
        start(unit, actor(unit, role), now)
    assert not Cycle.objects.exists()
    assert not Entry.objects.exists()


def test_a_role_in_another_unit_permits_nothing_here(unit, other_unit, actor, now):
    with pytest.raises(NotAllowed):
        start(unit, actor(other_unit, Role.AKIM), now)
    with pytest.raises(NotAllowed):
        start(unit, ANYONE, now)


def test_a_refusal_leaves_nothing_behind(unit, actor, now):
    with pytest.raises(Refused) as refusal:
        start(unit, actor(unit, Role.AKIM), now, last_year=2030)
    assert refusal.value.field == "last_year"
    assert not Entry.objects.exists()


def test_a_closed_cycle_opens_nothing_that_a_step_binds(cycle, actor, now):
    assert is_open(cycle, "needs.submit", on=now.date())
    akim, after_the_plan = actor(cycle.unit, Role.AKIM), now.replace(year=2031)
    with pytest.raises(StepClosed):
        close_cycle(by=akim, cycle=cycle, now=now)
    close_cycle(by=akim, cycle=cycle, now=after_the_plan)
    assert not is_open(cycle, "needs.submit", on=now.date())
    assert is_open(cycle, "needs.answer", on=now.date())
    step = cycle.steps.get(key="needs")
    with pytest.raises(Refused):
        close_step(by=akim, step=step, reason="ескі", now=now)
    with pytest.raises(Refused):
        reschedule_step(
            by=akim, step=step, opens_on=step.opens_on, closes_on=step.closes_on, reason="ескі", now=now
        )


def test_a_step_can_be_moved_and_closed_early_with_a_reason(cycle, actor, now):
    planner, step = actor(cycle.unit, Role.PLANNER), cycle.steps.get(key="needs")
    close_step(by=planner, step=step, reason="барлығы айтты", now=now)
    assert step.is_open(now.date())
    assert not step.is_open(now.date() + datetime.timedelta(days=1))
    with pytest.raises(Refused):
        reschedule_step(
            by=planner, step=step, opens_on=step.closes_on, closes_on=step.opens_on, reason="x", now=now
        )
    reschedule_step(
        by=planner, step=step, opens_on=step.opens_on, closes_on=step.closes_on, reason="боран", now=now
    )
    assert step.is_open(step.closes_on)


def test_a_role_in_a_programme_counts_in_that_programme_only(unit, actor, now):
    """A unit in two programmes: the manager of one has no say over what the other does here."""
    ours, theirs = (Programme.objects.create(slug=slug, name_kk=slug) for slug in ("ours", "theirs"))
    for programme in (ours, theirs):
        programme.units.add(unit)
    manager = actor(unit)
    Appointment.objects.create(account=manager.account, role=Role.MANAGER, programme=ours, since=now.date())
    here = Actor(account=manager.account)
    assert Role.MANAGER in here.roles(unit.id, now.date())
    assert Role.MANAGER in here.roles(unit.id, now.date(), programme_id=ours.id)
    assert Role.MANAGER in here.roles(None, now.date(), programme_id=ours.id)
    assert Role.MANAGER not in here.roles(unit.id, now.date(), programme_id=theirs.id)
    assert Role.MANAGER not in here.roles(None, now.date(), programme_id=theirs.id)


def test_a_programme_keeps_a_book_of_its_own(unit):
    programme = Programme.objects.create(slug="ours", name_kk="ours")
    books = {lock_book(unit.id), lock_book(None, programme.id), lock_book(None), lock_book(None, programme.id)}
    assert len(books) == 3
