"""Problems: the list, and the page of one."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate

from ortaq.ground import chain
from ortaq.ground.chain import Stretch
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Problem
from ortaq.stages.needs.selectors.lists import LINE_COLUMNS, NeedLine, line_of
from ortaq.stages.needs.selectors.map import MarkedPlaces, marked_places, marks_of


@dataclass(frozen=True)
class ProblemLine:
    """A problem as a list or a link shows it."""

    id: UUID
    number: int
    title: Text
    theme: str
    needs: int
    made_on: datetime.date


def line_of_problem(problem: Problem, needs: int) -> ProblemLine:
    """Return a problem that so many needs were merged into, as a list shows it. No query."""
    return ProblemLine(
        id=problem.id,
        number=problem.number,
        title=problem.title,
        theme=str(Theme(problem.theme).label),
        needs=needs,
        made_on=localdate(problem.made_at),
    )


def list_problems(*, cycle: Cycle) -> list[ProblemLine]:
    """Return the cycle's problems, those that most needs name first. One query."""
    problems = Problem.objects.filter(cycle=cycle).annotate(said=Count("needs")).order_by("-said", "number")
    return [line_of_problem(problem, problem.said) for problem in problems]


@dataclass(frozen=True)
class ProblemPage:
    """Everything the page of one problem shows."""

    line: ProblemLine
    description: Text
    needs: list[NeedLine]
    settlements: list[tuple[Text, int]]
    places: MarkedPlaces | None
    chain: list[Stretch]


def problem_by_number(unit: Unit, number: int) -> Problem | None:
    """Return a unit's problem by its number, or None."""
    return Problem.objects.select_related("cycle").filter(unit=unit, number=number).first()


def problem_page(*, problem: Problem, language: str, today: datetime.date, for_office: bool) -> ProblemPage:
    """Return what the page of a problem shows: its needs, where they come from, what became of it."""
    names = settlement_names(problem.unit)
    rows = list(problem.needs.order_by("number").values(*LINE_COLUMNS))
    counts = Counter(row["settlement_id"] for row in rows)
    stretches = chain.forward("problem", [problem.id], language=language)
    return ProblemPage(
        line=line_of_problem(problem, len(rows)),
        description=problem.description,
        needs=[line_of(row, names, today) for row in rows],
        settlements=[(names[id], count) for id, count in counts.most_common()],
        places=marked_places(problem.unit, marked=marks_of(problem), language=language),
        chain=stretches if for_office else chain.public_knots(stretches),
    )
