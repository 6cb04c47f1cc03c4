"""Reads of the open call: its text, its quotas beside the population and the volunteers, what contradicts what."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ortaq.engines.law.seats import share_seats
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.stages.circle.models import Call, Feature
from ortaq.stages.circle.rules import WHOLE_FEATURES, Bounds, contradictions, gaps_of, state_of, values_of
from ortaq.stages.circle.selectors.counting import NO_GROUP, Counts, Shown, count, label_of, living_here, shown

MAY_DIFFER = 1
"""By how many seats a proposed quota may differ from the proportional one."""


@dataclass(frozen=True)
class QuotaLine:
    """One value of a feature: its quota, what the population would give it, and how many volunteer.

    `share` is of the people of 14 and older, for the office only; `volunteers` is None where it is not shown.
    `short` is how many volunteers the minimum lacks, for the office; `nobody`: nobody volunteers yet.
    """

    feature: str
    value: str
    label: str
    minimum: int | None
    maximum: int | None
    share: float | None
    proportional: int | None
    volunteers: int | None
    short: int
    nobody: bool


@dataclass(frozen=True)
class QuotaTable:
    """The lines of one feature; `is_whole`: everybody has one of its values; whether any quota is named."""

    feature: str
    label: str
    lines: list[QuotaLine]
    is_whole: bool
    has_quotas: bool


@dataclass(frozen=True)
class CallPage:
    """Everything the page of the call shows. `state`: draft, coming, open, closed."""

    id: UUID
    state: str
    text: Text
    seats: int | None
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    volunteers: int | None
    tables: list[QuotaTable]
    lacks: list[str]
    contradictions: list[str]
    knows_population: bool

    @property
    def short(self) -> list[QuotaLine]:
        """The quotas whose minimum the volunteers cannot fill yet."""
        return [line for table in self.tables for line in table.lines if line.short]

    @property
    def wanted(self) -> list[QuotaLine]:
        """The quotas for which nobody at all volunteers yet; that nobody does may be said in public."""
        return [line for table in self.tables for line in table.lines if line.minimum and line.nobody]


def call_of(cycle: Cycle) -> Call | None:
    """Return the call of a cycle, or None. One query."""
    return Call.objects.select_related("cycle", "unit").filter(cycle=cycle).first()


def call_page(*, call: Call, language: str, today: datetime.date, for_office: bool) -> CallPage:
    """Return what the page of a call shows: numbers exact for the office, protected for others. Five queries."""
    names = settlement_names(call.unit)
    here = living_here(call.unit)
    people = count(call.volunteers.filter(withdrawn_at=None), settlements=names)
    quotas = bounds_of(call)
    tables = [
        _table(feature, quotas, here, people, call.seats, names, language, for_office=for_office)
        for feature in Feature
    ]
    values = {str(feature.value): values_of(feature, names) for feature in Feature}
    return CallPage(
        id=call.id,
        state=state_of(call, on=today),
        text=call.text,
        seats=call.seats,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        volunteers=shown(people[Feature.SEX], for_office=for_office).total,
        tables=tables,
        lacks=[sentence for _field, sentence in gaps_of(call)],
        contradictions=[
            sentence for _feature, sentence in contradictions(seats=call.seats, quotas=quotas, values=values)
        ],
        knows_population=bool(here),
    )


def bounds_of(call: Call) -> list[Bounds]:
    """Return the quotas of a call. One query."""
    rows = call.quotas.order_by("feature", "value")
    return [Bounds(row.feature, row.value, row.minimum, row.maximum) for row in rows]


def proportional(here: Counts, seats: int | None) -> dict[tuple[str, str], int]:
    """Return the seats that each value would have in proportion to the people, by the largest remainder.

    >>> proportional({"sex": {"female": 52, "male": 48}}, 15)
    {('sex', 'female'): 8, ('sex', 'male'): 7}
    """
    if not seats:
        return {}
    return {
        (feature, row.settlement): row.seats
        for feature, people in here.items()
        for row in share_seats(seats=seats, people={v: n for v, n in people.items() if n}, least=0)
        if any(people.values())
    }


def proposed(here: Counts, seats: int | None) -> list[Bounds]:
    """Return quotas that differ by one seat from the proportional ones and never contradict one another.

    A settlement to which a seat falls keeps one at least.
    """
    found = []
    for (feature, value), fair in proportional(here, seats).items():
        floor = min(fair, 1) if feature == Feature.SETTLEMENT else 0
        found.append(Bounds(feature, value, max(floor, fair - MAY_DIFFER), fair + MAY_DIFFER))
    return found


def _table(
    feature: Feature,
    quotas: list[Bounds],
    here: Counts,
    people: Counts,
    seats: int | None,
    names: Mapping[UUID, Text],
    language: str,
    *,
    for_office: bool,
) -> QuotaTable:
    living, seen = here.get(feature, {}), shown(people[feature], for_office=for_office)
    everybody, fair = sum(living.values()), proportional(here, seats)
    bounds = {row.value: row for row in quotas if row.feature == feature}
    values = [value for value in people[feature] if value != NO_GROUP]
    return QuotaTable(
        feature=str(feature.value),
        label=str(feature.label),
        lines=[
            _line(
                feature,
                value,
                label_of(feature, value, names, language),
                bounds.get(value),
                seen,
                share=living.get(value, 0) / everybody if everybody and for_office else None,
                proportional=fair.get((feature, value)),
                volunteers=people[feature][value],
                for_office=for_office,
            )
            for value in values
        ],
        is_whole=feature in WHOLE_FEATURES,
        has_quotas=bool(bounds),
    )


def _line(
    feature: Feature,
    value: str,
    label: str,
    bounds: Bounds | None,
    seen: Shown,
    *,
    share: float | None,
    proportional: int | None,
    volunteers: int,
    for_office: bool,
) -> QuotaLine:
    return QuotaLine(
        feature=str(feature.value),
        value=value,
        label=label,
        minimum=bounds.minimum if bounds else None,
        maximum=bounds.maximum if bounds else None,
        share=share,
        proportional=proportional,
        volunteers=seen.by_value[value],
        short=max(0, bounds.minimum - volunteers) if bounds and for_office else 0,
        nobody=volunteers == 0,
    )
