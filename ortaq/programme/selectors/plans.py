"""The units of a programme: how far each one's plan has come, and the headline share of plan items done."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.people.selectors import has_office
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text, WithEnglish, alphabetical, with_english
from ortaq.programme.models import Profile
from ortaq.stages.plan.models import PlanVersion
from ortaq.stages.projects import tags
from ortaq.stages.results.shares import ItemState, agreed_items


class PlanState(models.TextChoices):
    """How far the plan of a cycle has come."""

    PLANNING = "planning", _("being planned")
    PUBLISHED = "published", _("plan published, not agreed yet")
    AGREED = "agreed", _("agreed by the assembly")


@dataclass(frozen=True)
class Share:
    """How many of the promised plan items are done."""

    done: int = 0
    promised: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.done + other.done, self.promised + other.promised)

    @property
    def part(self) -> Decimal | None:
        """The share from 0 to 1; None where nothing was promised."""
        return Decimal(self.done) / self.promised if self.promised else None


@dataclass(frozen=True)
class UnitPlan:
    """The plan of one cycle; `share` counts nothing before the assembly has agreed it."""

    first_year: int
    last_year: int
    state: str
    share: Share

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return str(PlanState(self.state).label)

    @property
    def tag(self) -> str:
        """The colour of the state."""
        return "done" if self.state == PlanState.AGREED else "wait"


@dataclass(frozen=True)
class UnitLine:
    """A unit of the programme and its plans, the latest first. `slug` is empty where no office works there."""

    id: UUID
    slug: str
    name: WithEnglish
    district: Text
    plans: tuple[UnitPlan, ...]

    @property
    def share(self) -> Share:
        """All its plans together."""
        return sum((plan.share for plan in self.plans), Share())


@dataclass(frozen=True)
class Served:
    """How many plan items serve one goal, of how many places; what they cost in tiyn."""

    code: str
    name: WithEnglish
    items: int
    done: int
    places: int
    cost: int


@dataclass(frozen=True)
class Plans:
    """The units of a programme, by name, and which goals their agreed plans serve, those of most items first."""

    units: tuple[UnitLine, ...]
    sdg: tuple[Served, ...]
    national: tuple[Served, ...]

    @property
    def share(self) -> Share:
        """The headline: the items of all agreed plans together."""
        return sum((unit.share for unit in self.units), Share())

    @property
    def agreed(self) -> int:
        """How many plans an assembly has agreed."""
        return sum(plan.state == PlanState.AGREED for unit in self.units for plan in unit.plans)


def plans_of(programme: Programme, profile: Profile | None, *, until: datetime.date) -> Plans:
    """Return the units with their plans of the programme's years, as they stood on a day. Five queries.

    Where no office works, nobody keeps a plan: a cycle there is a record of the past that a case needs.
    """
    units = list(programme.units.select_related("district").annotate(has_office=has_office()))
    cycles = _cycles([unit for unit in units if unit.has_office], profile, until)
    items = agreed_items(cycles, until=until)
    published = set(
        PlanVersion.objects.filter(plan__cycle__in=cycles, published_at__date__lte=until).values_list(
            "plan__cycle_id", flat=True
        )
    )
    plans: dict[UUID, list[UnitPlan]] = defaultdict(list)
    for cycle in cycles:
        plans[cycle.unit_id].append(_plan(cycle, items.get(cycle.pk), published))
    lines = [_line(unit, plans[unit.pk]) for unit in units]
    stated = [(cycle.unit_id, state) for cycle in cycles for state in items.get(cycle.pk, ())]
    return Plans(
        units=tuple(sorted(lines, key=lambda line: alphabetical(line.name))),
        sdg=_served(stated, "sdg_target", tags.sdg_targets()),
        national=_served(stated, "national_programme", tags.programmes()),
    )


def _cycles(units: Collection[Unit], profile: Profile | None, until: datetime.date) -> list[Cycle]:
    cycles = Cycle.objects.filter(unit__in=units, starts_on__lte=until).order_by("-first_year")
    if profile is not None:
        cycles = cycles.filter(starts_on__lte=profile.ends_on, last_year__gte=profile.starts_on.year)
    return list(cycles)


def _plan(cycle: Cycle, items: tuple[ItemState, ...] | None, published: Collection[UUID]) -> UnitPlan:
    state = PlanState.PUBLISHED if cycle.pk in published else PlanState.PLANNING
    if items is not None:
        state = PlanState.AGREED
    share = Share(sum(item.is_done for item in items or ()), sum(item.is_promised for item in items or ()))
    return UnitPlan(cycle.first_year, cycle.last_year, state, share)


def _line(unit: Unit, plans: Iterable[UnitPlan]) -> UnitLine:
    return UnitLine(
        id=unit.pk,
        slug=unit.slug if unit.has_office else "",  # type: ignore[attr-defined]
        name=with_english(unit.name, unit.name_en),
        district=unit.district.name,
        plans=tuple(plans),
    )


def _served(
    stated: Collection[tuple[UUID, ItemState]], field: str, known: Mapping[str, tags.Tag]
) -> tuple[Served, ...]:
    found: dict[str, list[tuple[UUID, ItemState]]] = defaultdict(list)
    for unit_id, state in stated:
        code = getattr(state.item.project, field, "")
        if code in known:
            found[code].append((unit_id, state))
    rows = [
        Served(
            code=code,
            name=WithEnglish(kk=known[code].kk, ru=known[code].ru, en=known[code].en),
            items=len(each),
            done=sum(state.is_done for _unit, state in each),
            places=len({unit for unit, _state in each}),
            cost=sum(state.item.cost for _unit, state in each),
        )
        for code, each in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.items, row.code)))
