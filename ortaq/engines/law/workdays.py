"""Working days in Kazakhstan: a five-day week, fixed public holidays, and the days a decree moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .parameters import read_toml
from .values import Words

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """A public holiday of fixed date; `moves`: a weekend day of it gives the next working day off instead."""

    id: str
    label: Words
    days: tuple[tuple[int, int], ...]
    valid_from: date
    valid_to: date | None
    moves: bool

    def dates(self, year: int) -> tuple[date, ...]:
        days = (date(year, month, day) for month, day in self.days)
        return tuple(
            day for day in days if self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        )


@dataclass(frozen=True)
class WorkCalendar:
    """Which weekdays are days off, and which weekend days are worked.

    >>> calendar = WorkCalendar(days_off=frozenset({date(2026, 3, 24)}))
    >>> calendar.is_working(date(2026, 3, 24)), calendar.is_working(date(2026, 3, 26))
    (False, True)
    """

    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.days_on:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off


@cache
def fixed_holidays() -> tuple[Holiday, ...]:
    """The public holidays with a fixed date, unverified as everything else in the data.

    >>> [holiday.label.en for holiday in fixed_holidays() if holiday.dates(2026) == (date(2026, 10, 25),)]
    ['Republic Day']
    """
    return tuple(
        Holiday(
            id=row["id"],
            label=Words(**row["label"]),
            days=tuple((int(day[:2]), int(day[3:])) for day in row["days"]),
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            moves=row["moves"],
        )
        for row in read_toml("holidays")["holiday"]
    )


def work_calendar(
    *, first_year: int, last_year: int, days_off: Iterable[date] = (), days_on: Iterable[date] = ()
) -> WorkCalendar:
    """The calendar of the years from first to last, both included.

    `days_off` and `days_on` are what the year's decree moves (Құрбан айт, a bridge day, a worked Saturday)
    and win.

    >>> calendar = work_calendar(first_year=2026, last_year=2026)
    >>> [day.day for day in sorted(calendar.days_off) if day.month == 3]
    [8, 9, 21, 22, 23, 24, 25]
    """
    years = range(first_year, last_year + 1)
    named = {day for year in years for holiday in fixed_holidays() for day in holiday.dates(year)}
    moving = {
        day for year in years for holiday in fixed_holidays() if holiday.moves for day in holiday.dates(year)
    }
    off = named | set(days_off)
    for day in sorted(moving):
        if day.weekday() >= SATURDAY:
            off.add(_next_free_weekday(day, off))
    return WorkCalendar(days_off=frozenset(off.difference(days_on)), days_on=frozenset(days_on))


def _next_free_weekday(day: date, off: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in off:
        day += ONE_DAY
    return day


def add_working_days(start: date, days: int, *, calendar: WorkCalendar) -> date:
    """The day `days` working days after `start` (before it when negative); `start` itself is not counted.

    >>> calendar = work_calendar(first_year=2026, last_year=2026)
    >>> add_working_days(date(2026, 3, 20), 2, calendar=calendar)
    datetime.date(2026, 3, 27)
    """
    step = ONE_DAY if days >= 0 else -ONE_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def working_days_between(start: date, end: date, *, calendar: WorkCalendar) -> int:
    """How many working days to add to `start` to come to `end`, or to the last working day before it.

    Negative when `end` comes first: the working days from `end` to the eve of `start`.

    >>> calendar = work_calendar(first_year=2026, last_year=2026)
    >>> working_days_between(date(2026, 3, 20), date(2026, 3, 27), calendar=calendar)
    2
    """
    if end < start:
        return -sum(calendar.is_working(day) for day in _days(end, start - ONE_DAY))
    return sum(calendar.is_working(day) for day in _days(start + ONE_DAY, end))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
