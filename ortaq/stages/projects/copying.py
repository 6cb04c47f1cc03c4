"""How a sheet repeats another one: its parts, and its rows moved to the years of its own cycle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import fields

from ortaq.ground.ids import new_id
from ortaq.stages.projects.models import Beneficiaries, Project, ProjectCost
from ortaq.stages.projects.sheet import Basics, Care, Indicator, Upkeep

OF_THE_PLACE = frozenset({"owner", "upkeep_payer", "baseline", "baseline_year", "target", "target_year"})
"""Fields that are true of one place only: a sheet of another unit does not repeat them."""


def copy_parts(earlier: Project, project: Project) -> None:
    """Repeat the written parts of a sheet; those of the place only where it is the same unit. Saves nothing."""
    left_out = {"settlements"} | (OF_THE_PLACE if earlier.unit_id != project.unit_id else set())
    for part in (Basics, Upkeep, Indicator, Care):
        for field in fields(part):
            if field.name not in left_out:
                setattr(project, field.name, getattr(earlier, field.name))


def as_it_is(amount: int) -> int:
    """Return the amount itself."""
    return amount


def copy_costs(earlier: Project, project: Project, *, scaled: Callable[[int], int] = as_it_is) -> None:
    """Repeat the costs, moved with the first year of the cycle; amounts in tiyn, changed by `scaled`.

    What would fall behind the last year is added to the last year.
    """
    moved: Counter[tuple[int, str, str]] = Counter()
    shift = project.cycle.first_year - earlier.cycle.first_year
    for cost in earlier.costs.all():
        moved[min(cost.year + shift, project.cycle.last_year), cost.source, cost.kind] += scaled(cost.amount)
    ProjectCost.objects.bulk_create(
        ProjectCost(id=new_id(), project=project, year=year, source=source, kind=kind, amount=amount)
        for (year, source, kind), amount in moved.items()
    )


def copy_people(earlier: Project, project: Project) -> None:
    """Repeat where it is done and whom it serves."""
    project.settlements.set(earlier.settlements.all())
    rows = list(earlier.beneficiaries.all())
    for row in rows:
        row.pk, row.project = new_id(), project
    Beneficiaries.objects.bulk_create(rows)
