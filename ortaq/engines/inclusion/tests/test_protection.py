import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ortaq.engines.inclusion import Table, protect

from .attackers import exactly_recoverable, possible_numbers

COUNTS = st.one_of(st.just(0), st.integers(1, 6), st.integers(7, 60))


def tables(*, rows, columns, counts=COUNTS):
    return st.tuples(st.integers(1, rows), st.integers(1, columns)).flatmap(
        lambda size: st.lists(
            st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        ).map(table_of)
    )


def table_of(lines):
    return Table(
        rows=tuple(f"row {place}" for place in range(len(lines))),
        columns=tuple(f"column {place}" for place in range(len(lines[0]))),
        counts=tuple(map(tuple, lines)),
    )


def every_number(shown, table):
    """Each number of the table and its totals beside what is shown of it."""
    for line, cells in zip(table.counts, shown.cells, strict=True):
        yield from zip(line, cells, strict=True)
    yield from zip(map(sum, table.counts), shown.row_totals, strict=True)
    yield from zip(map(sum, zip(*table.counts, strict=True)), shown.column_totals, strict=True)
    yield sum(map(sum, table.counts)), shown.total


@given(table=tables(rows=6, columns=5), k=st.integers(2, 7))
def test_no_small_number_is_shown_and_what_is_shown_is_true(table, k):
    for true, shown in every_number(protect(table, k), table):
        assert shown in (None, true)
        assert not (0 < true < k) or shown is None


@given(table=tables(rows=6, columns=5))
def test_zeros_are_shown(table):
    assert all(shown == 0 for true, shown in every_number(protect(table), table) if true == 0)


@given(table=tables(rows=8, columns=6), k=st.integers(2, 7))
def test_no_hidden_number_can_be_worked_out(table, k):
    assert exactly_recoverable(protect(table, k), table.counts) == []


@settings(max_examples=60, deadline=None)
@given(table=tables(rows=2, columns=2, counts=st.integers(0, 7)))
def test_every_table_that_fits_leaves_each_small_number_k_and_more_possible(table):
    k, most = 3, 14
    shown = protect(table, k)
    numbers = possible_numbers(shown, most=most)
    assert all(len(possible) > 1 for possible in numbers.values())
    for row, line in enumerate(table.counts):
        for column, true in enumerate(line):
            if 0 < true < k:
                assert len(numbers[row, column]) > k
                assert max(numbers[row, column]) >= k


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_a_list_of_groups_keeps_its_small_ones_from_somebody_who_tries_every_table(lines):
    table = Table.listed({f"group {place}": count for place, count in enumerate(lines)})
    numbers = possible_numbers(protect(table, 3), most=12)
    assert all(len(possible) > 1 for possible in numbers.values())


@settings(max_examples=40, deadline=None)
@given(table=tables(rows=3, columns=2, counts=st.integers(0, 5)), data=st.data())
def test_the_two_attackers_agree_also_where_the_protection_is_taken_away(table, data):
    """Shows a hidden number again: whatever the one attacker then works out, the other does too."""
    shown = protect(table, 3)
    hidden = [
        (row, column) for row, line in enumerate(shown.cells) for column, cell in enumerate(line) if cell is None
    ]
    assume(hidden)
    row, column = data.draw(st.sampled_from(hidden))
    cells = [list(line) for line in shown.cells]
    cells[row][column] = table.counts[row][column]
    leaky = type(shown)(**{**vars(shown), "cells": tuple(map(tuple, cells))})
    numbers = possible_numbers(leaky, most=9)
    certain = sum(len(possible) == 1 for possible in numbers.values())
    assert certain == len(exactly_recoverable(leaky, table.counts))


def test_hiding_only_the_small_number_would_give_it_away():
    table = Table.crossed({"Мысал": {"women": 41, "men": 37}, "Жайлау": {"women": 3, "men": 9}})
    shown = protect(table)
    naive = type(shown)(
        **{
            **vars(shown),
            "cells": ((41, 37), (None, 9)),
            "row_totals": (78, 12),
            "column_totals": (44, 46),
            "total": 90,
        }
    )
    assert len(exactly_recoverable(naive, table.counts)) == 1
    assert shown.cells == ((None, None), (None, None))
    assert (shown.row_totals, shown.column_totals, shown.total) == ((78, 12), (44, 46), 90)


