"""The yearly report of a programme as pages give it."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from ortaq.ground import clock
from ortaq.ground.pages import ProgrammeRequest, language, programme_page
from ortaq.programme.pages.asked import profile_of, report_years
from ortaq.publish.exports import MEDIA_TYPES
from ortaq.publish.programme_report import programme_report, programme_year
from ortaq.publish.rendering import KINDS, render


@programme_page("programme.read")
def report(request: ProgrammeRequest, year: int, kind: str) -> HttpResponse:
    """The report of a year in which the programme ran, in the language of the page."""
    if kind not in KINDS or year not in report_years(profile_of(request)):
        raise Http404
    today = clock.today()
    data = programme_year(request.programme, year, today=today)
    content = render(programme_report(data, language=language(), today=today), kind)
    name = f"{request.programme.slug}-{year}-{language()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[kind], headers=headers)
