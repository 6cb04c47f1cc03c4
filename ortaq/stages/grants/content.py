"""What people write, as plain data: the terms of a call and the parts of an application.

A part of an application may be saved with gaps; what a call or an application still lacks is told by `rules`.
Money in tiyn, shares in thousandths.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from uuid import UUID

from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Text
from ortaq.stages.grants.models import Application, Call
from ortaq.stages.plan.models import PlanLine

NO_WORDS = Text()


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Everything that a call says besides its criteria and requirements."""

    title: Text
    unit_ids: tuple[UUID, ...] = ()
    objectives: Text = NO_WORDS
    activities: Text = NO_WORDS
    persons: Text = NO_WORDS
    amount_criteria: Text = NO_WORDS
    largest_grant: int | None = None
    fund: int | None = None
    smallest_grant: int | None = None
    smallest_project: int | None = None
    largest_project: int | None = None
    least_own_share: int | None = None
    most_own_share: int | None = None
    opens_on: datetime.date | None = None
    closes_on: datetime.date | None = None

    def write_into(self, call: Call) -> None:
        """Put the terms into the columns of a call; its units are set by the caller."""
        for field in fields(self):
            if field.name != "unit_ids":
                setattr(call, field.name, getattr(self, field.name))


@dataclass(frozen=True, kw_only=True)
class Business:
    """What will be done, where, and what the village has of it."""

    title: str = ""
    idea: str = ""
    use_for_village: str = ""
    person_kind: str = ""
    woman_led: bool | None = None
    youth_led: bool | None = None
    settlement: Settlement | None = None
    plan_line: PlanLine | None = None


@dataclass(frozen=True)
class Item:
    """One thing that is bought."""

    title: str
    from_grant: int
    from_own: int


@dataclass(frozen=True, kw_only=True)
class Money:
    """What is asked for, what the applicant adds, and what all of it buys."""

    requested: int | None = None
    own_part: int | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Jobs:
    """The jobs that are promised; one person may be both a woman and young."""

    jobs: int | None = None
    jobs_women: int | None = None
    jobs_youth: int | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who applies and how to reach them; kept only with consent."""

    name: str = ""
    contact: str = ""
    consents: bool = False


Part = Business | Money | Jobs | Person


def write_columns(application: Application, part: Business | Jobs) -> None:
    """Put a part whose fields are columns into an application."""
    for field in fields(part):
        setattr(application, field.name, getattr(part, field.name))
