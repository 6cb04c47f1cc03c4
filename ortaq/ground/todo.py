"""What the office should do now: every room says what waits in it, the page of the way gathers it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ortaq.ground.cycle.models import Cycle


@dataclass(frozen=True)
class Task:
    """One thing that waits. `action` says whose it is, `urgency` is `late`, `soon` or `open`."""

    action: str
    title: str
    url: str
    urgency: str = "open"
    due_on: datetime.date | None = None


Waiting = Callable[[Cycle, datetime.date], Iterable[Task]]

ROOMS: list[Waiting] = []


def add_room(waiting: Waiting) -> None:
    """Register what says which tasks wait in a room."""
    if waiting not in ROOMS:
        ROOMS.append(waiting)


def tasks(*, cycle: Cycle, today: datetime.date, may: Callable[[str], bool]) -> list[Task]:
    """Return what waits for somebody who may do these actions: late first, then by day."""
    order = {"late": 0, "soon": 1, "open": 2}
    found = [task for waiting in ROOMS for task in waiting(cycle, today) if may(task.action)]
    return sorted(found, key=lambda task: (order[task.urgency], task.due_on or datetime.date.max))
