"""The numbers by which people know needs and problems."""

from __future__ import annotations

from django.db.models import Max

from ortaq.ground.cycle.models import Cycle
from ortaq.stages.needs.models import Need, Problem


def next_number(model: type[Need] | type[Problem], cycle: Cycle) -> int:
    """Return the next number within the unit; the book of the unit is locked, so nobody else takes it."""
    last: int | None = model.objects.filter(unit=cycle.unit_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
