"""A table and its totals as a closed circuit, in which a hidden number changes only along a ring of numbers.

Every number of the table is a pipe: grand total -> row total -> cell -> column total -> back to the grand
total. What flows into a joint flows out of it, which says exactly that rows and columns add up. An
outsider who knows the open pipes can raise a hidden one by 1 only if the rise returns to its start
through other hidden pipes, forwards (they rise) or backwards (they fall, never below 1, because zeros are
never hidden). The largest such rise is therefore how far the outsider's range for the number reaches
above the truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

Joint: TypeAlias = tuple[str, int]
Key: TypeAlias = tuple[int | None, int | None]

START: Joint = ("start", 0)
END: Joint = ("end", 0)
TOTAL: Key = (None, None)
CELL_PRICE, MARGIN_PRICE, TOTAL_PRICE = 10**6, 50 * 10**6, 5000 * 10**6
LEAST_HIDDEN = 1


@dataclass(frozen=True)
class Step:
    """One pipe on a ring, taken forwards or backwards, and how much can be pushed through it."""

    key: Key
    forwards: bool
    room: float


class Network:
    """The numbers of a table and its totals, by (row, column), with None in a place that is summed over.

    `hidden` grows; the numbers themselves never change.
    """

    def __init__(self, counts: tuple[tuple[int, ...], ...]) -> None:
        self.values: dict[Key, int] = {TOTAL: sum(map(sum, counts))}
        for row, line in enumerate(counts):
            self.values[row, None] = sum(line)
            for column, count in enumerate(line):
                self.values[row, column] = count
                self.values[None, column] = self.values.get((None, column), 0) + count
        self.hidden: set[Key] = set()
        self.leaving: dict[Joint, list[Key]] = {}
        self.entering: dict[Joint, list[Key]] = {}
        for key, value in self.values.items():
            if value:
                self.leaving.setdefault(tail(key), []).append(key)
                self.entering.setdefault(head(key), []).append(key)

    def range_of(self, key: Key, *, at_most: int) -> tuple[int, int]:
        """How far an outsider's range for a hidden number reaches below and above it, at most `at_most` each.

        >>> network = Network(((3, 40), (30, 50)))
        >>> network.hidden = {(0, 0), (0, 1), (1, 0), (1, 1)}
        >>> network.range_of((0, 0), at_most=5)
        (2, 5)
        """
        below = self._push(key, up=False, amount=min(at_most, self.values[key] - LEAST_HIDDEN), may_hide=False)
        return below, self._push(key, up=True, amount=at_most, may_hide=False)

    def open_range(self, key: Key, *, above: int) -> None:
        """Hides as few further numbers as it finds, so that the range of `key` reaches `above` over it."""
        self._push(key, up=True, amount=above, may_hide=True)

    def _push(self, key: Key, *, up: bool, amount: int, may_hide: bool) -> int:
        """Changes the numbers along rings through `key` until it moved by `amount`; says how far it moved."""
        numbers, moved = dict(self.values), 0
        while moved < amount:
            ring = self._ring(key, up=up, numbers=numbers, may_hide=may_hide)
            if ring is None:
                break
            pushed = int(min(amount - moved, *(step.room for step in ring)))
            for step in ring:
                numbers[step.key] += pushed if step.forwards else -pushed
                self.hidden.add(step.key)
            moved += pushed
        return moved

    def _ring(self, key: Key, *, up: bool, numbers: dict[Key, int], may_hide: bool) -> list[Step] | None:
        """The cheapest way back from one end of the pipe to the other, not through the pipe itself."""
        origin, goal = (head(key), tail(key)) if up else (tail(key), head(key))
        best: dict[Joint, int] = {origin: 0}
        came: dict[Joint, tuple[Joint, Step]] = {}
        queue = [(0, origin)]
        while queue:
            cost, joint = heappop(queue)
            if joint == goal:
                return _walked(came, origin=origin, goal=goal)
            if cost > best[joint]:
                continue
            for following, step in self._steps(joint, numbers=numbers, may_hide=may_hide):
                price = cost + self._price(step.key)
                if step.key != key and price < best.get(following, price + 1):
                    best[following], came[following] = price, (joint, step)
                    heappush(queue, (price, following))
        return None

    def _steps(self, joint: Joint, *, numbers: dict[Key, int], may_hide: bool) -> Iterator[tuple[Joint, Step]]:
        for key in self.leaving.get(joint, ()):
            if may_hide or key in self.hidden:
                yield head(key), Step(key=key, forwards=True, room=float("inf"))
        for key in self.entering.get(joint, ()):
            room = numbers[key] - LEAST_HIDDEN
            if room > 0 and (may_hide or key in self.hidden):
                yield tail(key), Step(key=key, forwards=False, room=room)

    def _price(self, key: Key) -> int:
        """What the reader loses with this number: totals matter most, then large numbers."""
        if key in self.hidden:
            return 0
        if key == TOTAL:
            return TOTAL_PRICE
        return (MARGIN_PRICE if None in key else CELL_PRICE) + self.values[key]


def tail(key: Key) -> Joint:
    """The joint a number flows from."""
    row, column = key
    if row is not None:
        return START if column is None else ("row", row)
    return END if column is None else ("column", column)


def head(key: Key) -> Joint:
    """The joint a number flows to."""
    row, column = key
    if row is not None:
        return ("row", row) if column is None else ("column", column)
    return START if column is None else END


def _walked(came: dict[Joint, tuple[Joint, Step]], *, origin: Joint, goal: Joint) -> list[Step]:
    steps, joint = [], goal
    while joint != origin:
        joint, step = came[joint]
        steps.append(step)
    return steps
