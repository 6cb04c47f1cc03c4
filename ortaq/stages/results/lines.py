"""What came of a plan and its lines, as plain data that pages and the report read. Amounts in tiyn."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ortaq.engines.indicators import is_reached, share_of_way
from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.plan.content import Indicator, Item
from ortaq.stages.results.models import (
    LineState,
    SpendingStage,
)


@dataclass(frozen=True)
class Sums:
    """Money as the plan promised it, as it was contracted, and as it was paid."""

    planned: int = 0
    agreed: int = 0
    spent: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.planned + other.planned, self.agreed + other.agreed, self.spent + other.spent)


@dataclass(frozen=True)
class MoneyRow:
    """What one source gives in one form in one year."""

    year: int
    source: str
    kind: str
    sums: Sums

    @property
    def source_label(self) -> str:
        """The source in the reader's language."""
        return str(Source(self.source).label)

    @property
    def kind_label(self) -> str:
        """The form in the reader's language."""
        return str(MoneyKind(self.kind).label)


@dataclass(frozen=True)
class Seen:
    """Somebody looked: whether it is so, and what they saw."""

    is_so: bool
    note: Text
    on: datetime.date


@dataclass(frozen=True)
class Report:
    """One report on a line, with the photos and with what those say who looked."""

    id: UUID
    state: str
    note: Text
    on: datetime.date
    photos: tuple[UUID, ...]
    seen: tuple[Seen, ...]

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return str(LineState(self.state).label)


@dataclass(frozen=True)
class SpendingRow:
    """One recorded row of money; a reversal has an amount below zero and a reason.

    What a partner promised or delivered comes from its partnership, by its number.
    """

    id: UUID
    stage: str
    year: int
    source: str
    kind: str
    amount: int
    document: str
    on: datetime.date
    reason: str
    is_reversed: bool
    partnership: int | None = None

    @property
    def label(self) -> str:
        """The stage in the reader's language."""
        return str(SpendingStage(self.stage).label)

    @property
    def source_label(self) -> str:
        """The source in the reader's language."""
        return str(Source(self.source).label)


@dataclass(frozen=True)
class Measured:
    """A value of the indicator on a day. None stands for a number of few people, which is not shown."""

    on: datetime.date
    value: Decimal | None
    women: int | None
    men: int | None
    by_sex: bool
    seen_in: Text


@dataclass(frozen=True)
class LineResult:
    """A line that the assembly agreed and what came of it; the latest report and measurement come last.

    The money of a line that a later agreed version has not any more is planned no longer: it stands elsewhere.
    """

    item: Item
    is_taken_out: bool
    reports: tuple[Report, ...]
    spending: tuple[SpendingRow, ...]
    measurements: tuple[Measured, ...]
    money: tuple[MoneyRow, ...]

    @property
    def last(self) -> Report | None:
        """The latest report."""
        return self.reports[-1] if self.reports else None

    @property
    def state(self) -> str:
        """How far the line has come."""
        return self.last.state if self.last else str(LineState.NOT_STARTED)

    @property
    def state_label(self) -> str:
        """The state in the reader's language."""
        return str(LineState(self.state).label)

    @property
    def is_done(self) -> bool:
        """Whether it is reported as done."""
        return self.state == LineState.DONE

    @property
    def is_promised(self) -> bool:
        """Whether the line counts among what the plan promised: it has money, or its work has begun."""
        waits = self.item.is_waiting and self.state == LineState.NOT_STARTED
        return not waits and not self.is_taken_out

    @property
    def sums(self) -> Sums:
        """The line's money, micro-credit apart."""
        return _total(self.money)

    @property
    def by_kind(self) -> tuple[tuple[str, Sums], ...]:
        """Money, help in kind and labour apart, as (label, sums)."""
        return _by_kind(self.money)

    @property
    def overspent(self) -> int:
        """How much more was spent than the plan has for the line; nothing where the line was taken out later."""
        return 0 if self.is_taken_out else max(0, self.sums.spent - self.sums.planned)

    @property
    def indicator(self) -> Indicator | None:
        """The indicator that the assembly agreed."""
        return self.item.project.indicator if self.item.project else None

    @property
    def latest(self) -> Measured | None:
        """The latest measurement."""
        return self.measurements[-1] if self.measurements else None

    @property
    def share_of_way(self) -> Decimal | None:
        """Which part of the way to the target the latest value has gone; None where nobody can say."""
        figures = self._figures
        return share_of_way(**figures) if figures else None

    @property
    def is_reached(self) -> bool:
        """Whether the latest value reaches the target."""
        figures = self._figures
        return figures is not None and is_reached(**figures)

    @property
    def _figures(self) -> dict[str, Decimal] | None:
        known, value = self.indicator, self.latest.value if self.latest else None
        if known is None or value is None or not (known.baseline and known.target):
            return None
        return {"baseline": Decimal(known.baseline), "target": Decimal(known.target), "value": value}

    @property
    def confirmed(self) -> int:
        """How many people looked at what the latest report says and found it so."""
        return sum(seen.is_so for seen in self.last.seen) if self.last else 0

    @property
    def denied(self) -> int:
        """How many people looked at what the latest report says and found it not so."""
        return sum(not seen.is_so for seen in self.last.seen) if self.last else 0


@dataclass(frozen=True)
class Results:
    """What came of a cycle's plan, by line number. `agreed` is False until the assembly agreed a version."""

    agreed: bool
    lines: tuple[LineResult, ...]

    @property
    def promised(self) -> tuple[LineResult, ...]:
        """The lines that the plan promised: those without money wait and are not counted."""
        return tuple(line for line in self.lines if line.is_promised)

    @property
    def done(self) -> int:
        """How many of the promised lines are done."""
        return sum(line.is_done for line in self.promised)

    @property
    def share_done(self) -> Decimal | None:
        """The headline: which share of the promised lines is done; None where nothing was promised."""
        return Decimal(self.done) / len(self.promised) if self.promised else None

    @property
    def sums(self) -> Sums:
        """All money, micro-credit apart."""
        return sum((line.sums for line in self.lines), Sums())

    @property
    def by_source(self) -> tuple[tuple[str, Sums], ...]:
        """Each source as (label, sums), in the order in which a plan names them, micro-credit among them."""
        found: dict[str, Sums] = defaultdict(Sums)
        for row in self._rows():
            found[row.source] += row.sums
        return tuple((str(source.label), found[source]) for source in Source if source in found)

    @property
    def by_kind(self) -> tuple[tuple[str, Sums], ...]:
        """Money, help in kind and labour apart, as (label, sums)."""
        return _by_kind(self._rows())

    def line(self, number: int) -> LineResult | None:
        """Return the line of that number."""
        return next((line for line in self.lines if line.item.number == number), None)

    def _rows(self) -> list[MoneyRow]:
        return [row for line in self.lines for row in line.money]


def _total(rows: Iterable[MoneyRow]) -> Sums:
    return sum((row.sums for row in rows if row.source not in OUTSIDE_TOTALS), Sums())


def _by_kind(rows: Iterable[MoneyRow]) -> tuple[tuple[str, Sums], ...]:
    listed = list(rows)
    totals = ((kind, _total(row for row in listed if row.kind == kind)) for kind in MoneyKind)
    return tuple((str(kind.label), sums) for kind, sums in totals if sums != Sums())
