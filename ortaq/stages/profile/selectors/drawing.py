"""A small map drawn on the server, for readers without JavaScript and on a thin line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ortaq.ground.places.points import Point as MapPoint
from ortaq.ground.places.selectors import SettlementLine

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 340, 120, 260
MARGIN_X, MARGIN_Y = 34, 22
SMALLEST, LARGEST = 4.0, 13.0
LETTER_WIDTH, GAP, BASELINE = 7.2, 4, 4
PIN_WIDTH, PIN_HEIGHT = 16, 20


@dataclass(frozen=True)
class Box:
    """A rectangle that a circle or a name takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def is_inside(self) -> bool:
        """Whether it lies within the width of the drawing."""
        return self.left >= 0 and self.right <= WIDTH


@dataclass(frozen=True)
class Label:
    """Where a name stands; `anchor` is start, middle or end."""

    anchor: str
    x: float
    y: float
    box: Box


@dataclass(frozen=True)
class Point:
    """A settlement in the drawing: centre, radius, and its name."""

    name: str
    x: float
    y: float
    radius: float
    label: Label
    is_inhabited: bool


@dataclass(frozen=True)
class Drawing:
    """Points in a box of `width` × `height`, and where the tips of pins stand; north is up."""

    width: int
    height: int
    points: list[Point]
    pins: list[tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """Turns degrees into the units of a drawing that holds all of some points."""

    west: float
    north: float
    narrowing: float
    scale: float
    left: float
    top: float
    height: int

    @classmethod
    def around(cls, points: Sequence[MapPoint]) -> Frame:
        """Return the frame that fits the points; a degree of longitude is as narrow as it is there."""
        west, east = min(float(p.longitude) for p in points), max(float(p.longitude) for p in points)
        south, north = min(float(p.latitude) for p in points), max(float(p.latitude) for p in points)
        narrowing = math.cos(math.radians((south + north) / 2))
        wide, tall = max((east - west) * narrowing, 1e-6), max(north - south, 1e-6)
        scale = min((WIDTH - 2 * MARGIN_X) / wide, (MOST_HEIGHT - 2 * MARGIN_Y) / tall)
        height = max(LEAST_HEIGHT, round(tall * scale) + 2 * MARGIN_Y)
        left, top = (WIDTH - wide * scale) / 2, (height - tall * scale) / 2
        return cls(west, north, narrowing, scale, left, top, height)

    def place(self, point: MapPoint) -> tuple[float, float]:
        """Return x and y of a point."""
        x = self.left + (float(point.longitude) - self.west) * self.narrowing * self.scale
        y = self.top + (self.north - float(point.latitude)) * self.scale
        return x, y


def draw_map(
    places: Sequence[SettlementLine],
    *,
    language: str,
    people: Mapping[UUID, int] | None = None,
    marks: Sequence[MapPoint] = (),
) -> Drawing | None:
    """Return a drawing of the settlements whose place is known and of marks, or None for fewer than two points.

    Circles grow with the square root of the people. Names stand where they cover no circle, no mark and no other
    name, if there is such a place. Marks that fall together are drawn once.
    """
    counted = people or {}
    known = [(place, place.point) for place in places if place.point is not None]
    if len(known) + len(marks) < 2:
        return None
    frame = Frame.around([*(point for _place, point in known), *marks])
    most = max((counted.get(place.id, 0) for place, _point in known), default=0)
    circles: list[tuple[SettlementLine, float, float, float]] = []
    for place, point in sorted(known, key=lambda one: -one[1].latitude):
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(counted.get(place.id, 0) / most) if most else SMALLEST
        circles.append((place, *frame.place(point), radius))
    pins = sorted({(round(x, 1), round(y, 1)) for x, y in map(frame.place, marks)}, key=lambda pin: pin[1])
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for _place, x, y, radius in circles]
    taken += [Box(x - PIN_WIDTH / 2, y - PIN_HEIGHT, x + PIN_WIDTH / 2, y) for x, y in pins]
    points = []
    for place, x, y, radius in circles:
        name = place.name.in_language(language)
        label = _label(name, x, y, radius, taken)
        taken.append(label.box)
        points.append(Point(name, round(x, 1), round(y, 1), round(radius, 1), label, place.is_inhabited))
    return Drawing(WIDTH, frame.height, points, pins)


def _label(name: str, x: float, y: float, radius: float, taken: Sequence[Box]) -> Label:
    """Return the place for a name: beside, below or above its circle, the first that is free."""
    width = LETTER_WIDTH * len(name)
    middle = min(max(x, width / 2), WIDTH - width / 2)
    tries = [
        Label(
            "start", x + radius + GAP, y + BASELINE, Box(x + radius + GAP, y - 8, x + radius + GAP + width, y + 8)
        ),
        Label(
            "end", x - radius - GAP, y + BASELINE, Box(x - radius - GAP - width, y - 8, x - radius - GAP, y + 8)
        ),
        *(
            Label(
                "middle", middle, line + BASELINE, Box(middle - width / 2, line - 8, middle + width / 2, line + 8)
            )
            for line in (y + radius + 9, y - radius - 9)
        ),
    ]
    own = Box(x - radius, y - radius, x + radius, y + radius)
    free = [
        one for one in tries if one.box.is_inside and not any(one.box.meets(box) for box in taken if box != own)
    ]
    inside = [one for one in tries if one.box.is_inside]
    found = next(iter([*free, *inside, *tries]))
    return Label(found.anchor, round(found.x, 1), round(found.y, 1), found.box)
