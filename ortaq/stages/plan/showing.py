"""The plan as a page shows it: by goal, with its sources, years and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind
from ortaq.ground.text import Text
from ortaq.stages.plan.content import Content, Item
from ortaq.stages.plan.models import Origin
from ortaq.stages.plan.wording import source_name

ORIGIN_TAGS = {Origin.VOTED: "done", Origin.DUTY: "", Origin.TALKS: "neutral", Origin.WAITING: "wait"}


@dataclass(frozen=True)
class Chip:
    """A source of a line and what it gives in all (tiyn); `is_outside` for a private debt."""

    label: str
    amount: int
    is_outside: bool


@dataclass(frozen=True)
class ShownItem:
    """A line as a page shows it; `by_year` follows the plan's years, None where nothing is planned."""

    item: Item
    origin: str
    tag: str
    by_year: tuple[tuple[int, int | None], ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class ShownGoal:
    """A goal with the lines that serve it; number 0 gathers lines without a goal."""

    number: int
    title: Text
    items: tuple[ShownItem, ...]
    total: int


@dataclass(frozen=True)
class Shown:
    """A whole plan, ready for its page. Amounts in tiyn."""

    content: Content
    goals: tuple[ShownGoal, ...]
    waiting: tuple[ShownItem, ...]
    by_source: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    by_year: tuple[tuple[str, int], ...]
    used: tuple[tuple[str, tuple[tuple[int, int | None, int], ...]], ...]


def shown(content: Content) -> Shown:
    """Return a plan as its page shows it, in the active language."""
    sums = content.totals
    items = {item.number: shown_item(item, content.years) for item in content.items}
    return Shown(
        content=content,
        goals=tuple(goal for goal in _goals(content, items) if goal.items or goal.number),
        waiting=tuple(items[item.number] for item in content.waiting),
        by_source=tuple((source_name(source), sums.by_source[source]) for source in content.sources),
        by_kind=tuple((str(MoneyKind(kind).label), amount) for kind, amount in sorted(sums.by_kind.items())),
        by_year=tuple((str(year), sums.by_year.get(year, 0)) for year in content.years),
        used=_used(content),
    )


def shown_item(item: Item, years: tuple[int, ...]) -> ShownItem:
    """Return a line as a page shows it."""
    by_year = item.totals.by_year
    amounts: dict[str, int] = {}
    for part in item.money:
        amounts[part.source] = amounts.get(part.source, 0) + part.amount
    return ShownItem(
        item=item,
        origin=str(Origin(item.origin).label),
        tag=ORIGIN_TAGS[Origin(item.origin)],
        by_year=tuple((year, by_year.get(year)) for year in years),
        chips=tuple(
            Chip(source_name(source), amount, source in OUTSIDE_TOTALS) for source, amount in amounts.items()
        ),
    )


@dataclass(frozen=True)
class ShownPart:
    """Who gives a line what, in which year and form."""

    source: str
    kind: str
    year: int
    amount: int


def shown_parts(item: Item) -> list[ShownPart]:
    """Return a line's money part by part, in the active language."""
    return [
        ShownPart(source_name(part.source), str(MoneyKind(part.kind).label), part.year, part.amount)
        for part in item.money
    ]


def _goals(content: Content, items: dict[int, ShownItem]) -> list[ShownGoal]:
    titles = [(goal.number, goal.title) for goal in content.goals] + [(0, Text())]
    return [
        ShownGoal(
            number=number,
            title=title,
            items=tuple(items[item.number] for item in found),
            total=sum(item.counted for item in found),
        )
        for number, title in titles
        for found in [[item for item in content.funded if (item.goal or 0) == number]]
    ]


def _used(content: Content) -> tuple[tuple[str, tuple[tuple[int, int | None, int], ...]], ...]:
    """Return for each source, for each year: the year, what it can give, what lines take."""
    taken = content.totals.by_source_and_year
    ceilings = {(row.source, row.year): row.amount for row in content.ceilings}
    sources = sorted({source for source, _year in (*taken, *ceilings)})
    return tuple(
        (
            source_name(source),
            tuple((year, ceilings.get((source, year)), taken.get((source, year), 0)) for year in content.years),
        )
        for source in sources
    )
