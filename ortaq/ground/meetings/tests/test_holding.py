"""What holding a meeting, its votes and its protocol promise."""

import datetime

import pytest
from django.utils import translation

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.journal.models import Entry
from ortaq.ground.meetings.actions import (
    adopt_rule,
    end_rule,
    propose_motion,
    record_attendance,
    record_votes,
)
from ortaq.ground.meetings.models import Attendance, Meeting, MeetingKind, Motion
from ortaq.ground.meetings.tests.samples import (
    HELD,
    call,
    decide,
    hold_assembly,
    moment,
    seat_members,
    sign,
    write,
)
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

AFTER = moment(*HELD, 18)


def vote(unit, actor, meeting, *, votes, chair="", after=AFTER):
    """Move something and record its votes (for, against, abstained)."""
    clerk = actor(unit, Role.CLERK)
    motion = propose_motion(by=clerk, item=meeting.agenda.get(), text=Text(kk="Келісу"), now=after)
    votes_for, votes_against, abstained = votes
    return record_votes(
        by=clerk,
        motion=motion,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        chair_casts=chair,
        now=after,
    )


def test_of_the_assembly_its_members_are_recorded_and_counted(unit, actor, now):
    meeting, _after = hold_assembly(unit, actor, now, came=3)
    assert (meeting.present, meeting.entitled, meeting.women_present) == (3, 5, 2)
    assert Attendance.objects.filter(meeting=meeting).count() == 3


def test_who_was_no_member_on_the_day_cannot_have_been_present_as_one(unit, actor, now):
    meeting, after = hold_assembly(unit, actor, now)
    former = seat_members(unit, names=["Ескі Мүше"], since=datetime.date(2020, 1, 15))
    with pytest.raises(Refused) as refusal:
        record_attendance(by=actor(unit, Role.CLERK), meeting=meeting, members=former, now=after)
    assert refusal.value.field == "members"
    assert Attendance.objects.filter(meeting=meeting).count() == 4


def test_at_other_meetings_people_are_counted_and_never_named(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, kind=MeetingKind.VILLAGE_MEETING)
    record_attendance(by=clerk, meeting=meeting, present=64, women=40, youth=11, now=AFTER)
    held = Meeting.objects.get()
    assert (held.present, held.entitled, held.women_present, held.youth_present) == (64, 64, 40, 11)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"present": None, "entitled": 400}, "present"),
        ({"present": 50}, "entitled"),
        ({"present": 50, "entitled": 49}, "present"),
        ({"present": 50, "entitled": 400, "women": 51}, "women"),
        ({"present": 50, "entitled": 400, "youth": 51}, "youth"),
    ],
)
def test_numbers_of_people_that_cannot_be_are_refused(unit, actor, now, given, field):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, kind=MeetingKind.SEPARATE_GATHERING)
    with pytest.raises(Refused) as refusal:
        record_attendance(by=clerk, meeting=meeting, now=AFTER, **given)
    assert refusal.value.field == field
    assert Meeting.objects.get().held_at is None


def test_nobody_has_come_before_the_hour(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, kind=MeetingKind.VILLAGE_MEETING)
    with pytest.raises(Refused):
        record_attendance(by=clerk, meeting=meeting, present=10, now=now)


def test_without_quorum_no_vote_is_recorded(unit, actor, now):
    meeting, _after = hold_assembly(unit, actor, now, came=2)
    with pytest.raises(Refused) as refusal, translation.override("en"):
        vote(unit, actor, meeting, votes=(2, 0, 0))
    assert "at least 3 of 5" in str(refusal.value.sentence)
    assert Motion.objects.get().voted_at is None


def test_an_unknown_quorum_asks_for_the_number_the_maslikhat_adopted(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, kind=MeetingKind.GATHERING)
    record_attendance(by=clerk, meeting=meeting, present=30, entitled=40, now=AFTER)
    with pytest.raises(Refused):
        vote(unit, actor, meeting, votes=(20, 5, 5))
    adopt_rule(
        by=clerk,
        unit=unit,
        parameter="gathering.quorum",
        value="1/2",
        decision=Text(kk="№ 12 шешім"),
        adopted_on=datetime.date(2026, 5, 4),
        now=now,
    )
    assert vote(unit, actor, Meeting.objects.get(), votes=(20, 5, 5)).carried


@pytest.mark.parametrize(
    ("votes", "chair", "carried"),
    [
        ((3, 1, 0), "", True),
        ((2, 1, 1), "", False),
        ((2, 2, 0), "for", True),
        ((2, 2, 0), "against", False),
    ],
)
def test_the_assembly_decides_by_those_present_and_its_chair(unit, actor, now, votes, chair, carried):
    meeting, _after = hold_assembly(unit, actor, now, came=4)
    assert vote(unit, actor, meeting, votes=votes, chair=chair).carried is carried


def test_equal_votes_wait_for_the_chair(unit, actor, now):
    meeting, _after = hold_assembly(unit, actor, now, came=4)
    with pytest.raises(Refused) as refusal:
        vote(unit, actor, meeting, votes=(2, 2, 0))
    assert refusal.value.field == "chair_casts"


def test_the_chair_s_vote_is_kept_only_where_it_decided(unit, actor, now):
    meeting, _after = hold_assembly(unit, actor, now, came=4)
    assert vote(unit, actor, meeting, votes=(3, 1, 0), chair="against").chair_casts == ""


@pytest.mark.parametrize("votes", [(5, 0, 0), (2, 2, 1), (3, -1, 0)])
def test_votes_that_cannot_be_are_refused(unit, actor, now, votes):
    meeting, _after = hold_assembly(unit, actor, now, came=4)
    with pytest.raises(Refused) as refusal:
        vote(unit, actor, meeting, votes=votes)
    assert refusal.value.field == "votes_for"


