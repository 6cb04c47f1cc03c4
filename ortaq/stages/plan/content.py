"""What a plan says, as plain data: of the draft as it stands now, or of a version as it was frozen.

Pages, documents, workbooks and differences are made from a `Content` alone, so that a version is shown from
what was frozen and from nothing else. `write` gives the canonical text that is hashed, `read` takes it back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from ortaq.engines.schedule import Part, Totals, counted_total, totals
from ortaq.ground.journal.chaining import canonical, digest
from ortaq.ground.sources import OUTSIDE_TOTALS
from ortaq.ground.text import Text
from ortaq.stages.plan.models import Origin, PlanVersion

FORMAT = 1


@dataclass(frozen=True)
class GoalPart:
    """A goal of the plan."""

    number: int
    title: Text


@dataclass(frozen=True)
class Ceiling:
    """What one source can give in one year (tiyn), and on what that is based."""

    year: int
    source: str
    amount: int
    basis: Text


@dataclass(frozen=True)
class Indicator:
    """How the work of a line will be known: from which number to which, and where it is read."""

    name: Text
    unit: Text
    baseline: str
    baseline_year: int | None
    target: str
    target_year: int | None
    verification: Text


@dataclass(frozen=True)
class ProjectPart:
    """The sheet of the project that a line carries out, as far as the plan repeats it; tags by their codes."""

    number: int
    title: Text
    cost: int
    settlements: tuple[Text, ...]
    risks: Text
    who_may_lose: Text
    indicator: Indicator | None
    sdg_target: str = ""
    national_programme: str = ""


@dataclass(frozen=True)
class Carried:
    """The line of an earlier plan that waited for money."""

    first_year: int
    number: int


@dataclass(frozen=True)
class Item:
    """A line of the plan with everything it says. `cost` and the parts' amounts in tiyn."""

    id: str
    number: int
    origin: str
    title: Text
    owner: Text
    cost: int
    reason: Text
    goal: int | None
    project: ProjectPart | None
    carried_from: Carried | None
    money: tuple[Part, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether the line waits for money."""
        return self.origin == Origin.WAITING

    @property
    def counted(self) -> int:
        """The money that counts: all but micro-credit."""
        return counted_total(self.money, outside=OUTSIDE_TOTALS)

    @property
    def totals(self) -> Totals:
        """The sums of the line by year, source and kind."""
        return totals(self.money, outside=OUTSIDE_TOTALS)

    @property
    def uuid(self) -> UUID:
        """The line's own identifier."""
        return UUID(self.id)


@dataclass(frozen=True)
class LeftOut:
    """A line that was taken out of the plan, the project it was to carry out if any, and the public reason."""

    number: int
    project: int | None
    title: Text
    reason: Text


@dataclass(frozen=True)
class Content:
    """Everything a plan says. `version` is 0 and `closed_on` empty in a draft."""

    unit: Text
    years: tuple[int, ...]
    version: int
    closed_on: str
    vision: Text
    goals: tuple[GoalPart, ...]
    ceilings: tuple[Ceiling, ...]
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def funded(self) -> tuple[Item, ...]:
        """The lines that have, or should have, money."""
        return tuple(item for item in self.items if not item.is_waiting)

    @property
    def waiting(self) -> tuple[Item, ...]:
        """The lines that wait for money."""
        return tuple(item for item in self.items if item.is_waiting)

    @property
    def totals(self) -> Totals:
        """The sums of the whole plan, micro-credit apart."""
        return totals((part for item in self.items for part in item.money), outside=OUTSIDE_TOTALS)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that the plan counts with, those of most money first."""
        by_source = self.totals.by_source
        return tuple(sorted(by_source, key=lambda source: (-by_source[source], source)))

    @property
    def waiting_cost(self) -> int:
        """What the lines that wait would cost."""
        return sum(item.cost for item in self.waiting)

    def item_by_id(self, id: UUID) -> Item | None:
        """Return the line with that identifier."""
        return next((item for item in self.items if item.uuid == id), None)

    def item(self, number: int) -> Item | None:
        """Return the line of that number."""
        return next((item for item in self.items if item.number == number), None)

    def same_as(self, other: Content) -> bool:
        """Whether both say the same, whatever their number and day."""
        return replace(self, version=0, closed_on="") == replace(other, version=0, closed_on="")


def write(content: Content) -> str:
    """Return the canonical text of a content: the same content gives the same text, for ever."""
    return canonical({"format": FORMAT} | asdict(content))


def read(written: str) -> Content:
    """Return the content that `write` wrote. Raises ValueError for a format that is not known."""
    data = json.loads(written)
    if data["format"] != FORMAT:
        raise ValueError(f"plan content of unknown format {data['format']}")
    return Content(
        unit=_text(data["unit"]),
        years=tuple(data["years"]),
        version=data["version"],
        closed_on=data["closed_on"],
        vision=_text(data["vision"]),
        goals=tuple(GoalPart(goal["number"], _text(goal["title"])) for goal in data["goals"]),
        ceilings=tuple(Ceiling(**row | {"basis": _text(row["basis"])}) for row in data["ceilings"]),
        items=tuple(_item(row) for row in data["items"]),
        left_out=tuple(
            LeftOut(**row | {"title": _text(row["title"]), "reason": _text(row["reason"])})
            for row in data["left_out"]
        ),
    )


def content_of(version: PlanVersion) -> Content:
    """Return what a version says, from its frozen text alone."""
    return read(version.content)


def hash_agrees(version: PlanVersion) -> bool:
    """Whether the SHA-256 of the frozen text is still the one that was written beside it."""
    return digest(version.content) == version.sha256


def _text(data: Mapping[str, str]) -> Text:
    return Text(**data)


def _item(row: dict[str, Any]) -> Item:
    texts = {name: _text(row[name]) for name in ("title", "owner", "reason")}
    carried = row["carried_from"]
    return Item(
        **row
        | texts
        | {
            "project": _project(row["project"]) if row["project"] else None,
            "carried_from": Carried(**carried) if carried else None,
            "money": tuple(Part(**part) for part in row["money"]),
        }
    )


def _project(row: dict[str, Any]) -> ProjectPart:
    indicator = row["indicator"]
    return ProjectPart(
        **row
        | {
            "title": _text(row["title"]),
            "settlements": tuple(_text(name) for name in row["settlements"]),
            "risks": _text(row["risks"]),
            "who_may_lose": _text(row["who_may_lose"]),
            "indicator": _indicator(indicator) if indicator else None,
        }
    )


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(**row | {name: _text(row[name]) for name in ("name", "unit", "verification")})
