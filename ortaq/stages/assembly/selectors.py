"""Reads of the assembly, as plain data for pages, documents and later rooms."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ortaq.engines import law
from ortaq.ground.meetings.models import MeetingKind, Motion
from ortaq.ground.meetings.rules import overrides_of
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.stages.assembly.models import Adoption, Agreement, Initiative, Reply
from ortaq.stages.plan.models import Plan, PlanVersion
from ortaq.stages.profile.selectors.population import figures_of, public_people, years_of_population


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


@dataclass(frozen=True)
class SeatsLine:
    """What a settlement has of the assembly. `quota` and `people` are None where they are not shown."""

    name: Text
    people: int | None
    quota: float | None
    by_floor: bool
    by_remainder: bool
    seats: int


def seats_of(unit: Unit, *, on: datetime.date) -> law.SeatsProposal | None:
    """Return how many seats the assembly has and how the settlements (by name) share them.

    Stands on the latest population that the profile holds for a year not after `on`; None where it holds none.
    Four queries.
    """
    year = _year_of_population(unit, on=on)
    if year is None:
        return None
    names = {id: str(name) for id, name in settlement_names(unit).items()}
    people: Counter[str] = Counter(dict.fromkeys(names.values(), 0))
    for (settlement, _sex, _band), count in figures_of(unit, year).items():
        people[names[settlement]] += count
    return law.assembly_seats(
        population=people.total(), settlements=people, on=on, overrides=overrides_of(unit.id)
    )


def seats_lines(
    unit: Unit, proposal: law.SeatsProposal, *, on: datetime.date, for_office: bool
) -> list[SeatsLine]:
    """Return how the settlements share the seats, as everybody may see it. Four queries.

    Where the passport hides the people of a settlement, nobody but the office sees exact shares: the hidden
    number could be worked out from them.
    """
    year = _year_of_population(unit, on=on)
    people = public_people(unit, year).settlements if year else []
    shown = {str(one.name): one.people for one in people}
    hides = not for_office and any(shown.get(row.settlement) is None for row in proposal.settlements)
    names = {str(name): name for name in settlement_names(unit).values()}
    return [
        SeatsLine(
            name=names[row.settlement],
            people=row.population if for_office else shown.get(row.settlement),
            quota=None if hides or row.by_floor else float(row.quota),
            by_floor=row.by_floor,
            by_remainder=row.by_remainder,
            seats=row.seats,
        )
        for row in proposal.settlements
    ]


def _year_of_population(unit: Unit, *, on: datetime.date) -> int | None:
    return max((year for year in years_of_population(unit) if year <= on.year), default=None)


@dataclass(frozen=True)
class InitiativeLine:
    """What members asked of the akim, by when an answer is owed, and what was answered."""

    number: int
    question: Text
    received_on: datetime.date
    signed: int
    members: int
    due_on: datetime.date
    reply: str
    reason: Text
    answered_on: datetime.date | None
    is_late: bool

    @property
    def reply_label(self) -> str:
        """The answer in the reader's language."""
        return str(Reply(self.reply).label) if self.reply else ""


def initiatives_of(unit: Unit, *, today: datetime.date) -> list[InitiativeLine]:
    """Return what members asked, the latest first; late is what was not answered by its day. One query."""
    return [
        InitiativeLine(
            number=row.number,
            question=row.question,
            received_on=row.received_on,
            signed=row.signed,
            members=row.members,
            due_on=row.due_on,
            reply=row.reply,
            reason=row.reason,
            answered_on=row.answered_on,
            is_late=(row.answered_on or today) > row.due_on,
        )
        for row in Initiative.objects.filter(unit=unit).order_by("-received_on", "-number")
    ]
