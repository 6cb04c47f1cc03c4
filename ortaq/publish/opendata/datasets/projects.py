"""Projects that were sent for review: the sheet, what it costs, whom it serves, what the review said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.ground.places.models import Unit
from ortaq.ground.text import alphabetical
from ortaq.publish.opendata.datasets.columns import (
    CYCLE,
    DESCRIPTION,
    MONEY_KIND,
    NATIONAL,
    NUMBER,
    SDG,
    SETTLEMENT,
    SOURCE,
    THEME,
    TITLE,
    YEAR,
)
from ortaq.publish.opendata.shape import (
    Dataset,
    Row,
    address,
    bilingual,
    code,
    day,
    in_tenge,
    integer,
    money,
    number,
    page,
    text,
    texts,
)
from ortaq.stages.projects.models import Beneficiaries, Project, ProjectCost, ProjectState, Review, Verdict
from ortaq.stages.projects.selectors.cards import costs_of
from ortaq.stages.projects.selectors.people import benefit

PROJECT = integer("project", _("Number of the project"))


def public_projects(unit: Unit) -> QuerySet[Project]:
    """Return the projects that everybody may read: those that were once sent for review."""
    return Project.objects.filter(unit=unit, submitted_at__isnull=False).select_related("cycle")


def projects(unit: Unit) -> Iterator[Row]:
    """Yield the sheets. Five queries."""
    found = list(public_projects(unit).prefetch_related("settlements", "problems"))
    cost, served = costs_of([project.pk for project in found]), _served(unit)
    for project in found:
        people = benefit(served[project.pk], protected=True)
        submitted = project.submitted_at
        yield {
            "number": project.number,
            "cycle": project.cycle.first_year,
            "state": project.state,
            **texts(title=project.title, description=project.description, owner=project.owner),
            "theme": project.theme,
            "settlements": "; ".join(
                sorted((str(place.name) for place in project.settlements.all()), key=alphabetical)
            ),
            "problems": " ".join(str(one) for one in sorted(one.number for one in project.problems.all())),
            "cost": in_tenge(cost.get(project.pk, 0)),
            "upkeep": in_tenge(project.upkeep),
            **texts(upkeep_payer=project.upkeep_payer),
            "women": people.women,
            "men": people.men,
            "people": people.people,
            **texts(indicator=project.indicator, measured_in=project.indicator_unit),
            "baseline": project.baseline,
            "baseline_year": project.baseline_year,
            "target": project.target,
            "target_year": project.target_year,
            **texts(risks=project.risks, who_may_lose=project.who_may_lose),
            "sdg_target": project.sdg_target,
            "national_programme": project.national_programme,
            "submitted_on": localdate(submitted) if submitted else None,
            **texts(withdrawal=project.withdrawal),
            "page": f"{address('projects:project', unit.slug, project.number)}?cycle={project.cycle.first_year}",
        }


def _served(unit: Unit) -> dict[UUID, list[Beneficiaries]]:
    found: dict[UUID, list[Beneficiaries]] = defaultdict(list)
    rows = Beneficiaries.objects.filter(project__in=public_projects(unit)).select_related("settlement")
    for row in rows:
        found[row.project_id].append(row)
    return found


def costs(unit: Unit) -> Iterator[Row]:
    """Yield what the projects cost by year, source and form. One query."""
    for cost in ProjectCost.objects.filter(project__in=public_projects(unit)).select_related("project"):
        yield {
            "project": cost.project.number,
            "year": cost.year,
            "source": cost.source,
            "kind": cost.kind,
            "amount": in_tenge(cost.amount),
        }


def people(unit: Unit) -> Iterator[Row]:
    """Yield whom the projects serve, small numbers protected within each project. Two queries."""
    served = _served(unit)
    for project in public_projects(unit).filter(pk__in=served):
        rows = {str(row.settlement.name): row.settlement for row in served[project.pk]}
        for line in benefit(served[project.pk], protected=True).lines:
            place = rows[str(line.settlement)]
            yield {
                "project": project.number,
                "settlement": str(place.pk),
                **texts(settlement_name=place.name),
                "women": line.women,
                "men": line.men,
                "people": line.people,
            }


def reviews(unit: Unit) -> Iterator[Row]:
    """Yield the reviews of each project in the order in which they were written. One query."""
    found = Review.objects.filter(project__in=public_projects(unit)).select_related("project")
    seen: dict[int, int] = defaultdict(int)
    for review in found.order_by("reviewed_at"):
        seen[review.project.number] += 1
        yield {
            "project": review.project.number,
            "number": seen[review.project.number],
            "verdict": review.verdict,
            **texts(reasons=review.reasons),
            "reviewed_on": localdate(review.reviewed_at),
        }


DATASETS = (
    Dataset(
        name="projects",
        title=_("Projects"),
        says=_("The project sheets, from the day on which each was first sent for review."),
        action="projects.read",
        key=("number",),
        columns=(
            NUMBER,
            CYCLE,
            code("state", _("How far it has come"), ProjectState.choices),
            *TITLE,
            *DESCRIPTION,
            *bilingual("owner", _("Who answers for it")),
            THEME,
            text("settlements", _("Settlements that it serves, with semicolons between")),
            text("problems", _("Numbers of the problems that it answers, with spaces between")),
            money("cost", _("What it costs, tenge, all sources but micro-credit together")),
            money("upkeep", _("What a year costs after it is built, tenge")),
            *bilingual("upkeep_payer", _("Who pays that")),
            integer("women", _("Women whom it serves; empty where not shown")),
            integer("men", _("Men whom it serves; empty where not shown")),
            integer("people", _("People whom it serves; empty where not shown")),
            *bilingual("indicator", _("Indicator")),
            *bilingual("measured_in", _("In what the indicator is measured")),
            number("baseline", _("Value before")),
            integer("baseline_year", _("Year of the value before")),
            number("target", _("Value promised")),
            integer("target_year", _("Year of the value promised")),
            *bilingual("risks", _("What may go wrong")),
            *bilingual("who_may_lose", _("Who may lose by it")),
            SDG,
            NATIONAL,
            day("submitted_on", _("When it was sent for review")),
            *bilingual("withdrawal", _("Why it was withdrawn")),
            page(_("Page on this server")),
        ),
        few=projects,
    ),
    Dataset(
        name="project_costs",
        title=_("Costs of projects"),
        says=_("What each project costs, by year, source and form."),
        action="projects.read",
        key=("project", "year", "source", "kind"),
        columns=(PROJECT, YEAR, SOURCE, MONEY_KIND, money("amount", _("Amount, tenge"))),
        few=costs,
    ),
    Dataset(
        name="project_people",
        title=_("People whom projects serve"),
        says=_("By settlement and sex; small numbers are left empty."),
        action="projects.read",
        key=("project", "settlement"),
        columns=(
            PROJECT,
            *SETTLEMENT,
            integer("women", _("Women whom it serves; empty where not shown")),
            integer("men", _("Men whom it serves; empty where not shown")),
            integer("people", _("People whom it serves; empty where not shown")),
        ),
        few=people,
    ),
    Dataset(
        name="project_reviews",
        title=_("Reviews of projects"),
        says=_("What each review said, and why."),
        action="projects.read",
        key=("project", "number"),
        columns=(
            PROJECT,
            integer("number", _("First, second… review of this project")),
            code("verdict", _("What the review says"), Verdict.choices),
            *bilingual("reasons", _("Why")),
            day("reviewed_on", _("When it was reviewed")),
        ),
        few=reviews,
    ),
)
