"""Writes of projects."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import fields
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import NotAllowed, Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.money import LARGEST_AMOUNT
from ortaq.ground.people.actors import Actor
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text, columns
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Problem
from ortaq.stages.projects import rules
from ortaq.stages.projects.copying import copy_costs, copy_parts, copy_people
from ortaq.stages.projects.models import (
    Beneficiaries,
    Project,
    ProjectCost,
    ProjectProblem,
    ProjectState,
    Review,
    Verdict,
)
from ortaq.stages.projects.sheet import (
    AGES,
    Basics,
    CostRow,
    Indicator,
    Part,
    ServedRow,
    Upkeep,
    served_field,
)
from ortaq.stages.projects.tags import programmes, sdg_targets

STATE_AFTER = {
    Verdict.FEASIBLE: ProjectState.FEASIBLE,
    Verdict.NOT_FEASIBLE: ProjectState.NOT_FEASIBLE,
    Verdict.TO_IMPROVE: ProjectState.TO_IMPROVE,
}


class Incomplete(Refused):
    """The sheet is not whole; `missing` names what it lacks and where that is written."""

    def __init__(self, gaps: Sequence[rules.Missing]) -> None:
        named = "; ".join(str(gap.sentence) for gap in gaps)
        super().__init__(_("The sheet is not whole yet. Still missing: %(what)s.") % {"what": named})
        self.missing = list(gaps)


@action("projects.draft")
def draft_project(
    *,
    by: Actor,
    cycle: Cycle,
    problems: Sequence[Problem],
    title: Text = Text(),
    earlier: Project | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Project:
    """Begin a sheet that answers one or more problems, or that repeats an earlier sheet with its numbers.

    A copy takes over every part of the earlier sheet; its costs move with the first year of the cycle, and
    what would fall behind the last year is added to the last year. It answers the problems named here, or
    else those of the earlier sheet.
    """
    if not problems and earlier is None:
        raise Refused(_("Choose at least one problem that the project answers."), field="problems")
    project = Project(id=deed, unit_id=cycle.unit_id, cycle=cycle, copied_from=earlier, made_at=now)
    project.number = _next_number(cycle.unit_id)
    if earlier is not None:
        copy_parts(earlier, project)
    if title:
        project.title = title
    if problems and not project.theme:
        project.theme = problems[0].theme
    project.save(force_insert=True)
    if earlier is not None:
        copy_costs(earlier, project)
        copy_people(earlier, project)
        problems = problems or list(earlier.problems.all())
    _link_problems(project, problems)
    return project


@action("projects.draft")
def set_problems(
    *, by: Actor, project: Project, problems: Sequence[Problem], now: datetime.datetime, deed: UUID | None = None
) -> Project:
    """Say which problems the project answers; the chain from needs to results runs through them."""
    _require_changeable(project)
    if not problems:
        raise Refused(_("Choose at least one problem that the project answers."), field="problems")
    project.problem_links.exclude(problem__in=problems).delete()
    known = set(project.problem_links.values_list("problem_id", flat=True))
    _link_problems(project, [problem for problem in problems if problem.pk not in known])
    return project


@action("projects.draft")
def change_project(
    *, by: Actor, project: Project, part: Part, now: datetime.datetime, deed: UUID | None = None
) -> Project:
    """Save one part of a sheet, also where required fields are still empty."""
    _require_changeable(project)
    _require_sound(project, part)
    written: list[str] = []
    for field in fields(part):
        if field.name == "settlements":
            continue
        value = getattr(part, field.name)
        setattr(project, field.name, value)
        written += columns(field.name) if isinstance(value, Text) else [field.name]
    project.save(update_fields=written)
    if isinstance(part, Basics):
        project.settlements.set(project.unit.settlements.filter(pk__in=part.settlements))
    return project


@action("projects.draft")
def set_costs(
    *, by: Actor, project: Project, costs: Sequence[CostRow], now: datetime.datetime, deed: UUID | None = None
) -> Project:
    """Say what the project costs in each year of the plan, by source and form; replaces what was said before."""
    _require_changeable(project)
    faults = dict(_faults_of_costs(project, costs))
    if faults:
        raise Several(faults)
    project.costs.all().delete()
    ProjectCost.objects.bulk_create(
        ProjectCost(
            id=new_id(), project=project, year=row.year, source=row.source, kind=row.kind, amount=row.amount
        )
        for row in costs
    )
    return project


@action("projects.draft")
def set_beneficiaries(
    *, by: Actor, project: Project, served: Sequence[ServedRow], now: datetime.datetime, deed: UUID | None = None
) -> Project:
    """Say how many people of each settlement the project serves; replaces what was said before.

    Rows without people are left out. Children, youth and older people may not be more than women and men.
    """
    _require_changeable(project)
    _require_own_settlements(project, [row.settlement_id for row in served])
    faults = dict(fault for row in served for fault in _faults_of_served(row))
    if faults:
        raise Several(faults)
    project.beneficiaries.all().delete()
    Beneficiaries.objects.bulk_create(
        Beneficiaries(
            id=new_id(),
            project=project,
            settlement_id=row.settlement_id,
            women=row.women,
            men=row.men,
            children=row.children,
            youth=row.youth,
            older=row.older,
        )
        for row in served
        if row.people
    )
    return project


@action("projects.submit")
def submit_project(*, by: Actor, project: Project, now: datetime.datetime, deed: UUID | None = None) -> Project:
    """Send a whole sheet for review; from now on everybody may read it."""
    _require_changeable(project)
    gaps = rules.missing(project)
    if gaps:
        raise Incomplete(gaps)
    project.state = ProjectState.SUBMITTED
    project.submitted_at, project.submitted_by = now, by.account
    project.save(update_fields=["state", "submitted_at", "submitted_by"])
    return project


@action("projects.review")
def review_project(
    *,
    by: Actor,
    project: Project,
    verdict: Verdict,
    reasons: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Review:
    """Say whether the project can be done, with reasons that everybody reads.

    The review is made by another person than the one who sent the sheet. A reviewed project may be reviewed
    again as long as neither the vote nor the plan stands on it; earlier reviews stay.
    """
    project.refresh_from_db()
    if not rules.is_reviewable(project):
        raise Refused(_("This sheet is not under review now."))
    if not rules.may_review(project, by.account):
        raise Refused(_("You sent this sheet for review yourself. Another member of the team must review it."))
    if rules.is_taken_further(project):
        raise Refused(_("The vote or the plan already stands on this project, so its review cannot change."))
    if not str(reasons).strip():
        raise Refused(_("Write the reasons: residents will read them."), field="reasons_kk")
    project.state = STATE_AFTER[Verdict(verdict)]
    project.save(update_fields=["state"])
    review = Review(id=deed, unit_id=project.unit_id, project=project, verdict=verdict, reviewed_at=now)
    review.reasons = reasons
    review.save(force_insert=True)
    return review


@action("projects.withdraw")
def withdraw_project(
    *, by: Actor, project: Project, reason: Text, now: datetime.datetime, deed: UUID | None = None
) -> Project:
    """Take a sheet back with a reason; it stays readable, and its number is not given again."""
    project.refresh_from_db()
    if project.state == ProjectState.WITHDRAWN:
        raise Refused(_("This project is withdrawn already."))
    if rules.is_taken_further(project):
        raise Refused(_("The vote or the plan already stands on this project, so it cannot be withdrawn here."))
    if not str(reason).strip():
        raise Refused(_("Say why the project is withdrawn: residents will read it."), field="reason_kk")
    project.state, project.withdrawn_at, project.withdrawal = ProjectState.WITHDRAWN, now, reason
    project.save(update_fields=["state", "withdrawn_at", *columns("withdrawal")])
    return project


def _next_number(unit_id: UUID) -> int:
    highest = Project.objects.filter(unit_id=unit_id).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _require_changeable(project: Project) -> None:
    project.refresh_from_db()
    if not rules.may_change(project):
        raise Refused(_("This sheet was sent for review, so it cannot be changed now."))


def _link_problems(project: Project, problems: Sequence[Problem]) -> None:
    ProjectProblem.objects.bulk_create(
        ProjectProblem(id=new_id(), project=project, problem=problem) for problem in problems
    )


def _require_sound(project: Project, part: Part) -> None:
    if isinstance(part, Basics):
        _require_own_settlements(project, part.settlements)
        _require_known("theme", part.theme, Theme.values)
        _require_known("sdg_target", part.sdg_target, sdg_targets())
        _require_known("national_programme", part.national_programme, programmes())
    if isinstance(part, Upkeep) and part.upkeep is not None and not 0 <= part.upkeep <= LARGEST_AMOUNT:
        raise Refused(_("The amount is too large. Check the number of zeros."), field="upkeep")
    if isinstance(part, Indicator) and (part.baseline_year or 0) > (part.target_year or 9999):
        raise Refused(_("The target year must not come before the year of the baseline."), field="target_year")


def _require_known(field: str, value: str, known: Sequence[str] | object) -> None:
    if value and value not in known:  # type: ignore[operator]
        raise Refused(_("Choose one from the list."), field=field)


def _require_own_settlements(project: Project, ids: Sequence[UUID]) -> None:
    if set(ids) - set(project.unit.settlements.values_list("id", flat=True)):
        raise NotAllowed(_("This belongs to another unit."))


def _faults_of_costs(project: Project, costs: Sequence[CostRow]) -> Iterator[tuple[str, object]]:
    seen = set()
    for row in costs:
        if row.year not in project.cycle.years:
            yield row.field, _("This year is not among the years of the plan.")
        if row.source not in Source.values or row.kind not in MoneyKind.values:
            yield row.field, _("Choose one from the list.")
        if not 0 < row.amount <= LARGEST_AMOUNT:
            yield row.field, _("Write an amount above zero, or leave the cell empty.")
        if row.field in seen:
            yield row.field, _("This source stands twice in the same year.")
        seen.add(row.field)


def _faults_of_served(row: ServedRow) -> Iterator[tuple[str, object]]:
    numbers = {column: getattr(row, column) for column in ("women", "men", *AGES)}
    for column, number in numbers.items():
        if number < 0:
            yield served_field(row.settlement_id, column), _("The number of people cannot be less than zero.")
    by_age = sum(numbers[age] for age in AGES)
    if by_age > row.people:
        sentence = _("Children, youth and older people together are %(ages)s, more than women and men: %(all)s.")
        yield served_field(row.settlement_id, "children"), sentence % {"ages": by_age, "all": row.people}
