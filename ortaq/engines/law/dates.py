"""When the law lets a meeting be held and when it wants an answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from .kinds import rule_for
from .parameters import Override, Parameter, parameter, value_of
from .values import BadValueError
from .workdays import ONE_DAY, WorkCalendar, add_working_days

DateCode: TypeAlias = Literal["date", "no_rule"]
NoticeCode: TypeAlias = Literal["in_time", "late", "no_rule"]


@dataclass(frozen=True)
class DateFinding:
    """A day and the parameters it comes from; with `no_rule` the law asks nothing: it is the day given."""

    code: DateCode
    day: date
    used: tuple[Parameter, ...]


@dataclass(frozen=True)
class NoticeFinding:
    """Whether notice was early enough: days given, days required (calendar days), parameters used."""

    code: NoticeCode
    days_given: int
    days_required: int
    used: tuple[Parameter, ...]


def earliest_lawful_date(
    *,
    notice_on: date,
    kind: str,
    exception: bool = False,
    on: date | None = None,
    overrides: Collection[Override] = (),
) -> DateFinding:
    """The first day on which a meeting announced on `notice_on` may be held.

    The day of notice is not counted: ten days after the 1st is the 11th. `exception` takes the shorter
    notice where the law has one. `on` is the day whose law applies, by default the day of notice.

    >>> earliest_lawful_date(notice_on=date(2027, 3, 1), kind="assembly").day
    datetime.date(2027, 3, 11)
    >>> earliest_lawful_date(notice_on=date(2027, 3, 1), kind="focus_group").code
    'no_rule'
    """
    rule = _notice_rule(kind=kind, exception=exception, on=on or notice_on, overrides=overrides)
    return _moved(rule, notice_on, forward=True)


def notice_deadline(
    *,
    meeting_on: date,
    kind: str,
    exception: bool = False,
    on: date | None = None,
    overrides: Collection[Override] = (),
) -> DateFinding:
    """The last day to announce a meeting of `meeting_on`; `on` defaults to the day of the meeting.

    >>> notice_deadline(meeting_on=date(2027, 3, 11), kind="separate_gathering").day
    datetime.date(2027, 3, 1)
    """
    rule = _notice_rule(kind=kind, exception=exception, on=on or meeting_on, overrides=overrides)
    return _moved(rule, meeting_on, forward=False)


def materials_deadline(
    *, meeting_on: date, kind: str, on: date | None = None, overrides: Collection[Override] = ()
) -> DateFinding:
    """The last day on which the members must have the materials of a meeting.

    >>> materials_deadline(meeting_on=date(2027, 3, 11), kind="assembly").day
    datetime.date(2027, 3, 6)
    """
    rule = rule_for(kind=kind, topic="materials", on=on or meeting_on, overrides=overrides)
    return _moved(rule, meeting_on, forward=False)


def notice_given(
    *,
    notice_on: date,
    meeting_on: date,
    kind: str,
    exception: bool = False,
    on: date | None = None,
    overrides: Collection[Override] = (),
) -> NoticeFinding:
    """Whether a meeting was announced early enough.

    >>> found = notice_given(notice_on=date(2027, 3, 3), meeting_on=date(2027, 3, 11), kind="assembly")
    >>> found.code, found.days_given, found.days_required
    ('late', 8, 10)
    """
    rule = _notice_rule(kind=kind, exception=exception, on=on or notice_on, overrides=overrides)
    given = (meeting_on - notice_on).days
    if rule is None:
        return NoticeFinding(code="no_rule", days_given=given, days_required=0, used=())
    required = value_of(rule, int)
    code: NoticeCode = "in_time" if given >= required else "late"
    return NoticeFinding(code=code, days_given=given, days_required=required, used=(rule,))


def due_date(
    *,
    id: str,
    counted_from: date,
    calendar: WorkCalendar,
    on: date | None = None,
    overrides: Collection[Override] = (),
) -> DateFinding:
    """The last day for a duty that follows an event, such as `answers.need`.

    The day of the event is not counted; working or calendar days, as the parameter's unit says.
    `BadValueError` for a parameter that is not a number of days after an event; `UnknownParameterError` and
    `NoValueOnDateError` as for `parameter`.

    >>> due_date(id="answers.need", counted_from=date(2027, 2, 1), calendar=WorkCalendar()).day
    datetime.date(2027, 2, 22)
    """
    rule = parameter(id, on=on or counted_from, overrides=overrides)
    if rule.unit == "calendar_days_after":
        return _moved(rule, counted_from, forward=True)
    if rule.unit != "working_days_after":
        raise BadValueError(raw=rule.unit, unit="working_days_after")
    day = add_working_days(counted_from, value_of(rule, int), calendar=calendar)
    return DateFinding(code="date", day=day, used=(rule,))


def regular_deadline(
    *, last_held_on: date, kind: str, on: date | None = None, overrides: Collection[Override] = ()
) -> DateFinding:
    """The last day of the quarter in which the next meeting is due, when the law asks for one every quarter.

    >>> regular_deadline(last_held_on=date(2027, 11, 20), kind="assembly").day
    datetime.date(2028, 3, 31)
    """
    rule = rule_for(kind=kind, topic="regularity", on=on or last_held_on, overrides=overrides)
    if rule is None:
        return DateFinding(code="no_rule", day=last_held_on, used=())
    months = last_held_on.year * 12 + (last_held_on.month - 1) // 3 * 3 + 6
    return DateFinding(code="date", day=date(months // 12, months % 12 + 1, 1) - ONE_DAY, used=(rule,))


def _notice_rule(*, kind: str, exception: bool, on: date, overrides: Collection[Override]) -> Parameter | None:
    topic = "notice_exception" if exception else "notice"
    return rule_for(kind=kind, topic=topic, on=on, overrides=overrides)


def _moved(rule: Parameter | None, day: date, *, forward: bool) -> DateFinding:
    if rule is None:
        return DateFinding(code="no_rule", day=day, used=())
    days = timedelta(days=value_of(rule, int))
    return DateFinding(code="date", day=day + days if forward else day - days, used=(rule,))
