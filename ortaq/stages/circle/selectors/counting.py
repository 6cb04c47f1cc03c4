"""Persons by sex, age, settlement and group: how many live here, volunteer or plan; and what of it is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from ortaq.engines.inclusion import Table, protect
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import AgeBand, Feature, Sex
from ortaq.stages.profile.models import AgeBand as PassportBand
from ortaq.stages.profile.models import Population
from ortaq.stages.profile.models import Sex as PassportSex
from ortaq.stages.profile.selectors.population import figures_of

SEX_OF_PASSPORT = {PassportSex.WOMEN.value: Sex.FEMALE.value, PassportSex.MEN.value: Sex.MALE.value}
BAND_OF_PASSPORT = {
    PassportBand.TEENS.value: AgeBand.YOUTH.value,
    PassportBand.YOUNG.value: AgeBand.YOUTH.value,
    PassportBand.YOUNG_ADULTS.value: AgeBand.YOUTH.value,
    PassportBand.MIDDLE.value: AgeBand.MIDDLE.value,
    PassportBand.OLDER.value: AgeBand.OLDER.value,
}
"""Bands of the passport in which people may be members of the group; children of 0 to 13 may not."""

SMALLEST_SHOWN = 5
NO_GROUP = ""

Counts = Mapping[str, Mapping[str, int]]
"""Feature → value → persons."""


class Counted(Protocol):
    """Whatever says of a person what quotas ask."""

    sex: str
    age: str
    settlement_id: UUID
    group: str


@dataclass(frozen=True)
class Shown:
    """How many persons have each value of a feature; None is not shown."""

    total: int | None
    by_value: Mapping[str, int | None]


def count(people: Iterable[Counted], *, settlements: Iterable[UUID]) -> Counts:
    """Count persons by every feature; every value has a number, also where it is zero."""
    counts: dict[str, Counter[str]] = {
        str(Feature.SEX.value): Counter(dict.fromkeys(Sex.values, 0)),
        str(Feature.AGE.value): Counter(dict.fromkeys(AgeBand.values, 0)),
        str(Feature.SETTLEMENT.value): Counter(dict.fromkeys(map(str, settlements), 0)),
        str(Feature.GROUP.value): Counter(dict.fromkeys([*Group.values, NO_GROUP], 0)),
    }
    for person in people:
        counts[Feature.SEX][person.sex] += 1
        counts[Feature.AGE][person.age] += 1
        counts[Feature.SETTLEMENT][str(person.settlement_id)] += 1
        counts[Feature.GROUP][person.group] += 1
    return counts


def shown(counts: Mapping[str, int], *, for_office: bool) -> Shown:
    """Return the counts of one feature as the reader may see them: exact, or with small numbers protected.

    The same persons are counted by several features, so a total that one of them shows must not reveal what
    another hides: where the total of five or more persons would be hidden, all its parts are hidden instead.
    """
    total = sum(counts.values())
    if for_office:
        return Shown(total, dict(counts))
    table = protect(Table.listed(counts))
    if table.total is None:
        hidden = {value: None if number else 0 for value, number in counts.items()}
        return Shown(total if total >= SMALLEST_SHOWN else None, hidden)
    return Shown(total, {value: cell for value, (cell,) in zip(table.rows, table.cells, strict=True)})


def living_here(unit: Unit) -> Counts:
    """Return how many people of 14 and older live here by sex, age and settlement, as the passport last knew.

    Empty where the passport has no population. Two queries.
    """
    years = Population.objects.filter(unit=unit).order_by("-year").values_list("year", flat=True)
    year = years.first()
    if year is None:
        return {}
    counts: dict[str, Counter[str]] = {
        str(feature.value): Counter() for feature in (Feature.SEX, Feature.AGE, Feature.SETTLEMENT)
    }
    for (settlement, sex, band), people in figures_of(unit, year).items():
        if band in BAND_OF_PASSPORT:
            counts[Feature.SEX][SEX_OF_PASSPORT[sex]] += people
            counts[Feature.AGE][BAND_OF_PASSPORT[band]] += people
            counts[Feature.SETTLEMENT][str(settlement)] += people
    return counts


def label_of(feature: str, value: str, names: Mapping[UUID, Text], language: str) -> str:
    """Return a value of a feature in words; `names` are those of the settlements."""
    if feature == Feature.SEX:
        return str(Sex(value).label)
    if feature == Feature.AGE:
        return str(AgeBand(value).label)
    if feature == Feature.GROUP:
        return str(Group(value).label) if value else _("no group named")
    return names[UUID(value)].in_language(language)
