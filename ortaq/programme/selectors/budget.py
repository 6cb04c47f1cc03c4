"""The budget of a programme by line and year, and who gives which part. Amounts in units of its currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar
from uuid import UUID

from ortaq.ground.places.models import Programme
from ortaq.ground.text import WithEnglish
from ortaq.programme.models import BudgetLine

HUNDREDTHS = 100


@dataclass(frozen=True)
class Line:
    """One line in one year (None: all years together), given by an organisation (None: not said by whom)."""

    id: UUID
    number: int
    title: WithEnglish
    giver: WithEnglish | None
    year: int | None
    planned: Decimal
    spent: Decimal | None
    document: str


Key = TypeVar("Key", WithEnglish, int)


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """What was planned and spent (None: not recorded) for one giver or one year, and its share of all planned."""

    key: Key | None
    planned: Decimal
    spent: Decimal | None
    share: Decimal


@dataclass(frozen=True)
class Budget:
    """The whole budget."""

    lines: tuple[Line, ...]

    @property
    def planned(self) -> Decimal:
        """All that is planned."""
        return sum((line.planned for line in self.lines), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """All that was spent."""
        return sum((line.spent or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def is_reported(self) -> bool:
        """Whether anybody has recorded what was spent."""
        return any(line.spent is not None for line in self.lines)

    @property
    def by_giver(self) -> tuple[Sum[WithEnglish], ...]:
        """Who gives how much, the most first."""
        sums = self._grouped((line.giver, line) for line in self.lines)
        return tuple(sorted(sums, key=lambda one: -one.planned))

    @property
    def by_year(self) -> tuple[Sum[int], ...]:
        """Each year, and last what is for all years together."""
        sums = self._grouped((line.year, line) for line in self.lines)
        return tuple(sorted(sums, key=lambda one: (one.key is None, one.key)))

    def _grouped(self, rows: Iterable[tuple[Key | None, Line]]) -> list[Sum[Key]]:
        found: dict[Key | None, list[Line]] = {}
        for key, line in rows:
            found.setdefault(key, []).append(line)
        sums = [(key, Budget(tuple(lines))) for key, lines in found.items()]
        return [
            Sum(
                key=key,
                planned=part.planned,
                spent=part.spent if part.is_reported else None,
                share=part.planned / self.planned if self.planned else Decimal(0),
            )
            for key, part in sums
        ]


def budget_of(programme: Programme) -> Budget:
    """Return the budget, by year and then in the order in which it was written. One query."""
    rows = BudgetLine.objects.filter(programme=programme).select_related("given_by").order_by("year", "number")
    return Budget(tuple(_line(row) for row in rows))


def _line(row: BudgetLine) -> Line:
    return Line(
        id=row.pk,
        number=row.number,
        title=row.title,
        giver=row.given_by.name if row.given_by else None,
        year=row.year,
        planned=Decimal(row.planned) / HUNDREDTHS,
        spent=None if row.spent is None else Decimal(row.spent) / HUNDREDTHS,
        document=row.document,
    )
