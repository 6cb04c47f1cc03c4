"""Reads of volunteers: their list for the office, and the two files from which a group is drawn."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.timezone import localdate

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import AgeBand, Call, Feature, Sex, Volunteer, VolunteerSheet
from ortaq.stages.circle.rules import values_of
from ortaq.stages.circle.selectors.calling import bounds_of

PAGE_SIZE = 50
NO_GROUP = "none"
"""How the files of the draw write that a person named no group."""


@dataclass(frozen=True)
class VolunteerLine:
    """A volunteer as the office sees one. A withdrawn one has no name any more."""

    number: int
    name: str
    contact: str
    sex: str
    age: str
    settlement: Text
    group: str
    motive: str
    channel: str
    offered_on: datetime.date
    is_member: bool
    is_withdrawn: bool


def volunteer_list(*, call: Call, page: int) -> Page[Any]:
    """Return a page of the volunteers of a call, for the office only. Two queries."""
    found = call.volunteers.select_related("person", "settlement", "membership").order_by("number")
    shown: Page[Any] = Paginator(found, PAGE_SIZE).get_page(page)
    shown.object_list = [volunteer_line(row) for row in shown.object_list]
    return shown


def volunteer_line(row: Volunteer) -> VolunteerLine:
    """Return a volunteer as the office sees one. No query where person, settlement and membership were read."""
    person = getattr(row, "person", None)
    return VolunteerLine(
        number=row.number,
        name=person.name if person else "",
        contact=person.contact if person else "",
        sex=str(Sex(row.sex).label),
        age=str(AgeBand(row.age).label),
        settlement=row.settlement.name,
        group=str(Group(row.group).label) if row.group else "",
        motive=row.motive,
        channel=row.get_channel_display(),
        offered_on=localdate(row.offered_at),
        is_member=hasattr(row, "membership"),
        is_withdrawn=row.withdrawn_at is not None,
    )


def volunteer_by_number(cycle: Cycle, number: int) -> Volunteer | None:
    """Return a volunteer of the call of a cycle by number, or None."""
    found = Volunteer.objects.select_related("person", "settlement", "membership", "call", "cycle", "unit")
    return found.filter(cycle=cycle, number=number).first()


def sheet_by_id(unit: Unit, id: UUID) -> VolunteerSheet | None:
    """Return a unit's import of volunteers, or None."""
    return VolunteerSheet.objects.filter(unit=unit, pk=id).first()


def candidates_csv(call: Call) -> str:
    """Return the volunteers for a draw: `id,sex,age,settlement,group`, by number, without names. Two queries."""
    names = settlement_names(call.unit)
    rows = call.volunteers.filter(withdrawn_at=None).order_by("number")
    return _csv(
        ("id", *Feature.values),
        ((row.number, row.sex, row.age, str(names[row.settlement_id]), row.group or NO_GROUP) for row in rows),
    )


def quotas_csv(call: Call) -> str:
    """Return the quotas for a draw: `feature,value,min,max`. Two queries.

    A value without a quota stands there from zero to all seats, so that every volunteer has a line for each
    feature.
    """
    names = settlement_names(call.unit)
    known = {(row.feature, row.value): row for row in bounds_of(call)}
    seats = call.seats or 0
    lines = []
    for feature in Feature:
        for value in values_of(feature, names):
            bounds = known.get((feature, value))
            written = str(names[UUID(value)]) if feature == Feature.SETTLEMENT else value
            least, most = (bounds.minimum, bounds.maximum) if bounds else (0, seats)
            lines.append((feature.value, written, least, min(most, seats)))
    lines.append((Feature.GROUP.value, NO_GROUP, 0, seats))
    return _csv(("feature", "value", "min", "max"), lines)


def _csv(head: tuple[str, ...], rows: Any) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
