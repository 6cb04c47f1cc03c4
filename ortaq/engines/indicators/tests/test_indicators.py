"""How far an indicator has come, for baselines and targets of every sign."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ortaq.engines.indicators import is_reached, share_of_way

figures = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
"""What the columns of an indicator hold: below zero, zero, equal to each other."""


@given(baseline=figures, target=figures)
def test_the_way_begins_at_the_baseline_and_ends_at_the_target(baseline, target):
    assume(baseline != target)
    assert share_of_way(baseline=baseline, target=target, value=baseline) == 0
    assert share_of_way(baseline=baseline, target=target, value=target) == 1
    assert share_of_way(baseline=baseline, target=target, value=(baseline + target) / 2) == Decimal("0.5")


@given(baseline=figures, target=figures, value=figures, shift=figures)
def test_where_zero_lies_and_which_way_is_up_change_nothing(baseline, target, value, shift):
    share = share_of_way(baseline=baseline, target=target, value=value)
    moved = {"baseline": baseline + shift, "target": target + shift, "value": value + shift}
    turned = {"baseline": -baseline, "target": -target, "value": -value}
    assert share == share_of_way(**moved) == share_of_way(**turned)
    if baseline != target:
        assert is_reached(baseline=baseline, target=target, value=value) == is_reached(**moved)
        assert is_reached(baseline=baseline, target=target, value=value) == is_reached(**turned)


@given(baseline=figures, target=figures, value=figures)
def test_a_target_is_reached_when_the_whole_way_is_gone(baseline, target, value):
    share = share_of_way(baseline=baseline, target=target, value=value)
    if share is None:
        assert baseline == target
        assert is_reached(baseline=baseline, target=target, value=value) == (value == target)
    else:
        assert is_reached(baseline=baseline, target=target, value=value) == (share >= 1)


@given(target=figures, value=figures)
def test_without_a_baseline_the_value_should_grow(target, value):
    assert is_reached(baseline=None, target=target, value=value) == (value >= target)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share"),
    [
        (-12, 5, -12, "0"),
        (-12, 0, -3, "0.75"),
        (0, -10, -5, "0.5"),
        (0, 10, -5, "-0.5"),
        (-20, -10, -5, "1.5"),
        (0, 0, 3, None),
    ],
)
def test_ways_that_people_plan(baseline, target, value, share):
    found = share_of_way(baseline=Decimal(baseline), target=Decimal(target), value=Decimal(value))
    assert found == (None if share is None else Decimal(share))