def test_nothing_is_hidden_where_nothing_is_small():
    table = Table.crossed({"A": {"women": 5, "men": 0}, "B": {"women": 9, "men": 12}})
    assert all(shown == true for true, shown in every_number(protect(table), table))


def test_a_handful_in_all_hides_its_total_too():
    shown = protect(Table.listed({"women": 3}))
    assert (shown.cells, shown.total) == (((None,),), None)


def test_nobody_at_all_is_shown_as_nobody():
    shown = protect(Table.listed({}))
    assert (shown.cells, shown.total) == ((), 0)
    assert protect(Table.listed({"women": 0})).cells == ((0,),)


def test_coarser_groups_come_before_hiding():
    table = Table.crossed(
        {
            "Мысал": {"14–17": 6, "18–28": 20, "29–59": 70, "60+": 25},
            "Жайлау": {"14–17": 2, "18–28": 7, "29–59": 15, "60+": 8},
        }
    )
    shown = protect(table, coarser_columns={"14–17": "14–28", "18–28": "14–28"})
    assert shown.columns == ("14–28", "29–59", "60+")
    assert shown.cells == ((26, 70, 25), (9, 15, 8))
    assert (shown.merged_rows, shown.merged_columns) == ({}, {"14–28": ("14–17", "18–28")})


def test_coarser_groups_that_are_still_small_are_hidden_as_well():
    table = Table.listed({"Қыстау": 1, "Жайлау": 2, "Мысал": 90, "Көктал": 30})
    shown = protect(table, coarser_rows={"Қыстау": "шалғай", "Жайлау": "шалғай"})
    assert shown.rows == ("шалғай", "Мысал", "Көктал")
    assert shown.cells == ((None,), (90,), (None,))
    assert shown.total == 123


@given(table=tables(rows=6, columns=4), k=st.integers(2, 7))
def test_joined_groups_lose_nobody_and_leak_nothing(table, k):
    families = {name: f"family {place // 2}" for place, name in enumerate(table.rows)}
    shown = protect(table, k, coarser_rows=families)
    joined = [
        tuple(map(sum, zip(*(table.counts[table.rows.index(name)] for name in names), strict=True)))
        for names in (shown.merged_rows.get(row, (row,)) for row in shown.rows)
    ]
    named = [name for row in shown.rows for name in shown.merged_rows.get(row, (row,))]
    assert sorted(named) == sorted(table.rows)
    assert exactly_recoverable(shown, joined) == []


def test_a_village_sized_table_hides_fewer_others_than_small_ones():
    """Twenty tables of 6 needs by 5 groups with 250 people: at this size hiding small cells alone fails."""
    dice = random.Random(5)
    small, hidden = 0, 0
    for _ in range(20):
        lines = [[0] * 5 for _ in range(6)]
        for _ in range(250):
            lines[min(dice.randrange(6), dice.randrange(6))][min(dice.randrange(5), dice.randrange(5))] += 1
        table = table_of(lines)
        shown = protect(table)
        assert exactly_recoverable(shown, table.counts) == []
        small += sum(0 < count < 5 for line in lines for count in line)
        hidden += sum(cell is None for line in shown.cells for cell in line)
    assert small < hidden < 2 * small


@pytest.mark.parametrize("k", [1, 0, -5])
def test_a_threshold_that_protects_nobody_is_refused(k):
    with pytest.raises(ValueError, match="at least 2"):
        protect(Table.listed({"women": 3}), k)


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "fault"),
    [
        (("A", "A"), ("B",), ((1,), (2,)), "twice"),
        (("A",), ("B", "C"), ((1,),), "holes"),
        (("A", "B"), ("C",), ((1,),), "holes"),
        (("A",), ("B",), ((-1,),), "negative"),
    ],
)
def test_a_table_that_is_none_is_refused(rows, columns, counts, fault):
    with pytest.raises(ValueError, match=fault):
        Table(rows=rows, columns=columns, counts=counts)
