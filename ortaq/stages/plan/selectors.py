"""Reads of the plan, as plain data for pages, documents and later rooms."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from ortaq.engines.schedule import Part, counted_total
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.sources import OUTSIDE_TOTALS
from ortaq.ground.text import Text, alphabetical
from ortaq.stages.plan.content import (
    Carried,
    Ceiling,
    Content,
    GoalPart,
    Indicator,
    Item,
    LeftOut,
    ProjectPart,
    content_of,
    hash_agrees,
)
from ortaq.stages.plan.models import LineMoney, Origin, Plan, PlanLine, PlanVersion, VersionLine
from ortaq.stages.projects.models import Project, ProjectCost
from ortaq.stages.vote.models import Outcome, VoteState


def plan_of(cycle: Cycle) -> Plan | None:
    """Return the plan that the cycle makes, if it was begun. One query."""
    return Plan.objects.select_related("cycle", "unit").filter(cycle=cycle).first()


def latest_version(plan: Plan, *, published: bool = False) -> PlanVersion | None:
    """Return the last closed version of the plan, or the last that residents can read. One query."""
    versions = plan.versions.order_by("-number")
    return (versions.exclude(published_at=None) if published else versions).first()


def last_with_line(plan: Plan, number: int) -> PlanVersion | None:
    """Return the latest published version that holds a line, or None. One query."""
    held = plan.versions.filter(version_lines__line__number=number, published_at__isnull=False)
    return held.order_by("-number").first()


def draft_content(plan: Plan) -> Content:
    """Return what the draft says now. At most nine queries, whatever the number of lines."""
    lines = list(_lines(plan).order_by("number"))
    return Content(
        unit=plan.unit.name,
        years=tuple(plan.cycle.years),
        version=0,
        closed_on="",
        vision=plan.vision,
        goals=tuple(GoalPart(goal.number, goal.title) for goal in plan.goals.order_by("number")),
        ceilings=tuple(
            Ceiling(row.year, row.source, row.amount, row.basis)
            for row in plan.envelopes.order_by("source", "year")
        ),
        items=tuple(_item(line) for line in lines if line.removed_at is None),
        left_out=tuple(
            LeftOut(line.number, line.project.number if line.project else None, line.title, line.removal)
            for line in _missed(lines)
        ),
    )


def _missed(lines: Collection[PlanLine]) -> Iterator[PlanLine]:
    """Yield the lines taken out that are told with their reason: of a project that stands in no other line, or
    closed in an earlier version."""
    standing = {line.project_id for line in lines if line.removed_at is None}
    removed = [line for line in lines if line.removed_at is not None]
    without_project = [line.pk for line in removed if line.project_id is None]
    closed = set(VersionLine.objects.filter(line__in=without_project).values_list("line_id", flat=True))
    for line in removed:
        if line.project_id not in standing if line.project_id else line.pk in closed:
            yield line


def lines_of(plan: Plan) -> tuple[Item, ...]:
    """Return the lines of the draft, by number."""
    return tuple(_item(line) for line in _lines(plan).filter(removed_at=None).order_by("number"))


def line_card(line: PlanLine) -> Item:
    """Return one line of the draft with its money and project."""
    return _item(_lines(line.plan).get(pk=line.pk))


@dataclass(frozen=True)
class VersionRow:
    """A version as the list of versions shows it."""

    number: int
    note: Text
    closed_on: datetime.date
    published_on: datetime.date | None
    sha256: str
    is_whole: bool
    lines: int
    total: int


def versions_of(plan: Plan, *, published: bool) -> list[VersionRow]:
    """Return the versions, newest first; only those that residents can read where `published`. One query."""
    versions = plan.versions.order_by("-number")
    rows = []
    for version in versions.exclude(published_at=None) if published else versions:
        content = content_of(version)
        rows.append(
            VersionRow(
                number=version.number,
                note=version.note,
                closed_on=timezone.localdate(version.closed_at),
                published_on=timezone.localdate(version.published_at) if version.published_at else None,
                sha256=version.sha256,
                is_whole=hash_agrees(version),
                lines=len(content.items),
                total=content.totals.total,
            )
        )
    return rows


@dataclass(frozen=True)
class Winner:
    """A project that the residents' vote chose, in the order in which it was chosen."""

    project: Project
    place: int
    is_in_plan: bool


