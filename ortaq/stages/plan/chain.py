"""The plan's part of the chain: projects become lines of the plan."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.plan.models import Origin, PlanLine
from ortaq.stages.plan.wording import thousands


def register() -> None:
    """Add this room's kind and links to the chain."""
    chain.add_kind("plan_line", label=gettext_lazy("Line of the plan"), order=50, show=show_lines)
    chain.add_link(
        earlier="project", later="plan_line", pairs=_lines, earlier_column="project_id", later_column="id"
    )


def _lines() -> QuerySet[PlanLine]:
    return PlanLine.objects.all()


def show_lines(ids: Keys, language: str) -> list[Knot]:
    """Show lines of the plan; until a published version holds one, it is for the office."""
    lines = PlanLine.objects.filter(pk__in=ids).select_related("unit", "plan__cycle")
    public = set(lines.filter(version_lines__version__published_at__isnull=False).values_list("id", flat=True))
    shown = lines.filter(Q(removed_at=None) | Q(id__in=public)).distinct()
    return [_knot(line, language, is_public=line.id in public) for line in shown]


def _knot(line: PlanLine, language: str, *, is_public: bool) -> Knot:
    cycle = line.plan.cycle
    address = reverse("plan:line", args=[line.unit.slug, line.number])
    return Knot(
        kind="plan_line",
        id=line.id,
        title=line.title.in_language(language),
        url=f"{address}?cycle={cycle.first_year}",
        state=_state(line),
        detail=_detail(line, f"{cycle.first_year}–{cycle.last_year}"),
        public=is_public,
    )


def _state(line: PlanLine) -> str:
    if line.removed_at is not None:
        return "refused"
    return "waiting" if line.origin == Origin.WAITING else "done"


def _detail(line: PlanLine, years: str) -> str:
    amount = thousands(line.cost)
    if line.removed_at is not None:
        return _("Plan %(years)s: taken out") % {"years": years}
    if line.origin == Origin.WAITING:
        return _("Plan %(years)s: waits for %(amount)s thousand tenge") % {"years": years, "amount": amount}
    return _("Plan %(years)s: %(amount)s thousand tenge") % {"years": years, "amount": amount}
