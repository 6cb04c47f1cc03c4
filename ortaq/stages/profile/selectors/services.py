"""What there is and what is missing, settlement by settlement."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import SettlementLine, settlement_lines
from ortaq.ground.text import Text
from ortaq.stages.profile.models import Availability, Service
from ortaq.stages.profile.standard import standard


@dataclass(frozen=True)
class ServiceCell:
    """What one settlement has of one service; `availability` is empty where nobody has looked yet."""

    settlement_id: UUID
    settlement: Text
    availability: str = ""
    label: object = ""
    distance_km: Decimal | None = None
    condition: Text = field(default_factory=Text)
    seen_on: datetime.date | None = None


@dataclass(frozen=True)
class ServiceLine:
    """One service in all settlements."""

    key: str
    name: str
    theme: str
    cells: list[ServiceCell]

    @property
    def missing(self) -> list[ServiceCell]:
        """The settlements that do not have it."""
        return self._where(Availability.NO)

    @property
    def partial(self) -> list[ServiceCell]:
        """The settlements that have it in part."""
        return self._where(Availability.PARTLY)

    @property
    def existing(self) -> list[ServiceCell]:
        """The settlements that have it."""
        return self._where(Availability.EXISTS)

    @property
    def is_gap(self) -> bool:
        """Whether some settlement lacks it, wholly or in part."""
        return bool(self.missing or self.partial)

    def _where(self, availability: str) -> list[ServiceCell]:
        return [cell for cell in self.cells if cell.availability == availability]


@dataclass(frozen=True)
class CategoryLines:
    """A category of the template with its services."""

    name: str
    services: list[ServiceLine]


@dataclass(frozen=True)
class Services:
    """All services of the template in all inhabited settlements."""

    settlements: list[SettlementLine]
    categories: list[CategoryLines]
    seen: int
    to_see: int

    @property
    def gaps(self) -> list[ServiceLine]:
        """The services that some settlement lacks, the most missing first."""
        lines = [line for category in self.categories for line in category.services if line.is_gap]
        return sorted(lines, key=lambda line: (-len(line.missing), -len(line.partial)))


def services_of(unit: Unit, *, language: str) -> Services:
    """Return what the settlements of a unit have, worded in a language. Two queries."""
    places = [place for place in settlement_lines(unit) if place.is_inhabited]
    found = {(one.settlement_id, one.service): one for one in Service.objects.filter(unit=unit)}
    categories = [
        CategoryLines(
            category.name[language],
            [
                ServiceLine(
                    kind.key,
                    kind.name[language],
                    kind.theme,
                    [_cell(place, found.get((place.id, kind.key))) for place in places],
                )
                for kind in category.services
            ],
        )
        for category in standard().categories
    ]
    seen = sum(bool(cell.availability) for c in categories for line in c.services for cell in line.cells)
    return Services(places, categories, seen, len(places) * len(standard().services))


def states_of(settlement_id: UUID) -> dict[str, Service]:
    """Return what one settlement has, by service. One query."""
    return {one.service: one for one in Service.objects.filter(settlement=settlement_id)}


def _cell(place: SettlementLine, one: Service | None) -> ServiceCell:
    if one is None:
        return ServiceCell(place.id, place.name)
    return ServiceCell(
        place.id,
        place.name,
        one.availability,
        Availability(one.availability).label,
        one.distance_km,
        one.condition,
        one.seen_on,
    )
