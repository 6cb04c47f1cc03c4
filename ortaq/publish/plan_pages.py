"""The plan's files as pages give them."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from ortaq.ground.pages import UnitRequest, language, page, show
from ortaq.publish.exports import MEDIA_TYPES
from ortaq.publish.plan_files import PlanFile
from ortaq.stages.plan.models import Plan, PlanVersion
from ortaq.stages.plan.pages.asked import asked_plan, asked_version

ASKS_AGAIN_AFTER = 5


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
    file = PlanFile(source, kind, language())
    content = file.ask()
    if content is None:
        return _being_made(request, needs=len(file.data.background.register))
    answer = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    file_name = f"{request.unit.slug}-{request.cycle.first_year}-{name}-{language()}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


def _being_made(request: UnitRequest, *, needs: int) -> HttpResponse:
    """A page that asks again by itself, without JavaScript, until the file is there."""
    answer = show(request, "publish/being_made.html", needs=needs)
    answer.status_code = 202
    answer.headers["Refresh"] = str(ASKS_AGAIN_AFTER)
    answer.headers["Cache-Control"] = "no-store"
    return answer
