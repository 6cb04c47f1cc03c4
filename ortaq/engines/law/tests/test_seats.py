from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortaq.engines.law import BadValueError, assembly_seats

DAY = date(2027, 3, 1)
SETTLEMENTS = st.dictionaries(st.text("абвгд", min_size=1, max_size=4), st.integers(0, 6000), max_size=25)


def seats_of(proposal):
    return {row.settlement: row.seats for row in proposal.settlements}


@given(settlements=SETTLEMENTS)
def test_seats_add_up_and_no_inhabited_settlement_is_left_out(settlements):
    population = sum(settlements.values())
    proposal = assembly_seats(population=population, settlements=settlements, on=DAY)
    seats = seats_of(proposal)
    assert set(seats) == {name for name, people in settlements.items() if people}
    assert not seats or sum(seats.values()) == proposal.seats
    assert all(number >= 1 for number in seats.values())


@given(settlements=SETTLEMENTS)
def test_more_people_never_means_fewer_seats(settlements):
    proposal = assembly_seats(population=sum(settlements.values()), settlements=settlements, on=DAY)
    numbers = [row.seats for row in proposal.settlements]
    assert numbers == sorted(numbers, reverse=True)


@given(settlements=SETTLEMENTS)
def test_whoever_shares_by_population_gets_its_quota_rounded_up_or_down(settlements):
    for row in assembly_seats(population=9000, settlements=settlements, on=DAY).settlements:
        assert row.by_floor or abs(row.seats - row.quota) < 1
        assert not (row.by_floor and row.by_remainder)
        assert not row.by_remainder or row.seats == row.quota.numerator // row.quota.denominator + 1


@given(settlements=SETTLEMENTS)
def test_the_order_in_which_settlements_are_named_changes_nothing(settlements):
    backwards = dict(reversed(settlements.items()))
    assert assembly_seats(population=3000, settlements=settlements, on=DAY) == assembly_seats(
        population=3000, settlements=backwards, on=DAY
    )


@pytest.mark.parametrize(
    ("population", "seats", "bands", "notes"),
    [
        (9_999, 10, 1, ()),
        (10_000, 10, 2, ("band_edge",)),
        (10_001, 15, 1, ()),
        (15_000, 15, 2, ("band_edge",)),
        (20_000, 20, 1, ()),
        (20_001, 25, 1, ()),
    ],
)
def test_where_bands_meet_the_lower_is_taken_and_said(population, seats, bands, notes):
    proposal = assembly_seats(population=population, settlements={"Мысал": population}, on=DAY)
    assert (proposal.seats, len(proposal.bands), proposal.notes) == (seats, bands, notes)


def test_more_settlements_than_seats_keep_one_each_and_the_contradiction_is_said():
    settlements = {f"ауыл {number}": 50 for number in range(12)}
    proposal = assembly_seats(population=600, settlements=settlements, on=DAY)
    assert proposal.seats == 12
    assert proposal.notes == ("more_settlements_than_seats",)
    assert set(seats_of(proposal).values()) == {1}


def test_the_maslikhats_number_wins(decided):
    proposal = assembly_seats(
        population=1690,
        settlements={"Мысал": 1200, "Көктал": 450, "Жайлау": 40},
        on=DAY,
        overrides=[decided("assembly_size.seats", 7)],
    )
    assert seats_of(proposal) == {"Мысал": 4, "Көктал": 2, "Жайлау": 1}
    assert proposal.notes == ("adopted_number",)
    assert proposal.used[0].origin == "adopted"


def test_an_adopted_number_too_small_for_every_settlement_is_shared_by_population_alone(decided):
    settlements = {"A": 500, "B": 40, "C": 30, "D": 20}
    proposal = assembly_seats(
        population=590, settlements=settlements, on=DAY, overrides=[decided("assembly_size.seats", 3)]
    )
    assert seats_of(proposal) == {"A": 3, "B": 0, "C": 0, "D": 0}
    assert proposal.notes == ("adopted_number", "adopted_outside_bands", "fewer_seats_than_settlements")


def test_settlements_that_do_not_add_up_to_the_unit_are_said():
    proposal = assembly_seats(population=2000, settlements={"Мысал": 1900}, on=DAY)
    assert proposal.notes == ("population_differs",)
    assert assembly_seats(population=2000, settlements={}, on=DAY).notes == ("nobody_lives_here",)


def test_every_rule_of_the_proposal_is_named_as_not_verified():
    proposal = assembly_seats(population=100, settlements={"Мысал": 100}, on=DAY)
    assert [rule.id for rule in proposal.used] == [
        "assembly_size.bands",
        "assembly_size.settlement_floor",
        "assembly_size.apportionment",
    ]
    assert not any(rule.verified for rule in proposal.used)


def test_impossible_populations_are_refused(decided):
    with pytest.raises(ValueError, match="negative"):
        assembly_seats(population=10, settlements={"A": -1}, on=DAY)
    narrow = decided("assembly_size.bands", [{"population_from": 5000, "seats_min": 5, "seats_max": 9}])
    with pytest.raises(BadValueError):
        assembly_seats(population=10, settlements={"A": 10}, on=DAY, overrides=[narrow])
