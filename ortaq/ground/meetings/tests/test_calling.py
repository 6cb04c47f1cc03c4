"""What calling a meeting promises."""

import datetime

import pytest
from django.utils import translation

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.meetings.actions import (
    add_item,
    adopt_rule,
    cancel_meeting,
    change_item,
    change_meeting,
    propose_motion,
    remove_item,
)
from ortaq.ground.meetings.checks import checklist
from ortaq.ground.meetings.models import Meeting, MeetingKind, Motion
from ortaq.ground.meetings.tests.samples import call, hold_assembly, moment
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

STATUTORY = [MeetingKind.SEPARATE_GATHERING, MeetingKind.GATHERING, MeetingKind.ASSEMBLY]
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("kind", STATUTORY)
def test_a_statutory_meeting_needs_ten_days_of_notice(unit, actor, now, kind):
    clerk = actor(unit, Role.CLERK)
    with pytest.raises(Refused) as refusal, translation.override("en"):
        call(unit, clerk, now, kind=kind, starts_at=moment(2027, 2, 19), notice_on=now.date())
    assert refusal.value.field == "starts_at"
    assert "February 20, 2027" in str(refusal.value.sentence) or "20 February 2027" in str(refusal.value.sentence)
    assert "article 39-3" in str(refusal.value.sentence)
    assert not Entry.objects.exists()
    meeting = call(unit, clerk, now, kind=kind, starts_at=moment(2027, 2, 20), notice_on=now.date())
    assert (meeting.number, meeting.called_at, meeting.is_statutory) == (1, now, True)


def test_any_other_meeting_only_has_to_lie_ahead(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    soon = now + datetime.timedelta(hours=3)
    assert call(unit, clerk, now, kind=MeetingKind.FOCUS_GROUP, starts_at=soon, group="women").group == "women"
    with pytest.raises(Refused) as refusal:
        call(unit, clerk, now, kind=MeetingKind.FOCUS_GROUP, starts_at=now - DAY)
    assert refusal.value.field == "starts_at"


def test_the_unit_s_own_adopted_notice_wins(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    adopt_rule(
        by=clerk,
        unit=unit,
        parameter="assembly.notice",
        value=14,
        decision=Text(ru="Решение № 12"),
        adopted_on=datetime.date(2026, 5, 4),
        now=now,
    )
    with pytest.raises(Refused) as refusal:
        call(unit, clerk, now, starts_at=moment(2027, 2, 23), notice_on=now.date())
    assert "Решение № 12" in str(refusal.value.sentence)
    call(unit, clerk, now, starts_at=moment(2027, 2, 24), notice_on=now.date())


def test_materials_come_five_days_before_the_assembly(unit, actor, now):
    clerk, day = actor(unit, Role.CLERK), moment(2027, 3, 1)
    with pytest.raises(Refused) as refusal:
        call(unit, clerk, now, starts_at=day, materials_on=datetime.date(2027, 2, 25))
    assert refusal.value.field == "materials_on"
    assert call(unit, clerk, now, starts_at=day, materials_on=datetime.date(2027, 2, 24)).materials_on


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": Text()}, "title_kk"),
        ({"place": Text()}, "place_kk"),
        ({"notice_on": datetime.date(2027, 3, 30)}, "notice_on"),
    ],
)
def test_what_is_missing_or_wrong_is_named(unit, actor, now, given, field):
    with pytest.raises(Refused) as refusal:
        call(unit, actor(unit, Role.CLERK), now, **given)
    assert refusal.value.field == field


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.MODERATOR, Role.RESIDENT, Role.DONOR])
def test_only_the_office_calls_meetings(unit, other_unit, actor, now, role):
    for by in (actor(unit, role), actor(other_unit, Role.AKIM), ANYONE):
        with pytest.raises(NotAllowed):
            call(unit, by, now)
    assert not Meeting.objects.exists()


def test_sent_twice_it_is_called_once(unit, actor, now):
    clerk, deed = actor(unit, Role.CLERK), new_id()
    agenda = [Text(kk="Жоспарды келісу"), Text(kk="Әртүрлі")]
    first = call(unit, clerk, now, deed=deed, agenda=agenda)
    assert call(unit, clerk, now, deed=deed, agenda=agenda) == first
    assert [item.number for item in first.agenda.order_by("number")] == [1, 2]
    assert Meeting.objects.count() == 1


