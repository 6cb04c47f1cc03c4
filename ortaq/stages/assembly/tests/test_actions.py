"""What the assembly's members, its agreement and the maslikhat's adoption promise."""

import datetime

import pytest
from django.utils import translation

from ortaq.ground import chain
from ortaq.ground.comments.actions import publish_comment, reply_to_comment, write_comment
from ortaq.ground.cycle.actions import reschedule_step
from ortaq.ground.errors import NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.meetings.actions import adopt_rule, propose_motion, record_attendance, record_votes
from ortaq.ground.meetings.models import AssemblyMember, MeetingKind
from ortaq.ground.meetings.selectors import members_in_office
from ortaq.ground.meetings.tests.samples import HELD, call, decide, moment
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.assembly.actions import agree_plan, elect_member, end_membership, record_adoption
from ortaq.stages.assembly.models import Adoption, Agreement
from ortaq.stages.assembly.selectors import agreement_of, decisions_of, seats_of
from ortaq.stages.assembly.tests.samples import freeze
from ortaq.stages.plan.models import CommentPeriod, PlanLine, PlanVersion
from ortaq.stages.profile.models import Population

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]

AFTER = moment(*HELD, 18)


@pytest.fixture
def plan_step(cycle, actor, now):
    """The step of the plan, open while the assembly meets."""
    step = cycle.steps.get(key="plan")
    day = datetime.date(2027, 2, 1)
    return reschedule_step(
        by=actor(cycle.unit, Role.AKIM),
        step=step,
        opens_on=day,
        closes_on=day + datetime.timedelta(days=90),
        reason="жиналыс ертерек",
        now=now,
    )


def elect(unit, by, now, **other):
    given = {
        "name": "Айгүл Серікова",
        "settlement": unit.settlements.first(),
        "since": datetime.date(2027, 1, 20),
    }
    return elect_member(by=by, unit=unit, now=now, **given | other)


def in_english(refusal):
    with translation.override("en"):
        return str(refusal.value.sentence)


def count_people(unit, *numbers):
    for settlement, people in zip(unit.settlements.order_by("name_kk"), numbers, strict=True):
        Population.objects.create(
            unit=unit, settlement=settlement, year=2026, sex="women", band="35-59", people=people
        )


def test_a_member_sits_for_four_years(unit, actor, now):
    member = elect(unit, actor(unit, Role.CLERK), now, name="  Айгүл   Серікова ")
    assert (member.name, member.until) == ("Айгүл Серікова", datetime.date(2031, 1, 19))
    assert members_in_office(unit, on=datetime.date(2031, 1, 19))
    assert not members_in_office(unit, on=datetime.date(2031, 1, 20))
    assert not members_in_office(unit, on=datetime.date(2027, 1, 19))


def test_a_term_from_the_leap_day_ends_before_the_day_that_does_not_exist(unit, actor, now):
    member = elect(unit, actor(unit, Role.CLERK), now, since=datetime.date(2024, 2, 29))
    assert member.until == datetime.date(2028, 2, 27)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": "  "}, "name"), ({"since": datetime.date(2027, 2, 11)}, "since")],
)
def test_a_member_has_a_name_and_was_elected_already(unit, actor, now, given, field):
    with pytest.raises(Refused) as refusal:
        elect(unit, actor(unit, Role.CLERK), now, **given)
    assert refusal.value.field == field


