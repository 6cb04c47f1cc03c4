"""Reads of the stakeholder map: who stands on it, and who is not on it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ortaq.engines.inclusion import coverage
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_lines
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import Category, Stakeholder, StakeholderKind
from ortaq.stages.circle.rules import CATEGORY_OF_GROUP

OWN_CATEGORIES = [str(category.value) for category in Category if category not in CATEGORY_OF_GROUP.values()]
"""The categories that no group says already."""


@dataclass(frozen=True)
class StakeholderLine:
    """A stakeholder as the map and its table show it. `place` numbers the dot.

    What only the office sees is empty for others: how to reach them, the contact person and the contact.
    """

    id: UUID
    place: int
    kind: str
    kind_label: str
    name: Text
    group: str
    category: str
    settlement: Text
    influence: int
    interest: int
    stake: Text
    approach: Text
    person: str = ""
    contact: str = ""
    ending: Text | None = None


@dataclass(frozen=True)
class Register:
    """Who stands on the map, the most influential and interested first; who left it; how many are not shown.

    Everybody sees organisations and informal groups. Private persons are shown to the office alone.
    """

    lines: list[StakeholderLine]
    left: list[StakeholderLine]
    persons_not_shown: int


@dataclass(frozen=True)
class Gaps:
    """Groups, categories and settlements of whom nobody stands on the map yet."""

    groups: tuple[str, ...]
    categories: tuple[str, ...]
    settlements: tuple[Text, ...]

    @property
    def number(self) -> int:
        """How many are missing together."""
        return len(self.groups) + len(self.categories) + len(self.settlements)


def register(*, cycle: Cycle, for_office: bool, group: str = "", settlement: str = "") -> Register:
    """Return the stakeholders of a cycle, narrowed to a group or a settlement where one is asked. One query."""
    found = Stakeholder.objects.filter(cycle=cycle).select_related("settlement", "contact")
    rows = sorted(found, key=lambda row: (-row.influence - row.interest, -row.influence, str(row.name)))
    visible = [row for row in rows if for_office or row.kind != StakeholderKind.PERSON]
    numbered = {row.id: place for place, row in enumerate((r for r in visible if not r.ended_at), start=1)}
    asked = [
        row for row in visible if group in {"", row.group} and settlement in {"", str(row.settlement_id or "")}
    ]
    return Register(
        lines=[_line(row, numbered[row.id], for_office) for row in asked if not row.ended_at],
        left=[_line(row, 0, for_office) for row in asked if row.ended_at],
        persons_not_shown=sum(row.ended_at is None for row in rows) - len(numbered),
    )


def stakeholder_by_id(unit: Unit, id: UUID) -> Stakeholder | None:
    """Return a unit's stakeholder, or None."""
    found = Stakeholder.objects.select_related("cycle", "unit", "settlement", "contact")
    return found.filter(unit=unit, pk=id).first()


def stakeholder_line(row: Stakeholder, *, for_office: bool) -> StakeholderLine:
    """Return what a stakeholder's own page shows. No query where it was read by `stakeholder_by_id`."""
    return _line(row, 0, for_office)


def gaps(*, cycle: Cycle) -> Gaps:
    """Return who is not on the map yet: groups, the seven categories, inhabited settlements. Two queries."""
    rows = Stakeholder.objects.filter(cycle=cycle, ended_at=None).values_list("group", "category", "settlement_id")
    groups = [group for group, _category, _settlement in rows if group]
    categories = [category for _group, category, _settlement in rows if category]
    for group, category in CATEGORY_OF_GROUP.items():
        if group in groups or category in categories:
            groups, categories = [*groups, group.value], [*categories, category.value]
    places = {str(place.id): place.name for place in settlement_lines(cycle.unit) if place.is_inhabited}
    settlements = [str(settlement) for _group, _category, settlement in rows if settlement]
    return Gaps(
        groups=tuple(str(Group(group).label) for group in _missing(Group.values, groups)),
        categories=tuple(str(Category(category).label) for category in _missing(OWN_CATEGORIES, categories)),
        settlements=tuple(places[id] for id in _missing(list(places), settlements)),
    )


def _missing(wanted: Sequence[str], present: Sequence[str]) -> tuple[str, ...]:
    events = dict.fromkeys(present, 1)
    return coverage(wanted, events=events, voices={}).unheard


def _line(row: Stakeholder, place: int, for_office: bool) -> StakeholderLine:
    contact = getattr(row, "contact", None) if for_office else None
    return StakeholderLine(
        id=row.id,
        place=place,
        kind=row.kind,
        kind_label=str(StakeholderKind(row.kind).label),
        name=row.name,
        group=str(Group(row.group).label) if row.group else "",
        category=str(Category(row.category).label) if row.category else "",
        settlement=row.settlement.name if row.settlement else Text(),
        influence=row.influence,
        interest=row.interest,
        stake=row.stake,
        approach=row.approach if for_office else Text(),
        person=contact.person if contact else "",
        contact=contact.contact if contact else "",
        ending=row.ending if row.ended_at else None,
    )
