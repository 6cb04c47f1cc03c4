"""What people may comment on in this room: published needs, and problems."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ortaq.ground.comments import subjects
from ortaq.ground.comments.subjects import Ids, Subject
from ortaq.ground.moderation import PublicState
from ortaq.ground.places.models import Unit
from ortaq.stages.needs.models import Need, Problem


def register() -> None:
    """Let people comment on needs and problems."""
    subjects.add_kind("need", label=_("Need"), find=find_needs)
    subjects.add_kind("problem", label=_("Problem"), find=find_problems)


def find_needs(unit: Unit, ids: Ids, on: datetime.date) -> list[Subject]:
    """Return the published needs among these. One query."""
    needs = Need.objects.filter(unit=unit, pk__in=ids, state=PublicState.PUBLISHED).select_related("cycle")
    return [
        Subject(
            id=need.id,
            title=subjects.titled(need.number, need.text),
            url=reverse("needs:need", args=[unit.slug, need.number]),
            cycle=need.cycle,
            closed=subjects.closed_with(need.cycle),
        )
        for need in needs
    ]


def find_problems(unit: Unit, ids: Ids, on: datetime.date) -> list[Subject]:
    """Return the problems among these. One query."""
    return [
        Subject(
            id=problem.id,
            title=problem.title,
            url=reverse("needs:problem", args=[unit.slug, problem.number]),
            cycle=problem.cycle,
            closed=subjects.closed_with(problem.cycle),
        )
        for problem in Problem.objects.filter(unit=unit, pk__in=ids).select_related("cycle")
    ]
