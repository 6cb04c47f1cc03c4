"""The SWOT analysis: four short lists of statements, each with what it rests on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, alphabetical
from ortaq.stages.circle.models import Stakeholder, StakeholderKind
from ortaq.stages.needs.models import Problem, StatementKind, SwotStatement
from ortaq.stages.profile.models import Availability, Service
from ortaq.stages.profile.standard import standard

HEADINGS: dict[str, tuple[Promise, Promise]] = {
    StatementKind.STRENGTH: (_("Strengths"), _("what helps, in the place itself")),
    StatementKind.WEAKNESS: (_("Weaknesses"), _("what hinders, in the place itself")),
    StatementKind.OPPORTUNITY: (_("Opportunities"), _("what may help, from outside")),
    StatementKind.THREAT: (_("Threats"), _("what may hinder, from outside")),
}


@dataclass(frozen=True)
class ServiceSeen:
    """A service of a settlement as the passport tells it today."""

    name: Text
    settlement: Text
    availability: str
    seen_on: datetime.date

    @property
    def state(self) -> str:
        """Whether it is there, in the language that is active."""
        return str(Availability(self.availability).label)


@dataclass(frozen=True)
class StatementLine:
    """A statement, and what it rests on.

    `problem` is (number, title), `stakeholder` is (key, name). A stakeholder that has become a private person is
    not told; `is_private` then says that somebody stands there.
    """

    id: UUID
    text: Text
    problem: tuple[int, Text] | None
    service: ServiceSeen | None
    stakeholder: tuple[UUID, Text] | None
    is_private: bool
    source: Text


@dataclass(frozen=True)
class SwotList:
    """One of the four lists; its words are said in the language that is active."""

    kind: str
    statements: tuple[StatementLine, ...]

    @property
    def heading(self) -> str:
        """The name of the list."""
        return str(HEADINGS[self.kind][0])

    @property
    def hint(self) -> str:
        """What belongs into it."""
        return str(HEADINGS[self.kind][1])


def swot_of(cycle: Cycle) -> tuple[SwotList, ...]:
    """Return strengths, weaknesses, opportunities and threats, in this order. One query."""
    standing = SwotStatement.objects.filter(cycle=cycle, removed_at=None).order_by("written_at", "id")
    statements = list(standing.select_related("problem", "service__settlement", "stakeholder"))
    return tuple(
        SwotList(kind, tuple(_line(one) for one in statements if one.kind == kind))
        for kind in StatementKind.values
    )


def statement_by_id(unit: Unit, id: UUID) -> SwotStatement | None:
    """Return a unit's statement, or None."""
    return SwotStatement.objects.select_related("cycle").filter(unit=unit, id=id).first()


def problems_to_name(cycle: Cycle) -> list[Problem]:
    """Return the problems on which a statement may rest. One query."""
    return list(Problem.objects.filter(cycle=cycle).order_by("number"))


def services_to_name(unit: Unit) -> dict[Service, ServiceSeen]:
    """Return the services that were looked at, settlement by settlement. One query."""
    order = list(standard().services)
    seen = Service.objects.filter(unit=unit, service__in=order).select_related("settlement")
    by_place = sorted(seen, key=lambda one: (alphabetical(one.settlement.name), order.index(one.service)))
    return {one: _service(one) for one in by_place}


def stakeholders_to_name(cycle: Cycle) -> list[Stakeholder]:
    """Return the organisations and groups that stand on the map, or stood there, by name. One query."""
    named = Stakeholder.objects.filter(cycle=cycle).exclude(kind=StakeholderKind.PERSON)
    return sorted(named, key=lambda one: alphabetical(one.name))


def _line(one: SwotStatement) -> StatementLine:
    who = one.stakeholder
    is_private = who is not None and who.kind == StakeholderKind.PERSON
    return StatementLine(
        id=one.id,
        text=one.text,
        problem=(one.problem.number, one.problem.title) if one.problem else None,
        service=_service(one.service) if one.service else None,
        stakeholder=(who.id, who.name) if who and not is_private else None,
        is_private=is_private,
        source=one.source,
    )


def _service(one: Service) -> ServiceSeen:
    kind = standard().services.get(one.service)
    name = Text(kk=kind.name["kk"], ru=kind.name["ru"]) if kind else Text(kk=one.service)
    return ServiceSeen(name, one.settlement.name, one.availability, one.seen_on)
