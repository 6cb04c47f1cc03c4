"""Reads of cases, of all units on this computer. Amounts in tiyn."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.cases.actions import people_of
from ortaq.exchange.cases.evidence import line_of
from ortaq.exchange.models import Case, CaseKind, CaseUse
from ortaq.ground import chain
from ortaq.ground.chain import Stretch, public_knots
from ortaq.ground.money import tenge
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Theme
from ortaq.stages.profile.models import Population

ON_PAGE = 24
FEW = 5
"""Fewer people than this are not told as a number in public."""

SIZES: dict[str, tuple[object, int, int | None]] = {
    "small": (_("up to 1,000 people"), 0, 1_000),
    "middle": (_("1,000 to 3,000 people"), 1_000, 3_000),
    "large": (_("3,000 to 10,000 people"), 3_000, 10_000),
    "very_large": (_("more than 10,000 people"), 10_000, None),
}
"""Key → label and population from (included) to (not included)."""

COSTS: dict[str, tuple[object, Q]] = {
    "none": (_("without money"), Q(cost=0)),
    "small": (_("up to 1 million tenge"), Q(cost__gt=0, cost__lte=tenge(1_000_000))),
    "middle": (_("1 to 10 million tenge"), Q(cost__gt=tenge(1_000_000), cost__lte=tenge(10_000_000))),
    "large": (_("more than 10 million tenge"), Q(cost__gt=tenge(10_000_000))),
}


@dataclass(frozen=True)
class Filters:
    """What a reader narrows the list to; empty takes everything."""

    kind: str = ""
    theme: str = ""
    size: str = ""
    cost: str = ""

    def __bool__(self) -> bool:
        return any((self.kind, self.theme, self.size, self.cost))


@dataclass(frozen=True)
class CaseView:
    """A case as lists and its page show it; `people` is None where nobody said, `few` where they are too few."""

    id: UUID
    number: int
    unit_slug: str
    unit: Text
    oblast: Text
    size: str
    kind: str
    theme: str
    title: Text
    before: Text
    done: Text
    after: Text
    lesson: Text
    people: int | None
    few: bool
    cost: int | None
    published_on: datetime.date | None
    is_fictional: bool

    @property
    def kind_label(self) -> str:
        """What the case teaches, in the reader's language."""
        return str(CaseKind(self.kind).label)

    @property
    def theme_label(self) -> str:
        """The theme in the reader's language."""
        return str(Theme(self.theme).label)

    @property
    def size_label(self) -> str:
        """The size of the unit in words; empty where its population is not known."""
        return str(SIZES[self.size][0]) if self.size else ""

    @property
    def cost_of_one(self) -> int | None:
        """What it cost for each person it concerned, to whole tenge."""
        return self.cost // self.people // 100 * 100 if self.cost and self.people else None


@dataclass(frozen=True)
class Use:
    """A unit that took the case into its plan; `url` leads to its project once everybody may read that."""

    unit: Text
    on: datetime.date
    number: int
    year: int
    slug: str
    is_public: bool


def list_cases(*, filters: Filters, page: int) -> tuple[Page[Case], list[CaseView]]:
    """Return a page of the published cases of all units, the latest first. Three queries."""
    found = _joined().filter(published_at__isnull=False)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.theme:
        found = found.filter(theme=filters.theme)
    if filters.cost in COSTS:
        found = found.filter(COSTS[filters.cost][1])
    sizes = sizes_of_units()
    if filters.size:
        found = found.filter(unit__in=[unit for unit, size in sizes.items() if size == filters.size])
    shown = Paginator(found.order_by("-published_at", "-number"), ON_PAGE).get_page(page)
    return shown, [_view(case, sizes) for case in shown]


def drafts_of(unit: Unit) -> list[CaseView]:
    """Return the unit's cases that are not published yet. One query."""
    return [_view(case, {}) for case in _joined().filter(unit=unit, published_at=None).order_by("-number")]


def case_by_number(slug: str, number: int) -> Case | None:
    """Return a case of the unit with this name in addresses, with what it tells of. One query."""
    return _joined().filter(unit__slug=slug, number=number).first()


def case_view(case: Case) -> CaseView:
    """Return a case (with its unit read) as its page shows it. One or two queries."""
    return _view(case, sizes_of_units(case.unit_id), people=people_of(case))


def behind(case: Case, *, language: str) -> list[Stretch]:
    """Return from the need to the result what really happened, as far as everybody may read it."""
    stretches = chain.back("case", [case.pk], language=language)
    line = line_of(case)
    if line is not None:
        known = {"case", *(stretch.kind.name for stretch in stretches)}
        ahead = chain.forward("plan_line", [line.pk], language=language)
        stretches += [stretch for stretch in ahead if stretch.kind.name not in known]
    return public_knots(sorted(stretches, key=lambda stretch: stretch.kind.order))


def uses_of(case: Case) -> list[Use]:
    """Return the units that took the case into their plans. One query."""
    rows = CaseUse.objects.filter(source_case=case).select_related("unit", "cycle", "project").order_by("used_at")
    return [
        Use(
            unit=row.unit.name,
            on=timezone.localdate(row.used_at),
            number=row.project.number,
            year=row.cycle.first_year,
            slug=row.unit.slug,
            is_public=row.project.submitted_at is not None,
        )
        for row in rows
    ]


def sizes_of_units(*units: UUID) -> dict[UUID, str]:
    """Return the size of each unit whose population is known, by its latest year; of all units if none is named.

    One query.
    """
    rows = Population.objects.values("unit_id", "year").annotate(total=Sum("people")).order_by("year")
    latest = {row["unit_id"]: row["total"] for row in (rows.filter(unit__in=units) if units else rows)}
    return {unit: size_of(total) for unit, total in latest.items()}


def size_of(people: int) -> str:
    """Return the key of a unit's size.

    >>> size_of(2_400)
    'middle'
    """
    return next(key for key, (_label, _least, most) in SIZES.items() if most is None or people < most)


def _joined() -> QuerySet[Case]:
    return Case.objects.select_related(
        "unit__district__parent",
        "cycle",
        "line__project",
        "partnership__line__project",
        "grant__plan_line__project",
        "meeting",
    )


def _view(case: Case, sizes: dict[UUID, str], *, people: int | None = None) -> CaseView:
    people = people or case.people
    few = people is not None and 0 < people < FEW
    oblast = case.unit.district.parent
    return CaseView(
        id=case.pk,
        number=case.number,
        unit_slug=case.unit.slug,
        unit=case.unit.name,
        oblast=oblast.name if oblast else Text(),
        size=sizes.get(case.unit_id, ""),
        kind=case.kind,
        theme=case.theme,
        title=case.title,
        before=case.before,
        done=case.done,
        after=case.after,
        lesson=case.lesson,
        people=None if few else people,
        few=few,
        cost=case.cost,
        published_on=timezone.localdate(case.published_at) if case.published_at else None,
        is_fictional=case.unit.is_fictional,
    )


def published_cases() -> list[CaseView]:
    """Return all published cases, the latest first, to choose from. One query."""
    return [_view(case, {}) for case in _joined().filter(published_at__isnull=False).order_by("-published_at")]
