"""What the writes of the plan promise."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from ortaq.engines.schedule import Kind, Part
from ortaq.ground.errors import NotAllowed, Refused, StepClosed
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.plan import actions
from ortaq.stages.plan.content import content_of, hash_agrees
from ortaq.stages.plan.models import LineMoney, Plan, PlanLine, PlanVersion, VersionLine
from ortaq.stages.plan.rules import DoesNotAgree, what_does_not_agree
from ortaq.stages.plan.selectors import (
    draft_content,
    latest_version,
    line_card,
    lines_of,
    unfunded_before,
    winners_of,
)
from ortaq.stages.plan.tests import plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
REASON = Text(kk="Ақша жетпейді", ru="Не хватает денег")


def test_a_cycle_has_one_plan(empty):
    assert Plan.objects.get().cycle == empty.cycle
    with pytest.raises(Refused):
        empty.do(actions.start_plan, cycle=empty.cycle)


def test_winners_come_with_the_years_and_sources_of_their_sheets(desk):
    first, second = lines_of(desk.plan)[:2]
    assert (first.origin, first.project.number, first.cost) == ("voted", 2, thousand_tenge(900))
    assert second.money == (
        Part(2028, "district_budget", "money", thousand_tenge(2_400)),
        Part(2028, "residents", "labour", thousand_tenge(100)),
    )
    with pytest.raises(Refused):
        desk.do(actions.take_winners, plan=desk.plan)


def test_a_plan_whose_sums_agree_is_frozen_word_for_word(desk):
    assert what_does_not_agree(desk.plan) == []
    version = desk.do(actions.close_version, plan=desk.plan, note=REASON)
    assert (version.number, latest_version(desk.plan)) == (1, version)
    assert hash_agrees(version)
    assert content_of(version).same_as(draft_content(desk.plan))
    assert VersionLine.objects.filter(version=version).count() == len(lines_of(desk.plan)) == 4
    desk.add()
    assert len(content_of(PlanVersion.objects.get()).items) == 4


def test_a_changed_version_is_found_out(desk):
    version = desk.do(actions.close_version, plan=desk.plan)
    PlanVersion.objects.update(content=version.content.replace("Стадион", "Сауна"))
    assert not hash_agrees(PlanVersion.objects.get())


def test_a_plan_that_does_not_agree_is_refused_with_the_whole_list(desk):
    desk.pay(3, (2028, "okrug_budget", "money", 900))
    desk.do(actions.set_vision, plan=desk.plan, vision=Text(), goals={})
    with pytest.raises(DoesNotAgree) as refusal:
        desk.do(actions.close_version, plan=desk.plan)
    assert [(told.kind, told.line, told.asked, told.found) for told in refusal.value.disagreements] == [
        (Kind.NO_VISION, None, None, None),
        (Kind.MONEY_IS_NOT_COST, 3, thousand_tenge(500), thousand_tenge(900)),
        (Kind.ABOVE_CEILING, None, thousand_tenge(300), thousand_tenge(900)),
    ]
    assert not PlanVersion.objects.exists()


def test_a_version_without_a_change_is_not_closed_again(desk):
    desk.do(actions.close_version, plan=desk.plan)
    with pytest.raises(Refused):
        desk.do(actions.close_version, plan=desk.plan)


def test_a_version_is_published_once(desk):
    version = desk.do(actions.close_version, plan=desk.plan)
    assert latest_version(desk.plan, published=True) is None
    desk.do(actions.publish_version, version=version)
    assert latest_version(desk.plan, published=True) == version
    with pytest.raises(Refused):
        desk.do(actions.publish_version, version=version)


def test_a_line_taken_out_keeps_its_number_and_its_public_reason(desk):
    with pytest.raises(Refused) as refusal:
        desk.do(actions.remove_line, line=desk.line(1), reason=Text())
    assert refusal.value.field == "reason_kk"
    desk.do(actions.remove_line, line=desk.line(1), reason=REASON)
    (out,) = draft_content(desk.plan).left_out
    assert (out.number, out.project, out.reason) == (1, 2, REASON)
    assert what_does_not_agree(desk.plan) == []
    assert desk.add().number == 5
    with pytest.raises(Refused):
        desk.pay(1)


def test_a_line_can_be_put_back(desk):
    desk.do(actions.remove_line, line=desk.line(1), reason=REASON)
    desk.do(actions.restore_line, line=desk.line(1))
    assert [item.number for item in lines_of(desk.plan)] == [1, 2, 3, 4]
    with pytest.raises(Refused):
        desk.do(actions.restore_line, line=desk.line(1))


def test_a_project_that_came_back_by_another_line_is_not_left_out(desk):
    desk.do(actions.remove_line, line=desk.line(1), reason=REASON)
    desk.add(project=desk.projects[2], cost=None)
    assert draft_content(desk.plan).left_out == ()


def test_the_reason_of_a_line_that_a_version_held_is_told_also_without_a_project(desk):
    desk.add()
    desk.do(actions.remove_line, line=desk.line(5), reason=Text(kk="қате жазылды"))
    desk.do(actions.close_version, plan=desk.plan)
    desk.do(actions.remove_line, line=desk.line(3), reason=REASON)
    (out,) = draft_content(desk.plan).left_out
    assert (out.number, out.project, out.reason) == (3, None, REASON)
    assert what_does_not_agree(desk.plan) == []


def test_a_winner_left_out_without_a_word_keeps_the_plan_open(desk):
    PlanLine.objects.filter(number=1).update(project=None, origin="duty")
    (told,) = what_does_not_agree(desk.plan)
    assert (told.kind, told.project) == (Kind.WINNER_MISSING, 2)


def test_only_what_the_vote_chose_is_called_chosen(desk):
    with pytest.raises(Refused) as refusal:
        desk.add(origin="voted")
    assert refusal.value.field == "origin"
    with pytest.raises(Refused):
        desk.add(origin="loud_voice")
    assert [winner.place for winner in winners_of(desk.plan)] == [1, 2]


def test_only_a_feasible_project_enters_and_only_once(desk):
    draft = plans.make_project(desk.cycle, 9, "Саябақ", "Парк", state="submitted")
    for project in (draft, desk.projects[1]):
        with pytest.raises(Refused) as refusal:
            desk.add(project=project)
        assert refusal.value.field == "project"


def test_a_line_is_changed_field_by_field(desk):
    line = desk.line(3)
    goal = desk.plan.goals.get(number=2)
    changed = desk.do(
        actions.change_line,
        line=line,
        origin="talks",
        title=Text(kk="Жарық", ru="Свет"),
        owner=Text(ru="Связь"),
        cost=thousand_tenge(600),
        reason=REASON,
        goal=goal,
    )
    card = line_card(changed)
    assert (card.origin, card.title, card.goal, card.cost) == (
        "talks",
        Text(kk="Жарық", ru="Свет"),
        2,
        thousand_tenge(600),
    )


def test_money_of_another_year_or_written_twice_is_refused(desk):
    for parts in ([(2035, "grant", "money", 5)], [(2028, "grant", "money", 5)] * 2, [(2028, "grant", "gold", 5)]):
        with pytest.raises(Refused):
            desk.pay(3, *parts)
    assert line_card(desk.line(3)).counted == thousand_tenge(500)


def test_micro_credit_is_shown_but_pays_for_nothing(desk):
    desk.pay(3, (2028, "okrug_budget", "money", 250), (2028, "microcredit", "money", 250))
    (told,) = what_does_not_agree(desk.plan)
    assert (told.kind, told.found) == (Kind.MONEY_IS_NOT_COST, thousand_tenge(250))
    sums = draft_content(desk.plan).totals
    assert (sums.outside, "microcredit" in sums.by_source) == (thousand_tenge(250), False)


def test_a_goal_that_lines_serve_stays(desk):
    line = desk.line(3)
    line.goal = desk.plan.goals.get(number=2)
    line.save()
    vision = desk.plan.vision
    with pytest.raises(Refused) as refusal:
        desk.do(actions.set_vision, plan=desk.plan, vision=vision, goals={2: Text()})
    assert refusal.value.field == "goal_2_kk"
    desk.do(actions.set_vision, plan=desk.plan, vision=vision, goals={1: Text()})
    assert [goal.number for goal in draft_content(desk.plan).goals] == [2]
    desk.do(actions.remove_line, line=desk.line(3), reason=REASON)
    desk.do(actions.set_vision, plan=desk.plan, vision=vision, goals={2: Text()})
    assert draft_content(desk.plan).goals == ()


def test_a_ceiling_says_on_what_it_is_based(desk):
    from ortaq.stages.plan.content import Ceiling

    with pytest.raises(Refused) as refusal:
        desk.do(actions.set_envelope, plan=desk.plan, ceilings=[Ceiling(2028, "grant", 5, Text())])
    assert refusal.value.field == "basis_grant_kk"
    assert len(draft_content(desk.plan).ceilings) == 5


def test_what_waits_is_carried_into_the_next_plan_once(desk, akim):
    from conftest import make_cycle

    later = make_cycle(desk.cycle.unit, first_year=2031, starts_on=datetime.date(2027, 1, 4))
    following = plans.begin(later, akim)
    (unfunded,) = unfunded_before(following.plan)
    carried = following.do(actions.carry_unfunded, plan=following.plan, carried=unfunded.line)
    item = line_card(carried)
    assert (item.origin, item.carried_from.first_year, item.carried_from.number) == ("waiting", 2028, 4)
    assert unfunded_before(following.plan) == []
    with pytest.raises(Refused):
        following.do(actions.carry_unfunded, plan=following.plan, carried=unfunded.line)
    with pytest.raises(Refused):
        following.do(actions.carry_unfunded, plan=following.plan, carried=desk.line(1))
    with pytest.raises(Refused):
        desk.do(actions.carry_unfunded, plan=desk.plan, carried=carried)


def test_what_was_carried_is_not_carried_again_from_the_plan_before(desk, akim):
    from conftest import make_cycle

    def begin(year):
        later = make_cycle(desk.cycle.unit, first_year=year, starts_on=datetime.date(2027, 1, 4))
        return plans.begin(later, akim)

    second, third = begin(2031), begin(2034)
    carried = second.do(actions.carry_unfunded, plan=second.plan, carried=desk.line(4))
    assert [one.line for one in unfunded_before(third.plan)] == [carried]
    with pytest.raises(Refused):
        third.do(actions.carry_unfunded, plan=third.plan, carried=desk.line(4))
    PlanLine.objects.filter(pk=carried.pk).update(origin="duty")
    assert unfunded_before(third.plan) == []


def test_a_carried_line_taken_out_and_carried_anew_is_not_put_back_beside_it(desk, akim):
    from conftest import make_cycle

    PlanLine.objects.filter(pk=desk.line(4).pk).update(project=None)
    later = make_cycle(desk.cycle.unit, first_year=2031, starts_on=datetime.date(2027, 1, 4))
    following = plans.begin(later, akim)
    first = following.do(actions.carry_unfunded, plan=following.plan, carried=desk.line(4))
    following.do(actions.remove_line, line=first, reason=REASON)
    again = following.do(actions.carry_unfunded, plan=following.plan, carried=desk.line(4))
    with pytest.raises(Refused):
        following.do(actions.restore_line, line=first)
    following.do(actions.remove_line, line=again, reason=REASON)
    assert following.do(actions.restore_line, line=first).removed_at is None


def test_the_same_deed_is_done_once_and_journalled(desk):
    deed = new_id()
    first, again = desk.add(deed=deed), desk.add(deed=deed)
    assert first == again
    assert desk.plan.lines.count() == 5
    entry = Entry.objects.get(deed=deed)
    assert (entry.action, entry.subject_id) == ("plan.draft", str(first.pk))


def test_the_reason_of_a_removal_stands_in_the_journal(desk):
    desk.do(actions.remove_line, line=desk.line(3), reason=REASON)
    assert Entry.objects.order_by("-at", "-number").first().reason == REASON.kk


@pytest.mark.parametrize("role", [Role.CLERK, Role.GROUP_MEMBER, Role.DELEGATE, Role.RESIDENT])
def test_who_may_not_draw_up_is_refused(desk, actor, role):
    with pytest.raises(NotAllowed):
        desk.add(by=actor(desk.cycle.unit, role))
    with pytest.raises(NotAllowed):
        desk.do(actions.close_version, plan=desk.plan, by=actor(desk.cycle.unit, role, username="other"))


def test_a_planner_draws_up_and_does_not_close(desk, actor):
    planner = actor(desk.cycle.unit, Role.PLANNER)
    desk.add(by=planner)
    with pytest.raises(NotAllowed):
        desk.do(actions.close_version, plan=desk.plan, by=planner)


def test_another_units_akim_and_records_are_strangers(desk, other_unit, actor):
    from conftest import make_cycle

    stranger = actor(other_unit, Role.AKIM)
    with pytest.raises(NotAllowed):
        desk.add(by=stranger)
    foreign = plans.make_project(make_cycle(other_unit), 1, "Бөтен", "Чужой")
    with pytest.raises(NotAllowed):
        desk.add(project=foreign)


def test_outside_the_plan_step_nothing_is_drawn_up(desk, now):
    desk.now = now
    with pytest.raises(StepClosed):
        desk.add()
    with pytest.raises(StepClosed):
        desk.do(actions.close_version, plan=desk.plan)


def test_a_cut_in_the_middle_leaves_the_old_money(desk, monkeypatch):
    def cut(*args, **given):
        raise KeyboardInterrupt

    monkeypatch.setattr(LineMoney.objects, "bulk_create", cut)
    with pytest.raises(KeyboardInterrupt):
        desk.pay(3, (2028, "okrug_budget", "money", 500))
    monkeypatch.undo()
    assert line_card(desk.line(3)).totals.by_year == {2028: thousand_tenge(250), 2029: thousand_tenge(250)}


def test_the_database_itself_keeps_a_removal_with_its_reason(desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanLine.objects.filter(number=1).update(removed_at=desk.now)
