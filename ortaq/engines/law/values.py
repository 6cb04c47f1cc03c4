"""What a legal parameter can hold, and how it is read from TOML or from a unit's adopted number.

A value is written the same way in both places: a whole number, a share such as `"1/10"`, the name of a rule,
a list of field names, or a list of population bands. The parameter's unit says which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Raw: TypeAlias = int | str | Sequence[str] | Sequence[Mapping[str, int]]

DAYS = ("calendar_days_before", "calendar_days_after", "working_days_after")
WHOLE = (*DAYS, "seats", "years", "meetings_per_quarter")
SHARES = ("share_of_residents", "share_of_members")
RULES = {
    "decision_rule": ("majority_of_present", "more_for_than_against", "most_votes"),
    "casting_vote": ("chair", "nobody"),
    "apportionment_rule": ("largest_remainder",),
}


class BadValueError(ValueError):
    """A value does not fit the unit of its parameter."""

    def __init__(self, *, raw: object, unit: str) -> None:
        super().__init__(f"{raw!r} is not a value in {unit!r}")
        self.raw = raw
        self.unit = unit


@dataclass(frozen=True)
class Words:
    """One short text in the three languages."""

    kk: str
    ru: str
    en: str


@dataclass(frozen=True)
class Band:
    """Seats allowed for a population between two numbers, both included; `population_to` None is no limit."""

    population_from: int
    population_to: int | None
    seats_min: int
    seats_max: int

    def holds(self, population: int) -> bool:
        return self.population_from <= population and (
            self.population_to is None or population <= self.population_to
        )


class Bands(tuple[Band, ...]):
    """Bands of population from the smallest to the largest."""

    __slots__ = ()


class Names(tuple[str, ...]):
    """Names of fields, in the order in which they are written."""

    __slots__ = ()


Value: TypeAlias = int | Fraction | str | Bands | Names


def read_value(*, raw: Raw, unit: str) -> Value:
    """The value that `raw` means in `unit`; `BadValueError` when it means none.

    >>> read_value(raw="1/10", unit="share_of_residents")
    Fraction(1, 10)
    >>> read_value(raw=10, unit="calendar_days_before")
    10
    """
    if unit in WHOLE and isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return raw
    if unit in SHARES:
        return _share(raw=raw, unit=unit)
    if unit in RULES and isinstance(raw, str) and raw in RULES[unit]:
        return raw
    if unit == "protocol_fields" and not isinstance(raw, int | str):
        return Names(str(name) for name in raw)
    if unit == "seats_by_population" and not isinstance(raw, int | str):
        return _bands(raw=raw, unit=unit)
    raise BadValueError(raw=raw, unit=unit)


def _share(*, raw: Raw, unit: str) -> Fraction:
    if isinstance(raw, str):
        try:
            share = Fraction(raw)
        except (ValueError, ZeroDivisionError):
            raise BadValueError(raw=raw, unit=unit) from None
        if 0 <= share <= 1:
            return share
    raise BadValueError(raw=raw, unit=unit)


def _bands(*, raw: Sequence[str] | Sequence[Mapping[str, int]], unit: str) -> Bands:
    bands = []
    for row in raw:
        if isinstance(row, str) or not {"population_from", "seats_min", "seats_max"} <= row.keys():
            raise BadValueError(raw=raw, unit=unit)
        bands.append(
            Band(
                population_from=row["population_from"],
                population_to=row.get("population_to"),
                seats_min=row["seats_min"],
                seats_max=row["seats_max"],
            )
        )
    return Bands(bands)
