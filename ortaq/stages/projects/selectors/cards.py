"""Projects in lists: the public list, the candidates of the vote, and a card for other rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.sources import OUTSIDE_TOTALS
from ortaq.ground.text import Text, alphabetical
from ortaq.stages.projects.addresses import project_url
from ortaq.stages.projects.models import Beneficiaries, Project, ProjectCost, ProjectState
from ortaq.stages.projects.selectors.people import benefit

ON_PAGE = 24

TAGS = {
    ProjectState.DRAFT: "neutral",
    ProjectState.SUBMITTED: "wait",
    ProjectState.TO_IMPROVE: "wait",
    ProjectState.FEASIBLE: "done",
    ProjectState.NOT_FEASIBLE: "no",
    ProjectState.WITHDRAWN: "no",
}
"""Which colour of tag shows a state; the tag's words say it too."""


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty string does not narrow it."""

    theme: str = ""
    settlement: str = ""
    state: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.theme or self.settlement or self.state or self.source)


@dataclass(frozen=True)
class Card:
    """A project in a list. `cost` is in tiyn, all sources together; `people` is None where not published."""

    id: UUID
    number: int
    title: Text
    url: str
    theme: str
    state: str
    state_label: str
    tag: str
    cost: int
    people: int | None
    settlements: tuple[Text, ...]


@dataclass(frozen=True)
class Listing:
    """The cards of one page of a list, how many projects there are in each state, and how many in all."""

    page: Page[Project]
    cards: tuple[Card, ...]
    states: tuple[tuple[str, str, int], ...]
    total: int


@dataclass(frozen=True)
class VotableProject:
    """A project that residents can vote on; `cost` is in tiyn, all sources together."""

    id: UUID
    number: int
    title: Text
    description: Text
    theme: str
    cost: int


@dataclass(frozen=True)
class ProjectCard:
    """A project for the pages and papers of later rooms, in one language; what stands in it is public."""

    id: UUID
    number: int
    title: str
    description: str
    url: str
    theme: str
    cost: int
    people: int | None
    settlements: tuple[str, ...]


def list_projects(cycle: Cycle, *, filters: Filters, drafts: bool, page: int) -> Listing:
    """Return the projects of a cycle, the newest first; with `drafts` also those never sent for review.

    Six queries, whatever the number of projects.
    """
    everything = Project.objects.filter(cycle=cycle)
    if not drafts:
        everything = everything.filter(submitted_at__isnull=False)
    counts = dict(everything.values_list("state").annotate(count=Count("pk")))
    found = _narrowed(everything, filters).select_related("unit", "cycle").order_by("-number")
    shown = Paginator(found, ON_PAGE).get_page(page)
    return Listing(
        page=shown,
        cards=tuple(cards(shown, protected=not drafts)),
        states=tuple((state.value, str(state.label), counts[state]) for state in ProjectState if state in counts),
        total=sum(counts.values()),
    )


def cards(projects: Iterable[Project], *, protected: bool = True) -> list[Card]:
    """Return the projects (with unit and cycle read) as cards, in their order. Three queries more."""
    known = list(projects)
    ids = [project.pk for project in known]
    cost = costs_of(ids)
    served: dict[UUID, list[Beneficiaries]] = defaultdict(list)
    for row in Beneficiaries.objects.filter(project__in=ids).select_related("settlement"):
        served[row.project_id].append(row)
    places: dict[UUID, list[Text]] = defaultdict(list)
    for link in Project.settlements.through.objects.filter(project__in=ids).select_related("settlement"):
        places[link.project_id].append(link.settlement.name)
    return [
        Card(
            id=project.pk,
            number=project.number,
            title=project.title,
            url=project_url(project),
            theme=str(project.get_theme_display()),
            state=project.state,
            state_label=str(project.get_state_display()),
            tag=TAGS[ProjectState(project.state)],
            cost=cost.get(project.pk, 0),
            people=benefit(served[project.pk], protected=protected).people,
            settlements=tuple(sorted(places[project.pk], key=alphabetical)),
        )
        for project in known
    ]


def costs_of(ids: Collection[UUID]) -> dict[UUID, int]:
    """Return what projects cost in tiyn, all sources together but micro-credit. One query."""
    counted = ProjectCost.objects.filter(project__in=ids).exclude(source__in=OUTSIDE_TOTALS)
    return dict(counted.values_list("project_id").annotate(cost=Sum("amount")))


def votable_projects(cycle: Cycle) -> list[VotableProject]:
    """Return the feasible projects of a cycle with what they cost, by number. Two queries."""
    feasible = list(Project.objects.filter(cycle=cycle, state=ProjectState.FEASIBLE).order_by("number"))
    cost = costs_of([project.pk for project in feasible])
    return [
        VotableProject(
            id=project.pk,
            number=project.number,
            title=project.title,
            description=project.description,
            theme=project.theme,
            cost=cost.get(project.pk, 0),
        )
        for project in feasible
    ]


def project_card(ids: Collection[UUID], language: str) -> dict[UUID, ProjectCard]:
    """Return public cards of projects by their ids, in kk or ru, for later rooms. Four queries."""
    found = Project.objects.filter(pk__in=ids).select_related("unit", "cycle")
    projects = {project.pk: project for project in found}
    return {
        card.id: ProjectCard(
            id=card.id,
            number=card.number,
            title=card.title.in_language(language),
            description=projects[card.id].description.in_language(language),
            url=card.url,
            theme=card.theme,
            cost=card.cost,
            people=card.people,
            settlements=tuple(name.in_language(language) for name in card.settlements),
        )
        for card in cards(projects.values())
    }


def _narrowed(projects: QuerySet[Project], filters: Filters) -> QuerySet[Project]:
    if filters.theme:
        projects = projects.filter(theme=filters.theme)
    if filters.state:
        projects = projects.filter(state=filters.state)
    if filters.settlement:
        projects = projects.filter(settlements=UUID(filters.settlement))
    if filters.source:
        given = ProjectCost.objects.filter(project=OuterRef("pk"), source=filters.source)
        projects = projects.filter(Exists(given))
    return projects