def test_other_numbers_of_those_present_decide_a_vote_again(unit, actor, now):
    meeting, after = hold_assembly(unit, actor, now, came=4)
    vote(unit, actor, meeting, votes=(3, 0, 0))
    clerk, members = actor(unit, Role.CLERK), list(unit.assembly_members.order_by("name"))
    record_attendance(by=clerk, meeting=meeting, members=members, now=after)
    assert Motion.objects.get().carried
    for too_few in (members[:2], members[:1]):
        with pytest.raises(Refused):
            record_attendance(by=clerk, meeting=meeting, members=too_few, now=after)
    assert Meeting.objects.get().present == 5


def test_only_the_office_records_votes_but_members_may_propose(unit, actor, now):
    meeting, after = hold_assembly(unit, actor, now)
    delegate = actor(unit, Role.DELEGATE)
    motion = propose_motion(by=delegate, item=meeting.agenda.get(), text=Text(kk="Келісу"), now=after)
    with pytest.raises(NotAllowed):
        record_votes(by=delegate, motion=motion, votes_for=4, votes_against=0, abstained=0, now=after)
    with pytest.raises(Refused):
        propose_motion(by=delegate, item=meeting.agenda.get(), text=Text(), now=after)


def test_a_protocol_is_signed_once_nothing_is_missing(unit, actor, now):
    meeting, after = hold_assembly(unit, actor, now)
    clerk = actor(unit, Role.CLERK)
    with pytest.raises(Refused) as refusal, translation.override("en"):
        sign(meeting, clerk, after, secretary_signed=False)
    for gap in ("chair", "secretary", "what was said on each question", "decisions", "signature of the secretary"):
        assert gap in str(refusal.value.sentence)
    assert "signature of the chair" not in str(refusal.value.sentence)
    write(meeting, clerk, after)
    assert sign(meeting, clerk, after).signed_on == after.date()


def test_a_protocol_with_an_open_vote_is_not_signed(unit, actor, now):
    meeting, after = hold_assembly(unit, actor, now)
    clerk = actor(unit, Role.CLERK)
    write(meeting, clerk, after)
    propose_motion(by=clerk, item=meeting.agenda.get(), text=Text(kk="Келісу"), now=after)
    with pytest.raises(Refused):
        sign(meeting, clerk, after)


def test_a_separate_gathering_keeps_the_signed_sheet_on_paper(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, kind=MeetingKind.SEPARATE_GATHERING)
    given = {"by": clerk, "meeting": meeting, "present": 60, "entitled": 400, "now": AFTER}
    record_attendance(**given)
    write(meeting, clerk, AFTER)
    with pytest.raises(Refused) as refusal, translation.override("en"):
        sign(meeting, clerk, AFTER)
    assert "signed sheet with the names of those present" in str(refusal.value.sentence)
    record_attendance(**given, has_sheet=True)
    assert sign(meeting, clerk, AFTER).signed_on


@pytest.mark.parametrize("day", [datetime.date(2027, 2, 28), datetime.date(2027, 3, 2)])
def test_the_day_of_signing_is_between_the_meeting_and_today(unit, actor, now, day):
    meeting, after = hold_assembly(unit, actor, now)
    clerk = actor(unit, Role.CLERK)
    write(meeting, clerk, after)
    with pytest.raises(Refused) as refusal:
        sign(meeting, clerk, after, signed_on=day)
    assert refusal.value.field == "signed_on"


def test_after_the_signing_nothing_changes(unit, actor, now):
    motion, after = decide(unit, actor, now)
    clerk, meeting = actor(unit, Role.CLERK), motion.item.meeting
    before = Entry.objects.count()
    for deed in (
        lambda: write(meeting, clerk, after),
        lambda: sign(meeting, clerk, after),
        lambda: propose_motion(by=clerk, item=motion.item, text=Text(kk="Тағы"), now=after),
        lambda: record_attendance(by=clerk, meeting=meeting, members=[], now=after),
        lambda: record_votes(by=clerk, motion=motion, votes_for=1, votes_against=3, abstained=0, now=after),
    ):
        with pytest.raises(Refused):
            deed()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": "a half"}, "value"),
        ({"parameter": "assembly.quorum", "value": 3}, "value"),
        ({"parameter": "assembly.song"}, "parameter"),
        ({"decision": Text()}, "decision_kk"),
        ({"adopted_on": datetime.date(2027, 2, 11)}, "adopted_on"),
    ],
)
def test_an_adopted_number_must_fit_its_rule_and_name_its_decision(unit, actor, now, given, field):
    whole = {
        "parameter": "assembly.notice",
        "value": 12,
        "decision": Text(kk="№ 12 шешім"),
        "adopted_on": datetime.date(2026, 5, 4),
    }
    with pytest.raises(Refused) as refusal:
        adopt_rule(by=actor(unit, Role.CLERK), unit=unit, now=now, **whole | given)
    assert refusal.value.field == field


def test_an_adopted_number_entered_by_mistake_never_held(unit, actor, now):
    clerk, day = actor(unit, Role.CLERK), datetime.date(2026, 5, 4)
    rule = adopt_rule(
        by=clerk,
        unit=unit,
        parameter="assembly.notice",
        value=30,
        decision=Text(kk="№ 12 шешім"),
        adopted_on=day,
        now=now,
    )
    with pytest.raises(Refused):
        call(unit, clerk, now, starts_at=moment(2027, 2, 20))
    end_rule(by=clerk, rule=rule, ended_on=day, reason="қате енгізілді", now=now)
    call(unit, clerk, now, starts_at=moment(2027, 2, 20))
    with pytest.raises(Refused):
        end_rule(by=clerk, rule=rule, ended_on=day, reason="тағы", now=now)
