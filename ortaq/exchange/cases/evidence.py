"""What a case may tell of: only what really happened in a cycle of the unit, and what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ortaq.exchange.models import Case
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.partners.models import PUBLIC, Partnership
from ortaq.stages.plan.models import PlanLine
from ortaq.stages.projects.models import Project

Evidence = PlanLine | Partnership | Meeting

FIELDS: dict[type, str] = {PlanLine: "line", Partnership: "partnership", Meeting: "meeting"}
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
    """Return what the unit may tell of, kind after kind, the latest first. Three queries."""
    lines = PlanLine.objects.filter(
        unit=unit, removed_at=None, version_lines__version__published_at__isnull=False
    ).select_related("plan__cycle")
    partnerships = Partnership.objects.filter(unit=unit, stage__in=PUBLIC).select_related("cycle", "line__project")
    meetings = Meeting.objects.filter(unit=unit, held_at__isnull=False).select_related("cycle")
    return [
        *(
            Happening("line", line, line.title)
            for line in lines.distinct().order_by("-plan__cycle__first_year", "number")
        ),
        *(Happening("partnership", one, one.asked_for) for one in partnerships.order_by("-number")),
        *(Happening("meeting", meeting, meeting.title) for meeting in meetings.order_by("-number")),
    ]


def cycle_of(record: Evidence) -> Cycle | None:
    """Return the cycle in which it happened; a meeting may belong to none."""
    return record.cycle


def told_by(case: Case) -> tuple[str, UUID] | None:
    """Return the field and the id of what a case tells of."""
    for field in FIELDS.values():
        id = getattr(case, f"{field}_id")
        if id is not None:
            return field, id
    return None


def sheet_of(case: Case) -> Project | None:
    """Return the project sheet behind a case: that of its line, or of the line that its partner helped with."""
    line = line_of(case)
    return line.project if line else None


def line_of(case: Case) -> PlanLine | None:
    """Return the line of the plan that a case leads to."""
    return case.line or (case.partnership.line if case.partnership else None)
