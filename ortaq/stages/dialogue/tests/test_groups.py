"""Opinions by group are shown so that nobody's own can be worked out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.stages.dialogue.groups import LEAST, OTHERS, SIDES, by_size, shown_groups

GROUPS = ("women", "youth", "older", "herders")
VOICES = st.dictionaries(st.sampled_from(("agree", "pass", "disagree")), st.integers(0, 30))
COUNTS = st.dictionaries(st.sampled_from((*GROUPS, OTHERS)), VOICES, max_size=5)


def sizes(counts):
    return {group: sum(row.values()) for group, row in counts.items()}


@settings(max_examples=300, deadline=None)
@given(COUNTS)
def test_no_number_between_one_and_four_is_shown_and_none_can_be_got_by_subtraction(counts):
    rows = shown_groups(counts, order=by_size(sizes(counts)))
    whole = {name: sum(row.get(name, 0) for row in counts.values()) for name in SIDES}
    for row in rows:
        assert not [number for number in (row.agree, row.disagree) if 0 < number < LEAST]
    if rows:
        assert sum(row.agree for row in rows) == whole["agree"]
        assert sum(row.disagree for row in rows) == whole["disagree"]


@settings(max_examples=200, deadline=None)
@given(COUNTS, COUNTS)
def test_what_two_statements_show_never_leaves_a_group_that_neither_shows(first, second):
    """The groups shown alone are always the largest ones: the others of one statement hold those of the other."""
    both = {group: sizes(first).get(group, 0) + sizes(second).get(group, 0) for group in (*GROUPS, OTHERS)}
    order = by_size(both)
    for counts in (first, second):
        alone = [row.group for row in shown_groups(counts, order=order) if row.group != OTHERS]
        last = max((order.index(group) for group in alone), default=-1)
        spoke = [group for group in order[: last + 1] if sum(counts.get(group, {}).get(side, 0) for side in SIDES)]
        assert alone == spoke


def test_small_groups_stand_with_the_others():
    counts = {
        "women": {"agree": 20, "disagree": 8},
        "youth": {"agree": 3, "disagree": 1},
        OTHERS: {"agree": 9, "disagree": 6},
    }
    rows = shown_groups(counts, order=by_size(sizes(counts)))
    assert [(row.group, row.agree, row.disagree) for row in rows] == [("women", 20, 8), (OTHERS, 12, 7)]


def test_the_smallest_group_joins_the_others_where_one_of_its_numbers_is_small():
    counts = {
        "women": {"agree": 20, "pass": 3},
        "youth": {"agree": 7, "disagree": 2},
        OTHERS: {"agree": 9, "disagree": 6},
    }
    rows = shown_groups(counts, order=["women", "youth"])
    assert [(row.group, row.agree, row.disagree) for row in rows] == [("women", 20, 0), (OTHERS, 16, 8)]


@pytest.mark.parametrize(
    "counts",
    [
        {"women": {"agree": 20, "disagree": 1}, OTHERS: {"agree": 9}},
        {"women": {"agree": 20}, OTHERS: {"agree": 9, "disagree": 2}},
        {"women": {"agree": 20, "disagree": 6}, OTHERS: {"agree": 2}},
        {},
    ],
)
def test_where_nothing_helps_no_group_is_shown(counts):
    assert shown_groups(counts, order=by_size(sizes(counts))) == []
