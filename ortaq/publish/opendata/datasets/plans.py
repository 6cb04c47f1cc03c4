"""The plans that residents can read: never a draft."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.ground.places.models import Unit
from ortaq.publish.opendata.datasets.columns import (
    CYCLE,
    LINE,
    MONEY_KIND,
    NATIONAL,
    SDG,
    SOURCE,
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
    page,
    text,
    texts,
    yes_no,
)
from ortaq.stages.plan.content import Content, content_of
from ortaq.stages.plan.models import Origin, PlanVersion


def published_plans(unit: Unit) -> list[tuple[int, Content]]:
    """Return (first year, content) of the latest published version of each plan. Two queries."""
    public = PlanVersion.objects.filter(unit=unit, published_at__isnull=False)
    latest = dict(public.order_by("number").values_list("plan_id", "id"))
    found = PlanVersion.objects.filter(pk__in=latest.values()).select_related("plan__cycle")
    return [(version.plan.cycle.first_year, content_of(version)) for version in found]


def versions(unit: Unit) -> Iterator[Row]:
    """Yield the published versions. One query."""
    found = PlanVersion.objects.filter(unit=unit, published_at__isnull=False)
    for version in found.select_related("plan__cycle", "agreement"):
        published, agreement = version.published_at, getattr(version, "agreement", None)
        year, content = version.plan.cycle.first_year, content_of(version)
        yield {
            "cycle": year,
            "version": version.number,
            "last_year": content.years[-1],
            **texts(vision=content.vision, note=version.note),
            "lines": len(content.items),
            "money": in_tenge(content.totals.total),
            "closed_on": localdate(version.closed_at),
            "published_on": localdate(published) if published else None,
            "agreed_on": agreement.agreed_on if agreement else None,
            "sha256": version.sha256,
            "page": f"{address('plan:version', unit.slug, version.number)}?cycle={year}",
        }


def lines(unit: Unit) -> Iterator[Row]:
    """Yield the lines of each plan's latest published version. Two queries."""
    for cycle, content in published_plans(unit):
        goals = {goal.number: goal.title for goal in content.goals}
        for item in content.items:
            goal = goals.get(item.goal) if item.goal is not None else None
            yield {
                "cycle": cycle,
                "version": content.version,
                "line": item.number,
                "origin": item.origin,
                **texts(title=item.title, owner=item.owner, reason=item.reason),
                "goal": item.goal,
                "goal_title_kk": goal.kk if goal else "",
                "goal_title_ru": goal.ru if goal else "",
                "cost": in_tenge(item.cost),
                "money": in_tenge(item.counted),
                "waits": item.is_waiting,
                "project": item.project.number if item.project else None,
                "sdg_target": item.project.sdg_target if item.project else "",
                "national_programme": item.project.national_programme if item.project else "",
                "carried_from_cycle": item.carried_from.first_year if item.carried_from else None,
                "carried_from_line": item.carried_from.number if item.carried_from else None,
            }


def amounts(unit: Unit) -> Iterator[Row]:
    """Yield where the money of those lines comes from. Two queries."""
    for cycle, content in published_plans(unit):
        for item in content.items:
            for part in item.money:
                yield {
                    "cycle": cycle,
                    "line": item.number,
                    "year": part.year,
                    "source": part.source,
                    "kind": part.kind,
                    "amount": in_tenge(part.amount),
                }


DATASETS = (
    Dataset(
        name="plans",
        title=_("Plans"),
        says=_("The published versions of each plan. A version that the assembly agreed says when."),
        action="plan.read",
        key=("cycle", "version"),
        columns=(
            CYCLE,
            integer("version", _("Number of the version")),
            integer("last_year", _("Last year of the plan")),
            *bilingual("vision", _("Where the place wants to go")),
            *bilingual("note", _("What is new in this version")),
            integer("lines", _("How many lines it has")),
            money("money", _("Money in all, tenge, micro-credit apart")),
            day("closed_on", _("When it was frozen")),
            day("published_on", _("When residents could read it")),
            day("agreed_on", _("When the community assembly agreed it; the maslikhat adopts budgets, not plans")),
            text("sha256", _("SHA-256 of the frozen text")),
            page(_("Page on this server")),
        ),
        few=versions,
    ),
    Dataset(
        name="plan_lines",
        title=_("Lines of the plans"),
        says=_("Every line of the latest published version of each plan."),
        action="plan.read",
        key=("cycle", "line"),
        columns=(
            CYCLE,
            integer("version", _("Number of the version")),
            LINE,
            code("origin", _("Why it stands in the plan"), Origin.choices),
            *TITLE,
            *bilingual("owner", _("Who answers for it")),
            *bilingual("reason", _("Explanation for everybody")),
            integer("goal", _("Number of the goal that it serves")),
            *bilingual("goal_title", _("Title of the goal")),
            money("cost", _("What it costs, tenge")),
            money("money", _("Money that it has, tenge, micro-credit apart")),
            yes_no("waits", _("Whether it waits for money")),
            integer("project", _("Number of the project")),
            SDG,
            NATIONAL,
            integer("carried_from_cycle", _("First year of the earlier plan that it was carried from")),
            integer("carried_from_line", _("Its number there")),
        ),
        few=lines,
    ),
    Dataset(
        name="plan_money",
        title=_("Money of the plans"),
        says=_("Where the money of each line comes from, by year, source and form."),
        action="plan.read",
        key=("cycle", "line", "year", "source", "kind"),
        columns=(CYCLE, LINE, YEAR, SOURCE, MONEY_KIND, money("amount", _("Amount, tenge"))),
        few=amounts,
    ),
)
