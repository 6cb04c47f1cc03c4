"""What a project costs, as a table of years by sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.stages.projects.models import ProjectCost


@dataclass(frozen=True)
class CostLine:
    """What one source gives in one form, by year (tiyn; None for nothing). A micro-credit is `outside` totals."""

    source: str
    kind: str
    amounts: tuple[int | None, ...]
    total: int
    outside: bool


@dataclass(frozen=True)
class CostTable:
    """The costs of a project in tiyn. Totals leave out what is a private debt (micro-credit)."""

    years: tuple[int, ...]
    lines: tuple[CostLine, ...]
    by_year: tuple[int, ...]
    by_source: tuple[tuple[str, int], ...]
    total: int
    outside: int


def cost_table(costs: Iterable[ProjectCost], *, years: Iterable[int]) -> CostTable:
    """Return the table of a project's costs for the years of its plan. No query."""
    columns = tuple(years)
    amounts = {(Source(cost.source), MoneyKind(cost.kind), cost.year): cost.amount for cost in costs}
    pairs = [
        (source, kind)
        for source in Source
        for kind in MoneyKind
        if any((source, kind, year) in amounts for year in columns)
    ]
    lines = tuple(
        CostLine(
            source=str(source.label),
            kind=str(kind.label),
            amounts=tuple(amounts.get((source, kind, year)) for year in columns),
            total=sum(amounts.get((source, kind, year), 0) for year in columns),
            outside=source in OUTSIDE_TOTALS,
        )
        for source, kind in pairs
    )
    counted = {key: amount for key, amount in amounts.items() if key[0] not in OUTSIDE_TOTALS}
    by_source = {
        source: sum(amount for (from_whom, _kind, _year), amount in counted.items() if from_whom == source)
        for source in Source
    }
    total = sum(counted.values())
    return CostTable(
        years=columns,
        lines=lines,
        by_year=tuple(
            sum(amount for (_source, _kind, year), amount in counted.items() if year == column)
            for column in columns
        ),
        by_source=tuple((str(source.label), amount) for source, amount in by_source.items() if amount),
        total=total,
        outside=sum(amounts.values()) - total,
    )
