"""The public report's files as pages give them."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, language, page
from ortaq.publish.exports import MEDIA_TYPES
from ortaq.publish.rendering import KINDS, render
from ortaq.publish.report import report_data, report_document


@page("results.read")
def report(request: UnitRequest, kind: str) -> HttpResponse:
    """The report of a cycle as a file, in the language of the page."""
    if kind not in KINDS or request.cycle is None:
        raise Http404
    document = report_document(report_data(request.cycle), language=language(), today=clock.today())
    answer = HttpResponse(render(document, kind), content_type=MEDIA_TYPES[kind])
    file_name = f"{request.unit.slug}-{request.cycle.first_year}-report-{language()}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
