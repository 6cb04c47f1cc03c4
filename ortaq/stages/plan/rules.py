"""When a plan may be closed, and what a line must be before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from ortaq.engines.schedule import CostedLine, Disagreement, Part, YearlyCeiling, check_sums
from ortaq.ground.errors import Refused
from ortaq.ground.money import LARGEST_AMOUNT
from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.stages.plan.content import Content, Item
from ortaq.stages.plan.models import Origin, Plan
from ortaq.stages.plan.selectors import draft_content, winners_of
from ortaq.stages.projects.models import Project, ProjectState

MOST_GOALS = 12


class DoesNotAgree(Refused):
    """The plan cannot be closed yet; `disagreements` is the whole list of what to mend."""

    def __init__(self, disagreements: Sequence[Disagreement]) -> None:
        super().__init__(_("The plan does not agree yet. The list on this page names everything to mend."))
        self.disagreements = tuple(disagreements)


def what_does_not_agree(plan: Plan, content: Content | None = None) -> list[Disagreement]:
    """Return everything that keeps the draft from being closed. Ten queries, two where the content is given."""
    content = content or draft_content(plan)
    return check_sums(
        lines=[_costed(item) for item in content.items],
        ceilings=[YearlyCeiling(row.year, row.source, row.amount) for row in content.ceilings],
        years=content.years,
        has_vision=bool(content.vision),
        winners=[winner.project.number for winner in winners_of(plan)],
        left_out=[out.project for out in content.left_out if out.project is not None],
        outside=OUTSIDE_TOTALS,
    )


def _costed(item: Item) -> CostedLine:
    return CostedLine(
        number=item.number,
        cost=item.cost,
        parts=item.money,
        is_waiting=item.is_waiting,
        has_owner=bool(item.owner),
        has_reason=bool(item.reason),
        project=item.project.number if item.project else None,
        project_cost=item.project.cost if item.project else None,
    )


def check_origin(plan: Plan, origin: str, project: Project | None) -> None:
    """Refuse an origin that is none, or that says of a project that the vote chose it where it did not."""
    if origin not in Origin.values:
        raise Refused(_("Choose why this line stands in the plan."), field="origin")
    if origin == Origin.VOTED and project not in [winner.project for winner in winners_of(plan)]:
        raise Refused(
            _("The residents' vote did not choose this. Say that it is a duty, comes from talks, or waits."),
            field="origin",
        )


def check_project(plan: Plan, project: Project) -> None:
    """Refuse a project that the review has not found feasible, or that stands in the plan already."""
    if project.state != ProjectState.FEASIBLE:
        raise Refused(_("The review has not found this project feasible yet."), field="project")
    require_free(plan, project)


def require_free(plan: Plan, project: Project) -> None:
    """Refuse a project that stands in the plan already."""
    if plan.lines.filter(project=project, removed_at=None).exists():
        raise Refused(_("This project stands in the plan already."), field="project")


def check_parts(plan: Plan, parts: Sequence[Part]) -> None:
    """Refuse money of another year than the plan's, of no known source or form, or written twice."""
    seen = set()
    for part in parts:
        if part.year not in plan.cycle.years:
            raise Refused(_("The year %(year)s is not in this plan.") % {"year": part.year})
        if part.source not in Source.values or part.kind not in MoneyKind.values:
            raise Refused(_("Choose the source and the form from the list."))
        if not 0 < part.amount <= LARGEST_AMOUNT:
            raise Refused(_("An amount must be more than zero. Leave the place empty where there is nothing."))
        if (place := (part.year, part.source, part.kind)) in seen:
            raise Refused(_("The same source, year and form stands twice."))
        seen.add(place)
