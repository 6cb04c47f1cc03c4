"""Pages on which the office draws the plan up, with what does not agree yet always in sight."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.forms import DeedForm
from ortaq.ground.pages import UnitRequest, language, may, page, perform, show, watched
from ortaq.stages.plan import actions, selectors
from ortaq.stages.plan.commenting import shortest_period
from ortaq.stages.plan.content import Content, Item
from ortaq.stages.plan.forms import (
    CloseForm,
    CommentPeriodForm,
    EnvelopeForm,
    LineForm,
    MoneyForm,
    ReasonForm,
    VisionForm,
    texts,
)
from ortaq.stages.plan.models import Plan, PlanLine
from ortaq.stages.plan.pages.asked import (
    asked_cycle,
    asked_line,
    asked_plan,
    asked_version,
    opening_step,
)
from ortaq.stages.plan.rules import what_does_not_agree
from ortaq.stages.plan.showing import shown
from ortaq.stages.plan.wording import faults
from ortaq.stages.projects.models import Project, ProjectState

USUAL_PERIOD = datetime.timedelta(days=14)


@page("plan.read_draft")
def draft(request: UnitRequest) -> HttpResponse:
    """The desk: what the draft says, what does not agree, what can be done next."""
    plan = selectors.plan_of(asked_cycle(request))
    if plan is None:
        return show(
            request,
            "plan/begin.html",
            cycle=request.cycle,
            may_start=may(request, "plan.set_vision"),
            step=opening_step(request, "plan.set_vision"),
        )
    content = selectors.draft_content(plan)
    winners = selectors.winners_of(plan)
    return show(
        request,
        "plan/draft.html",
        **_desk(request, plan, content),
        plan=shown(content),
        fresh_winners=[winner for winner in winners if not winner.is_in_plan],
        unfunded=selectors.unfunded_before(plan),
        removed=selectors.removed_from(plan),
        last=selectors.latest_version(plan),
        may_draft=may(request, "plan.draft"),
        may_set_vision=may(request, "plan.set_vision"),
        may_close=may(request, "plan.close_version"),
        step=opening_step(request, "plan.draft"),
    )


@page("plan.set_vision")
def start(request: UnitRequest) -> HttpResponse:
    """Begin the plan."""
    if request.method == "POST":
        perform(request, None, actions.start_plan, cycle=asked_cycle(request))
    return _to_draft(request)


@page("plan.set_vision")
def vision(request: UnitRequest) -> HttpResponse:
    """Write the vision and the goals."""
    plan = asked_plan(request)
    content = selectors.draft_content(plan)

    def build(sent: QueryDict | None) -> VisionForm:
        stands = selectors.draft_content(plan)
        return VisionForm(sent, vision=stands.vision, goals=stands.goals)

    form = watched(request, build)
    if _is_sent(request, form):
        vision = form.bilingual("vision")
        if perform(request, form, actions.set_vision, plan=plan, vision=vision, goals=form.goals):
            return _saved(request)
    return show(request, "plan/vision.html", form=form, **_desk(request, plan, content))


@page("plan.draft")
def envelopes(request: UnitRequest) -> HttpResponse:
    """Write what each source can give."""
    plan = asked_plan(request)
    content = selectors.draft_content(plan)

    def build(sent: QueryDict | None) -> EnvelopeForm:
        stands = selectors.draft_content(plan)
        return EnvelopeForm(sent, years=stands.years, ceilings=stands.ceilings)

    form = watched(request, build)
    if _is_sent(request, form) and perform(request, form, actions.set_envelope, plan=plan, ceilings=form.ceilings):
        return _saved(request)
    return show(request, "plan/envelopes.html", form=form, **_desk(request, plan, content))


@page("plan.draft")
def take_winners(request: UnitRequest) -> HttpResponse:
    """Take the vote's winners into the plan."""
    if request.method == "POST":
        perform(request, None, actions.take_winners, plan=asked_plan(request))
    return _to_draft(request, "#lines")


@page("plan.draft")
def add_line(request: UnitRequest) -> HttpResponse:
    """Add a line."""
    plan = asked_plan(request)
    form = LineForm(request.POST or None, goals=_goals(plan), projects=_free_projects(plan), language=language())
    if _is_sent(request, form):
        project = form.projects.get(form.cleaned_data["project"])
        made = perform(request, form, actions.add_line, plan=plan, project=project, **form.data_of_line)
        if made:
            return _to(request, "plan:money", made.number)
    return show(request, "plan/line_form.html", form=form, **_desk(request, plan))


@page("plan.draft")
def change_line(request: UnitRequest, number: int) -> HttpResponse:
    """Change what a line says."""
    plan = asked_plan(request)
    line = asked_line(plan, number)
    goals = _goals(plan)

    def build(sent: QueryDict | None) -> LineForm:
        return LineForm(sent, goals=goals, language=language(), initial=_said(asked_line(plan, number)))

    form = watched(request, build)
    if _is_sent(request, form) and perform(request, form, actions.change_line, line=line, **form.data_of_line):
        return _saved(request, f"#line-{number}")
    return show(request, "plan/line_form.html", form=form, line=line, **_desk(request, plan))


