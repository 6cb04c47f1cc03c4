from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortaq.engines.law import (
    STATUTORY,
    BadValueError,
    Kind,
    WorkCalendar,
    add_working_days,
    due_date,
    earliest_lawful_date,
    materials_deadline,
    notice_deadline,
    notice_given,
    regular_deadline,
    work_calendar,
    working_days_between,
)

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    days_off=st.frozensets(DAYS, max_size=40),
    days_on=st.frozensets(DAYS, max_size=10),
)
FREE = sorted(set(Kind) - STATUTORY)


@given(start=DAYS, days=st.integers(-60, 60), calendar=CALENDARS)
def test_adding_working_days_and_counting_them_undo_each_other(start, days, calendar):
    end = add_working_days(start, days, calendar=calendar)
    assert working_days_between(start, end, calendar=calendar) == days


@given(start=DAYS, end=DAYS, calendar=CALENDARS)
def test_a_duty_of_n_working_days_ends_no_later_than_the_day_it_was_counted_to(start, end, calendar):
    days = working_days_between(start, end, calendar=calendar)
    reached = add_working_days(start, days, calendar=calendar)
    assert working_days_between(start, reached, calendar=calendar) == days
    if days > 0:
        assert start < reached <= end
        assert calendar.is_working(reached)


@given(start=DAYS, days=st.integers(1, 60), calendar=CALENDARS, holiday=DAYS)
def test_one_more_day_off_never_brings_a_duty_forward(start, days, calendar, holiday):
    poorer = WorkCalendar(days_off=calendar.days_off | {holiday}, days_on=calendar.days_on - {holiday})
    assert add_working_days(start, days, calendar=poorer) >= add_working_days(start, days, calendar=calendar)


def test_nauryz_on_a_weekend_gives_the_next_working_days_off():
    off = work_calendar(first_year=2026, last_year=2026).days_off
    assert {date(2026, 3, day) for day in (21, 22, 23, 24, 25)} <= off
    assert date(2026, 3, 26) not in off


def test_christmas_on_a_weekend_gives_no_other_day_off():
    off = work_calendar(first_year=2029, last_year=2029).days_off
    assert date(2029, 1, 7).weekday() == 6
    assert date(2029, 1, 8) not in off


def test_holidays_follow_the_law_of_their_year():
    assert date(2021, 12, 17) in work_calendar(first_year=2021, last_year=2021).days_off
    later = work_calendar(first_year=2024, last_year=2024).days_off
    assert date(2024, 12, 17) not in later
    assert date(2024, 10, 25) in later


def test_a_decree_can_give_a_day_off_and_take_a_saturday_for_it():
    calendar = work_calendar(
        first_year=2027, last_year=2027, days_off=[date(2027, 5, 17)], days_on=[date(2027, 5, 22)]
    )
    assert not calendar.is_working(date(2027, 5, 17))
    assert calendar.is_working(date(2027, 5, 22))


def test_a_decree_can_make_a_holiday_a_working_day():
    calendar = work_calendar(first_year=2027, last_year=2027, days_on=[date(2027, 8, 30)])
    assert calendar.is_working(date(2027, 8, 30))


@given(notice_on=DAYS, kind=st.sampled_from(sorted(Kind)))
def test_a_meeting_on_its_earliest_lawful_date_was_announced_in_time(notice_on, kind):
    earliest = earliest_lawful_date(notice_on=notice_on, kind=kind)
    assert notice_deadline(meeting_on=earliest.day, kind=kind).day == notice_on
    found = notice_given(notice_on=notice_on, meeting_on=earliest.day, kind=kind)
    assert found.code in {"in_time", "no_rule"}
    assert found.used == earliest.used


@pytest.mark.parametrize("kind", sorted(STATUTORY))
def test_a_day_less_than_the_notice_is_late(kind):
    found = notice_given(notice_on=date(2027, 3, 1), meeting_on=date(2027, 3, 10), kind=kind)
    assert (found.code, found.days_given, found.days_required) == ("late", 9, 10)
    assert [rule.id for rule in found.used] == [f"{kind}.notice"]
    assert not found.used[0].verified


@pytest.mark.parametrize("kind", FREE)
def test_the_law_sets_no_dates_for_a_free_meeting(kind):
    day = date(2027, 3, 1)
    for found in (
        earliest_lawful_date(notice_on=day, kind=kind),
        notice_deadline(meeting_on=day, kind=kind),
        materials_deadline(meeting_on=day, kind=kind),
        regular_deadline(last_held_on=day, kind=kind),
    ):
        assert (found.code, found.day, found.used) == ("no_rule", day, ())


def test_the_exception_shortens_the_notice_of_an_assembly_only():
    notice_on = date(2027, 3, 1)
    assert earliest_lawful_date(notice_on=notice_on, kind="assembly", exception=True).day == date(2027, 3, 4)
    assert earliest_lawful_date(notice_on=notice_on, kind="gathering", exception=True).code == "no_rule"


def test_a_units_own_notice_moves_the_date(decided):
    found = earliest_lawful_date(
        notice_on=date(2027, 3, 1), kind="assembly", overrides=[decided("assembly.notice", 14)]
    )
    assert found.day == date(2027, 3, 15)
    assert found.used[0].origin == "adopted"


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="sobranie"):
        earliest_lawful_date(notice_on=date(2027, 3, 1), kind="sobranie")


@pytest.mark.parametrize(
    ("id", "day"),
    [
        ("assembly.initiative_answer", date(2027, 3, 4)),
        ("assembly.protocol_handover", date(2027, 3, 3)),
        ("separate_gathering.protocol_handover", date(2027, 3, 3)),
        ("assembly.answer", date(2027, 3, 9)),
        ("answers.need", date(2027, 3, 26)),
    ],
)
def test_duties_run_in_working_days_past_the_holidays(id, day):
    calendar = work_calendar(first_year=2027, last_year=2027)
    found = due_date(id=id, counted_from=date(2027, 3, 1), calendar=calendar)
    assert found.day == day
    assert [rule.id for rule in found.used] == [id]


def test_a_comment_is_answered_in_calendar_days_whatever_the_holidays():
    found = due_date(id="answers.comment", counted_from=date(2027, 3, 1), calendar=WorkCalendar())
    assert found.day == date(2027, 3, 16)


def test_a_duty_is_not_counted_from_a_parameter_of_another_unit():
    with pytest.raises(BadValueError, match="calendar_days_before"):
        due_date(id="assembly.notice", counted_from=date(2027, 3, 1), calendar=WorkCalendar())


@pytest.mark.parametrize(
    ("held", "due"),
    [
        (date(2027, 1, 1), date(2027, 6, 30)),
        (date(2027, 6, 30), date(2027, 9, 30)),
        (date(2027, 8, 15), date(2027, 12, 31)),
        (date(2027, 12, 31), date(2028, 3, 31)),
    ],
)
def test_the_next_assembly_is_due_by_the_end_of_the_next_quarter(held, due):
    assert regular_deadline(last_held_on=held, kind="assembly").day == due
