"""Pages of results that everybody reads: what was promised, what came of it, what became of every need."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from ortaq.ground import chain, clock
from ortaq.ground.meetings.links import link
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, page_number, show
from ortaq.stages.partners.selectors import helpers_of
from ortaq.stages.plan.pages.asked import opening_step
from ortaq.stages.results.became import Became, Fates, what_became_of_needs
from ortaq.stages.results.lines import LineResult, Results, Sums
from ortaq.stages.results.selectors import results_of, silent_lines
from ortaq.stages.results.waiting import REPORTING, reports_since

NEEDS_ON_A_PAGE = 50
TAGS = {"done": "done", "in_progress": "wait", "stopped": "no", "not_started": "neutral"}


@page("results.read")
def home(request: UnitRequest) -> HttpResponse:
    """What came of the plan, and what became of all needs."""
    cycle = request.cycle
    if cycle is None:
        return show(request, "results/home.html", cycle=None)
    results = results_of(cycle=cycle)
    fates = what_became_of_needs(cycle=cycle)
    reports_here = allowed(request, REPORTING)
    silent = silent_lines(cycle=cycle, since=reports_since(cycle), today=clock.today()) if reports_here else []
    return show(
        request,
        "results/home.html",
        cycle=cycle,
        results=results,
        lines=[(line, TAGS[line.state], line.item.number in silent) for line in results.lines],
        series=_series(),
        sources=_bars(results.by_source),
        kinds=results.by_kind,
        fates=fates,
        bar=[(str(became.label), count) for became, count in fates.counts.items() if count],
        classes=_classes(request, fates),
        step=_closed_step(request),
    )


def _series() -> list[str]:
    return [_("planned"), _("by contract"), _("spent")]


def _bars(sums: tuple[tuple[str, Sums], ...]) -> list[tuple[str, list[int | None]]]:
    """Return rows for grouped bars; what is nothing has no bar."""
    return [(label, [one.planned or None, one.agreed or None, one.spent or None]) for label, one in sums]


def _classes(request: UnitRequest, fates: Fates) -> list[tuple[str, int, str]]:
    """Return every class as (label, how many, where they are listed); what is not published is not listed."""
    return [
        (
            str(became.label),
            count,
            link(request, "results:needs", became=became.value)
            if count and became is not Became.NOT_PUBLISHED
            else "",
        )
        for became, count in fates.counts.items()
    ]


def _closed_step(request: UnitRequest) -> Any:
    """Return the step that opens reports, for those who could report if it were open."""
    return (
        opening_step(request, REPORTING) if allowed(request, REPORTING) and not may(request, REPORTING) else None
    )


@page("results.read")
def needs(request: UnitRequest, became: str) -> HttpResponse:
    """The needs of which the same became, each with its number, its words and the office's last answer."""
    if request.cycle is None or became not in set(Became) - {Became.NOT_PUBLISHED}:
        raise Http404
    found = what_became_of_needs(cycle=request.cycle).of(Became(became))
    return show(
        request,
        "results/needs.html",
        cycle=request.cycle,
        label=Became(became).label,
        page=Paginator(found, NEEDS_ON_A_PAGE).get_page(page_number(request)),
        breadcrumbs=[(link(request, "results:home"), _("Results")), ("", str(Became(became).label).capitalize())],
    )


def asked_result(request: UnitRequest, number: int) -> tuple[Results, LineResult]:
    """Return the results of the page's cycle and the line that the page is about; none is 404."""
    if request.cycle is None:
        raise Http404
    results = results_of(cycle=request.cycle, for_office=allowed(request, "results.measure"))
    found = results.line(number)
    if found is None:
        raise Http404
    return results, found


@page("results.read")
def line(request: UnitRequest, number: int) -> HttpResponse:
    """One line: what was reported with photos, its money, its indicator, and the needs that began it."""
    _results, found = asked_result(request, number)
    back = chain.public_knots(chain.back("plan_line", [found.item.uuid], language=language()))
    return show(
        request,
        "results/line.html",
        cycle=request.cycle,
        line=found,
        tag=TAGS[found.state],
        reports=[(report, TAGS[report.state]) for report in reversed(found.reports)],
        helpers=helpers_of(found.item.uuid),
        series=_series(),
        kinds=_bars(found.by_kind),
        chart=_indicator_chart(found),
        back=back,
        may_report=may(request, REPORTING),
        may_spend=may(request, "results.record_spending"),
        may_measure=may(request, "results.measure") and found.indicator is not None,
        may_confirm=may(request, "results.confirm") and found.last is not None,
        step=_closed_step(request),
        breadcrumbs=[(link(request, "results:home"), _("Results")), ("", f"№ {number}")],
    )


def _indicator_chart(line: LineResult) -> list[tuple[str, Decimal]]:
    """Return the baseline, every measurement that is shown and the target, as (label, value)."""
    if line.indicator is None:
        return []
    indicator = line.indicator
    parts = [(_("before: %(year)s") % {"year": indicator.baseline_year or "—"}, indicator.baseline)]
    parts += [(f"{one.on:%d.%m.%Y}", str(one.value)) for one in line.measurements if one.value is not None]
    parts.append((_("promised: %(year)s") % {"year": indicator.target_year or "—"}, indicator.target))
    return [(label, Decimal(value)) for label, value in parts if value]
