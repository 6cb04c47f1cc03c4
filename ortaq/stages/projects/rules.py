"""Who may do what with a project sheet beyond the table of roles, and what a whole sheet holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ortaq.ground.chain import ids_forward
from ortaq.ground.people.models import Account
from ortaq.stages.projects.models import Project, ProjectState

CHANGEABLE = frozenset({ProjectState.DRAFT, ProjectState.TO_IMPROVE})
REVIEWABLE = frozenset({ProjectState.SUBMITTED, ProjectState.FEASIBLE, ProjectState.NOT_FEASIBLE})


@dataclass(frozen=True)
class Missing:
    """Something that a sheet needs before its review: the part and the field where it is written."""

    part: str
    field: str
    sentence: object


def may_change(project: Project) -> bool:
    """Whether the sheet can still be written on."""
    return project.state in CHANGEABLE


def is_public(project: Project) -> bool:
    """Whether everybody may read the sheet: from the day it was first sent for review."""
    return project.submitted_at is not None


def is_reviewable(project: Project) -> bool:
    """Whether the sheet stands for review, for the first time or again."""
    return project.state in REVIEWABLE


def may_review(project: Project, account: Account | None) -> bool:
    """Four eyes: whoever sent the sheet for review does not review it; another person does."""
    return account is not None and account.pk != project.submitted_by_id


def is_taken_further(project: Project) -> bool:
    """Whether a later step (the vote, the plan) already stands on the project. At most one query a link."""
    reached = ids_forward("project", [project.pk])
    return any(ids for kind, ids in reached.items() if kind != "project")


def missing(project: Project) -> list[Missing]:
    """Return what the sheet still needs before it can be sent for review, in the order of its parts.

    Four queries.
    """
    parts = (_of_problems, _of_basics, _of_costs, _of_upkeep, _of_people, _of_indicator, _of_care)
    return [gap for part in parts for gap in part(project)]


def _of_basics(project: Project) -> Iterator[Missing]:
    if not project.title:
        yield Missing("basics", "title_kk", _("The name of the project"))
    if not project.description:
        yield Missing("basics", "description_kk", _("What exactly will be done"))
    if not project.owner:
        yield Missing("basics", "owner_kk", _("Who answers for it"))
    if not project.theme:
        yield Missing("basics", "theme", _("The theme"))
    if not project.settlements.exists():
        yield Missing("basics", "settlements_0", _("Where it will be done"))


def _of_problems(project: Project) -> Iterator[Missing]:
    if not project.problem_links.exists():
        yield Missing("problems", "problems_0", _("At least one problem that it answers"))


def _of_costs(project: Project) -> Iterator[Missing]:
    if not project.costs.exists():
        yield Missing("costs", "", _("What it costs, by year and source"))


def _of_people(project: Project) -> Iterator[Missing]:
    if not project.beneficiaries.exists():
        yield Missing("people", "", _("How many people it serves"))


def _of_upkeep(project: Project) -> Iterator[Missing]:
    if project.upkeep is None:
        yield Missing("upkeep", "upkeep", _("What a year of upkeep costs (zero is an answer too)"))
    elif project.upkeep and not project.upkeep_payer:
        yield Missing("upkeep", "upkeep_payer_kk", _("Who pays the upkeep"))


def _of_indicator(project: Project) -> Iterator[Missing]:
    if not project.indicator:
        yield Missing("indicator", "indicator_kk", _("What will be measured"))
    if not project.indicator_unit:
        yield Missing("indicator", "indicator_unit_kk", _("In what it is measured"))
    if project.baseline is None or project.baseline_year is None:
        yield Missing("indicator", "baseline", _("How it is now, and in which year that was measured"))
    if project.target is None or project.target_year is None:
        yield Missing("indicator", "target", _("How it should become, and by which year"))
    if not project.verification:
        yield Missing("indicator", "verification_kk", _("Where the number is taken from"))


def _of_care(project: Project) -> Iterator[Missing]:
    if not project.risks:
        yield Missing("care", "risks_kk", _("What may go wrong"))
    if not project.who_may_lose:
        yield Missing("care", "who_may_lose_kk", _("Who may lose by it (“nobody” is an answer too)"))
