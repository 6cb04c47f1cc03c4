"""A small map drawn on the server, for readers without JavaScript and on a thin line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ortaq.ground.places.selectors import SettlementLine

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 340, 120, 260
MARGIN_X, MARGIN_Y = 34, 22
SMALLEST, LARGEST = 4.0, 13.0
LABEL_GAP = 15


@dataclass(frozen=True)
class Point:
    """A settlement in the drawing: centre, radius, and where its name stands (`anchor` start or end)."""

    name: str
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    is_inhabited: bool


@dataclass(frozen=True)
class Drawing:
    """Points in a box of `width` × `height`; north is up."""

    width: int
    height: int
    points: list[Point]


def draw_map(places: Sequence[SettlementLine], *, language: str, people: Mapping[UUID, int]) -> Drawing | None:
    """Return a drawing of the settlements whose place is known, or None for fewer than two of them.

    Circles grow with the square root of the people. Names keep a line's distance from one another.
    """
    known = [
        (place, float(place.longitude), float(place.latitude))
        for place in places
        if place.longitude is not None and place.latitude is not None
    ]
    if len(known) < 2:
        return None
    west, east = min(lon for _p, lon, _lat in known), max(lon for _p, lon, _lat in known)
    south, north = min(lat for _p, _lon, lat in known), max(lat for _p, _lon, lat in known)
    narrowing = math.cos(math.radians((south + north) / 2))
    wide, tall = max((east - west) * narrowing, 1e-6), max(north - south, 1e-6)
    inner = WIDTH - 2 * MARGIN_X
    scale = min(inner / wide, (MOST_HEIGHT - 2 * MARGIN_Y) / tall)
    height = max(LEAST_HEIGHT, round(tall * scale) + 2 * MARGIN_Y)
    left = (WIDTH - wide * scale) / 2
    top = (height - tall * scale) / 2
    most = max((people.get(place.id, 0) for place, _lon, _lat in known), default=0)
    points: list[Point] = []
    for place, longitude, latitude in sorted(known, key=lambda one: -one[2]):
        x = left + (longitude - west) * narrowing * scale
        y = top + (north - latitude) * scale
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(people.get(place.id, 0) / most) if most else SMALLEST
        anchor = "start" if x < WIDTH / 2 else "end"
        label_x = x + (radius + 4) * (1 if anchor == "start" else -1)
        points.append(
            Point(
                name=place.name.in_language(language),
                x=round(x, 1),
                y=round(y, 1),
                radius=round(radius, 1),
                label_x=round(label_x, 1),
                label_y=round(_free_line(y + 4, anchor, points), 1),
                anchor=anchor,
                is_inhabited=place.is_inhabited,
            )
        )
    return Drawing(WIDTH, height, points)


def _free_line(y: float, anchor: str, drawn: Sequence[Point]) -> float:
    taken = [point.label_y for point in drawn if point.anchor == anchor]
    return max([y, *(line + LABEL_GAP for line in taken if abs(line - y) < LABEL_GAP)])
