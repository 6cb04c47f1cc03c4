"""Meetings of the first cycle: called in time, held, with protocols; the gathering elects the assembly."""

from __future__ import annotations

import datetime
from functools import partial

from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.ground.meetings.actions import (
    adopt_rule,
    call_meeting,
    cancel_meeting,
    hand_over,
    propose_motion,
    record_attendance,
    record_election,
    record_votes,
    sign_protocol,
    write_protocol,
)
from ortaq.ground.meetings.models import AssemblyMember, Meeting, MeetingKind
from ortaq.ground.text import Text
from ortaq.stages.assembly.actions import elect_member

HOUR = 1 / 24
ABSENT = 2
"""Members of the assembly who could not come."""


def write_into(diary: Diary) -> None:
    """Adopt the missing numbers of the gathering, then call and hold every meeting."""
    rows = texts("meetings")
    for row in rows["rule"]:
        diary.first(row["day"], partial(_adopt, diary.story, row))
    for row in rows["meeting"]:
        diary.first(row["called"], partial(call, diary.story, "first", row))
        if "cancelled" in row:
            diary.first(int(row["day"]) + 8 * HOUR, partial(_cancel, diary.story, row))
        else:
            diary.first(int(row["day"]) + 19 * HOUR, partial(_hold, diary.story, row))
            diary.first(int(row["day"]) + 1 + 11 * HOUR, partial(_write, diary.story, row))
    diary.first(26.8, partial(_elect, diary.story))


def _adopt(story: Story, row: Row, now: datetime.datetime) -> None:
    adopt_rule(
        by=story.actors["clerk"],
        unit=story.unit,
        parameter=row["parameter"],
        value=row["value"],
        decision=text(row, "decision"),
        adopted_on=now.date() - datetime.timedelta(days=3),
        now=now,
    )


def call(story: Story, cycle: str, row: Row, now: datetime.datetime) -> None:
    """Call a meeting of a cycle; its notice goes out on the same day."""
    starts_at = now + datetime.timedelta(days=row["day"] - row["called"])
    materials = row.get("materials")
    story.meetings[row["key"]] = call_meeting(
        by=story.actors["clerk"],
        unit=story.unit,
        cycle=story.cycles[cycle],
        kind=row["kind"],
        title=text(row, "title"),
        place=text(row, "place"),
        settlement=story.settlements[row["settlement"]],
        group=row.get("group", ""),
        starts_at=starts_at.replace(hour=15, minute=0, second=0, microsecond=0),
        notice_on=now.date(),
        materials_on=story.first_day + datetime.timedelta(days=materials) if materials else None,
        agenda=[Text(*question) for question in row["agenda"]],
        now=now,
    )


def _cancel(story: Story, row: Row, now: datetime.datetime) -> None:
    cancel_meeting(
        by=story.actors["clerk"], meeting=story.meetings[row["key"]], reason=text(row, "cancelled"), now=now
    )


def _hold(story: Story, row: Row, now: datetime.datetime) -> None:
    clerk, meeting = story.actors["clerk"], story.meetings[row["key"]]
    present, entitled, women, youth = row["come"]
    is_assembly = row["kind"] == MeetingKind.ASSEMBLY
    members = list(AssemblyMember.objects.filter(unit=story.unit).order_by("name"))[ABSENT:]
    record_attendance(
        by=clerk,
        meeting=meeting,
        present=None if is_assembly else present,
        entitled=None if is_assembly else entitled,
        women=women,
        youth=youth,
        members=members if is_assembly else (),
        invited=0,
        has_sheet=True,
        now=now,
    )
    if "election" in row:
        _elect_representatives(story, meeting, row["election"], now)
    if "motion" in row:
        _decide(story, meeting, row["motion"], now)


def _elect_representatives(story: Story, meeting: Meeting, row: Row, now: datetime.datetime) -> None:
    record_election(
        by=story.actors["clerk"],
        item=meeting.agenda.get(number=row["item"]),
        seats=row["seats"],
        votes=row["votes"],
        now=now,
    )


def _decide(story: Story, meeting: Meeting, motion: Row, now: datetime.datetime) -> None:
    clerk = story.actors["clerk"]
    item = meeting.agenda.get(number=motion["item"])
    moved = propose_motion(by=clerk, item=item, text=text(motion, "text"), now=now)
    votes_for, votes_against, abstained = motion["votes"]
    record_votes(
        by=clerk,
        motion=moved,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        now=now,
    )


def _write(story: Story, row: Row, now: datetime.datetime) -> None:
    clerk, meeting = story.actors["clerk"], story.meetings[row["key"]]
    meeting.refresh_from_db()
    write_protocol(
        by=clerk,
        meeting=meeting,
        chair=row["chair"],
        secretary=row["secretary"],
        summary=text(row, "summary"),
        discussions={number: Text(*said) for number, said in enumerate(row["said"], start=1)},
        now=now,
    )
    sign_protocol(
        by=clerk, meeting=meeting, signed_on=now.date(), chair_signed=True, secretary_signed=True, now=now
    )
    if "handed_over_to" in row:
        hand_over(
            by=clerk, meeting=meeting, handed_over_on=now.date(), handed_over_to=row["handed_over_to"], now=now
        )


def _elect(story: Story, now: datetime.datetime) -> None:
    gathering = story.meetings["gathering"]
    for row in texts("meetings")["member"]:
        elect_member(
            by=story.actors["clerk"],
            unit=story.unit,
            name=row["name"],
            settlement=story.settlements[row["settlement"]],
            since=gathering.starts_at.date(),
            elected_by=gathering,
            now=now,
        )
