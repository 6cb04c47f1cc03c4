"""Cases in the chain: what happened leads to the case that tells of it, and a case to sheets begun from it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.models import Case, CaseUse
from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot


def register() -> None:
    """Add cases, and the sheets that others began from them, to the chain."""
    chain.add_kind("case", label=_("Told as a case"), order=110, show=show_cases)
    chain.add_kind("case_use", label=_("Taken from a case"), order=27, show=show_uses)
    for kind, column in (("plan_line", "line_id"), ("partnership", "partnership_id"), ("grant", "grant_id")):
        chain.add_link(
            earlier=kind, later="case", pairs=Case.objects.all, earlier_column=column, later_column="id"
        )
    chain.add_link(
        earlier="case_use",
        later="project",
        pairs=CaseUse.objects.all,
        earlier_column="id",
        later_column="project_id",
    )


def show_cases(ids: Keys, language: str) -> list[Knot]:
    """Show cases; a draft to the office alone. One query."""
    return [
        Knot(
            kind="case",
            id=case.id,
            title=case.title.in_language(language),
            url=reverse("exchange:case", args=[case.unit.slug, case.unit.slug, case.number]),
            state="done" if case.published_at else "waiting",
            on=timezone.localdate(case.published_at or case.written_at),
            public=case.published_at is not None,
        )
        for case in Case.objects.filter(pk__in=ids).select_related("unit")
    ]


def show_uses(ids: Keys, language: str) -> list[Knot]:
    """Show from which case of which unit a sheet was begun. One query."""
    uses = CaseUse.objects.filter(pk__in=ids).select_related("unit", "source_case__unit")
    return [
        Knot(
            kind="case_use",
            id=use.id,
            title=use.source_case.title.in_language(language),
            url=reverse("exchange:case", args=[use.unit.slug, use.source_case.unit.slug, use.source_case.number]),
            on=timezone.localdate(use.used_at),
            detail=use.source_case.unit.name.in_language(language),
        )
        for use in uses
    ]