def winners_of(plan: Plan) -> list[Winner]:
    """Return what the cycle's vote chose, once it is counted. Two queries."""
    outcomes = (
        Outcome.objects.filter(won=True, candidate__vote__cycle=plan.cycle_id)
        .filter(candidate__vote__state=VoteState.COUNTED)
        .select_related("candidate__project")
        .order_by("place")
    )
    known = set(plan.lines.filter(project__isnull=False).values_list("project_id", flat=True))
    return [
        Winner(project, outcome.place or 0, project.id in known)
        for outcome in outcomes
        for project in [outcome.candidate.project]
    ]


@dataclass(frozen=True)
class Unfunded:
    """A line of an earlier plan that waits for money and can be carried into this one."""

    line: PlanLine
    first_year: int
    last_year: int


def unfunded_before(plan: Plan) -> list[Unfunded]:
    """Return the lines of earlier plans that still wait and were carried into no later plan. One query."""
    earlier = (
        PlanLine.objects.filter(
            unit=plan.unit_id,
            plan__cycle__first_year__lt=plan.cycle.first_year,
            origin=Origin.WAITING,
            removed_at=None,
        )
        .exclude(carried_to__in=PlanLine.objects.filter(unit=plan.unit_id, removed_at=None))
        .select_related("plan__cycle")
        .order_by("-plan__cycle__first_year", "number")
    )
    return [Unfunded(line, line.plan.cycle.first_year, line.plan.cycle.last_year) for line in earlier]


@dataclass(frozen=True)
class Removed:
    """A line that was taken out of the draft, and the public reason."""

    number: int
    title: Text
    reason: Text


def removed_from(plan: Plan) -> list[Removed]:
    """Return the lines that were taken out of the draft, by number. One query."""
    lines = plan.lines.exclude(removed_at=None).order_by("number")
    return [Removed(line.number, line.title, line.removal) for line in lines]


def project_cost(project: Project) -> int:
    """Return what a project costs by its own sheet, in tiyn; micro-credit is not counted."""
    return counted_total(_parts(project.costs.all()), outside=OUTSIDE_TOTALS)


def _lines(plan: Plan) -> QuerySet[PlanLine]:
    projects = Prefetch(
        "project",
        Project.objects.prefetch_related(
            "settlements", Prefetch("costs", ProjectCost.objects.order_by("year", "source", "kind"))
        ),
    )
    money = Prefetch("money", LineMoney.objects.order_by("year", "source", "kind"))
    return plan.lines.select_related("goal", "carried_from__plan__cycle").prefetch_related(projects, money)


def _parts(rows: Iterable[LineMoney | ProjectCost]) -> tuple[Part, ...]:
    return tuple(Part(row.year, row.source, row.kind, row.amount) for row in rows)


def _item(line: PlanLine) -> Item:
    carried = line.carried_from
    return Item(
        id=str(line.id),
        number=line.number,
        origin=line.origin,
        title=line.title,
        owner=line.owner,
        cost=line.cost,
        reason=line.reason,
        goal=line.goal.number if line.goal else None,
        project=_project(line.project) if line.project else None,
        carried_from=Carried(carried.plan.cycle.first_year, carried.number) if carried else None,
        money=_parts(line.money.all()),
    )


def _project(project: Project) -> ProjectPart:
    return ProjectPart(
        number=project.number,
        title=project.title,
        cost=project_cost(project),
        settlements=tuple(sorted((place.name for place in project.settlements.all()), key=alphabetical)),
        risks=project.risks,
        who_may_lose=project.who_may_lose,
        sdg_target=project.sdg_target,
        national_programme=project.national_programme,
        indicator=_indicator(project) if project.indicator else None,
    )


def _indicator(project: Project) -> Indicator:
    return Indicator(
        name=project.indicator,
        unit=project.indicator_unit,
        baseline=_figure(project.baseline),
        baseline_year=project.baseline_year,
        target=_figure(project.target),
        target_year=project.target_year,
        verification=project.verification,
    )


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
