"""Partnerships in the chain: a line of the plan leads to who helped with it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.partners.models import PUBLIC, Partnership, Stage

STATES = {
    Stage.OFFERED: "now",
    Stage.MEMORANDUM: "now",
    Stage.DELIVERED: "done",
    Stage.VERIFIED: "done",
    Stage.DECLINED: "refused",
}


def register() -> None:
    """Add partnerships, and the lines they are for, to the chain."""
    chain.add_kind("partnership", label=_("Partner"), order=77, show=show_partnerships)
    chain.add_link(
        earlier="plan_line",
        later="partnership",
        pairs=_partnerships,
        earlier_column="line_id",
        later_column="id",
    )


def _partnerships() -> QuerySet[Partnership]:
    return Partnership.objects.all()


def show_partnerships(ids: Keys, language: str) -> list[Knot]:
    """Show partnerships; those that are only asked, or declined, to the office alone. One query."""
    rows = Partnership.objects.filter(pk__in=ids).select_related("unit", "partner", "cycle")
    return [
        Knot(
            kind="partnership",
            id=row.id,
            title=row.partner.name.in_language(language)
            if row.partner.is_named
            else str(row.partner.get_kind_display()).capitalize(),
            url=reverse("partners:partnership", args=[row.unit.slug, row.number])
            + f"?cycle={row.cycle.first_year}",
            state=STATES.get(Stage(row.stage), "waiting"),
            detail=str(Stage(row.stage).label),
            public=row.stage in PUBLIC,
        )
        for row in rows
    ]
