"""How many seats the assembly has and how the settlements share them: a proposal with its sums."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Literal, TypeAlias

from .parameters import Override, Parameter, parameter, statement, value_of
from .values import BadValueError, Band, Bands

Note: TypeAlias = Literal[
    "band_edge",
    "more_settlements_than_seats",
    "adopted_number",
    "adopted_outside_bands",
    "fewer_seats_than_settlements",
    "population_differs",
    "nobody_lives_here",
]


@dataclass(frozen=True)
class SettlementSeats:
    """One settlement's part: `quota` is its exact share of the seats that are shared by population.

    `by_floor`: its share is below the floor, so it has the floor instead and takes no part in the sharing.
    `by_remainder`: it has one of the last seats, given to the largest remainders.
    """

    settlement: str
    population: int
    quota: Fraction
    by_floor: bool
    by_remainder: bool
    seats: int


@dataclass(frozen=True)
class SeatsProposal:
    """Seats in all and by settlement (largest settlement first).

    `bands` are those the population falls in (two at a shared edge, the first is used).
    `notes` say what a person must know before using the proposal:

    - `band_edge`: two bands hold;
    - `more_settlements_than_seats`: the band has fewer seats than settlements; each keeps its seat and the
      total leaves the band;
    - `adopted_number`: the maslikhat's number is used; `adopted_outside_bands` if no band allows it;
    - `fewer_seats_than_settlements`: the adopted number cannot give each settlement its seat; the largest
      remainders alone decide;
    - `population_differs`: the settlements do not add up to the unit;
    - `nobody_lives_here`: no settlement has people.
    """

    seats: int
    bands: tuple[Band, ...]
    notes: tuple[Note, ...]
    settlements: tuple[SettlementSeats, ...]
    used: tuple[Parameter, ...]


def assembly_seats(
    *, population: int, settlements: Mapping[str, int], on: date, overrides: Collection[Override] = ()
) -> SeatsProposal:
    """A proposal for the seats of an assembly.

    The total is the most seats that the band of the population allows, so that most voices are heard; an
    adopted number (`assembly_size.seats` among the overrides) wins. Only settlements where people live get
    seats: each at least the floor, the rest by largest remainder, equal remainders to the larger
    settlement, then by name. `settlements` maps a settlement's name to its people.

    `ValueError` for negative numbers; `BadValueError` when an adopted table of bands leaves this population
    out; `NoValueOnDateError` before the act.

    >>> villages = {"Мысал": 1200, "Көктал": 450, "Жайлау": 40, "Қыстау": 0}
    >>> proposal = assembly_seats(population=1690, settlements=villages, on=date(2027, 3, 1))
    >>> proposal.seats, [(row.settlement, row.seats) for row in proposal.settlements]
    (10, [('Мысал', 7), ('Көктал', 2), ('Жайлау', 1)])
    """
    if min(population, *settlements.values(), 0) < 0:
        raise ValueError("population cannot be negative")
    inhabited = {name: people for name, people in settlements.items() if people}
    bands_rule = parameter("assembly_size.bands", on=on, overrides=overrides)
    floor_rule = parameter("assembly_size.settlement_floor", on=on, overrides=overrides)
    method = parameter("assembly_size.apportionment", on=on, overrides=overrides)
    adopted = statement("assembly_size.seats", on=on, overrides=overrides)
    bands = tuple(band for band in value_of(bands_rule, Bands) if band.holds(population))
    if not bands:
        raise BadValueError(raw=population, unit=bands_rule.unit)
    least = value_of(floor_rule, int)
    total = bands[0].seats_max if adopted.value is None else value_of(adopted, int)
    wanted = least * len(inhabited)
    notes = _notes(bands=bands, total=total, wanted=wanted, adopted=adopted.value is not None)
    if sum(inhabited.values()) != population:
        notes.append("population_differs" if inhabited else "nobody_lives_here")
    if adopted.value is None:
        total = max(total, wanted)
    return SeatsProposal(
        seats=total,
        bands=bands,
        notes=tuple(notes),
        settlements=share_seats(seats=total, people=inhabited, least=least if total >= wanted else 0),
        used=(bands_rule, floor_rule, method)
        if adopted.value is None
        else (adopted, bands_rule, floor_rule, method),
    )


def share_seats(*, seats: int, people: Mapping[str, int], least: int) -> tuple[SettlementSeats, ...]:
    """Seats by largest remainder, nobody with fewer than `least`; people > 0, enough `seats` for every floor.

    >>> rows = share_seats(seats=5, people={"A": 7, "B": 2}, least=1)
    >>> [(row.settlement, str(row.quota), row.seats) for row in rows]
    [('A', '35/9', 4), ('B', '10/9', 1)]
    """
    ranked = sorted(people, key=lambda name: (-people[name], name))
    sharing = _above_floor(seats=seats, ranked=ranked, people=people, least=least)
    quotas = _quotas(seats=seats - least * (len(ranked) - len(sharing)), names=sharing, people=people)
    left = sum(quotas.values(), Fraction(0)) - sum(floor(quota) for quota in quotas.values())
    by_remainder = sorted(sharing, key=lambda name: floor(quotas[name]) - quotas[name])[: int(left)]
    return tuple(
        SettlementSeats(
            settlement=name,
            population=people[name],
            quota=quotas.get(name, Fraction(0)),
            by_floor=name not in quotas,
            by_remainder=name in by_remainder,
            seats=floor(quotas[name]) + (name in by_remainder) if name in quotas else least,
        )
        for name in ranked
    )


def _above_floor(*, seats: int, ranked: list[str], people: Mapping[str, int], least: int) -> list[str]:
    """Those whose share of what is left is at least the floor, after the smaller ones took their floor."""
    sharing = list(ranked)
    while sharing:
        left = seats - least * (len(ranked) - len(sharing))
        if _quotas(seats=left, names=sharing, people=people)[sharing[-1]] >= least:
            break
        sharing.pop()
    return sharing


def _quotas(*, seats: int, names: list[str], people: Mapping[str, int]) -> dict[str, Fraction]:
    everybody = sum(people[name] for name in names)
    return {name: Fraction(seats * people[name], everybody) for name in names}


def _notes(*, bands: tuple[Band, ...], total: int, wanted: int, adopted: bool) -> list[Note]:
    notes: list[Note] = ["band_edge"] if len(bands) > 1 else []
    if adopted:
        notes.append("adopted_number")
        if not any(band.seats_min <= total <= band.seats_max for band in bands):
            notes.append("adopted_outside_bands")
    if wanted > total:
        notes.append("fewer_seats_than_settlements" if adopted else "more_settlements_than_seats")
    return notes
