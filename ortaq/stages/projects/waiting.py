"""What waits for the team in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import ngettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task
from ortaq.stages.projects.addresses import page_url
from ortaq.stages.projects.models import Project, ProjectState


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield how many sheets wait for a review and how many to be improved. One query."""
    counts = dict(Project.objects.filter(cycle=cycle).values_list("state").annotate(count=Count("pk")))
    home = page_url("home", cycle.unit.slug, cycle.first_year) + "&state="
    to_review, to_improve = counts.get(ProjectState.SUBMITTED, 0), counts.get(ProjectState.TO_IMPROVE, 0)
    if to_review:
        sentence = ngettext("Review %(count)s project sheet", "Review %(count)s project sheets", to_review)
        yield Task("projects.review", sentence % {"count": to_review}, home + ProjectState.SUBMITTED, "soon")
    if to_improve:
        sentence = ngettext("Improve %(count)s project sheet", "Improve %(count)s project sheets", to_improve)
        yield Task("projects.draft", sentence % {"count": to_improve}, home + ProjectState.TO_IMPROVE)
