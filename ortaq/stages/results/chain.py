"""Results in the chain: a plan line leads to the reports of what was done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.results.models import LineState, Progress

STATES = {
    LineState.NOT_STARTED: "waiting",
    LineState.IN_PROGRESS: "now",
    LineState.DONE: "done",
    LineState.STOPPED: "refused",
}


def register() -> None:
    """Add reports, and the lines they are about, to the chain."""
    chain.add_kind("progress", label=_("What was done"), order=80, show=show_progress)
    chain.add_link(
        earlier="plan_line",
        later="progress",
        pairs=Progress.objects.all,
        earlier_column="line_id",
        later_column="id",
    )


def show_progress(ids: Keys, language: str) -> list[Knot]:
    """Show reports in the chain; only lines that the assembly agreed have any, so all are public. One query."""
    reports = Progress.objects.filter(pk__in=ids).select_related("unit", "line__plan__cycle")
    return [
        Knot(
            kind="progress",
            id=report.id,
            title=str(LineState(report.state).label).capitalize(),
            url=reverse("results:line", args=[report.unit.slug, report.line.number])
            + f"?cycle={report.cycle.first_year}#report-{report.id}",
            state=STATES[LineState(report.state)],
            on=report.happened_on,
            detail=report.note.in_language(language),
        )
        for report in reports
    ]
