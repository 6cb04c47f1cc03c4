"""Writes of the situation: what a problem comes from, and the statements of the SWOT analysis."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, in_columns
from ortaq.stages.circle.models import Stakeholder, StakeholderKind
from ortaq.stages.needs.models import Problem, StatementKind, SwotStatement
from ortaq.stages.needs.rules import DEEPEST_TREE, goes_round, levels_with
from ortaq.stages.profile.models import Service


@action("needs.link_problem")
def link_problem(
    *, by: Actor, problem: Problem, comes_from: Problem | None, now: datetime.datetime, deed: UUID | None = None
) -> Problem:
    """Say which other problem of the cycle a problem comes from, or that it comes from none."""
    if comes_from is not None:
        _check_cause(problem, comes_from)
    problem.comes_from = comes_from
    problem.save(update_fields=["comes_from"])
    return problem


@action("needs.assess")
def write_statement(
    *,
    by: Actor,
    cycle: Cycle,
    kind: str,
    text: Text,
    problem: Problem | None = None,
    service: Service | None = None,
    stakeholder: Stakeholder | None = None,
    source: Text | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> SwotStatement:
    """Write a statement of the SWOT analysis, with at least one thing that it rests on."""
    source = source or Text()
    _check_statement(kind, text)
    _check_evidence(cycle.id, problem, service, stakeholder, source)
    return SwotStatement.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        kind=kind,
        problem=problem,
        service=service,
        stakeholder=stakeholder,
        written_at=now,
        **in_columns(text=text, source=source),
    )


@action("needs.assess")
def change_statement(
    *,
    by: Actor,
    statement: SwotStatement,
    kind: str,
    text: Text,
    problem: Problem | None = None,
    service: Service | None = None,
    stakeholder: Stakeholder | None = None,
    source: Text | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> SwotStatement:
    """Write a statement anew, with what it rests on; what is left out is no longer its evidence."""
    source = source or Text()
    _require_standing(statement)
    _check_statement(kind, text)
    _check_evidence(statement.cycle_id, problem, service, stakeholder, source)
    statement.kind, statement.text, statement.source = kind, text, source
    statement.problem, statement.service, statement.stakeholder = problem, service, stakeholder
    statement.save()
    return statement


@action("needs.assess")
def remove_statement(
    *, by: Actor, statement: SwotStatement, reason: str, now: datetime.datetime, deed: UUID | None = None
) -> SwotStatement:
    """Take a statement off the analysis; the journal keeps it, and why."""
    _require_standing(statement)
    if not reason.strip():
        raise Refused(_("Say why the statement is taken off."), field="reason")
    statement.removed_at = now
    statement.save(update_fields=["removed_at"])
    return statement


def _check_cause(problem: Problem, cause: Problem) -> None:
    if cause.cycle_id != problem.cycle_id:
        raise Refused(_("Choose a problem of the same plan."), field="comes_from")
    if cause.id == problem.id:
        raise Refused(_("A problem cannot come from itself. Choose another one."), field="comes_from")
    causes = dict(Problem.objects.filter(cycle=problem.cycle_id).values_list("id", "comes_from"))
    if goes_round(problem.id, cause.id, causes=causes):
        raise Refused(
            _("Problem № %(number)s comes from this one already, so it cannot be its cause.")
            % {"number": cause.number},
            field="comes_from",
        )
    if levels_with(problem.id, cause.id, causes=causes) > DEEPEST_TREE:
        raise Refused(
            _("The tree would have more than %(levels)s levels. Choose a cause that stands higher.")
            % {"levels": DEEPEST_TREE},
            field="comes_from",
        )


def _check_statement(kind: str, text: Text) -> None:
    if kind not in StatementKind.values:
        raise Refused(_("Say whether it is a strength, a weakness, an opportunity or a threat."), field="kind")
    if not text:
        raise Refused(_("Write the statement in Kazakh or in Russian."), field="text_kk")


def _check_evidence(
    cycle: UUID, problem: Problem | None, service: Service | None, stakeholder: Stakeholder | None, source: Text
) -> None:
    if not (problem or service or stakeholder or source):
        raise Refused(
            _("Say what the statement rests on: choose a problem, a service or a stakeholder, or write a source."),
            field="problem",
        )
    if problem is not None and problem.cycle_id != cycle:
        raise Refused(_("Choose a problem of the same plan."), field="problem")
    if stakeholder is not None and stakeholder.cycle_id != cycle:
        raise Refused(_("Choose a stakeholder of the same plan."), field="stakeholder")
    if stakeholder is not None and stakeholder.kind == StakeholderKind.PERSON:
        raise Refused(
            _("A private person is not named in public. Choose an organisation or a group."), field="stakeholder"
        )


def _require_standing(statement: SwotStatement) -> None:
    if statement.removed_at is not None:
        raise Refused(_("This statement was taken off already."))
