"""Pages of the plan that everybody reads: the published version, its lines, all versions and what changed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from ortaq.ground import chain, clock
from ortaq.ground.pages import UnitRequest, allowed, language, may, page, show
from ortaq.stages.plan import selectors
from ortaq.stages.plan.commenting import periods_of
from ortaq.stages.plan.content import content_of, hash_agrees
from ortaq.stages.plan.difference import difference
from ortaq.stages.plan.models import PlanVersion
from ortaq.stages.plan.pages.asked import asked_line, asked_plan, asked_version, opening_step
from ortaq.stages.plan.showing import shown, shown_item, shown_parts


@page("plan.read")
def home(request: UnitRequest) -> HttpResponse:
    """The plan that residents can read: the latest published version."""
    plan = selectors.plan_of(request.cycle) if request.cycle else None
    version = selectors.latest_version(plan, published=True) if plan else None
    return show(
        request,
        "plan/home.html",
        cycle=request.cycle,
        version=version,
        plan=shown(content_of(version)) if version else None,
        is_whole=version is not None and hash_agrees(version),
        **(_commenting(request, version) if version else {}),
        sees_draft=request.cycle is not None and allowed(request, "plan.read_draft"),
        step=opening_step(request, "plan.draft"),
    )


@page("plan.read")
def versions(request: UnitRequest) -> HttpResponse:
    """All versions that the reader may see, newest first."""
    plan = asked_plan(request)
    rows = selectors.versions_of(plan, published=not allowed(request, "plan.read_draft"))
    return show(request, "plan/versions.html", cycle=plan.cycle, versions=rows, pairs=_pairs(rows))


@page("plan.read")
def version(request: UnitRequest, number: int) -> HttpResponse:
    """One version, from what was frozen and nothing else."""
    found = asked_version(request, number)
    return show(
        request,
        "plan/version.html",
        cycle=found.plan.cycle,
        version=found,
        is_whole=hash_agrees(found),
        plan=shown(content_of(found)),
        **_commenting(request, found),
        may_publish=found.published_at is None and may(request, "plan.publish"),
        sees_draft=allowed(request, "plan.read_draft"),
    )


def _commenting(request: UnitRequest, version: PlanVersion) -> dict[str, object]:
    """Return when people may comment on the plan, and whether this version can be opened for comments now."""
    periods = periods_of(version.plan, today=clock.today())
    return {
        "periods": periods,
        "period": next((one for one in periods if one.version == version.number), None),
        "may_open_comments": version.published_at is not None
        and may(request, "plan.open_comments")
        and selectors.latest_version(version.plan) == version,
    }


@page("plan.read")
def frozen(request: UnitRequest, number: int) -> HttpResponse:
    """The frozen text of a version, byte for byte, so that anybody can take its hash."""
    found = asked_version(request, number)
    name = f"{request.unit.slug}-{found.plan.cycle.first_year}-v{found.number}.json"
    answer = HttpResponse(found.content.encode(), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page("plan.read")
def changes(request: UnitRequest, before: int, after: int) -> HttpResponse:
    """What changed from one version to another, in words."""
    old, new = asked_version(request, before), asked_version(request, after)
    found = difference(content_of(old), content_of(new), language=language())
    return show(request, "plan/changes.html", cycle=old.plan.cycle, before=old, after=new, difference=found)


@page("plan.read")
def line(request: UnitRequest, number: int) -> HttpResponse:
    """One line of the plan: what it is, who pays, where it came from and what became of it."""
    plan = asked_plan(request)
    latest = selectors.latest_version(plan, published=True)
    version = selectors.last_with_line(plan, number)
    sees_draft = allowed(request, "plan.read_draft")
    if version is None and not sees_draft:
        raise Http404
    content = content_of(version) if version else selectors.draft_content(plan)
    item = content.item(number)
    if item is None:
        raise Http404
    before, after = _stretches(item.uuid, public=not sees_draft)
    return show(
        request,
        "plan/line.html",
        cycle=plan.cycle,
        version=version,
        removal=asked_line(plan, number).removal if version != latest and version else None,
        item=item,
        shown=shown_item(item, content.years),
        goal=next((goal for goal in content.goals if goal.number == item.goal), None),
        parts=shown_parts(item),
        before=before,
        after=after,
        may_change=may(request, "plan.draft"),
    )


def _stretches(id: UUID, *, public: bool) -> tuple[list[chain.Stretch], list[chain.Stretch]]:
    """Return what a line was made of, and what became of it."""
    walks = [walk("plan_line", {id}, language=language()) for walk in (chain.back, chain.forward)]
    before, after = [chain.public_knots(walk) if public else walk for walk in walks]
    return before, after


def _pairs(rows: list[selectors.VersionRow]) -> list[tuple[selectors.VersionRow, int | None]]:
    """Return each version beside the number of the one before it."""
    numbers = [row.number for row in rows[1:]]
    return list(zip(rows, [*numbers, None], strict=True)) if rows else []
