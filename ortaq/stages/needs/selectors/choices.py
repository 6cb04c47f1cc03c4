"""What a form about needs lets people choose from."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting
from ortaq.stages.needs.models import Need

MEETINGS_TO_NAME = 50


def needs_with_numbers(*, cycle: Cycle, numbers: Collection[int]) -> list[Need]:
    """Return the cycle's needs with these numbers."""
    return list(Need.objects.filter(cycle=cycle, number__in=numbers))


def meetings_to_name(cycle: Cycle, *, now: datetime.datetime) -> list[Meeting]:
    """Return the meetings at which needs of the cycle may have been said: those that began, newest first."""
    begun = Meeting.objects.filter(unit=cycle.unit, cancelled_at__isnull=True, starts_at__lte=now)
    return list(begun.order_by("-starts_at")[:MEETINGS_TO_NAME])
