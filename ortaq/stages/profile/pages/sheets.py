"""Workbooks given and taken."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from ortaq.ground.pages import UnitRequest, language, page, show
from ortaq.stages.profile.selectors.budget import figure_report

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_workbook(content: bytes, name: str) -> HttpResponse:
    """Return a workbook as a file to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=WORKBOOK, headers=headers)


@page("profile.record_budget")
def report(request: UnitRequest, id: UUID) -> HttpResponse:
    """What became of a workbook of figures."""
    found = figure_report(request.unit, id, language=language())
    if found is None:
        raise Http404
    return show(request, "profile/report.html", report=found)
