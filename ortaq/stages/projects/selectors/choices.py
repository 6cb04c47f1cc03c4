"""What the forms of a sheet let people choose from."""

from __future__ import annotations

from django.db.models import Q

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.models import Unit
from ortaq.stages.projects.models import Project
from ortaq.stages.projects.selectors.page import ProblemLine, by_voices

MOST_EARLIER = 200


def answerable_problems(cycle: Cycle, *, project: Project | None = None) -> list[ProblemLine]:
    """Return the cycle's problems and those the project answers already, most needs first. One query."""
    wanted = Q(cycle=cycle)
    if project is not None:
        wanted |= Q(pk__in=project.problem_links.values("problem_id"))
    return [ProblemLine(problem.title, "", said, problem.number) for problem, said in by_voices(wanted)]


def earlier_projects(unit: Unit) -> list[Project]:
    """Return the sheets of a unit that a new one can repeat, the newest first. One query."""
    sheets = Project.objects.filter(unit=unit).select_related("unit", "cycle")
    return list(sheets.order_by("-number")[:MOST_EARLIER])