def test_a_new_hour_of_a_statutory_meeting_needs_a_new_notice(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, notice_on=now.date())
    given = {"title": meeting.title, "place": Text(kk="Мектеп"), "notice_on": meeting.notice_on}
    change_meeting(by=clerk, meeting=meeting, starts_at=meeting.starts_at, now=now + DAY, **given)
    assert Meeting.objects.get().place.kk == "Мектеп"
    later = meeting.starts_at + DAY
    with pytest.raises(Refused) as refusal:
        change_meeting(by=clerk, meeting=meeting, starts_at=later, now=now + DAY, **given)
    assert refusal.value.field == "notice_on"
    again = given | {"notice_on": now.date() + DAY}
    assert change_meeting(by=clerk, meeting=meeting, starts_at=later, now=now + DAY, **again).starts_at == later


def test_a_cancelled_meeting_keeps_its_reason_and_changes_no_more(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now)
    with pytest.raises(Refused):
        cancel_meeting(by=clerk, meeting=meeting, reason=Text(), now=now)
    cancel_meeting(by=clerk, meeting=meeting, reason=Text(kk="Боран"), now=now)
    assert Meeting.objects.get().cancellation.kk == "Боран"
    assert "Боран" in Entry.objects.get(action="meetings.cancel").reason
    for deed in (
        lambda: cancel_meeting(by=clerk, meeting=meeting, reason=Text(kk="Боран"), now=now),
        lambda: add_item(by=clerk, meeting=meeting, title=Text(kk="Су"), now=now),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_held_meeting_cannot_be_cancelled_nor_its_agenda_changed(unit, actor, now):
    meeting, after = hold_assembly(unit, actor, now)
    clerk, item = actor(unit, Role.CLERK), meeting.agenda.get()
    for deed in (
        lambda: cancel_meeting(by=clerk, meeting=meeting, reason=Text(kk="Боран"), now=after),
        lambda: add_item(by=clerk, meeting=meeting, title=Text(kk="Су"), now=after),
        lambda: change_item(by=clerk, item=item, title=Text(kk="Су"), now=after),
        lambda: remove_item(by=clerk, item=item, now=after),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_question_leaves_with_its_proposals_and_the_later_ones_move_up(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, agenda=[Text(kk="Бірінші"), Text(kk="Екінші")])
    first = meeting.agenda.get(number=1)
    propose_motion(by=actor(unit, Role.DELEGATE), item=first, text=Text(kk="Келісу"), now=now)
    change_item(by=clerk, item=first, title=Text(kk="Су"), speaker="Әкім", now=now)
    assert meeting.agenda.get(number=1).speaker == "Әкім"
    remove_item(by=clerk, item=first, now=now)
    assert [(item.number, item.title.kk) for item in meeting.agenda.all()] == [(1, "Екінші")]
    assert not Motion.objects.exists()


def test_an_agenda_of_another_unit_cannot_be_touched(unit, other_unit, actor, now):
    meeting = call(unit, actor(unit, Role.CLERK), now)
    with pytest.raises(NotAllowed):
        add_item(by=actor(other_unit, Role.AKIM), meeting=meeting, title=Text(kk="Су"), now=now)


def test_a_day_of_notice_that_is_still_to_come_is_refused(unit, actor, now):
    with pytest.raises(Refused) as refusal:
        call(unit, actor(unit, Role.CLERK), now, notice_on=now.date() + DAY)
    assert refusal.value.field == "notice_on"
    assert not Meeting.objects.exists()


def test_a_day_of_notice_that_has_gone_by_stands_beside_the_day_of_its_entry(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, notice_on=now.date() - 5 * DAY)
    assert meeting.notice_entered_on == now.date()
    with translation.override("en"):
        (notice, *_others) = checklist(meeting, on=now.date())
    assert "entered here only on" in notice.detail
    later = now + DAY
    kept = {"meeting": meeting, "title": meeting.title, "place": meeting.place, "starts_at": meeting.starts_at}
    change_meeting(by=clerk, now=later, **kept, notice_on=now.date() - 5 * DAY)
    assert meeting.notice_entered_on == now.date()
    change_meeting(by=clerk, now=later, **kept, notice_on=now.date() - 9 * DAY)
    assert meeting.notice_entered_on == later.date()
