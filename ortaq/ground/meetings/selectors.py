"""Reads of meetings, as plain data for pages and documents."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from ortaq.engines import law
from ortaq.engines.inclusion import protected_people
from ortaq.ground.meetings.models import (
    AgendaItem,
    AssemblyMember,
    Candidate,
    Election,
    Meeting,
    MeetingKind,
    Motion,
    MovedDay,
)
from ortaq.ground.meetings.rules import outcome_of, overrides_of, quorum_of
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, alphabetical

PAGE_SIZE = 25


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as a list shows it. `state`: planned, waiting (its hour has come), held, signed, cancelled."""

    id: UUID
    number: int
    kind: str
    kind_label: str
    is_statutory: bool
    title: Text
    place: Text
    starts_at: datetime.datetime
    state: str
    present: int | None


@dataclass(frozen=True)
class MotionView:
    """A proposal and how its vote went; `by_chair`: the chair's vote decided; `needed` votes carry it."""

    id: UUID
    number: int
    text: Text
    is_voted: bool
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    carried: bool | None
    by_chair: bool
    rule: str
    needed: int


@dataclass(frozen=True)
class ElectionView:
    """An election of representatives: names and votes of the elected, only the votes of the others."""

    seats: int
    elected: tuple[tuple[str, int], ...]
    others: tuple[int, ...]

    @property
    def seats_free(self) -> int:
        """Seats to which nobody was elected."""
        return self.seats - len(self.elected)


@dataclass(frozen=True)
class ItemView:
    """A question of the agenda, what was said on it, what was moved and who was elected."""

    number: int
    title: Text
    speaker: str
    discussion: Text
    motions: tuple[MotionView, ...]
    election: ElectionView | None


@dataclass(frozen=True)
class MemberLine:
    """A member of the assembly: a public office."""

    id: UUID
    name: str
    settlement: Text
    since: datetime.date
    until: datetime.date | None


@dataclass(frozen=True)
class MeetingView:
    """A meeting as its own page and its documents show it. `quorum` is None until it was held."""

    line: MeetingLine
    settlement: Text
    notice_on: datetime.date
    notice_entered_on: datetime.date
    materials_on: datetime.date | None
    cancellation: Text
    entitled: int | None
    women: int | None
    youth: int | None
    invited: int | None
    invited_names: str
    has_sheet: bool
    chair: str
    secretary: str
    summary: Text
    signed_on: datetime.date | None
    handed_over_on: datetime.date | None
    handed_over_to: str
    items: tuple[ItemView, ...]
    members_present: tuple[str, ...]
    quorum: law.Finding | None

    @property
    def has_motions(self) -> bool:
        """Whether anything was put to the vote."""
        return any(item.motions for item in self.items)


def coming_meetings(unit: Unit, *, now: datetime.datetime) -> list[MeetingLine]:
    """Return the meetings still to come, the next one first, and those whose attendance is awaited. One query."""
    rows = Meeting.objects.filter(unit=unit, held_at=None).exclude(
        Q(cancelled_at__isnull=False, starts_at__lt=now)
    )
    return [line_of(meeting, now=now) for meeting in rows.order_by("starts_at")]


def past_meetings(unit: Unit, *, now: datetime.datetime, page: int) -> Page[Any]:
    """Return a page of meetings that were held or cancelled, the latest first. Two queries."""
    rows = Meeting.objects.filter(unit=unit).filter(
        Q(held_at__isnull=False) | Q(cancelled_at__isnull=False, starts_at__lt=now)
    )
    shown: Page[Any] = Paginator(rows.order_by("-starts_at", "-number"), PAGE_SIZE).get_page(page)
    shown.object_list = [line_of(meeting, now=now) for meeting in shown.object_list]
    return shown


def held_of_kind(unit: Unit, kind: str, *, now: datetime.datetime) -> list[MeetingLine]:
    """Return the unit's meetings of one kind, the latest first. One query."""
    rows = Meeting.objects.filter(unit=unit, kind=kind).order_by("-starts_at")
    return [line_of(meeting, now=now) for meeting in rows]


def line_of(meeting: Meeting, *, now: datetime.datetime) -> MeetingLine:
    """Return a meeting as a list shows it. No query."""
    return MeetingLine(
        id=meeting.id,
        number=meeting.number,
        kind=meeting.kind,
        kind_label=meeting.get_kind_display(),
        is_statutory=meeting.is_statutory,
        title=meeting.title,
        place=meeting.place,
        starts_at=meeting.starts_at,
        state=state_of(meeting, now=now),
        present=meeting.present,
    )


def state_of(meeting: Meeting, *, now: datetime.datetime) -> str:
    """Return planned, waiting, held, signed or cancelled."""
    if meeting.cancelled_at is not None:
        return "cancelled"
    if meeting.signed_on is not None:
        return "signed"
    if meeting.held_at is not None:
        return "held"
    return "waiting" if meeting.starts_at <= now else "planned"


