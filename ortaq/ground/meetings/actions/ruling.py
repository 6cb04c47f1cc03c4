"""The numbers that the maslikhat adopted for this unit, and the days that decrees move."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.meetings.models import MovedDay, RuleOverride
from ortaq.ground.meetings.rules import as_override
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text

ONE_DAY = datetime.timedelta(days=1)


@action("meetings.adopt_rule")
def adopt_rule(
    *,
    by: Actor,
    unit: Unit,
    parameter: str,
    value: int | str,
    decision: Text,
    adopted_on: datetime.date,
    verified_by: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> RuleOverride:
    """Record the number that the maslikhat's decision gives this unit; from that day it holds here.

    `value` is a whole number, a share such as "1/2", or the name of a rule, as the parameter's unit asks.
    `verified_by` names the lawyer who compared it with the decision, or is empty.
    """
    if not decision:
        raise Refused(_("Name the maslikhat's decision: number, day and title."), field="decision_kk")
    if adopted_on > timezone.localdate(now):
        raise Refused(_("This decision has a day that is still to come."), field="adopted_on")
    rule = RuleOverride(
        id=deed,
        unit=unit,
        parameter=parameter,
        value=value,
        adopted_on=adopted_on,
        verified_by=verified_by.strip(),
    )
    rule.act = decision
    _check_value(rule)
    rule.save(force_insert=True)
    return rule


def _check_value(rule: RuleOverride) -> None:
    try:
        law.statement(rule.parameter, on=rule.adopted_on, overrides=[as_override(rule)])
    except law.UnknownParameterError as error:
        raise Refused(_("There is no such legal rule."), field="parameter") from error
    except law.BadValueError as error:
        raise Refused(
            _("This value does not fit the rule. Write a whole number, or a share such as 1/2."), field="value"
        ) from error


@action("meetings.adopt_rule")
def end_rule(
    *,
    by: Actor,
    rule: RuleOverride,
    ended_on: datetime.date,
    reason: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> RuleOverride:
    """End a number of the unit's own: from `ended_on` it no longer holds. One entered by mistake never held."""
    if not reason.strip():
        raise Refused(_("Say why this number no longer holds."), field="reason")
    if rule.valid_to is not None:
        raise Refused(_("This number has ended already."))
    if not rule.adopted_on <= ended_on <= timezone.localdate(now):
        raise Refused(_("Choose a day between the decision and today."), field="ended_on")
    rule.valid_to = ended_on - ONE_DAY
    rule.save()
    return rule


@action("meetings.adopt_rule")
def move_day(
    *,
    by: Actor,
    unit: Unit,
    day: datetime.date,
    is_working: bool,
    decree: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> MovedDay:
    """Record a day off or a worked day that a decree names; deadlines in working days are counted with it."""
    if not decree:
        raise Refused(_("Name the decree: number, day and title."), field="decree_kk")
    calendar = law.work_calendar(first_year=day.year, last_year=day.year)
    if calendar.is_working(day) == is_working:
        raise Refused(
            _("This is a working day anyway.") if is_working else _("This is a day off anyway."), field="day"
        )
    if MovedDay.objects.filter(unit=unit, day=day).exists():
        raise Refused(_("This day is entered already."), field="day")
    moved = MovedDay(id=deed, unit=unit, day=day, is_working=is_working, recorded_at=now)
    moved.act = decree
    moved.save(force_insert=True)
    return moved


@action("meetings.adopt_rule")
def take_back_day(*, by: Actor, moved: MovedDay, now: datetime.datetime, deed: UUID | None = None) -> Unit:
    """Take back a moved day that was entered by mistake; what was counted with it stays as it was counted."""
    unit = moved.unit
    moved.delete()
    return unit
