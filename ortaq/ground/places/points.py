"""Points on the map: how far apart they are and in which direction, and how exactly the public may know them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import pgettext_lazy

EARTH_RADIUS_KM = 6371.0
ROUGH_DIGIT = Decimal("0.001")
DIRECTIONS = (
    pgettext_lazy("direction", "north"),
    pgettext_lazy("direction", "north-east"),
    pgettext_lazy("direction", "east"),
    pgettext_lazy("direction", "south-east"),
    pgettext_lazy("direction", "south"),
    pgettext_lazy("direction", "south-west"),
    pgettext_lazy("direction", "west"),
    pgettext_lazy("direction", "north-west"),
)
"""From north with the sun, each an eighth of the circle."""


@dataclass(frozen=True)
class Point:
    """A point on the earth, in degrees."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True)
class RoughPoint(Point):
    """A point as everybody may know it: rounded to three digits, about 100 m, so that it shows nobody's house.

    >>> RoughPoint(Decimal("51.12849"), Decimal("71.4300"))
    RoughPoint(latitude=Decimal('51.128'), longitude=Decimal('71.430'))
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "latitude", self.latitude.quantize(ROUGH_DIGIT))
        object.__setattr__(self, "longitude", self.longitude.quantize(ROUGH_DIGIT))


def distance_km(one: Point, other: Point) -> float:
    """Return the way between two points over a round earth, in km (haversine; wrong by 0.5 % at most).

    >>> round(distance_km(Point(Decimal(51), Decimal(71)), Point(Decimal(52), Decimal(71))))
    111
    """
    south, west, north, east = map(
        math.radians, map(float, (one.latitude, one.longitude, other.latitude, other.longitude))
    )
    across = math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(math.sin((north - south) / 2) ** 2 + across)))


def direction(start: Point, end: Point) -> str:
    """Return in which of eight directions one sees `end` from `start`, in the reader's language.

    >>> direction(Point(Decimal(51), Decimal(71)), Point(Decimal(52), Decimal(71))) == DIRECTIONS[0]
    True
    """
    height = float(end.latitude - start.latitude)
    narrowing = math.cos(math.radians(float(start.latitude + end.latitude) / 2))
    angle = math.atan2(float(end.longitude - start.longitude) * narrowing, height)
    return str(DIRECTIONS[round(angle / (math.pi / 4)) % len(DIRECTIONS)])
