"""What money there is: the unit's own budget by year, and how much of it is its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from ortaq.ground.places.models import Unit
from ortaq.stages.profile.amounts import thousand
from ortaq.stages.profile.layout import DEFICIT, EXPENDITURE, INCOME, layout, names
from ortaq.stages.profile.models import BudgetKind, BudgetLine
from ortaq.stages.profile.sheets import FAULTS

Column = tuple[int, str]
"""Year and kind."""

LATEST_KIND = (BudgetKind.EXECUTED, BudgetKind.REFINED, BudgetKind.ADOPTED)
"""Which figures speak for a year: what was carried out, else what was changed, else what was adopted."""


@dataclass(frozen=True)
class BudgetColumn:
    """A year's budget of one kind: amounts in tiyn by code."""

    year: int
    kind: str
    label: object
    amounts: Mapping[str, int]

    @property
    def income(self) -> int | None:
        """All income."""
        return self.amounts.get(INCOME)

    @property
    def expenditure(self) -> int | None:
        """All expenditure."""
        return self.amounts.get(EXPENDITURE)

    @property
    def deficit(self) -> int | None:
        """The deficit (below zero) or surplus."""
        return self.amounts.get(DEFICIT)

    @property
    def transfer_share(self) -> float | None:
        """How much of the income comes as transfers from above, from 0 to 1."""
        transfers = sum(self.amounts.get(code, 0) for code in _transfers())
        return float(Fraction(transfers, self.income)) if self.income and self._has_classes else None

    @property
    def _has_classes(self) -> bool:
        return any(one.code in self.amounts for one in layout()[0].classes)

    def income_classes(self, language: str) -> list[tuple[str, int]]:
        """Return the classes of income above zero, worded in a language, own income first and transfers last."""
        classes = sorted(layout()[0].classes, key=lambda one: one.is_transfer)
        return [
            (one.name[language], self.amounts[one.code]) for one in classes if self.amounts.get(one.code, 0) > 0
        ]


@dataclass(frozen=True)
class BudgetRow:
    """One line of the layout across columns; None where nothing is written."""

    code: str
    name: str
    is_part: bool
    amounts: list[int | None]


@dataclass(frozen=True)
class Budget:
    """All that is known of the unit's budget."""

    columns: list[BudgetColumn]
    rows: list[BudgetRow]

    @property
    def by_year(self) -> list[BudgetColumn]:
        """One column for each year, the earliest first: the latest kind of its figures."""
        best: dict[int, BudgetColumn] = {}
        for kind in LATEST_KIND:
            for column in self.columns:
                if column.kind == kind:
                    best.setdefault(column.year, column)
        return [best[year] for year in sorted(best)]

    def for_year(self, year: int) -> BudgetColumn | None:
        """Return the figures that speak for a year, or else for the latest year before it, or the first."""
        lines = self.by_year
        before = [line for line in lines if line.year <= year]
        return before[-1] if before else next(iter(lines), None)


def budget_of(unit: Unit, *, language: str) -> Budget:
    """Return the budgets of all years, worded in a language. One query."""
    amounts = amounts_by_column(unit)
    order = {kind.value: place for place, kind in enumerate(BudgetKind)}
    keys = sorted(amounts, key=lambda key: (key[0], order[key[1]]))
    columns = [BudgetColumn(year, kind, BudgetKind(kind).label, amounts[year, kind]) for year, kind in keys]
    rows = [
        BudgetRow(code, name[language], "." not in code, [column.amounts.get(code) for column in columns])
        for code, name in names().items()
    ]
    return Budget(columns, [row for row in rows if any(amount is not None for amount in row.amounts)])


def amounts_by_column(unit: Unit) -> dict[Column, dict[str, int]]:
    """Return tiyn by code for each year and kind. One query."""
    found: dict[Column, dict[str, int]] = {}
    for line in BudgetLine.objects.filter(unit=unit):
        found.setdefault((line.year, line.kind), {})[line.code or str(line.part)] = line.amount
    return found


@dataclass(frozen=True)
class FaultLine:
    """A cell that was not taken."""

    row: int
    column: str
    reason: str
    value: str


@dataclass(frozen=True)
class FigureReport:
    """What became of a workbook of figures."""

    id: UUID
    subject: str
    cells: int
    taken: int
    repeated: int
    refused: int
    faults: list[FaultLine]


def figure_report(unit: Unit, id: UUID, *, language: str) -> FigureReport | None:
    """Return what became of a workbook, worded in a language, or None. One query."""
    record = unit.figure_imports.filter(pk=id).first()
    if record is None:
        return None
    return FigureReport(
        id=record.id,
        subject=record.subject,
        cells=record.cells,
        taken=record.taken,
        repeated=record.repeated,
        refused=record.refused,
        faults=[_fault(fault, language) for fault in record.faults],
    )


def _fault(fault: list[Any], language: str) -> FaultLine:
    row, column, code, value, amounts = fault
    reason = str(FAULTS[code])
    if amounts:
        written, expected = amounts
        reason %= {"written": thousand(written), "expected": thousand(expected)}
        value = names()[value][language]
    return FaultLine(row, column, reason, value)


def _transfers() -> list[str]:
    return [one.code for one in layout()[0].classes if one.is_transfer]
