"""The plan's part of the chain: projects become lines of the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.ground.money import say_thousands
from ortaq.ground.text import Text
from ortaq.stages.plan.content import Content, content_of
from ortaq.stages.plan.models import Origin, PlanLine, PlanVersion, VersionLine


def register() -> None:
    """Add this room's kind and links to the chain."""
    chain.add_kind("plan_line", label=gettext_lazy("Line of the plan"), order=50, show=show_lines)
    chain.add_link(
        earlier="project", later="plan_line", pairs=_lines, earlier_column="project_id", later_column="id"
    )


def _lines() -> QuerySet[PlanLine]:
    return PlanLine.objects.all()


def show_lines(ids: Keys, language: str) -> list[Knot]:
    """Show lines of the plan as residents read them: by the latest published version. Three queries.

    A line that no published version holds yet is shown as the draft has it, to the office alone.
    """
    lines = list(PlanLine.objects.filter(pk__in=ids).select_related("unit", "plan__cycle"))
    published = PlanVersion.objects.filter(plan__in={line.plan_id for line in lines}, published_at__isnull=False)
    newer = published.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    latest = {version.plan_id: content_of(version) for version in published.exclude(Exists(newer))}
    held = VersionLine.objects.filter(line__in=ids, version__in=published)
    known = set(held.values_list("line_id", flat=True))
    return [knot for line in lines if (knot := _knot(line, latest.get(line.plan_id), language, known)) is not None]


def _knot(line: PlanLine, content: Content | None, language: str, known: Collection[UUID]) -> Knot | None:
    item = content.item_by_id(line.pk) if content else None
    if item is not None:
        return _as_knot(line, item.title, item.cost, _state(item.origin), language)
    if line.pk in known:
        return _as_knot(line, line.title, line.cost, "refused", language)
    if line.removed_at is None:
        return replace(_as_knot(line, line.title, line.cost, _state(line.origin), language), public=False)
    return None


def _as_knot(line: PlanLine, title: Text, cost: int, state: str, language: str) -> Knot:
    cycle = line.plan.cycle
    address = reverse("plan:line", args=[line.unit.slug, line.number])
    return Knot(
        kind="plan_line",
        id=line.id,
        title=title.in_language(language),
        url=f"{address}?cycle={cycle.first_year}",
        state=state,
        detail=DETAILS[state]()
        % {"years": f"{cycle.first_year}–{cycle.last_year}", "amount": say_thousands(cost)},
    )


def _state(origin: str) -> str:
    return "waiting" if origin == Origin.WAITING else "done"


DETAILS: dict[str, Callable[[], str]] = {
    "refused": lambda: _("Plan %(years)s: taken out"),
    "waiting": lambda: _("Plan %(years)s: waits for %(amount)s thousand tenge"),
    "done": lambda: _("Plan %(years)s: %(amount)s thousand tenge"),
}
