"""Reads of the assembly, as plain data for pages, documents and later rooms."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Sum

from ortaq.engines import law
from ortaq.ground.meetings.models import MeetingKind, Motion
from ortaq.ground.meetings.rules import overrides_of
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.assembly.models import Adoption, Agreement
from ortaq.stages.plan.models import Plan, PlanVersion
from ortaq.stages.profile.models import Population


@dataclass(frozen=True)
class AgreementView:
    """The assembly agreed (келісілді) a version: on which day, in which meeting, by how many votes."""

    id: UUID
    version: int
    sha256: str
    agreed_on: datetime.date
    meeting: int
    motion: Text
    votes_for: int
    votes_against: int
    abstained: int


@dataclass(frozen=True)
class AdoptionView:
    """The maslikhat adopted (бекітілді) the budget that carries an agreed version."""

    id: UUID
    version: int
    decision_number: str
    decided_on: datetime.date
    title: Text
    year: int


@dataclass(frozen=True)
class Decisions:
    """The statutory decisions on a plan, the latest first: agreed by the assembly, adopted by the maslikhat."""

    agreements: tuple[AgreementView, ...]
    adoptions: tuple[AdoptionView, ...]


@dataclass(frozen=True)
class MotionChoice:
    """A carried motion of the assembly with a signed protocol, which may agree a plan."""

    id: UUID
    text: Text
    meeting: int
    held_on: datetime.datetime


def agreement_of(version: PlanVersion) -> AgreementView | None:
    """Return the assembly's agreement of a version, or None. One query."""
    rows = Agreement.objects.filter(version=version).select_related("version", "motion__item__meeting")
    return next(iter(_agreements(rows)), None)


def decisions_of(plan: Plan) -> Decisions:
    """Return everything that was decided on a plan. Two queries."""
    agreements = Agreement.objects.filter(version__plan=plan).select_related("version", "motion__item__meeting")
    adoptions = Adoption.objects.filter(agreement__version__plan=plan).select_related("agreement__version")
    return Decisions(
        agreements=tuple(_agreements(agreements.order_by("-agreed_on", "-recorded_at"))),
        adoptions=tuple(
            AdoptionView(
                id=row.id,
                version=row.agreement.version.number,
                decision_number=row.decision_number,
                decided_on=row.decided_on,
                title=row.title,
                year=row.year,
            )
            for row in adoptions.order_by("-decided_on")
        ),
    )


def _agreements(rows: Iterable[Agreement]) -> list[AgreementView]:
    return [
        AgreementView(
            id=row.id,
            version=row.version.number,
            sha256=row.sha256,
            agreed_on=row.agreed_on,
            meeting=row.motion.item.meeting.number,
            motion=row.motion.text,
            votes_for=row.motion.votes_for or 0,
            votes_against=row.motion.votes_against or 0,
            abstained=row.motion.abstained or 0,
        )
        for row in rows
    ]


def latest_version(plan: Plan) -> PlanVersion | None:
    """Return the newest frozen version of a plan, or None. One query."""
    return plan.versions.order_by("-number").first()


def motions_that_may_agree(unit: Unit, *, since: datetime.datetime) -> list[MotionChoice]:
    """Return the carried motions of the assembly's signed meetings held after a moment, the latest first."""
    rows = Motion.objects.filter(
        item__meeting__unit=unit,
        item__meeting__kind=MeetingKind.ASSEMBLY,
        item__meeting__signed_on__isnull=False,
        item__meeting__starts_at__gte=since,
        carried=True,
        agreement__isnull=True,
    )
    return [
        MotionChoice(
            id=motion.id,
            text=motion.text,
            meeting=motion.item.meeting.number,
            held_on=motion.item.meeting.starts_at,
        )
        for motion in rows.select_related("item__meeting").order_by("-item__meeting__starts_at", "number")
    ]


def seats_of(unit: Unit, *, on: datetime.date) -> law.SeatsProposal | None:
    """Return how many seats the assembly has and how the settlements share them.

    Stands on the latest population that the profile holds for a year not after `on`; None where it holds none.
    Three queries.
    """
    known = Population.objects.filter(unit=unit, year__lte=on.year)
    year = known.aggregate(last=Max("year"))["last"]
    if year is None:
        return None
    counted = known.filter(year=year).values("settlement_id").annotate(people=Sum("people"))
    people = {row["settlement_id"]: row["people"] for row in counted}
    names = {place.id: str(place.name) for place in unit.settlements.all()}
    settlements = {name: people.get(id, 0) for id, name in names.items()}
    return law.assembly_seats(
        population=sum(people.values()), settlements=settlements, on=on, overrides=overrides_of(unit.id)
    )
