"""Results of an activity: an indicator with what was before, what was promised, and what was read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ortaq.ground.text import Text
from ortaq.publish.opendata.iati import codes
from ortaq.publish.opendata.iati.writing import Element, add, period, say
from ortaq.publish.opendata.tables import digits

YOUTH = "14-34"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read on a day; numbers of few people are None already."""

    on: datetime.date
    value: Decimal | None
    women: int | None = None
    men: int | None = None
    young: int | None = None
    seen_in: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Result:
    """An indicator of an activity, within the years of the activity."""

    level: str
    title: Text
    measured_in: Text
    years: tuple[int, int]
    baseline: Decimal | None
    baseline_year: int | None
    target: Decimal | None
    target_year: int | None
    reading: Reading | None


def add_result(activity: Element, told: Result) -> None:
    """Add one indicator as a result of its own."""
    result = add(activity, "result", type=told.level, aggregation_status="false")
    say(result, told.title, "title")
    is_percentage = any("%" in words for words in (told.measured_in.kk, told.measured_in.ru))
    measure = codes.PERCENTAGE if is_percentage else codes.UNIT
    indicator = add(result, "indicator", measure=measure, ascending="true", aggregation_status="false")
    say(indicator, told.title, "title")
    if told.measured_in:
        say(indicator, told.measured_in, "description")
    if told.baseline is not None and told.baseline_year is not None:
        add(indicator, "baseline", year=str(told.baseline_year), value=digits(told.baseline))
    if told.target is not None or told.reading is not None:
        _period(indicator, told)


def _period(indicator: Element, told: Result) -> None:
    first = datetime.date(told.baseline_year or told.years[0], 1, 1)
    last = datetime.date(told.target_year or told.years[1], 12, 31)
    read_on = told.reading.on if told.reading else last
    made = add(indicator, "period")
    period(made, min(first, read_on), max(last, read_on))
    if told.target is not None:
        add(made, "target", value=digits(told.target))
    if told.reading is not None:
        _actual(made, told.reading)


def _actual(made: Element, reading: Reading) -> None:
    if reading.value is not None:
        actual = add(made, "actual", value=digits(reading.value))
        if reading.seen_in:
            say(actual, reading.seen_in, "comment")
    parts = (("sex", "female", reading.women), ("sex", "male", reading.men), ("age", YOUTH, reading.young))
    for name, of_whom, people in parts:
        if people is not None:
            add(add(made, "actual", value=str(people)), "dimension", name=name, value=of_whom)
