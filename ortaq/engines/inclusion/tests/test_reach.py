from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortaq.engines.inclusion import coverage, reach

PEOPLE = st.dictionaries(st.text("абв", min_size=1, max_size=2), st.integers(0, 900), max_size=8)


@given(population=PEOPLE, data=st.data())
def test_ratios_weighed_by_population_share_add_up_to_one(population, data):
    heard = {name: data.draw(st.integers(0, people)) for name, people in population.items()}
    found = reach(heard, population)
    if found.heard:
        shares = (
            group.ratio * Fraction(group.population, found.population)
            for group in found.groups.values()
            if group.ratio is not None
        )
        assert sum(shares) == 1


@given(population=PEOPLE, percent=st.integers(1, 100))
def test_when_every_group_is_heard_alike_nobody_is_under_or_over(population, percent):
    groups = {name: people * 100 for name, people in population.items()}
    heard = {name: people * percent for name, people in population.items()}
    judged = {group.judgement for group in reach(heard, groups).groups.values()}
    assert judged <= {"balanced", "no_population"}


@given(population=PEOPLE, data=st.data())
def test_one_more_voice_of_a_group_never_lowers_its_ratio(population, data):
    heard = {name: data.draw(st.integers(0, people)) for name, people in population.items()}
    for name, people in population.items():
        if people and sum(heard.values()):
            before = reach(heard, population).groups[name].ratio
            after = reach({**heard, name: heard[name] + 1}, population).groups[name].ratio
            assert after >= before


@pytest.mark.parametrize(
    ("heard", "judgement"),
    [(0, "unheard"), (7, "under"), (8, "balanced"), (12, "balanced"), (13, "over")],
)
def test_the_ends_of_the_balance_are_balanced(heard, judgement):
    found = reach({"herders": heard}, {"herders": 100}, heard_total=100, population_total=1000)
    assert found.groups["herders"].ratio == Fraction(heard, 10)
    assert found.groups["herders"].judgement == judgement


def test_the_upper_end_itself_is_balanced():
    found = reach({"youth": 25}, {"youth": 20}, heard_total=100, population_total=100)
    assert found.groups["youth"].ratio == Fraction(5, 4)
    assert found.groups["youth"].judgement == "balanced"


def test_thresholds_belong_to_the_unit():
    strict = reach(
        {"women": 45, "men": 55},
        {"women": 500, "men": 500},
        least_share=Fraction(1, 5),
        balance=(Fraction(19, 20), Fraction(21, 20)),
    )
    assert not strict.reached
    assert [group.judgement for group in strict.groups.values()] == ["under", "over"]
    usual = reach({"women": 45, "men": 55}, {"women": 500, "men": 500})
    assert usual.reached
    assert [group.judgement for group in usual.groups.values()] == ["balanced", "balanced"]


def test_groups_may_overlap_when_the_totals_are_given():
    found = reach({"women": 60, "youth": 30}, {"women": 520, "youth": 300}, heard_total=120, population_total=1000)
    assert found.share == Fraction(3, 25)
    assert found.groups["women"].ratio == Fraction(25, 26)


def test_before_anybody_is_heard_every_group_is_unheard():
    found = reach({}, {"women": 500, "men": 480})
    assert (found.reached, found.share) == (False, 0)
    assert {group.judgement for group in found.groups.values()} == {"unheard"}


def test_a_group_that_does_not_live_here_is_not_judged():
    found = reach({"women": 3}, {"women": 10, "herders": 0})
    assert found.groups["herders"].judgement == "no_population"
    assert reach({}, {}).share is None


@pytest.mark.parametrize(
    ("heard", "population", "totals", "fault"),
    [
        ({"women": 1}, {"men": 5}, {}, "women"),
        ({"women": -1}, {"women": 5}, {}, "negative"),
        ({"women": 4}, {"women": 5}, {"heard_total": 3}, "smaller"),
        ({"women": 4}, {"women": 5}, {"population_total": 4}, "smaller"),
    ],
)
def test_numbers_that_cannot_be_are_refused(heard, population, totals, fault):
    with pytest.raises(ValueError, match=fault):
        reach(heard, population, **totals)


def test_a_settlement_is_heard_by_an_event_by_five_voices_or_with_a_written_reason():
    found = coverage(
        ["Мысал", "Көктал", "Жайлау", "Қыстау"],
        events={"Мысал": 1},
        voices={"Көктал": 5, "Жайлау": 4},
        excused=["Қыстау"],
    )
    assert found.heard == ("Мысал", "Көктал", "Қыстау")
    assert found.unheard == ("Жайлау",)
    assert found.share == Fraction(3, 4)
    assert coverage(["Жайлау"], events={}, voices={"Жайлау": 4}, least_voices=4).unheard == ()
    assert coverage([], events={}, voices={}).share is None
