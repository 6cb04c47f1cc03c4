"""The plan's files as pages give them."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, language, page
from ortaq.publish.exports import MEDIA_TYPES, plan_file
from ortaq.stages.plan.models import Plan, PlanVersion
from ortaq.stages.plan.pages.asked import asked_plan, asked_version


@page("plan.read")
def plan_version(request: UnitRequest, number: int, kind: str) -> HttpResponse:
    """A version of the plan as a file."""
    return _file(request, asked_version(request, number), kind, f"v{number}")


@page("plan.read_draft")
def plan_draft(request: UnitRequest, kind: str) -> HttpResponse:
    """The draft of the plan as a file."""
    return _file(request, asked_plan(request), kind, "draft")


def _file(request: UnitRequest, source: PlanVersion | Plan, kind: str, name: str) -> HttpResponse:
    if kind not in MEDIA_TYPES or request.cycle is None:
        raise Http404
    content = plan_file(source, kind=kind, language=language(), today=clock.today())
    answer = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    file_name = f"{request.unit.slug}-{request.cycle.first_year}-{name}-{language()}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
