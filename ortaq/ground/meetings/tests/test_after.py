"""What follows a meeting: the protocol is handed over, and days are counted as decrees move them."""

import datetime

import pytest
from django.utils import translation

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.meetings.actions import hand_over, move_day, take_back_day
from ortaq.ground.meetings.checks import checklist
from ortaq.ground.meetings.models import MovedDay
from ortaq.ground.meetings.rules import work_calendar_of
from ortaq.ground.meetings.tests.samples import decide
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

DAY = datetime.timedelta(days=1)
DECREE = Text(kk="Үкіметтің № 1 қаулысы", ru="Постановление Правительства № 1")
BRIDGE = datetime.date(2027, 3, 2)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def clerk(unit, actor):
    return actor(unit, Role.CLERK)


@pytest.fixture
def signed(unit, actor, now):
    """A meeting of the assembly of Monday 1 March whose protocol is signed, and the hour of its signing."""
    motion, after = decide(unit, actor, now)
    meeting = motion.item.meeting
    meeting.refresh_from_db()
    return meeting, after


def give(meeting, clerk, at, **other):
    given = {"handed_over_on": at.date(), "handed_over_to": "Ауылдық округ әкімі"}
    return hand_over(by=clerk, meeting=meeting, now=at, **given | other)


def handover(meeting, on):
    """The check of the hand-over, which the law's data put two working days after the meeting."""
    return next(check for check in checklist(meeting, on=on) if "akim" in check.label)


def test_a_hand_over_in_time_keeps_the_law(signed, clerk):
    meeting, after = signed
    assert handover(meeting, on=after.date()).state == "due"
    give(meeting, clerk, after + 2 * DAY)
    check = handover(meeting, on=after.date() + 9 * DAY)
    assert check.state == "ok"
    assert "Ауылдық округ әкімі" in check.detail


def test_a_late_hand_over_and_a_missing_one_do_not(signed, clerk):
    meeting, after = signed
    assert handover(meeting, on=after.date() + 3 * DAY).state == "wrong"
    give(meeting, clerk, after + 3 * DAY)
    assert handover(meeting, on=after.date() + 3 * DAY).state == "wrong"


def test_a_moved_day_moves_the_deadline(signed, clerk, unit):
    meeting, after = signed
    move_day(by=clerk, unit=unit, day=BRIDGE, is_working=False, decree=DECREE, now=after)
    assert handover(meeting, on=after.date() + 3 * DAY).state == "due"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"handed_over_to": "  "}, "handed_over_to"),
        ({"handed_over_on": datetime.date(2027, 2, 28)}, "handed_over_on"),
        ({"handed_over_on": datetime.date(2027, 3, 2)}, "handed_over_on"),
    ],
    ids=["to nobody", "before the signing", "still to come"],
)
def test_a_hand_over_names_whom_and_a_day_that_can_be(signed, clerk, given, field):
    meeting, after = signed
    with pytest.raises(Refused) as refusal:
        give(meeting, clerk, after, **given)
    assert refusal.value.field == field


def test_a_protocol_is_handed_over_once_and_only_when_signed(unit, actor, now, clerk):
    motion, after = decide(unit, actor, now, signed=False)
    meeting = motion.item.meeting
    meeting.refresh_from_db()
    with pytest.raises(Refused, match="signing first"):
        give(meeting, clerk, after)
    meeting.signed_on = after.date()
    meeting.save()
    give(meeting, clerk, after)
    with pytest.raises(Refused, match="already"):
        give(meeting, clerk, after)


def test_only_the_office_of_the_unit_hands_over_and_moves_days(signed, unit, other_unit, actor):
    meeting, after = signed
    for stranger in (ANYONE, actor(unit, Role.DELEGATE), actor(other_unit, Role.CLERK)):
        with pytest.raises(NotAllowed):
            give(meeting, stranger, after)
        with pytest.raises(NotAllowed):
            move_day(by=stranger, unit=unit, day=BRIDGE, is_working=False, decree=DECREE, now=after)


def test_a_worked_saturday_and_a_day_off_are_counted_in_their_unit_only(unit, other_unit, clerk, now):
    saturday = datetime.date(2027, 2, 27)
    move_day(by=clerk, unit=unit, day=saturday, is_working=True, decree=DECREE, now=now)
    moved = move_day(by=clerk, unit=unit, day=BRIDGE, is_working=False, decree=DECREE, now=now)
    here = work_calendar_of(unit.id, first_year=2027, last_year=2027)
    there = work_calendar_of(other_unit.id, first_year=2027, last_year=2027)
    assert (here.is_working(saturday), here.is_working(BRIDGE)) == (True, False)
    assert (there.is_working(saturday), there.is_working(BRIDGE)) == (False, True)
    take_back_day(by=clerk, moved=moved, now=now)
    assert list(MovedDay.objects.values_list("day", flat=True)) == [saturday]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decree": Text()}, "decree_kk"),
        ({"day": datetime.date(2027, 3, 6)}, "day"),
        ({"is_working": True}, "day"),
    ],
    ids=["no decree", "a Saturday off", "a Tuesday worked"],
)
def test_a_moved_day_has_a_decree_and_changes_something(unit, clerk, now, given, field):
    with pytest.raises(Refused) as refusal:
        move_day(by=clerk, unit=unit, now=now, **{"day": BRIDGE, "is_working": False, "decree": DECREE} | given)
    assert refusal.value.field == field


def test_a_day_is_moved_once(unit, clerk, now):
    move_day(by=clerk, unit=unit, day=BRIDGE, is_working=False, decree=DECREE, now=now)
    with pytest.raises(Refused, match="already"):
        move_day(by=clerk, unit=unit, day=BRIDGE, is_working=False, decree=DECREE, now=now)
