"""The template of a cycle: twelve steps as data."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ortaq.ground.people.roles import Role


@dataclass(frozen=True)
class StepTemplate:
    """One step: its names, who leads it, what it opens, where it is done, and how its dates follow."""

    number: int
    key: str
    page: str
    name: dict[str, str]
    purpose: dict[str, str]
    lead: Role
    opens: frozenset[str]
    from_day: int
    days: int
    in_plan_years: bool
    after_plan_years: bool

    def window(
        self, *, starts_on: datetime.date, first_year: int, last_year: int
    ) -> tuple[datetime.date, datetime.date]:
        """Return the first and the last day of the step in a cycle that starts on a day."""
        if self.in_plan_years:
            return datetime.date(first_year, 1, 1), datetime.date(last_year, 12, 31)
        first = datetime.date(last_year + 1, 1, 1) if self.after_plan_years else starts_on
        opens_on = first + datetime.timedelta(days=self.from_day)
        return opens_on, opens_on + datetime.timedelta(days=self.days - 1)


@cache
def steps() -> tuple[StepTemplate, ...]:
    """Return the twelve steps in their order."""
    data = tomllib.loads(files("ortaq.ground.cycle").joinpath("template.toml").read_text("utf-8"))
    return tuple(
        StepTemplate(
            number=number,
            key=step["key"],
            page=step.get("page", ""),
            name=step["name"],
            purpose=step["purpose"],
            lead=Role(step["lead"]),
            opens=frozenset(step["opens"]),
            from_day=step.get("from_day", 0),
            days=step.get("days", 1),
            in_plan_years=step.get("years", False),
            after_plan_years=step.get("after_years", False),
        )
        for number, step in enumerate(data["step"], start=1)
    )


@cache
def steps_that_open(action: str) -> frozenset[str]:
    """Return the keys of the steps that open an action; empty where the action is bound to no step."""
    return frozenset(step.key for step in steps() if action in step.opens)


def step(key: str) -> StepTemplate:
    """Return the step with this key."""
    return next(step for step in steps() if step.key == key)
