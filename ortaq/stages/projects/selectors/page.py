"""Everything the page of one project shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from typing import TypeVar

from django.db.models import Count, Q
from django.utils import timezone

from ortaq.ground import chain
from ortaq.ground.chain import Knot, Stretch
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, alphabetical
from ortaq.stages.needs.models import Problem
from ortaq.stages.projects import rules
from ortaq.stages.projects.addresses import project_url
from ortaq.stages.projects.models import Project, ProjectState
from ortaq.stages.projects.selectors.cards import TAGS
from ortaq.stages.projects.selectors.costs import CostTable, cost_table
from ortaq.stages.projects.selectors.people import Benefit, benefit
from ortaq.stages.projects.sheet import Basics, Care, Indicator, Part, Upkeep
from ortaq.stages.projects.tags import Tag, programmes, sdg_targets

SHOWN_NEEDS = 8
P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class ProblemLine:
    """A problem that the project answers, and how many needs say it."""

    title: Text
    url: str
    needs: int
    number: int


@dataclass(frozen=True)
class ReviewLine:
    """One review: what it said, when, and why."""

    verdict: str
    label: str
    tag: str
    reasons: Text
    reviewed_on: datetime.date


@dataclass(frozen=True)
class ProjectPage:
    """A project with all its parts, what it was made of and what became of it.

    `more_needs` says how many needs are not listed in `needs`; `earlier_url` leads to the sheet it repeats.
    """

    number: int
    state: str
    state_label: str
    tag: str
    theme: str
    basics: Basics
    upkeep: Upkeep
    indicator: Indicator
    care: Care
    settlements: tuple[Text, ...]
    sdg: Tag | None
    programme: Tag | None
    costs: CostTable
    benefit: Benefit
    problems: tuple[ProblemLine, ...]
    needs: tuple[Knot, ...]
    more_needs: int
    ahead: tuple[Stretch, ...]
    reviews: tuple[ReviewLine, ...]
    earlier_url: str
    is_public: bool
    withdrawal: Text
    withdrawn_on: datetime.date | None

    @property
    def voices(self) -> int:
        """How many needs the project answers."""
        return sum(problem.needs for problem in self.problems)


def project_by_number(unit: Unit, number: int) -> Project | None:
    """Return a unit's project by its number, or None. One query."""
    return Project.objects.select_related("unit", "cycle").filter(unit=unit, number=number).first()


def project_page(*, project: Project, language: str, for_office: bool) -> ProjectPage:
    """Return what the page of a project shows; the office also sees small numbers and unpublished knots.

    Seven queries, one for each link and kind of the chain that the project is part of, and one more for a
    sheet copied from an earlier one.
    """
    way_back = _seen(chain.back("project", [project.pk], language=language), for_office)
    behind = {stretch.kind.name: stretch.knots for stretch in way_back}
    needs = behind.get("need", ())
    urls = {knot.id: knot.url for knot in behind.get("problem", ())}
    earlier = project.copied_from
    return ProjectPage(
        number=project.number,
        state=project.state,
        state_label=str(project.get_state_display()),
        tag=TAGS[ProjectState(project.state)],
        theme=str(project.get_theme_display()),
        basics=part_of(project, Basics),
        upkeep=part_of(project, Upkeep),
        indicator=part_of(project, Indicator),
        care=part_of(project, Care),
        settlements=tuple(sorted((place.name for place in project.settlements.all()), key=alphabetical)),
        sdg=sdg_targets().get(project.sdg_target),
        programme=programmes().get(project.national_programme),
        costs=cost_table(project.costs.all(), years=project.cycle.years),
        benefit=benefit(project.beneficiaries.select_related("settlement"), protected=not for_office),
        problems=tuple(
            ProblemLine(problem.title, urls.get(problem.pk, ""), said, problem.number)
            for problem, said in by_voices(Q(projects=project))
        ),
        needs=needs[:SHOWN_NEEDS],
        more_needs=max(0, len(needs) - SHOWN_NEEDS),
        ahead=tuple(_seen(chain.forward("project", [project.pk], language=language), for_office)),
        reviews=tuple(
            ReviewLine(
                verdict=review.verdict,
                label=str(review.get_verdict_display()),
                tag=TAGS[ProjectState(review.verdict)],
                reasons=review.reasons,
                reviewed_on=timezone.localdate(review.reviewed_at),
            )
            for review in project.reviews.order_by("-reviewed_at")
        ),
        earlier_url=project_url(earlier) if earlier and (for_office or rules.is_public(earlier)) else "",
        is_public=rules.is_public(project),
        withdrawal=project.withdrawal,
        withdrawn_on=timezone.localdate(project.withdrawn_at) if project.withdrawn_at else None,
    )


def part_of(project: Project, kind: type[P]) -> P:
    """Return one part of a sheet as it stands. One query for the basics, none for the others."""
    values = {field.name: getattr(project, field.name) for field in fields(kind) if field.name != "settlements"}
    if kind is Basics:
        values["settlements"] = tuple(project.settlements.order_by("name_kk").values_list("pk", flat=True))
    return kind(**values)


def by_voices(wanted: Q) -> list[tuple[Problem, int]]:
    """Return problems with the number of needs that say each, most needs first. Two queries."""
    counts = dict(Problem.objects.filter(wanted).values_list("pk", Count("needs", distinct=True)))
    problems = Problem.objects.filter(pk__in=counts)
    return sorted(((one, counts[one.pk]) for one in problems), key=lambda pair: (-pair[1], pair[0].number))


def _seen(stretches: list[Stretch], for_office: bool) -> list[Stretch]:
    return stretches if for_office else chain.public_knots(stretches)