@page("plan.draft")
def money(request: UnitRequest, number: int) -> HttpResponse:
    """Write who gives what for a line in which year."""
    plan = asked_plan(request)
    line = asked_line(plan, number)
    content = selectors.draft_content(plan)
    item = _item(content, number)

    def build(sent: QueryDict | None) -> MoneyForm:
        stands = selectors.draft_content(plan)
        return MoneyForm(sent, content=stands, item=_item(stands, number))

    form = watched(request, build)
    if _is_sent(request, form) and perform(request, form, actions.set_line_money, line=line, money=form.parts):
        return _saved(request, f"#line-{number}")
    return show(request, "plan/money.html", form=form, item=item, **_desk(request, plan, content))


@page("plan.draft")
def remove_line(request: UnitRequest, number: int) -> HttpResponse:
    """Take a line out, with a reason."""
    plan = asked_plan(request)
    line = asked_line(plan, number)
    form = ReasonForm(request.POST or None)
    if _is_sent(request, form) and perform(
        request, form, actions.remove_line, line=line, reason=form.bilingual("reason")
    ):
        return _saved(request)
    return show(request, "plan/remove.html", form=form, line=line, **_desk(request, plan))


@page("plan.draft")
def restore_line(request: UnitRequest, number: int) -> HttpResponse:
    """Put a line back."""
    if request.method == "POST":
        perform(request, None, actions.restore_line, line=asked_line(asked_plan(request), number))
    return _to_draft(request, "#lines")


@page("plan.draft")
def carry(request: UnitRequest) -> HttpResponse:
    """Carry a line that waits from an earlier plan into this one."""
    plan = asked_plan(request)
    if request.method == "POST":
        wanted = request.POST.get("line")
        known = {str(unfunded.line.id): unfunded.line for unfunded in selectors.unfunded_before(plan)}
        if wanted not in known:
            raise Http404
        perform(request, None, actions.carry_unfunded, plan=plan, carried=known[wanted])
    return _to_draft(request, "#lines")


@page("plan.close_version")
def close(request: UnitRequest) -> HttpResponse:
    """Freeze the draft as the next version, once everything agrees."""
    plan = asked_plan(request)
    form = CloseForm(request.POST or None)
    if _is_sent(request, form):
        version = perform(request, form, actions.close_version, plan=plan, note=form.bilingual("note"))
        if version:
            return _to(request, "plan:version", version.number)
    return show(request, "plan/close.html", form=form, **_desk(request, plan))


@page("plan.publish")
def publish(request: UnitRequest, number: int) -> HttpResponse:
    """Let residents read a version."""
    if request.method == "POST":
        version = asked_version(request, number)
        if perform(request, None, actions.publish_version, version=version):
            messages.success(request, _("Version %(number)s is published.") % {"number": number})
    return _to(request, "plan:version", number)


@page("plan.open_comments")
def open_comments(request: UnitRequest, number: int) -> HttpResponse:
    """Let people comment on a published version for some days."""
    version = asked_version(request, number)
    today = clock.today()
    initial = {"opens_on": today, "closes_on": today + USUAL_PERIOD}
    form = CommentPeriodForm(request.POST or None, initial=initial)
    if _is_sent(request, form):
        days = {name: form.cleaned_data[name] for name in ("opens_on", "closes_on")}
        if perform(request, form, actions.open_comments, version=version, **days):
            messages.success(request, _("People can now comment on the plan in these days."))
            return _to(request, "plan:version", number)
    return show(
        request,
        "plan/open_comments.html",
        form=form,
        cycle=version.plan.cycle,
        version=version,
        rule=shortest_period(request.unit.id, on=today),
    )


def _desk(request: UnitRequest, plan: Plan, content: Content | None = None) -> dict[str, Any]:
    """Return what every page of the desk shows: the cycle and what does not agree yet."""
    found = what_does_not_agree(plan, content)
    return {"cycle": plan.cycle, "faults": faults(plan, found)}


def _goals(plan: Plan) -> list[Any]:
    return list(plan.goals.order_by("number"))


def _free_projects(plan: Plan) -> list[Project]:
    """Return the feasible projects of the cycle that do not stand in the plan."""
    standing = plan.lines.filter(removed_at=None, project__isnull=False).values("project_id")
    projects = Project.objects.filter(cycle=plan.cycle_id, state=ProjectState.FEASIBLE)
    return list(projects.exclude(id__in=standing).order_by("number"))


def _said(line: PlanLine) -> dict[str, Any]:
    """Return what a line says, as its form shows it."""
    said: dict[str, Any] = {
        "origin": line.origin,
        "goal": str(line.goal.number) if line.goal else "",
        "cost": line.cost or None,
    }
    for name in ("title", "owner", "reason"):
        said |= texts(name, getattr(line, name))
    return said


def _item(content: Content, number: int) -> Item:
    item = content.item(number)
    if item is None:
        raise Http404
    return item


def _is_sent(request: UnitRequest, form: DeedForm) -> bool:
    return request.method == "POST" and form.is_valid()


def _saved(request: UnitRequest, place: str = "") -> HttpResponse:
    messages.success(request, _("Saved."))
    return _to_draft(request, place)


def _to_draft(request: UnitRequest, place: str = "") -> HttpResponse:
    address = reverse("plan:draft", args=[request.unit.slug])
    return redirect(f"{address}?cycle={asked_cycle(request).first_year}{place}")


def _to(request: UnitRequest, name: str, number: int) -> HttpResponse:
    address = reverse(name, args=[request.unit.slug, number])
    return redirect(f"{address}?cycle={asked_cycle(request).first_year}")
