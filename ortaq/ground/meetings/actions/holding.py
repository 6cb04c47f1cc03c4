"""Holding a meeting: who came, what was moved, how the votes went."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import AgendaItem, AssemblyMember, Attendance, Meeting, Motion
from ortaq.ground.meetings.rules import (
    day_of,
    is_assembly,
    next_number,
    outcome_of,
    require_held,
    require_quorum,
    require_unsigned,
)
from ortaq.ground.meetings.selectors import members_in_office
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text


@action("meetings.record_attendance")
def record_attendance(
    *,
    by: Actor,
    meeting: Meeting,
    present: int | None = None,
    entitled: int | None = None,
    women: int | None = None,
    youth: int | None = None,
    members: Sequence[AssemblyMember] = (),
    invited: int | None = None,
    invited_names: str = "",
    has_sheet: bool = False,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Meeting:
    """Record how many people came; of the assembly, which of its members. May be corrected until the signing.

    For the assembly `present` and `entitled` follow from its members. For a kind without a legal quorum
    `entitled` may be left out: everybody who came was entitled to.
    """
    require_unsigned(meeting)
    if meeting.starts_at > now:
        raise Refused(_("This meeting has not begun yet. Record who came when it is held."))
    if is_assembly(meeting):
        present, entitled = _count_members(meeting, members)
    _check_numbers(meeting, present=present, entitled=entitled, women=women, youth=youth)
    meeting.held_at = meeting.held_at or meeting.starts_at
    meeting.present = present
    meeting.entitled = entitled if entitled is not None else present
    meeting.women_present, meeting.youth_present = women, youth
    meeting.invited, meeting.invited_names, meeting.has_sheet = invited, invited_names.strip(), has_sheet
    meeting.save()
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(Attendance(id=new_id(), meeting=meeting, member=member) for member in members)
    _recount(meeting)
    return meeting


def _count_members(meeting: Meeting, members: Sequence[AssemblyMember]) -> tuple[int, int]:
    in_office = {member.id for member in members_in_office(meeting.unit, on=day_of(meeting))}
    if not in_office:
        raise Refused(_("The assembly has no members yet. Enter them on the page of the assembly first."))
    if any(member.id not in in_office for member in members):
        raise Refused(_("One of these people was not a member of the assembly on that day."), field="members")
    if not members:
        raise Refused(_("Mark the members who came."), field="members")
    return len({member.id for member in members}), len(in_office)


def _check_numbers(
    meeting: Meeting, *, present: int | None, entitled: int | None, women: int | None, youth: int | None
) -> None:
    if present is None:
        raise Refused(_("Write how many people came."), field="present")
    if entitled is None and meeting.is_statutory:
        raise Refused(
            _("Write how many people were entitled to take part: the quorum is counted from it."),
            field="entitled",
        )
    if entitled is not None and present > entitled:
        raise Refused(_("More people came than were entitled to. Check both numbers."), field="present")
    for field, number in (("women", women), ("youth", youth)):
        if number is not None and number > present:
            raise Refused(_("This is more than all who came."), field=field)


def _recount(meeting: Meeting) -> None:
    """Decide the votes again that were recorded with other numbers of those present."""
    motions = list(Motion.objects.filter(item__meeting=meeting, voted_at__isnull=False))
    if motions:
        require_quorum(meeting)
    for motion in motions:
        _decide(motion, meeting)
        motion.save()


@action("meetings.propose_motion")
def propose_motion(
    *, by: Actor, item: AgendaItem, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Motion:
    """Put a proposal to the vote under a question of the agenda."""
    require_unsigned(item.meeting)
    if not text:
        raise Refused(_("Write this in Kazakh or in Russian."), field="text_kk")
    motion = Motion(id=deed, item=item, number=next_number(list(item.motions.all())))
    motion.text = text
    motion.save(force_insert=True)
    return motion


@action("meetings.record_votes")
def record_votes(
    *,
    by: Actor,
    motion: Motion,
    votes_for: int,
    votes_against: int,
    abstained: int,
    chair_casts: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Motion:
    """Record how a vote went; the rule of the meeting decides what it means. May be corrected until the signing.

    `chair_casts` is "for" or "against": how the chair, already counted among the votes, voted. It decides
    where votes for and against are equal and the law gives the chair the deciding vote.
    """
    meeting = motion.item.meeting
    require_held(meeting)
    require_quorum(meeting)
    motion.votes_for, motion.votes_against, motion.abstained = votes_for, votes_against, abstained
    motion.chair_casts = chair_casts
    motion.voted_at = now
    _decide(motion, meeting)
    motion.save()
    return motion


def _decide(motion: Motion, meeting: Meeting) -> None:
    counted = [motion.votes_for or 0, motion.votes_against or 0, motion.abstained or 0]
    if min(counted) < 0:
        raise Refused(_("Votes cannot be fewer than zero."), field="votes_for")
    if sum(counted) > (meeting.present or 0):
        raise Refused(
            _("There are more votes (%(votes)s) than people present (%(present)s). Check the numbers.")
            % {"votes": sum(counted), "present": meeting.present},
            field="votes_for",
        )
    votes_for, votes_against, abstained = counted
    finding = outcome_of(
        meeting,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        chair_casts=motion.chair_casts,
    )
    if finding.code == "chair_decides":
        raise Refused(
            _("The votes are equal, so the chair's vote decides. Say how the chair voted."), field="chair_casts"
        )
    if not finding.code.endswith("_by_chair"):
        motion.chair_casts = ""
    motion.carried = finding.carried
