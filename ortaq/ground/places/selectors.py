"""Reads of places, as plain data for pages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text


@dataclass(frozen=True)
class UnitLine:
    """A unit as a list shows it."""

    id: UUID
    slug: str
    kind: str
    name: Text
    district: Text
    oblast: Text
    is_fictional: bool


def units_in_force(*, on: datetime.date) -> list[UnitLine]:
    """Return the units valid on a day, by name. One query."""
    in_force = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    units = Unit.objects.filter(in_force).select_related("district__parent")
    lines = [
        UnitLine(
            id=unit.id,
            slug=unit.slug,
            kind=unit.get_kind_display(),
            name=unit.name,
            district=unit.district.name,
            oblast=unit.district.parent.name if unit.district.parent else Text(),
            is_fictional=unit.is_fictional,
        )
        for unit in units
    ]
    return sorted(lines, key=lambda line: str(line.name))


def settlements_of(unit: Unit) -> list[Settlement]:
    """Return the settlements of a unit, by name in Kazakh, or Russian where there is none."""
    return sorted(unit.settlements.all(), key=lambda settlement: str(settlement.name))


def settlement_names(unit: Unit) -> Mapping[UUID, Text]:
    """Return the names of a unit's settlements by their ids. One query."""
    return {settlement.id: settlement.name for settlement in unit.settlements.all()}
