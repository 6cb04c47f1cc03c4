"""Whom a project serves, in numbers that may be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from ortaq.engines.inclusion import Table, protect
from ortaq.ground.text import Text
from ortaq.stages.profile.models import YOUTH_BANDS, AgeBand, Population, Sex
from ortaq.stages.projects.models import Beneficiaries, Project
from ortaq.stages.projects.sheet import AGES

BANDS = {
    "children": {AgeBand.CHILDREN},
    "youth": set(YOUTH_BANDS),
    "older": {AgeBand.OLDER},
}
"""The age bands of the profile that each age of the sheet covers."""


@dataclass(frozen=True)
class ServedLine:
    """One settlement; None stands for a number that is not published."""

    settlement: Text
    women: int | None
    men: int | None
    people: int | None


@dataclass(frozen=True)
class Benefit:
    """Whom a project serves: by settlement and sex, and by age. None stands for a number not published.

    `ages` are (children, youth, adults between, older people), empty where ages are not known or where they
    would give away a hidden total. `is_protected` says that some number is not shown.
    """

    lines: tuple[ServedLine, ...] = ()
    women: int | None = 0
    men: int | None = 0
    people: int | None = 0
    ages: tuple[int | None, ...] = ()
    is_protected: bool = False


@dataclass(frozen=True)
class Excess:
    """More people served than live in the settlement, as far as the profile knows; in which column."""

    column: str
    settlement: Text
    served: int
    living: int


def benefit(rows: Iterable[Beneficiaries], *, protected: bool) -> Benefit:
    """Return whom a project serves, from its rows (with their settlements read). No query.

    With `protected`, numbers of fewer than five people and what would give them away are left out.
    """
    given = {str(row.settlement_id): row for row in rows}
    if not given:
        return Benefit()
    if not protected:
        return _plainly(list(given.values()))
    by_sex = protect(Table.crossed({id: {"women": row.women, "men": row.men} for id, row in given.items()}))
    ages = _ages(list(given.values()))
    shown_ages = _protected_ages(ages) if ages and by_sex.total is not None else ()
    lines = tuple(
        ServedLine(given[id].settlement.name, women, men, people)
        for id, (women, men), people in zip(by_sex.rows, by_sex.cells, by_sex.row_totals, strict=True)
    )
    women, men = by_sex.column_totals
    shown = [number for line in lines for number in (line.women, line.men, line.people)]
    hides = None in (*shown, women, men, by_sex.total, *shown_ages) or len(shown_ages) < len(ages)
    return Benefit(lines, women, men, by_sex.total, shown_ages, hides)


def over_population(project: Project) -> list[Excess]:
    """Return where a sheet serves more people than live there, by the latest figures of the profile.

    Settlements without figures are not judged. Three queries.
    """
    latest = dict(
        Population.objects.filter(unit_id=project.unit_id)
        .values_list("settlement_id")
        .annotate(latest=Max("year"))
    )
    figures = list(Population.objects.filter(unit_id=project.unit_id, year__in=set(latest.values())))
    excesses = []
    for row in project.beneficiaries.select_related("settlement"):
        here = [one for one in figures if one.settlement_id == row.settlement_id]
        here = [one for one in here if one.year == latest[row.settlement_id]]
        excesses += _excesses(row, here)
    return excesses


def _excesses(row: Beneficiaries, figures: list[Population]) -> list[Excess]:
    if not figures:
        return []
    living = {sex.value: sum(one.people for one in figures if one.sex == sex) for sex in Sex}
    living |= {age: sum(one.people for one in figures if one.band in bands) for age, bands in BANDS.items()}
    return [
        Excess(column, row.settlement.name, getattr(row, column), people)
        for column, people in living.items()
        if getattr(row, column) > people
    ]


def _protected_ages(ages: tuple[int, ...]) -> tuple[int | None, ...]:
    """The ages as they may stand beside the total that the settlements show; nothing where they hide it."""
    shown = protect(Table.listed({str(place): number for place, number in enumerate(ages)}))
    return () if shown.total is None else tuple(row[0] for row in shown.cells)


def _plainly(rows: list[Beneficiaries]) -> Benefit:
    lines = tuple(ServedLine(row.settlement.name, row.women, row.men, row.women + row.men) for row in rows)
    women, men = sum(row.women for row in rows), sum(row.men for row in rows)
    return Benefit(lines, women, men, women + men, _ages(rows))


def _ages(rows: list[Beneficiaries]) -> tuple[int, ...]:
    children, youth, older = (sum(getattr(row, age) for row in rows) for age in AGES)
    if not children + youth + older:
        return ()
    everyone = sum(row.women + row.men for row in rows)
    return children, youth, everyone - children - youth - older, older
