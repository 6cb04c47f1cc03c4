"""The stakeholder map drawn on the server: interest to the right, influence upwards, a numbered dot for each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ortaq.ground.text import Text
from ortaq.stages.circle.models import StakeholderKind
from ortaq.stages.circle.selectors.register import StakeholderLine

STEPS = 5
CELL = 58
LEFT, TOP = 34, 22
SIDE = STEPS * CELL
WIDTH, HEIGHT = LEFT + SIDE + 4, TOP + SIDE + 54
LARGEST_DOT = 12.0
MOST_IN_CELL = 9
DASHES = {StakeholderKind.INFORMAL: "4 2", StakeholderKind.PERSON: "1.5 1.5"}
"""How the rim of a dot tells the kind; an organisation has a whole rim."""


@dataclass(frozen=True)
class Dot:
    """A stakeholder in the drawing; `text` is its number, or how many more stand in the cell."""

    text: str
    name: Text
    x: float
    y: float
    text_y: float
    radius: float
    letters: float
    dashes: str


@dataclass(frozen=True)
class Drawing:
    """Dots in a box of `width` × `height` with the lines of the grid and the marks of both axes."""

    width: int
    height: int
    side: int
    left: int
    top: int
    right: int
    bottom: int
    middle_x: int
    middle_y: int
    lines: tuple[int, ...]
    marks: tuple[tuple[int, float, float], ...]
    """(score, its place on the axis of interest, its place on the axis of influence)."""
    dots: tuple[Dot, ...]


def draw_stakeholders(lines: Sequence[StakeholderLine]) -> Drawing:
    """Return the map of the stakeholders; several on one cell share it side by side."""
    cells: dict[tuple[int, int], list[StakeholderLine]] = {}
    for line in lines:
        cells.setdefault((line.interest, line.influence), []).append(line)
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        side=SIDE,
        left=LEFT,
        top=TOP,
        right=LEFT + SIDE,
        bottom=TOP + SIDE,
        middle_x=LEFT + SIDE // 2,
        middle_y=TOP + SIDE // 2,
        lines=tuple(range(0, SIDE + 1, CELL)),
        marks=tuple((score, *_centre(score, score)) for score in range(1, STEPS + 1)),
        dots=tuple(dot for cell, found in cells.items() for dot in _dots(cell, found)),
    )


def _centre(interest: int, influence: int) -> tuple[float, float]:
    return LEFT + CELL * (interest - 0.5), TOP + CELL * (STEPS - influence + 0.5)


def _dots(cell: tuple[int, int], found: Sequence[StakeholderLine]) -> list[Dot]:
    """Return the dots of one cell in rows; where more stand in it than it can hold, the last says how many."""
    whole = len(found) <= MOST_IN_CELL
    drawn = found if whole else found[: MOST_IN_CELL - 1]
    columns = math.ceil(math.sqrt(len(drawn) + (not whole)))
    pitch = (CELL - 4) / max(columns, 2)
    radius = min(LARGEST_DOT, pitch / 2 - 1)
    middle = _centre(*cell)
    rows = math.ceil((len(drawn) + (not whole)) / columns)
    dots = []
    for place in range(len(drawn) + (not whole)):
        row, column = divmod(place, columns)
        x = middle[0] + (column - (columns - 1) / 2) * pitch
        y = middle[1] + (row - (rows - 1) / 2) * pitch
        line = drawn[place] if place < len(drawn) else None
        dots.append(
            Dot(
                text=str(line.place) if line else f"+{len(found) - len(drawn)}",
                name=line.name if line else Text(),
                x=round(x, 1),
                y=round(y, 1),
                text_y=round(y + radius * 0.4, 1),
                radius=round(radius, 1),
                letters=round(radius * 1.15, 1),
                dashes=DASHES.get(StakeholderKind(line.kind), "") if line else "",
            )
        )
    return dots
