"""The planning group: joining it on three bases, its seats, interests, leaving it, and how it is composed."""

import datetime

import pytest

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.meetings.actions import call_meeting, cancel_meeting
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.circle import actions
from ortaq.stages.circle.models import Member
from ortaq.stages.circle.selectors.group import composition, group_meetings, member_lines, members_on
from ortaq.stages.circle.waiting import tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
TODAY = datetime.date(2027, 2, 10)


@pytest.fixture
def take(planner, now):
    """Take a volunteer into the group."""

    def accept(volunteer, **other):
        given = {"by": planner, "name": volunteer.person.name, "since": TODAY, "consented_on": TODAY, "now": now}
        return actions.accept_volunteer(volunteer=volunteer, **given | other)

    return accept


@pytest.fixture
def appoint(planner, cycle, koktal, now):
    """Take somebody into the group by office, or whom a stakeholder sends."""

    def join(name="Марат Тестов", **other):
        given = {
            "by": planner,
            "cycle": cycle,
            "sex": "male",
            "age": "middle",
            "settlement": koktal,
            "since": TODAY,
            "consented_on": TODAY,
            "now": now,
        }
        return actions.appoint_member(name=name, **given | other)

    return join


@pytest.fixture
def meeting(unit, cycle, clerk, now):
    """A meeting of the group that is called for next week."""
    return call_meeting(
        by=clerk,
        unit=unit,
        cycle=cycle,
        kind="planning_group",
        title=Text(kk="Бірінші отырыс"),
        place=Text(kk="Әкімдік"),
        starts_at=now + datetime.timedelta(days=7),
        notice_on=TODAY,
        now=now,
    )


def composed(cycle, *, for_office):
    return composition(cycle=cycle, language="kk", on=TODAY, for_office=for_office)


def test_a_volunteer_joins_as_they_said_of_themselves(offer, take, meeting):
    made = take(offer(group="herders", age="youth"), interests=Text(kk="Дүкені бар"), decided_by=meeting)
    assert (made.basis, made.sex, made.age, made.group) == ("volunteer", "female", "youth", "herders")
    assert (made.name, made.interests.kk, made.decided_by) == ("Айгүл Тестова", "Дүкені бар", meeting)
    payload = Entry.objects.get(action="circle.appoint_member").payload.body
    assert "Айгүл" not in payload


def test_a_stakeholder_sends_a_member_and_others_are_there_by_office(add, appoint, clerk, now):
    council = add()
    assert appoint(stakeholder=council).basis == "delegated"
    assert appoint("Әсел").basis == "office"
    person = add("Болат", kind="person", consented_on=TODAY)
    with pytest.raises(Refused, match="sends nobody"):
        appoint("Дана", stakeholder=person)
    actions.end_stakeholder(by=clerk, stakeholder=council, ending=Text(kk="Тарады"), now=now)
    with pytest.raises(Refused, match="left the map"):
        appoint("Дана", stakeholder=council)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"consented_on": None}, "consented_on"),
        ({"consented_on": TODAY + datetime.timedelta(days=1)}, "consented_on"),
        ({"sex": "cat"}, "sex"),
        ({"age": "child"}, "age"),
    ],
)
def test_nobody_joins_without_a_name_and_consent_to_its_being_public(appoint, given, field):
    with pytest.raises(Refused) as refused:
        appoint(**given)
    assert set(refused.value.sentences) == {field}
    assert not Member.objects.exists()


def test_a_cancelled_meeting_decides_nothing(appoint, meeting, clerk, now):
    cancelled = cancel_meeting(by=clerk, meeting=meeting, reason=Text(kk="Боран"), now=now)
    with pytest.raises(Refused) as refused:
        appoint(decided_by=cancelled)
    assert "decided_by" in refused.value.sentences


def test_a_volunteer_joins_once_and_not_after_withdrawing(offer, take, clerk, planner, now):
    one, other = offer(), offer("Дана")
    take(one)
    with pytest.raises(Refused, match="already"):
        take(one)
    actions.withdraw_volunteer(by=clerk, volunteer=other, now=now)
    with pytest.raises(Refused, match="back"):
        actions.accept_volunteer(
            by=planner, volunteer=other, name="Дана", since=TODAY, consented_on=TODAY, now=now
        )