def meeting_view(meeting: Meeting, *, now: datetime.datetime) -> MeetingView:
    """Return everything that a meeting's page shows. Six queries at most."""
    overrides = overrides_of(meeting.unit_id)
    women, youth = women_and_young(meeting)
    return MeetingView(
        line=line_of(meeting, now=now),
        settlement=meeting.settlement.name if meeting.settlement else Text(),
        notice_on=meeting.notice_on,
        notice_entered_on=meeting.notice_entered_on,
        materials_on=meeting.materials_on,
        cancellation=meeting.cancellation,
        entitled=meeting.entitled,
        women=women,
        youth=youth,
        invited=meeting.invited,
        invited_names=meeting.invited_names,
        has_sheet=meeting.has_sheet,
        chair=meeting.chair,
        secretary=meeting.secretary,
        summary=meeting.summary,
        signed_on=meeting.signed_on,
        handed_over_on=meeting.handed_over_on,
        handed_over_to=meeting.handed_over_to,
        items=tuple(_item_view(item, meeting, overrides) for item in _items_of(meeting)),
        members_present=tuple(
            sorted(meeting.attendances.values_list("member__name", flat=True), key=alphabetical)
        ),
        quorum=quorum_of(meeting, overrides=overrides) if meeting.held_at else None,
    )


def women_and_young(meeting: Meeting) -> tuple[int | None, int | None]:
    """Return how many women and how many people of 14 to 34 came, as everybody may read it.

    None where nobody counted them, or where the number would tell of fewer than five people.
    """
    if meeting.present is None or meeting.women_present is None:
        return None, None
    men = meeting.present - meeting.women_present
    people = protected_people(women=meeting.women_present, men=men, youth=meeting.youth_present or 0)
    return people.women, None if meeting.youth_present is None else people.youth


def _items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    return (
        meeting.agenda.order_by("number")
        .select_related("election")
        .prefetch_related("motions", "election__candidates")
    )


def _item_view(item: AgendaItem, meeting: Meeting, overrides: Sequence[law.Override]) -> ItemView:
    motions: Iterable[Motion] = sorted(item.motions.all(), key=lambda motion: motion.number)
    return ItemView(
        number=item.number,
        title=item.title,
        speaker=item.speaker,
        discussion=item.discussion,
        motions=tuple(_motion_view(motion, meeting, overrides) for motion in motions),
        election=_election_view(item),
    )


def _election_view(item: AgendaItem) -> ElectionView | None:
    election: Election | None = getattr(item, "election", None)
    if election is None:
        return None
    standing = sorted(
        election.candidates.all(), key=lambda one: (-one.votes, -(one.votes_again or 0), alphabetical(one.name))
    )
    return ElectionView(
        seats=election.seats,
        elected=tuple((one.name, one.votes) for one in standing if one.is_elected),
        others=tuple(one.votes for one in standing if not one.is_elected),
    )


def _motion_view(motion: Motion, meeting: Meeting, overrides: Sequence[law.Override]) -> MotionView:
    finding = None
    if motion.voted_at is not None:
        finding = outcome_of(
            meeting,
            votes_for=motion.votes_for or 0,
            votes_against=motion.votes_against or 0,
            abstained=motion.abstained or 0,
            chair_casts=motion.chair_casts,
            overrides=overrides,
        )
    return MotionView(
        id=motion.id,
        number=motion.number,
        text=motion.text,
        is_voted=finding is not None,
        votes_for=motion.votes_for,
        votes_against=motion.votes_against,
        abstained=motion.abstained,
        carried=motion.carried,
        by_chair=bool(finding and finding.code.endswith("_by_chair")),
        rule=finding.rule if finding else "",
        needed=finding.needed if finding else 0,
    )


def representatives_of(gathering: Meeting) -> int | None:
    """Return how many representatives sit in a community gathering; None where nobody knows. Two queries.

    They are those elected at separate gatherings since the gathering before it, or, where none were elected
    since, as many as sat in that one.
    """
    held = Meeting.objects.filter(unit=gathering.unit_id, held_at__isnull=False, starts_at__lt=gathering.starts_at)
    before = held.filter(kind=MeetingKind.GATHERING).order_by("-starts_at").first()
    elections = held.filter(kind=MeetingKind.SEPARATE_GATHERING)
    if before is not None:
        elections = elections.filter(starts_at__gte=before.starts_at)
    elected = Candidate.objects.filter(election__item__meeting__in=elections, is_elected=True).count()
    return elected or (before.entitled if before is not None else None)


def members_in_office(unit: Unit, *, on: datetime.date) -> list[MemberLine]:
    """Return the members of the assembly on a day, by name. One query."""
    rows = AssemblyMember.objects.filter(unit=unit, since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    return [
        MemberLine(
            id=member.id,
            name=member.name,
            settlement=member.settlement.name,
            since=member.since,
            until=member.until,
        )
        for member in sorted(rows.select_related("settlement"), key=lambda member: alphabetical(member.name))
    ]


@dataclass(frozen=True)
class MovedDayLine:
    """A day that a decree moved, with the decree that says so."""

    id: UUID
    day: datetime.date
    is_working: bool
    act: Text


def moved_days(unit: Unit) -> list[MovedDayLine]:
    """Return the moved days that the office entered, the latest first. One query."""
    rows = MovedDay.objects.filter(unit=unit).order_by("-day")
    return [MovedDayLine(moved.id, moved.day, moved.is_working, moved.act) for moved in rows]
