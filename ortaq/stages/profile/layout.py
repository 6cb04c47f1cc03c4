"""The official six-part layout of a unit's budget, and whether sums in it agree."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

INCOME, EXPENDITURE, LENDING, ASSETS, DEFICIT, FINANCING = "123456"
Amounts = Mapping[str, int]
"""Code of a part ("1") or of a class in it ("1.4") → tiyn. What was not written is absent."""


@dataclass(frozen=True)
class BudgetClass:
    """A class within a part; `sign` is 1 or −1, as it enters the part's sum."""

    code: str
    name: dict[str, str]
    sign: int
    is_transfer: bool


@dataclass(frozen=True)
class BudgetPart:
    """One of the six parts."""

    number: int
    name: dict[str, str]
    classes: tuple[BudgetClass, ...]

    @property
    def code(self) -> str:
        """The part's number as a code."""
        return str(self.number)


@dataclass(frozen=True)
class Disagreement:
    """A sum that does not agree: the code where it is written, which rule, what stands there, what should."""

    code: str
    rule: str
    written: int
    expected: int


@cache
def layout() -> tuple[BudgetPart, ...]:
    """Return the six parts in order."""
    data = tomllib.loads(files("ortaq.stages.profile").joinpath("budget.toml").read_text("utf-8"))
    return tuple(
        BudgetPart(
            number=part["number"],
            name=part["name"],
            classes=tuple(
                BudgetClass(one["code"], one["name"], one["sign"], one.get("transfer", False))
                for one in part["class"]
            ),
        )
        for part in data["part"]
    )


@cache
def names() -> dict[str, dict[str, str]]:
    """Return the names of all lines by code, parts and classes in the order of the layout."""
    lines: dict[str, dict[str, str]] = {}
    for part in layout():
        lines[part.code] = part.name
        lines |= {one.code: one.name for one in part.classes}
    return lines


def filled(amounts: Amounts) -> dict[str, int]:
    """Return the amounts with the sums that follow from them: parts from their classes, the deficit from parts.

    >>> filled({"1.1": 40, "1.4": 60, "2": 110})["5"]
    -10
    """
    whole = dict(amounts)
    for part in layout():
        if part.code not in whole and _has_classes(part, amounts):
            whole[part.code] = _sum(part, amounts)
    if DEFICIT not in whole and {INCOME, EXPENDITURE} <= whole.keys():
        whole[DEFICIT] = _balance(whole)
    return whole


def disagreements(amounts: Amounts) -> list[Disagreement]:
    """Return where sums do not agree: a part with its classes, the deficit with the parts, its financing with it.

    The deficit (surplus) is income − expenditure − net lending − balance of financial assets; financing is the
    same with the other sign. A class that is not written counts as nothing; a sum that is not written is the one
    that follows (`filled`).

    >>> [found.rule for found in disagreements({"1": 100, "1.1": 40, "1.4": 50})]
    ['part']
    >>> [found.rule for found in disagreements({"1.1": 100, "2.01": 110, "5": -20})]
    ['deficit']
    >>> disagreements({"1": 100, "2": 110, "5": -10, "6": 10})
    []
    """
    whole = filled(amounts)
    found = [
        Disagreement(part.code, "part", amounts[part.code], _sum(part, amounts))
        for part in layout()
        if part.code in amounts and _has_classes(part, amounts) and amounts[part.code] != _sum(part, amounts)
    ]
    if {INCOME, EXPENDITURE, DEFICIT} <= whole.keys() and whole[DEFICIT] != _balance(whole):
        found.append(Disagreement(DEFICIT, "deficit", whole[DEFICIT], _balance(whole)))
    if {DEFICIT, FINANCING} <= whole.keys() and whole[FINANCING] != -whole[DEFICIT]:
        found.append(Disagreement(FINANCING, "financing", whole[FINANCING], -whole[DEFICIT]))
    return found


def _has_classes(part: BudgetPart, amounts: Amounts) -> bool:
    return any(one.code in amounts for one in part.classes)


def _sum(part: BudgetPart, amounts: Amounts) -> int:
    return sum(one.sign * amounts.get(one.code, 0) for one in part.classes)


def _balance(amounts: Amounts) -> int:
    return amounts[INCOME] - sum(amounts.get(code, 0) for code in (EXPENDITURE, LENDING, ASSETS))
