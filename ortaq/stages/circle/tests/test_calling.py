"""The open call: drafts with gaps, quotas against the population, contradictions, and opening it once."""

import datetime

import pytest

from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.models import Entry
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.circle import actions
from ortaq.stages.circle.models import Call, Quota
from ortaq.stages.circle.rules import Bounds, contradictions
from ortaq.stages.circle.selectors.calling import call_page, proportional, proposed
from ortaq.stages.circle.selectors.counting import living_here
from ortaq.stages.circle.tests.conftest import CALL, CLOSES, QUOTAS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probed")]
VALUES = {
    "sex": ["female", "male"],
    "age": ["youth", "middle", "older"],
    "settlement": ["a", "b"],
    "group": ["women", "herders"],
}


def page_of(call, now, *, for_office=True):
    return call_page(call=call, language="kk", today=now.date(), for_office=for_office)


def test_a_draft_may_have_gaps_and_says_what_is_missing(draft, planner, now):
    call = draft(text=Text(), seats=None, opens_on=None, closes_on=None)
    assert len(page_of(call, now).lacks) == 4
    with pytest.raises(Refused) as refused:
        actions.open_call(by=planner, call=call, now=now)
    assert set(refused.value.sentences) == {"text_kk", "seats", "opens_on", "closes_on"}
    assert draft() == call
    assert Call.objects.get().seats == 5


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"seats": 0}, "seats"),
        ({"seats": 61}, "seats"),
        ({"closes_on": CALL["opens_on"] - datetime.timedelta(days=1)}, "closes_on"),
    ],
)
def test_seats_and_days_that_make_no_sense_are_refused(draft, given, field):
    with pytest.raises(Refused) as refused:
        draft(**given)
    assert refused.value.field == field


def test_a_whole_call_is_opened_once_and_changes_no_more(call, draft, planner, now):
    assert call.opened_at == now
    for again in (
        lambda: actions.open_call(by=planner, call=call, now=now),
        lambda: actions.set_quotas(by=planner, call=call, quotas=[], now=now),
        draft,
    ):
        with pytest.raises(Refused, match="can no longer change"):
            again()
    assert Entry.objects.filter(action="circle.call").count() == 3


def test_days_outside_the_step_and_days_gone_by_are_refused(draft, planner, now):
    for closes_on, words in ((CLOSES + datetime.timedelta(days=30), "step"), (now.date(), "gone by")):
        call = draft(closes_on=closes_on)
        moment = now + datetime.timedelta(days=1) if words == "gone by" else now
        with pytest.raises(Refused, match=words):
            actions.open_call(by=planner, call=call, now=moment)


@pytest.mark.parametrize(
    ("quotas", "found"),
    [
        ([Bounds("sex", "female", 3, 4), Bounds("sex", "male", 3, 4)], ["sex"]),
        ([Bounds("sex", "female", 0, 2), Bounds("sex", "male", 0, 2)], ["sex"]),
        ([Bounds("sex", "female", 0, 2)], []),  # nothing holds for men
        ([Bounds("group", "women", 0, 1), Bounds("group", "herders", 0, 1)], []),  # others name no group
        ([Bounds("group", "women", 6, 6)], ["group"]),
        (QUOTAS, []),
        ([Bounds("settlement", "a", 3, 3), Bounds("settlement", "b", 2, 2)], []),
    ],
)
def test_quotas_that_no_group_can_meet_contradict(quotas, found):
    assert [feature for feature, _words in contradictions(seats=5, quotas=quotas, values=VALUES)] == found


def test_a_contradictory_draft_can_be_saved_but_not_opened(draft, planner, now):
    call = draft()
    quotas = [Bounds("age", age, 2, 3) for age in VALUES["age"]]
    actions.set_quotas(by=planner, call=call, quotas=quotas, now=now)
    assert "6" in page_of(call, now).contradictions[0]
    with pytest.raises(Refused, match="6"):
        actions.open_call(by=planner, call=call, now=now)


@pytest.mark.parametrize(
    "wrong",
    [
        [Bounds("sex", "female", 3, 2)],
        [Bounds("sex", "cat", 1, 2)],
        [Bounds("weight", "heavy", 1, 2)],
        [Bounds("sex", "female", 1, 61)],
        [Bounds("sex", "female", 1, 2), Bounds("sex", "female", 1, 3)],
    ],
)
def test_quotas_that_are_none_are_refused_and_the_earlier_ones_stay(draft, planner, now, wrong):
    call = draft()
    actions.set_quotas(by=planner, call=call, quotas=QUOTAS, now=now)
    with pytest.raises(Refused):
        actions.set_quotas(by=planner, call=call, quotas=wrong, now=now)
    assert Quota.objects.count() == len(QUOTAS)


def test_a_settlement_of_another_place_is_no_value_of_a_quota(draft, planner, other_unit, now):
    foreign = Bounds("settlement", str(other_unit.settlements.get().id), 1, 2)
    with pytest.raises(Refused):
        actions.set_quotas(by=planner, call=draft(), quotas=[foreign], now=now)


def test_proportional_seats_follow_the_population_of_fourteen_and_older(unit, population):
    here = living_here(unit)
    assert here["sex"] == {"female": 400, "male": 200}
    assert here["age"] == {"youth": 360, "middle": 120, "older": 120}
    fair = proportional(here, 12)
    assert (fair["sex", "female"], fair["sex", "male"]) == (8, 4)
    assert sum(seats for (feature, _value), seats in fair.items() if feature == "settlement") == 12
    assert proportional({}, 12) == proportional(here, None) == {}


@pytest.mark.parametrize("seats", [1, 2, 5, 15, 60])
def test_proposed_quotas_never_contradict_one_another(unit, population, seats):
    here = living_here(unit)
    values = {feature: list(people) for feature, people in here.items()} | {"group": []}
    assert contradictions(seats=seats, quotas=proposed(here, seats), values=values) == []


def test_the_office_sees_shares_and_who_is_short_and_others_only_what_points_to_nobody(
    call, offer, population, now
):
    for number in range(3):
        offer(f"Әйел {number}")
    sexes = {line.value: line for line in page_of(call, now).tables[0].lines}
    assert (sexes["female"].volunteers, sexes["female"].short, sexes["male"].short) == (3, 0, 2)
    assert sexes["female"].share == pytest.approx(2 / 3)
    public = page_of(call, now, for_office=False)
    sexes = {line.value: line for line in public.tables[0].lines}
    assert (sexes["female"].volunteers, sexes["male"].volunteers) == (None, 0)
    assert public.volunteers is None
    assert public.short == []
    assert [line.value for line in public.wanted] == ["male", "youth"]
    assert all(line.share is None for table in public.tables for line in table.lines)


def test_only_the_team_calls_and_sent_twice_it_is_one_call(draft, unit, other_unit, actor):
    for stranger in (actor(unit, Role.CLERK), actor(other_unit, Role.AKIM)):
        with pytest.raises(NotAllowed):
            draft(by=stranger)
    deed = new_id()
    assert draft(deed=deed) == draft(deed=deed)
    assert Entry.objects.filter(action="circle.call").count() == 1
