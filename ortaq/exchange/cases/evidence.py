"""What a case may tell of: only what really happened in a cycle of the unit, and what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ortaq.exchange.models import Case
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.public import public_grants
from ortaq.stages.partners.models import PUBLIC, Partnership
from ortaq.stages.plan.models import PlanLine
from ortaq.stages.projects.models import Project

Evidence = PlanLine | Partnership | Application | Meeting

FIELDS: dict[type, str] = {
    PlanLine: "line",
    Partnership: "partnership",
    Application: "grant",
    Meeting: "meeting",
}
"""Kind of record → the field of a case that names it."""


@dataclass(frozen=True)
class Happening:
    """One record that a case may tell of; `field` is the field of the case that would name it."""

    field: str
    record: Evidence
    name: Text

    @property
    def key(self) -> str:
        """The record as a choice in a form."""
        return f"{self.field}:{self.record.pk}"


def evidence_of(unit: Unit) -> list[Happening]:
    """Return what the unit may tell of, kind after kind, the latest first. Four queries."""
    lines = PlanLine.objects.filter(
        unit=unit, removed_at=None, version_lines__version__published_at__isnull=False
    ).select_related("plan__cycle")
    partnerships = Partnership.objects.filter(unit=unit, stage__in=PUBLIC).select_related("cycle", "line__project")
    grants = public_grants(Application.objects.filter(unit=unit)).select_related("call", "plan_line__plan__cycle")
    meetings = Meeting.objects.filter(unit=unit, held_at__isnull=False).select_related("cycle")
    return [
        *(
            Happening("line", line, line.title)
            for line in lines.distinct().order_by("-plan__cycle__first_year", "number")
        ),
        *(Happening("partnership", one, one.asked_for) for one in partnerships.order_by("-number")),
        *(Happening("grant", grant, grant.public_title) for grant in grants.order_by("-call__opens_on", "number")),
        *(Happening("meeting", meeting, meeting.title) for meeting in meetings.order_by("-number")),
    ]


def cycle_of(record: Evidence) -> Cycle | None:
    """Return the cycle in which it happened; a meeting or a grant may belong to none."""
    if isinstance(record, Application):
        return record.plan_line.cycle if record.plan_line else None
    return record.cycle


def told_by(case: Case) -> tuple[str, UUID] | None:
    """Return the field and the id of what a case tells of."""
    for field in FIELDS.values():
        id = getattr(case, f"{field}_id")
        if id is not None:
            return field, id
    return None


def sheet_of(case: Case) -> Project | None:
    """Return the project sheet behind a case: that of its line, or of the line that was helped."""
    line = line_of(case)
    return line.project if line else None


def line_of(case: Case) -> PlanLine | None:
    """Return the line of the plan that a case leads to."""
    if case.line:
        return case.line
    if case.partnership:
        return case.partnership.line
    return case.grant.plan_line if case.grant else None
