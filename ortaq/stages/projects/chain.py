"""Projects in the chain from needs to results."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.chain import Keys, Knot, add_kind, add_link
from ortaq.stages.projects.addresses import project_url
from ortaq.stages.projects.models import Project, ProjectProblem, ProjectState
from ortaq.stages.projects.rules import is_public

STATES = {
    ProjectState.DRAFT: "waiting",
    ProjectState.SUBMITTED: "now",
    ProjectState.TO_IMPROVE: "now",
    ProjectState.FEASIBLE: "done",
    ProjectState.NOT_FEASIBLE: "refused",
    ProjectState.WITHDRAWN: "refused",
}


def register() -> None:
    """Add projects, and how they are made of problems, to the chain."""
    add_kind("project", label=_("Answered by a project"), order=30, show=knots)
    add_link(
        earlier="problem",
        later="project",
        pairs=ProjectProblem.objects.all,
        earlier_column="problem_id",
        later_column="project_id",
    )


def knots(ids: Keys, language: str) -> list[Knot]:
    """Return the projects as knots of the chain. One query."""
    projects = Project.objects.filter(pk__in=ids).select_related("unit", "cycle")
    return [
        Knot(
            kind="project",
            id=project.pk,
            title=project.title.in_language(language) or f"№ {project.number}",
            url=project_url(project),
            state=STATES[ProjectState(project.state)],
            on=timezone.localdate(project.submitted_at or project.made_at),
            detail=str(project.get_state_display()),
            public=is_public(project),
        )
        for project in projects
    ]
