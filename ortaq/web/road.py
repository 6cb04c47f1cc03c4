"""The way drawn as a road: which knots it has, where they lie, how far it has been walked."""

from collections.abc import Sequence
from dataclasses import dataclass

KNOT_GAP = 2
BAR_STEP = 20


@dataclass(frozen=True)
class RoadStep:
    """One step: its `state` is `past`, `now` or `future`; `url` may be empty."""

    number: int
    title: str
    state: str
    url: str
    bar_x: int


@dataclass(frozen=True)
class Road:
    """What the template draws: SVG paths in a box of `width` × 2, odd knots at 0, even knots at 2."""

    steps: tuple[RoadStep, ...]
    current: RoadStep | None
    count: int
    width: int
    bar_width: int
    whole: str
    walked: str


def lay_road(*, steps: Sequence[tuple[int, str, str, str]]) -> Road:
    """Lay `steps` (number, title, state, url) along a winding road.

    >>> lay_road(steps=[(1, "Mandate", "past", ""), (2, "Passport", "now", "")]).walked
    'M0 1C1 1 1 0 2 0C3 0 3 2 4 2'
    """
    laid = tuple(RoadStep(*step, bar_x=index * BAR_STEP) for index, step in enumerate(steps))
    current = next((step for step in laid if step.state == "now"), None)
    reached = max((index + 1 for index, step in enumerate(laid) if step.state != "future"), default=0)
    knots = [(0, 1), *((KNOT_GAP * (i + 1), 2 * (i % 2)) for i in range(len(laid)))]
    end = (KNOT_GAP * (len(laid) + 1), 1)
    return Road(
        steps=laid,
        current=current,
        count=len(laid),
        width=end[0],
        bar_width=max(BAR_STEP * len(laid) - 2, 1),
        whole=_path([*knots, end]),
        walked=_path(knots[: reached + 1]) if reached else "",
    )


def _path(knots: Sequence[tuple[int, int]]) -> str:
    """A smooth line through the knots: each piece leaves and arrives level."""
    (x, y), *rest = knots
    drawn = f"M{x} {y}"
    for to_x, to_y in rest:
        middle = (x + to_x) // 2
        drawn += f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
        x, y = to_x, to_y
    return drawn
