"""Meetings that several tests stand on, made by the actions."""

import datetime
from zoneinfo import ZoneInfo

from ortaq.ground.meetings.actions import (
    call_meeting,
    propose_motion,
    record_attendance,
    record_votes,
    sign_protocol,
    write_protocol,
)
from ortaq.ground.meetings.models import AssemblyMember, MeetingKind
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text

HELD = (2027, 3, 1)
NAMES = ("Айгүл Серікова", "Болат Ахметов", "Виктор Ким", "Гүлнар Омарова", "Дәурен Исаев")


def moment(year: int, month: int, day: int, hour: int = 15) -> datetime.datetime:
    """Return an hour in the zone of the office."""
    return datetime.datetime(year, month, day, hour, tzinfo=ZoneInfo("Asia/Almaty"))


def call(unit, by, now, **other):
    """Call a meeting of the assembly on 1 March 2027, announced on 10 February."""
    given = {
        "kind": MeetingKind.ASSEMBLY,
        "title": Text(kk="Даму жоспары туралы", ru="О плане развития"),
        "place": Text(kk="Мәдениет үйі", ru="Дом культуры"),
        "starts_at": moment(*HELD),
        "notice_on": now.date(),
        "agenda": [Text(kk="Жоспарды келісу", ru="Согласование плана")],
    }
    return call_meeting(by=by, unit=unit, now=now, **given | other)


def seat_members(unit, *, names=NAMES, since=datetime.date(2025, 1, 15)):
    """Seat members of the assembly for four years."""
    settlement = unit.settlements.first()
    return [
        AssemblyMember.objects.create(
            unit=unit, name=name, settlement=settlement, since=since, until=datetime.date(since.year + 4, 1, 14)
        )
        for name in names
    ]


def hold_assembly(unit, actor, now, *, came=4, **other):
    """Return a meeting of the assembly at which `came` of five members were present, and the hour after it."""
    members = seat_members(unit)
    clerk, after = actor(unit, Role.CLERK), moment(*HELD, 18)
    meeting = call(unit, clerk, now, **other)
    record_attendance(by=clerk, meeting=meeting, members=members[:came], invited=0, women=min(came, 2), now=after)
    return meeting, after


def decide(unit, actor, now, *, votes=(4, 0, 0), signed=True):
    """Return a carried motion of a held meeting of the assembly, its protocol written and signed."""
    meeting, after = hold_assembly(unit, actor, now)
    clerk, item = actor(unit, Role.CLERK), meeting.agenda.get()
    motion = propose_motion(by=clerk, item=item, text=Text(kk="Жоспарды келісу", ru="Согласовать план"), now=after)
    votes_for, votes_against, abstained = votes
    record_votes(
        by=clerk,
        motion=motion,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        now=after,
    )
    write(meeting, clerk, after)
    if signed:
        sign(meeting, clerk, after)
    return motion, after


def write(meeting, clerk, after, **other):
    """Write the whole protocol of a meeting."""
    given = {
        "chair": "Айгүл Серікова",
        "secretary": "Болат Ахметов",
        "summary": Text(kk="Жоспар келісілді", ru="План согласован"),
        "discussions": {1: Text(kk="Әкім жоспарды таныстырды", ru="Аким представил план")},
    }
    return write_protocol(by=clerk, meeting=meeting, now=after, **given | other)


def sign(meeting, clerk, after, **other):
    """Record the signing of a protocol."""
    given = {"signed_on": after.date(), "chair_signed": True, "secretary_signed": True}
    return sign_protocol(by=clerk, meeting=meeting, now=after, **given | other)
