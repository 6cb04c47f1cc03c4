"""Writes of problems: needs that say the same."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.moderation import PublicState
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, in_columns
from ortaq.stages.needs.actions.numbers import next_number
from ortaq.stages.needs.models import Need, Problem


@action("needs.merge")
def make_problem(
    *,
    by: Actor,
    cycle: Cycle,
    title: Text,
    description: Text,
    theme: str,
    needs: Sequence[Need],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Problem:
    """Make one problem of needs that say the same; each keeps its page, its author's thread and its answers."""
    if not title:
        raise Refused(_("Give the problem a name in Kazakh or in Russian."), field="title_kk")
    if not needs:
        raise Refused(_("Choose at least one need: a problem without a need is nobody's."), field="needs")
    problem = Problem.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        number=next_number(Problem, cycle),
        theme=theme,
        made_at=now,
        **in_columns(title=title, description=description),
    )
    _merge(problem, needs, now)
    return problem


@action("needs.merge")
def merge_needs(
    *, by: Actor, problem: Problem, needs: Sequence[Need], now: datetime.datetime, deed: UUID | None = None
) -> Problem:
    """Add needs to a problem."""
    if not needs:
        raise Refused(_("Choose the needs that say the same."), field="needs")
    _merge(problem, needs, now)
    return problem


@action("needs.merge")
def part_need(*, by: Actor, need: Need, reason: str, now: datetime.datetime, deed: UUID | None = None) -> Need:
    """Take a need out of a problem to which it does not belong."""
    if need.problem_id is None:
        raise Refused(_("This need is not part of a problem."))
    if not reason.strip():
        raise Refused(_("Say why the need does not belong to this problem."), field="reason")
    need.problem, need.merged_at = None, None
    need.save()
    return need


def _merge(problem: Problem, needs: Sequence[Need], now: datetime.datetime) -> None:
    for need in needs:
        if need.state != PublicState.PUBLISHED:
            raise Refused(_("Need № %(number)s is not published yet.") % {"number": need.number}, field="needs")
        if need.problem_id not in {None, problem.id}:
            raise Refused(
                _("Need № %(number)s is part of another problem already.") % {"number": need.number},
                field="needs",
            )
        need.problem, need.merged_at = problem, now
        need.save(update_fields=["problem", "merged_at"])