def test_the_group_has_no_more_members_than_seats_until_one_leaves(call, appoint, planner, now):
    members = [appoint(f"Мүше {number}") for number in range(5)]
    with pytest.raises(Refused, match="5 seats"):
        appoint("Алтыншы")
    actions.end_membership(by=planner, member=members[0], until=TODAY, leaving=Text(kk="Көшіп кетті"), now=now)
    assert appoint("Алтыншы", since=TODAY + datetime.timedelta(days=1))


def test_a_membership_ends_once_for_a_reason_and_not_before_it_began(appoint, planner, cycle, now):
    made = appoint()
    for until, leaving in ((TODAY - datetime.timedelta(days=1), Text(kk="Себеп")), (TODAY, Text())):
        with pytest.raises(Refused):
            actions.end_membership(by=planner, member=made, until=until, leaving=leaving, now=now)
    actions.end_membership(by=planner, member=made, until=TODAY, leaving=Text(kk="Көшті"), now=now)
    assert members_on(cycle, on=TODAY) == [made]
    assert members_on(cycle, on=TODAY + datetime.timedelta(days=1)) == []
    for again in (
        lambda: actions.end_membership(by=planner, member=made, until=TODAY, leaving=Text(kk="Тағы"), now=now),
        lambda: actions.change_member(by=planner, member=made, civil_servant=True, interests=Text(), now=now),
    ):
        with pytest.raises(Refused, match="ended"):
            again()


def test_an_account_of_a_group_member_is_linked_to_one_member_alone(appoint, planner, unit, actor, now):
    one, other = appoint(), appoint("Әсел")
    account, clerk = actor(unit, Role.GROUP_MEMBER).account, actor(unit, Role.CLERK).account
    given = {"by": planner, "civil_servant": True, "interests": Text(kk="Мектепте істейді"), "now": now}
    linked = actions.change_member(member=one, account=account, **given)
    assert (linked.account, linked.civil_servant) == (account, True)
    for member, wrong in ((other, account), (other, clerk)):
        with pytest.raises(Refused) as refused:
            actions.change_member(member=member, account=wrong, **given)
        assert refused.value.field == "account"


def test_sent_twice_it_is_one_member_and_strangers_appoint_nobody(appoint, unit, other_unit, actor):
    deed = new_id()
    assert appoint(deed=deed) == appoint(deed=deed)
    for stranger in (actor(unit, Role.CLERK), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            appoint("Дана", by=stranger)


def test_the_criteria_say_met_or_not_yet_with_their_numbers(appoint, cycle):
    for number in range(4):
        appoint(f"Ер {number}", civil_servant=number == 0)
    appoint("Әсел", sex="female", age="youth", group="disability")
    office = {one.key: one for one in composed(cycle, for_office=True).criteria}
    assert {key: (one.is_met, one.number) for key, one in office.items()} == {
        "women": (False, 1),
        "youth": (True, 1),
        "disability": (True, 1),
        "civil_servants": (True, 1),
    }
    public = {one.key: one for one in composed(cycle, for_office=False).criteria}
    assert [public[key].number for key in ("women", "youth", "disability")] == [None, None, None]
    assert public["youth"].is_met


def test_the_office_alone_reads_sex_age_and_group_of_a_member(appoint, cycle):
    appoint(group="disability")
    public, office = (member_lines(cycle=cycle, today=TODAY, for_office=who)[0] for who in (False, True))
    assert (public.sex, public.age, public.group, public.account) == ("", "", "", "")
    assert office.group


def test_what_waits_follows_the_work(cycle, draft, offer, take, clerk, meeting, now):
    def waiting(day=TODAY):
        return [(task.action, task.urgency) for task in tasks(cycle, day)]

    assert ("circle.map", "open") in waiting()
    assert ("circle.volunteer_for_person", "soon") in waiting()  # the call is open, quotas are short
    volunteer = offer()
    after = datetime.date(2027, 2, 16)
    assert ("circle.appoint_member", "open") in waiting(after)
    take(volunteer)
    assert ("meetings.call", "open") not in waiting(after)
    cancel_meeting(by=clerk, meeting=meeting, reason=Text(kk="Боран"), now=now)
    assert ("meetings.call", "open") in waiting(after)
    assert [line.state for line in group_meetings(cycle, now=now)] == ["cancelled"]


def test_before_the_call_is_opened_opening_it_waits(cycle, draft):
    draft()
    assert "circle.call" in [task.action for task in tasks(cycle, TODAY)]
