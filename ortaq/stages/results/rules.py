"""What may be reported of a plan line, beyond the table of roles."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.stages.plan.content import Item, content_of
from ortaq.stages.plan.models import PlanLine, PlanVersion

MOST_PHOTOS = 5
"""Photos of one report: enough to show the work, few enough for a weak line."""

MONTHS_OF_SILENCE = 3
"""After so many months without a report the office is reminded of a line."""


def agreed_version(line: PlanLine) -> PlanVersion | None:
    """Return the latest version with this line that the assembly agreed, or None. One query."""
    held = PlanVersion.objects.filter(version_lines__line=line, agreement__isnull=False)
    return held.order_by("-number").first()


def require_agreed(line: PlanLine) -> PlanVersion:
    """Return the version in which the assembly agreed the line; refuse where there is none."""
    version = agreed_version(line)
    if version is None:
        raise Refused(
            _(
                "The assembly has not agreed a plan with this line yet. "
                "Record its agreement first, on the page of the assembly."
            )
        )
    return version


def agreed_item(line: PlanLine) -> Item | None:
    """Return what the assembly agreed of the line, from the frozen text; refuse where it agreed nothing."""
    return content_of(require_agreed(line)).item(line.number)


def require_day_of_work(day: datetime.date, *, line: PlanLine, now: datetime.datetime, field: str) -> None:
    """Refuse a day that is still to come, or one before the planning of the line began: its year is a slip."""
    if day > timezone.localdate(now):
        raise Refused(_("This day is still to come. Choose today or an earlier day."), field=field)
    if day < line.cycle.starts_on:
        raise Refused(
            _("This day lies before this planning began, on %(day)s. Check the year.")
            % {"day": date_format(line.cycle.starts_on)},
            field=field,
        )


def silent_before(today: datetime.date) -> datetime.date:
    """Return the day three months ago: a line last reported on before it has been silent too long.

    >>> silent_before(datetime.date(2028, 5, 31))
    datetime.date(2028, 2, 28)
    """
    months = today.year * 12 + today.month - 1 - MONTHS_OF_SILENCE
    return datetime.date(months // 12, months % 12 + 1, min(today.day, 28))
