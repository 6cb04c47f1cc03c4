"""Reads of the planning group: its members, how it is composed, its criteria, its meetings and decisions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting, MeetingKind, Motion
from ortaq.ground.meetings.selectors import MeetingLine, line_of
from ortaq.ground.people.models import Account
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import AgeBand, Basis, Feature, Member, Sex, Stakeholder
from ortaq.stages.circle.rules import Thresholds, thresholds
from ortaq.stages.circle.selectors.counting import count, label_of, shown


@dataclass(frozen=True)
class MemberLine:
    """A member of the group. Sex, age, group and account are empty for others than the office."""

    id: UUID
    name: str
    settlement: Text
    basis: str
    sent_by: Text
    since: datetime.date
    until: datetime.date | None
    has_left: bool
    civil_servant: bool
    interests: Text
    leaving: Text
    sex: str = ""
    age: str = ""
    group: str = ""
    account: str = ""


@dataclass(frozen=True)
class Criterion:
    """One part of criterion Q5: `key` women, youth, disability or civil_servants.

    `share` and `number` are None where they are not shown; `threshold` is a share or a number of members.
    """

    key: str
    is_met: bool
    number: int | None
    share: float | None
    threshold: float


@dataclass(frozen=True)
class Part:
    """One part of the group: a label and how many; None is not shown."""

    label: str
    number: int | None


@dataclass(frozen=True)
class Composition:
    """How the group is composed on a day; small numbers are protected for others than the office.

    `by_settlement` is exact for everybody: the public list of members names the settlement of each.
    """

    total: int
    by_sex: list[Part]
    by_age: list[Part]
    by_settlement: list[Part]
    criteria: list[Criterion]


@dataclass(frozen=True)
class Decision:
    """What the group decided at a meeting."""

    meeting: int
    on: datetime.datetime
    text: Text
    votes: tuple[int, int, int]


def members_on(cycle: Cycle, *, on: datetime.date) -> list[Member]:
    """Return the members of the group on a day. One query."""
    staying = Q(until__isnull=True) | Q(until__gte=on)
    return list(Member.objects.filter(staying, cycle=cycle, since__lte=on))


def member_lines(*, cycle: Cycle, today: datetime.date, for_office: bool) -> list[MemberLine]:
    """Return everybody who is, will be or was a member, by name; who left comes last. One query."""
    rows = Member.objects.filter(cycle=cycle).select_related("settlement", "stakeholder", "account")
    lines = [_member_line(row, today, for_office) for row in rows]
    return sorted(lines, key=lambda line: (line.has_left, line.name))


def member_by_id(unit: Unit, id: UUID) -> Member | None:
    """Return a unit's member, or None."""
    return Member.objects.select_related("cycle", "unit", "account").filter(unit=unit, pk=id).first()


def composition(*, cycle: Cycle, language: str, on: datetime.date, for_office: bool) -> Composition:
    """Return how the group is composed on a day. Two queries."""
    members, names = members_on(cycle, on=on), settlement_names(cycle.unit)
    counts = count(members, settlements=names)

    def parts(feature: Feature, *, exact: bool = for_office) -> list[Part]:
        seen = shown(counts[feature], for_office=exact)
        return [Part(label_of(feature, value, names, language), n) for value, n in seen.by_value.items()]

    return Composition(
        total=len(members),
        by_sex=parts(Feature.SEX),
        by_age=parts(Feature.AGE),
        by_settlement=parts(Feature.SETTLEMENT, exact=True),
        criteria=_criteria(members, thresholds(), for_office=for_office) if members else [],
    )


def _criteria(members: Sequence[Member], asked: Thresholds, *, for_office: bool) -> list[Criterion]:
    counts = count(members, settlements=[member.settlement_id for member in members])
    servants = sum(member.civil_servant for member in members)
    total = len(members)

    def at_least(key: str, feature: Feature, value: str, least: Fraction) -> Criterion:
        number = counts[feature][value]
        seen = shown(counts[feature], for_office=for_office).by_value[value]
        share = None if seen is None else seen / total
        return Criterion(key, Fraction(number, total) >= least, seen, share, float(least))

    disability = counts[Feature.GROUP][Group.DISABILITY]
    return [
        at_least("women", Feature.SEX, Sex.FEMALE, asked.women),
        at_least("youth", Feature.AGE, AgeBand.YOUTH, asked.youth),
        Criterion(
            "disability",
            disability >= asked.with_disability,
            disability if for_office else None,
            None,
            asked.with_disability,
        ),
        Criterion(
            "civil_servants",
            Fraction(servants, total) <= asked.civil_servants,
            servants,  # a public office: the list of members names it beside each
            servants / total,
            float(asked.civil_servants),
        ),
    ]


def group_meetings(cycle: Cycle, *, now: datetime.datetime) -> list[MeetingLine]:
    """Return the meetings of the planning group of a cycle, the latest first. One query."""
    rows = Meeting.objects.filter(cycle=cycle, kind=MeetingKind.PLANNING_GROUP).order_by("-starts_at")
    return [line_of(meeting, now=now) for meeting in rows]


def group_decisions(cycle: Cycle) -> list[Decision]:
    """Return what the group carried at its meetings, the latest first. One query."""
    rows = Motion.objects.filter(
        item__meeting__cycle=cycle, item__meeting__kind=MeetingKind.PLANNING_GROUP, carried=True
    ).select_related("item__meeting")
    return [
        Decision(
            meeting=row.item.meeting.number,
            on=row.item.meeting.starts_at,
            text=row.text,
            votes=(row.votes_for or 0, row.votes_against or 0, row.abstained or 0),
        )
        for row in rows.order_by("-item__meeting__starts_at", "item__number", "number")
    ]


def accounts_of_group(unit: Unit, *, on: datetime.date) -> list[tuple[str, str]]:
    """Return (id, name) of the accounts that hold the role of a group member here. One query."""
    staying = Q(appointments__until__isnull=True) | Q(appointments__until__gte=on)
    found = Account.objects.filter(
        staying, appointments__unit=unit, appointments__role=Role.GROUP_MEMBER, appointments__since__lte=on
    ).distinct()
    return [(str(account.id), account.name) for account in found.order_by("name")]


def account_by_id(id: str) -> Account | None:
    """Return an account, or None."""
    return Account.objects.filter(pk=id).first() if id else None


def senders(cycle: Cycle) -> list[Stakeholder]:
    """Return the stakeholders that may send a member, by name. One query."""
    rows = Stakeholder.objects.filter(cycle=cycle, ended_at=None).exclude(kind="person")
    return sorted(rows, key=lambda row: str(row.name))


def deciding_meetings(cycle: Cycle) -> list[Meeting]:
    """Return the meetings that may have decided who joins, the latest first. One query."""
    return list(Meeting.objects.filter(cycle=cycle, cancelled_at=None).order_by("-starts_at")[:50])


def _member_line(row: Member, today: datetime.date, for_office: bool) -> MemberLine:
    return MemberLine(
        id=row.id,
        name=row.name,
        settlement=row.settlement.name,
        basis=str(Basis(row.basis).label),
        sent_by=row.stakeholder.name if row.stakeholder else Text(),
        since=row.since,
        until=row.until,
        has_left=row.until is not None and row.until < today,
        civil_servant=row.civil_servant,
        interests=row.interests,
        leaving=row.leaving,
        sex=str(Sex(row.sex).label) if for_office else "",
        age=str(AgeBand(row.age).label) if for_office else "",
        group=str(Group(row.group).label) if row.group and for_office else "",
        account=row.account.name if row.account and for_office else "",
    )
