"""Writes of cases."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.cases.evidence import FIELDS, Evidence, cycle_of, evidence_of, sheet_of, told_by
from ortaq.exchange.models import Case, CaseKind, CaseUse
from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.money import LARGEST_AMOUNT, TIYN_PER_THOUSAND_TENGE
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Problem
from ortaq.stages.projects.actions import draft_project
from ortaq.stages.projects.copying import copy_costs, copy_parts

TEXTS = ("title", "before", "done", "after", "lesson")

NOTHING = Text()
"""A text that is not written."""


@dataclass(frozen=True)
class Told:
    """What a case says: `people` is how many it concerned, `cost` what it cost in all (tiyn, 0 for nothing)."""

    kind: str
    theme: str
    title: Text
    before: Text = NOTHING
    done: Text = NOTHING
    after: Text = NOTHING
    lesson: Text = NOTHING
    people: int | None = None
    cost: int | None = None


@action("exchange.write_case")
def write_case(
    *,
    by: Actor,
    unit: Unit,
    told: Told,
    evidence: Evidence | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Case:
    """Begin a case; only its name, kind and theme must stand at once."""
    last: int | None = Case.objects.filter(unit=unit).aggregate(last=Max("number"))["last"]
    case = Case(id=deed or new_id(), unit=unit, number=(last or 0) + 1, written_at=now)
    _write(case, told, evidence)
    case.save(force_insert=True)
    return case


@action("exchange.write_case")
def change_case(
    *,
    by: Actor,
    case: Case,
    told: Told,
    evidence: Evidence | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Case:
    """Write a case anew; a published one stays whole."""
    case = Case.objects.select_related("unit").get(pk=case.pk)
    _write(case, told, evidence)
    if case.published_at is not None:
        _require_whole(case)
    case.save()
    return case


@action("exchange.write_case")
def publish_case(*, by: Actor, case: Case, now: datetime.datetime, deed: UUID | None = None) -> Case:
    """Let everybody read a case. It says what was done and learnt, and names what really happened."""
    case = Case.objects.get(pk=case.pk)
    if case.published_at is not None:
        raise Refused(_("Everybody can read this case already."))
    _require_whole(case)
    case.published_at = now
    case.save(update_fields=["published_at"])
    return case


@action("exchange.use_case")
def use_case(
    *,
    by: Actor,
    cycle: Cycle,
    case_id: UUID,
    problems: Sequence[Problem],
    people: int | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> CaseUse:
    """Begin a project sheet in the reader's own cycle from a case, also of another unit.

    The sheet behind the case is repeated with its costs; where it is known how many people the case served, and
    `people` says how many it would serve here, the costs are scaled by the cost per person, to whole thousand
    tenge. A case without a sheet gives its name and what was done.
    """
    behind = ("line__project", "partnership__line__project", "grant__plan_line__project")
    case = Case.objects.select_related(*behind).get(pk=case_id)
    if case.published_at is None:
        raise Refused(_("This case is not published yet."))
    project = draft_project(by=by, cycle=cycle, problems=problems, title=case.title, now=now)
    sheet = sheet_of(case)
    if sheet is None:
        project.title, project.description, project.theme = case.title, case.done, case.theme
    else:
        copy_parts(sheet, project)
        copy_costs(sheet, project, scaled=partial(scaled_cost, served=people_of(case), here=people))
    project.save()
    return CaseUse.objects.create(
        id=deed or new_id(), unit_id=cycle.unit_id, cycle=cycle, source_case=case, project=project, used_at=now
    )


def scaled_cost(amount: int, *, served: int | None, here: int | None) -> int:
    """Return what it would cost for as many people as live here, in tiyn, rounded up to thousand tenge.

    >>> scaled_cost(100_000_000, served=100, here=50)
    50000000
    >>> scaled_cost(100_000_000, served=None, here=50)
    100000000
    """
    if not served or not here:
        return amount
    thousands = -(-amount * here // (served * TIYN_PER_THOUSAND_TENGE))
    return thousands * TIYN_PER_THOUSAND_TENGE


def people_of(case: Case) -> int | None:
    """Return how many people a case served, as it says itself, or as its sheet says. At most one query."""
    if case.people:
        return case.people
    sheet = sheet_of(case)
    return sum(row.women + row.men for row in sheet.beneficiaries.all()) or None if sheet else None


def _write(case: Case, told: Told, evidence: Evidence | None) -> None:
    faults = _faults(told)
    if evidence is not None and (type(evidence), evidence.pk) not in {
        (type(one.record), one.record.pk) for one in evidence_of(case.unit)
    }:
        faults["evidence"] = _("Choose something that happened here and that everybody may read.")
    if faults:
        raise Several(faults)
    case.kind, case.theme, case.people, case.cost = told.kind, told.theme, told.people, told.cost
    for name in TEXTS:
        setattr(case, name, getattr(told, name))
    for kind, field in FIELDS.items():
        setattr(case, field, evidence if isinstance(evidence, kind) else None)
    case.cycle = cycle_of(evidence) if evidence is not None else None


def _faults(told: Told) -> dict[str, object]:
    faults: dict[str, object] = {}
    if told.kind not in CaseKind.values:
        faults["kind"] = _("Choose one from the list.")
    if told.theme not in Theme.values:
        faults["theme"] = _("Choose one from the list.")
    if not told.title:
        faults["title_kk"] = _("Write this in Kazakh or in Russian.")
    if told.people is not None and told.people < 0:
        faults["people"] = _("The number of people cannot be less than zero.")
    if told.cost is not None and not 0 <= told.cost <= LARGEST_AMOUNT:
        faults["cost"] = _("The amount is too large. Check the number of zeros.")
    return faults


def _require_whole(case: Case) -> None:
    for name in ("done", "lesson"):
        if not getattr(case, name):
            raise Refused(
                _("Before everybody reads it, the case must say what was done and what you learnt."),
                field=f"{name}_kk",
            )
    if told_by(case) is None:
        raise Refused(
            _("Choose what the case tells of: a line of the plan, a partnership, a grant or a meeting."),
            field="evidence",
        )
