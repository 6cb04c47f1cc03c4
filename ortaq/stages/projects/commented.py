"""What people may comment on in this room: projects, from the day on which they are sent for review."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from ortaq.ground.comments import subjects
from ortaq.ground.comments.subjects import Ids, Subject
from ortaq.ground.places.models import Unit
from ortaq.stages.projects.addresses import page_url
from ortaq.stages.projects.models import Project, ProjectState
from ortaq.stages.projects.rules import is_public


def register() -> None:
    """Let people comment on projects."""
    subjects.add_kind("project", label=_("Project"), find=find_projects)


def find_projects(unit: Unit, ids: Ids, on: datetime.date) -> list[Subject]:
    """Return the public projects among these. One query."""
    projects = Project.objects.filter(unit=unit, pk__in=ids).select_related("cycle")
    return [
        Subject(
            id=project.id,
            title=subjects.titled(project.number, project.title),
            url=page_url("project", unit.slug, project.cycle.first_year, number=project.number),
            cycle=project.cycle,
            closed=_closed(project),
        )
        for project in projects
        if is_public(project)
    ]


def _closed(project: Project) -> object:
    if project.state == ProjectState.WITHDRAWN:
        return _("This project was withdrawn, so no comment is taken any more.")
    return subjects.closed_with(project.cycle)