def test_only_a_gathering_that_was_held_delegates_members(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    for kind in (MeetingKind.ASSEMBLY, MeetingKind.GATHERING):
        with pytest.raises(Refused) as refusal:
            elect(unit, clerk, now, elected_by=call(unit, clerk, now, kind=kind))
        assert refusal.value.field == "elected_by"
    gathering = call(unit, clerk, now, kind=MeetingKind.GATHERING)
    record_attendance(by=clerk, meeting=gathering, present=30, entitled=40, now=AFTER)
    assert elect(unit, clerk, AFTER, since=AFTER.date(), elected_by=gathering).elected_by == gathering


def test_nobody_sits_twice_in_one_term(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    elect(unit, clerk, now)
    with pytest.raises(Refused) as refusal:
        elect(unit, clerk, now, name="айгүл серікова", since=datetime.date(2027, 2, 1))
    assert refusal.value.field == "name"


def test_no_more_members_than_seats(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    count_people(unit, 130, 870)
    assert seats_of(unit, on=now.date()).seats == 10
    adopt_rule(
        by=clerk,
        unit=unit,
        parameter="assembly_size.seats",
        value=2,
        decision=Text(kk="№ 12 шешім"),
        adopted_on=datetime.date(2026, 5, 4),
        now=now,
    )
    for name in ("Бірінші Мүше", "Екінші Мүше"):
        elect(unit, clerk, now, name=name)
    with pytest.raises(Refused):
        elect(unit, clerk, now, name="Үшінші Мүше")
    assert AssemblyMember.objects.count() == 2


def test_without_a_profile_there_is_no_proposal_of_seats(unit, now):
    assert seats_of(unit, on=now.date()) is None


def test_only_the_office_seats_members_and_only_its_own(unit, other_unit, actor, now):
    for by in (actor(unit, Role.DELEGATE), actor(unit, Role.MODERATOR), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            elect(unit, by, now)
    with pytest.raises(NotAllowed):
        elect(other_unit, actor(other_unit, Role.AKIM), now, settlement=unit.settlements.first())


def test_a_membership_can_end_early_with_a_reason_kept_in_the_journal(unit, actor, now):
    clerk = actor(unit, Role.CLERK)
    member = elect(unit, clerk, now)
    for given in (
        {"last_day": now.date(), "reason": " "},
        {"last_day": datetime.date(2027, 1, 19), "reason": "көшті"},
        {"last_day": datetime.date(2027, 2, 11), "reason": "көшті"},
    ):
        with pytest.raises(Refused):
            end_membership(by=clerk, member=member, now=now, **given)
    end_membership(by=clerk, member=member, last_day=now.date(), reason="көшті", now=now)
    assert not members_in_office(unit, on=now.date() + datetime.timedelta(days=1))
    assert Entry.objects.get(action="assembly.end_membership").reason == "көшті"


def test_the_assembly_agrees_the_latest_version_and_its_hash_is_repeated(unit, cycle, actor, now, plan_step):
    version = freeze(cycle, closed_at=now)
    motion, after = decide(unit, actor, now)
    clerk, deed = actor(unit, Role.CLERK), new_id()
    agreement = agree_plan(by=clerk, version=version, motion=motion, now=after, deed=deed)
    assert agree_plan(by=clerk, version=version, motion=motion, now=after, deed=deed) == agreement
    assert (agreement.sha256, agreement.agreed_on) == (version.sha256, datetime.date(*HELD))
    found = agreement_of(version)
    assert (found.version, found.votes_for, found.meeting) == (1, 4, motion.item.meeting.number)
    assert Entry.objects.filter(action="assembly.agree").count() == 1


def test_every_reason_why_a_version_is_not_agreed_is_said(unit, cycle, actor, now, plan_step):
    version = freeze(cycle, closed_at=AFTER + datetime.timedelta(hours=1))
    freeze(cycle, closed_at=AFTER + datetime.timedelta(hours=1), number=2)
    PlanVersion.objects.filter(pk=version.pk).update(content="{}")
    motion, after = decide(unit, actor, now, votes=(1, 3, 0), signed=False)
    version.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        agree_plan(by=actor(unit, Role.CLERK), version=version, motion=motion, now=after)
    said = in_english(refusal)
    for reason in (
        "There is a newer version of the plan.",
        "The text of this version is not what it was when it was frozen.",
        "The assembly did not carry this proposal.",
        "The protocol of the meeting is not signed yet.",
        "This version was frozen after the meeting began",
    ):
        assert reason in said
    assert not Agreement.objects.exists()


def test_a_plan_is_agreed_only_when_everybody_who_commented_on_it_has_an_answer(
    unit, cycle, actor, now, plan_step
):
    version, clerk = freeze(cycle, closed_at=now), actor(unit, Role.CLERK)
    PlanVersion.objects.filter(pk=version.pk).update(published_at=now)
    CommentPeriod.objects.create(
        unit=unit, version=version, opens_on=now.date(), closes_on=now.date() + datetime.timedelta(days=10)
    )
    comment = write_comment(
        by=Actor(), unit=unit, about="plan_version", about_id=version.id, text="Жол қайда?", language="kk", now=now
    )
    motion, after = decide(unit, actor, now)
    given = {"by": clerk, "version": version, "motion": motion, "now": after}
    with translation.override("en"), pytest.raises(Refused) as unread:
        agree_plan(**given)
    assert "1 comment on the plan has not been read yet" in in_english(unread)
    publish_comment(by=clerk, comment=comment, now=after)
    with translation.override("en"), pytest.raises(Refused) as unanswered:
        agree_plan(**given)
    assert "1 comment on the plan has no answer yet" in in_english(unanswered)
    reply_to_comment(by=clerk, comment=comment, kind="explained", text=Text(kk="2029 жылы"), now=after)
    assert agree_plan(**given).sha256 == version.sha256


def test_another_meeting_cannot_agree_a_plan(unit, cycle, actor, now, plan_step):
    version, clerk = freeze(cycle, closed_at=now), actor(unit, Role.CLERK)
    meeting = call(unit, clerk, now, kind=MeetingKind.VILLAGE_MEETING)
    record_attendance(by=clerk, meeting=meeting, present=60, now=AFTER)
    motion = propose_motion(by=clerk, item=meeting.agenda.get(), text=Text(kk="Келісу"), now=AFTER)
    record_votes(by=clerk, motion=motion, votes_for=60, votes_against=0, abstained=0, now=AFTER)
    with pytest.raises(Refused) as refusal:
        agree_plan(by=clerk, version=version, motion=motion, now=AFTER)
    assert "Only the community assembly agrees a plan" in in_english(refusal)


def test_a_version_is_agreed_once_and_a_motion_agrees_once(unit, cycle, actor, now, plan_step):
    version, clerk = freeze(cycle, closed_at=now), actor(unit, Role.CLERK)
    motion, after = decide(unit, actor, now)
    agree_plan(by=clerk, version=version, motion=motion, now=after)
    with pytest.raises(Refused):
        agree_plan(by=clerk, version=version, motion=motion, now=after)
    later = freeze(cycle, closed_at=now, number=2)
    with pytest.raises(Refused):
        agree_plan(by=clerk, version=later, motion=motion, now=after)
    assert agreement_of(later) is None


def test_the_agreement_needs_its_step_its_role_and_its_unit(unit, other_unit, cycle, actor, now):
    version = freeze(cycle, closed_at=now)
    motion, after = decide(unit, actor, now)
    with pytest.raises(StepClosed):
        agree_plan(by=actor(unit, Role.CLERK), version=version, motion=motion, now=after)
    for by in (actor(unit, Role.DELEGATE), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            agree_plan(by=by, version=version, motion=motion, now=after)


@pytest.fixture
def agreement(unit, cycle, actor, now, plan_step):
    """The assembly has agreed version 1."""
    version = freeze(cycle, closed_at=now)
    motion, after = decide(unit, actor, now)
    return agree_plan(by=actor(unit, Role.CLERK), version=version, motion=motion, now=after)


def adopt(agreement, by, **other):
    given = {
        "decision_number": "12-3",
        "decided_on": datetime.date(2027, 12, 24),
        "title": Text(kk="2028–2030 жылдарға арналған бюджет туралы"),
        "year": 2028,
        "now": moment(2027, 12, 28),
    }
    return record_adoption(by=by, agreement=agreement, **given | other)


def test_adoption_is_a_separate_later_fact(unit, agreement, actor):
    clerk = actor(unit, Role.CLERK)
    decisions = decisions_of(agreement.version.plan)
    assert (len(decisions.agreements), decisions.adoptions) == (1, ())
    adopt(agreement, clerk)
    decisions = decisions_of(agreement.version.plan)
    assert [(one.decision_number, one.year, one.version) for one in decisions.adoptions] == [("12-3", 2028, 1)]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decision_number": " "}, "decision_number"),
        ({"title": Text()}, "title_kk"),
        ({"decided_on": datetime.date(2027, 12, 29)}, "decided_on"),
        ({"decided_on": datetime.date(2027, 2, 28)}, "decided_on"),
        ({"year": 2031}, "year"),
    ],
)
def test_an_adoption_must_be_possible(unit, agreement, actor, given, field):
    with pytest.raises(Refused) as refusal:
        adopt(agreement, actor(unit, Role.CLERK), **given)
    assert refusal.value.field == field
    assert not Adoption.objects.exists()


def test_one_decision_is_recorded_once(unit, agreement, actor):
    clerk = actor(unit, Role.CLERK)
    adopt(agreement, clerk)
    with pytest.raises(Refused) as refusal:
        adopt(agreement, clerk)
    assert refusal.value.field == "decision_number"


def test_the_chain_leads_from_a_plan_line_to_the_adoption_and_back(unit, agreement, actor, monkeypatch):
    adoption = adopt(agreement, actor(unit, Role.CLERK))
    kind = chain.Kind("plan_line", "line", 50, lambda ids, language: [])
    monkeypatch.setitem(chain.REGISTRY.kinds, "plan_line", chain.REGISTRY.kinds.get("plan_line", kind))
    line = PlanLine.objects.get()
    ahead = chain.ids_forward("plan_line", [line.id])
    assert (ahead["agreement"], ahead["adoption"]) == ({agreement.id}, {adoption.id})
    assert chain.ids_back("adoption", [adoption.id])["plan_line"] == {line.id}
    agreed, adopted = chain.forward("plan_line", [line.id], language="ru")
    assert agreed.knots[0].on == agreement.agreed_on
    assert {knot.url.partition("?")[2] for knot in (*agreed.knots, *adopted.knots)} == {"cycle=2028"}
    assert adopted.knots[0].detail == "2028–2030 жылдарға арналған бюджет туралы"
