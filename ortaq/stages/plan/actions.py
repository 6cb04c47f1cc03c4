"""Writes of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.engines.schedule import Part
from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import digest
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, in_columns
from ortaq.stages.plan.commenting import earliest_close
from ortaq.stages.plan.content import Ceiling, content_of, write
from ortaq.stages.plan.models import (
    CommentPeriod,
    Envelope,
    Goal,
    LineMoney,
    Origin,
    Plan,
    PlanLine,
    PlanVersion,
    VersionLine,
)
from ortaq.stages.plan.rules import (
    MOST_GOALS,
    DoesNotAgree,
    check_origin,
    check_parts,
    check_project,
    require_free,
    what_does_not_agree,
)
from ortaq.stages.plan.selectors import draft_content, latest_version, project_cost, winners_of
from ortaq.stages.projects.models import Project


@action("plan.set_vision")
def start_plan(*, by: Actor, cycle: Cycle, now: datetime.datetime, deed: UUID | None = None) -> Plan:
    """Begin the plan of a cycle as an empty draft."""
    if Plan.objects.filter(cycle=cycle).exists():
        raise Refused(_("The plan of this cycle has been begun already."))
    return Plan.objects.create(id=deed, unit=cycle.unit, cycle=cycle, made_at=now)


@action("plan.set_vision")
def set_vision(
    *,
    by: Actor,
    plan: Plan,
    vision: Text,
    goals: Mapping[int, Text],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Plan:
    """Write what the place shall be like, and the goals by their numbers. A goal with no text is taken out."""
    if len(goals) > MOST_GOALS:
        raise Refused(_("More goals than anybody can remember. Keep to twelve at most."))
    plan.vision = vision
    plan.save()
    for number, title in goals.items():
        if title:
            Goal.objects.update_or_create(plan=plan, number=number, defaults=in_columns(title=title))
        else:
            _take_out_goal(plan, number)
    return plan


@action("plan.draft")
def set_envelope(
    *,
    by: Actor,
    plan: Plan,
    ceilings: Sequence[Ceiling],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Plan:
    """Write what each source can give in each year and on what that is based; replaces what stood there."""
    for ceiling in ceilings:
        if ceiling.year not in plan.cycle.years:
            raise Refused(_("The year %(year)s is not in this plan.") % {"year": ceiling.year})
        if not ceiling.basis:
            raise Refused(
                _("Say on what this forecast is based: a decision, a letter, an agreement."),
                field=f"basis_{ceiling.source}_kk",
            )
    plan.envelopes.all().delete()
    Envelope.objects.bulk_create(
        Envelope(
            id=new_id(),
            plan=plan,
            year=ceiling.year,
            source=ceiling.source,
            amount=ceiling.amount,
            **in_columns(basis=ceiling.basis),
        )
        for ceiling in ceilings
    )
    return plan


@action("plan.draft")
def take_winners(*, by: Actor, plan: Plan, now: datetime.datetime, deed: UUID | None = None) -> Plan:
    """Take what the residents' vote chose into the plan, with the years and sources of the project sheets.

    What stands in the plan already, or was taken out of it with a reason, stays as it is.
    """
    fresh = [winner.project for winner in winners_of(plan) if not winner.is_in_plan]
    if not fresh:
        raise Refused(_("There is nothing to take: the vote is not counted, or its winners are in the plan."))
    for number, project in enumerate(fresh, start=_next_number(plan)):
        line = PlanLine.objects.create(
            unit=plan.unit,
            plan=plan,
            number=number,
            origin=Origin.VOTED,
            project=project,
            cost=project_cost(project),
            **in_columns(title=project.title, owner=project.owner),
        )
        _write_money(line, _planned(project, plan))
    return plan


@action("plan.draft")
def add_line(
    *,
    by: Actor,
    plan: Plan,
    origin: str,
    title: Text,
    owner: Text,
    cost: int | None = None,
    reason: Text = Text(),
    goal: Goal | None = None,
    project: Project | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> PlanLine:
    """Add a line. What is left empty is taken from its project, money by year and source too, if it has one."""
    check_origin(plan, origin, project)
    if project is not None:
        check_project(plan, project)
        title, owner = title or project.title, owner or project.owner
        cost = project_cost(project) if cost is None else cost
    _require_title(title)
    _require_goal_of(plan, goal)
    line = PlanLine.objects.create(
        id=deed,
        unit=plan.unit,
        plan=plan,
        number=_next_number(plan),
        origin=origin,
        project=project,
        goal=goal,
        cost=cost or 0,
        **in_columns(title=title, owner=owner, reason=reason),
    )
    if project is not None and origin != Origin.WAITING:
        _write_money(line, _planned(project, plan))
    return line


@action("plan.draft")
def change_line(
    *,
    by: Actor,
    line: PlanLine,
    origin: str,
    title: Text,
    owner: Text,
    cost: int | None,
    reason: Text,
    goal: Goal | None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> PlanLine:
    """Change what a line says; its money is written by `set_line_money`."""
    _require_standing(line)
    check_origin(line.plan, origin, line.project)
    _require_title(title)
    _require_goal_of(line.plan, goal)
    line.origin, line.goal, line.cost = origin, goal, cost or 0
    line.title, line.owner, line.reason = title, owner, reason
    line.save()
    return line


@action("plan.draft")
def set_line_money(
    *,
    by: Actor,
    line: PlanLine,
    money: Sequence[Part],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> PlanLine:
    """Write who gives what for a line in which year and form; replaces what stood there, may be incomplete."""
    _require_standing(line)
    check_parts(line.plan, money)
    line.money.all().delete()
    _write_money(line, money)
    return line


@action("plan.draft")
def remove_line(
    *, by: Actor, line: PlanLine, reason: Text, now: datetime.datetime, deed: UUID | None = None
) -> PlanLine:
    """Take a line out of the draft, with a reason that everybody can read. Closed versions keep it."""
    _require_standing(line)
    if not reason:
        raise Refused(_("Say why the line is taken out: residents will read it."), field="reason_kk")
    line.removal, line.removed_at = reason, now
    line.save()
    return line


@action("plan.draft")
def restore_line(*, by: Actor, line: PlanLine, now: datetime.datetime, deed: UUID | None = None) -> PlanLine:
    """Put a line back that was taken out."""
    if line.removed_at is None:
        raise Refused(_("This line stands in the plan."))
    if line.project is not None:
        check_project(line.plan, line.project)
    _require_not_carried(line.carried_from)
    line.removal, line.removed_at = Text(), None
    line.save()
    return line


@action("plan.draft")
def carry_unfunded(
    *, by: Actor, plan: Plan, carried: PlanLine, now: datetime.datetime, deed: UUID | None = None
) -> PlanLine:
    """Carry a line of an earlier plan that still waits for money into this one, where it waits again."""
    if carried.origin != Origin.WAITING or carried.removed_at is not None:
        raise Refused(_("Only a line that waits for money is carried into the next plan."))
    if carried.cycle.first_year >= plan.cycle.first_year:
        raise Refused(_("A line is carried from an earlier plan into a later one."))
    _require_not_carried(carried)
    if carried.project is not None:
        require_free(plan, carried.project)
    return PlanLine.objects.create(
        id=deed,
        unit=plan.unit,
        plan=plan,
        number=_next_number(plan),
        origin=Origin.WAITING,
        project=carried.project,
        carried_from=carried,
        cost=carried.cost,
        **in_columns(title=carried.title, owner=carried.owner, reason=carried.reason),
    )


@action("plan.close_version")
def close_version(
    *,
    by: Actor,
    plan: Plan,
    note: Text = Text(),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> PlanVersion:
    """Freeze the plan as it stands now as its next version. Raises DoesNotAgree where its sums do not."""
    draft = draft_content(plan)
    if disagreements := what_does_not_agree(plan, draft):
        raise DoesNotAgree(disagreements)
    last = latest_version(plan)
    if last is not None and content_of(last).same_as(draft):
        raise Refused(_("Nothing has changed since version %(number)s.") % {"number": last.number})
    number = last.number + 1 if last else 1
    frozen = replace(draft, version=number, closed_on=timezone.localdate(now).isoformat())
    text = write(frozen)
    version = PlanVersion.objects.create(
        id=deed,
        unit=plan.unit,
        plan=plan,
        number=number,
        content=text,
        sha256=digest(text),
        closed_at=now,
        **in_columns(note=note),
    )
    VersionLine.objects.bulk_create(
        VersionLine(id=new_id(), version=version, line_id=item.uuid) for item in frozen.items
    )
    return version


@action("plan.publish")
def publish_version(
    *, by: Actor, version: PlanVersion, now: datetime.datetime, deed: UUID | None = None
) -> PlanVersion:
    """Let residents read a closed version."""
    if version.published_at is not None:
        raise Refused(_("This version is published already."))
    version.published_at = now
    version.save(update_fields=["published_at"])
    return version


@action("plan.open_comments")
def open_comments(
    *,
    by: Actor,
    version: PlanVersion,
    opens_on: datetime.date,
    closes_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> CommentPeriod:
    """Let everybody comment on the latest published version from one day until another, both included."""
    if version.published_at is None:
        raise Refused(_("Publish the version first: people comment on what they can read."))
    if PlanVersion.objects.filter(plan=version.plan_id, number__gt=version.number).exists():
        raise Refused(_("There is a newer version. Open the newest one for comments."))
    if CommentPeriod.objects.filter(version=version).exists():
        raise Refused(_("This version has its comment period already."))
    if opens_on < timezone.localdate(now):
        raise Refused(_("This day has already gone by. Choose today or a later day."), field="opens_on")
    earliest = earliest_close(version.unit_id, opens_on)
    if closes_on < earliest:
        raise Refused(
            _("Give people more time: choose %(day)s or a later day.") % {"day": date_format(earliest)},
            field="closes_on",
        )
    return CommentPeriod.objects.create(
        id=deed, unit=version.unit, version=version, opens_on=opens_on, closes_on=closes_on
    )


def _take_out_goal(plan: Plan, number: int) -> None:
    goal = plan.goals.filter(number=number).first()
    if goal is None:
        return
    if goal.lines.filter(removed_at=None).exists():
        raise Refused(
            _("Lines of the plan serve this goal. Give them another goal before you take it out."),
            field=f"goal_{number}_kk",
        )
    goal.lines.update(goal=None)
    goal.delete()


def _planned(project: Project, plan: Plan) -> list[Part]:
    """Return the costs of the project's sheet that fall into the plan's years."""
    return [
        Part(cost.year, cost.source, cost.kind, cost.amount)
        for cost in project.costs.all()
        if cost.year in plan.cycle.years
    ]


def _write_money(line: PlanLine, parts: Sequence[Part]) -> None:
    LineMoney.objects.bulk_create(
        LineMoney(id=new_id(), line=line, year=part.year, source=part.source, kind=part.kind, amount=part.amount)
        for part in parts
    )


def _require_not_carried(line: PlanLine | None) -> None:
    """Refuse where a line of an earlier plan stands in a later one already: its story goes on there."""
    if line is not None and line.carried_to.filter(removed_at=None).exists():
        raise Refused(_("This line was carried into a later plan already."))


def _require_standing(line: PlanLine) -> None:
    if line.removed_at is not None:
        raise Refused(_("This line was taken out of the plan. Put it back before you change it."))


def _require_title(title: Text) -> None:
    if not title:
        raise Refused(_("Give the line a name in Kazakh or in Russian."), field="title_kk")


def _require_goal_of(plan: Plan, goal: Goal | None) -> None:
    if goal is not None and goal.plan_id != plan.id:
        raise Refused(_("This goal belongs to another plan."), field="goal")


def _next_number(plan: Plan) -> int:
    """Return the next number in the plan; the book of the unit is locked, so nobody else takes it."""
    last: int | None = plan.lines.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
