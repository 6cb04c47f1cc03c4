"""The project sheet as it is given to actions: its parts, each saved on its own, and the rows of its grids."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text

NOTHING = Text()
"""A text that is not written yet."""


@dataclass(frozen=True)
class Basics:
    """What will be done, where, and who answers for it. `settlements` are their ids."""

    title: Text = NOTHING
    description: Text = NOTHING
    owner: Text = NOTHING
    theme: str = ""
    settlements: tuple[UUID, ...] = ()
    sdg_target: str = ""
    national_programme: str = ""


@dataclass(frozen=True)
class Upkeep:
    """What a year costs after it is built (tiyn; 0 for nothing, None for not known yet), and who pays that."""

    upkeep: int | None = None
    upkeep_payer: Text = NOTHING


@dataclass(frozen=True)
class Indicator:
    """How everybody will know that it worked: what is measured, from which number to which, by whose count."""

    indicator: Text = NOTHING
    indicator_unit: Text = NOTHING
    baseline: Decimal | None = None
    baseline_year: int | None = None
    target: Decimal | None = None
    target_year: int | None = None
    verification: Text = NOTHING


@dataclass(frozen=True)
class Care:
    """What may go wrong, and for whom it may be worse than before."""

    risks: Text = NOTHING
    who_may_lose: Text = NOTHING


Part = Basics | Upkeep | Indicator | Care


@dataclass(frozen=True)
class CostRow:
    """What one source gives in one year, in one form; tiyn, above zero."""

    year: int
    source: Source
    kind: MoneyKind
    amount: int

    @property
    def field(self) -> str:
        """The form field in which this amount is written."""
        return cost_field(self.year, self.source, self.kind)


@dataclass(frozen=True)
class ServedRow:
    """How many people of a settlement the project serves, and how many of them are of which age."""

    settlement_id: UUID
    women: int = 0
    men: int = 0
    children: int = 0
    youth: int = 0
    older: int = 0

    @property
    def people(self) -> int:
        """Women and men together."""
        return self.women + self.men


AGES = ("children", "youth", "older")


def cost_field(year: int, source: str, kind: str) -> str:
    """Return the name of the form field for an amount.

    >>> cost_field(2028, "grant", "money")
    'cost_2028_grant_money'
    """
    return f"cost_{year}_{source}_{kind}"


def served_field(settlement_id: UUID, column: str) -> str:
    """Return the name of the form field for a number of people (`column` is a field of `ServedRow`)."""
    return f"{column}_{settlement_id.hex}"
