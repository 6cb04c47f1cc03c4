"""What the rooms of the example share: who acts, what was made, and the diary that puts deeds in order."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text
from ortaq.stages.needs.models import Problem
from ortaq.stages.plan.models import PlanLine
from ortaq.stages.projects.models import Project

Row = Mapping[str, Any]


@dataclass
class Story:
    """Everything that deeds of the example refer to, by the keys that its texts use; needs by their words."""

    now: datetime.datetime
    unit: Unit
    actors: dict[str, Actor]
    settlements: dict[str, Settlement]
    cycles: dict[str, Cycle] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    said: dict[str, UUID] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    lines: dict[str, PlanLine] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year of `now`."""
        return self.now.year

    @property
    def first_day(self) -> datetime.date:
        """The day on which the planning of the first cycle began: the first Monday from 4 January on."""
        day = datetime.date(self.year - 2, 1, 4)
        return day + datetime.timedelta(days=-day.weekday() % 7)

    @property
    def second_day(self) -> datetime.date:
        """The day on which the planning of the second cycle began: six weeks ago."""
        return self.now.date() - datetime.timedelta(weeks=6)


Deed = Callable[[datetime.datetime], object]
Writing = Callable[[float, Deed], None]
"""How a deed is written into the diary: days since its cycle began, and the deed."""


@dataclass
class Diary:
    """Deeds with their moments, carried out in the order of time."""

    story: Story
    _pages: list[tuple[datetime.datetime, Deed]] = field(default_factory=list)

    def first(self, day: float, deed: Deed) -> None:
        """Write down a deed of the first cycle: days since it began, the hour as a fraction of the day."""
        self.on(self.story.first_day, day, deed)

    def second(self, day: float, deed: Deed) -> None:
        """Write down a deed of the second cycle."""
        self.on(self.story.second_day, day, deed)

    def on(self, start: datetime.date, day: float, deed: Deed) -> None:
        """Write down a deed so many days after a start."""
        midnight = datetime.datetime.combine(start, datetime.time(), tzinfo=self.story.now.tzinfo)
        self._pages.append((midnight + datetime.timedelta(days=day), deed))

    def carry_out(self) -> None:
        """Do everything; deeds of the same moment in the order in which they were written down."""
        for moment, deed in sorted(self._pages, key=lambda page: page[0]):
            deed(moment)


@cache
def texts(name: str) -> Row:
    """Return one file of the example's texts."""
    return tomllib.loads(files("ortaq.demo").joinpath("texts", f"{name}.toml").read_text("utf-8"))


def text(row: Row, name: str) -> Text:
    """Return the text that stands in a row as `name = ["in Kazakh", "in Russian"]`; empty where it does not."""
    return Text(*row[name]) if name in row else Text()
