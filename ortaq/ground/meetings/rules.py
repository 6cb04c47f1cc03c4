"""What the law asks of a meeting of this unit, and what may still be changed in one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.errors import Refused
from ortaq.ground.meetings.models import (
    AgendaItem,
    Election,
    Meeting,
    MeetingKind,
    Motion,
    MovedDay,
    RuleOverride,
)
from ortaq.ground.places.models import Unit

OWN_MINIMUM = ("held_on", "chair", "secretary", "chair_signature", "secretary_signature")
"""What Ortaq asks of every protocol for which the law's data give no list."""

FIELD_LABELS: Mapping[str, object] = {
    "held_on": _("day of the meeting"),
    "place": _("place"),
    "entitled_count": _("number of those entitled to take part"),
    "present_count": _("number of those present"),
    "present_names": _("signed sheet with the names of those present"),
    "members_count": _("number of assembly members present"),
    "members_names": _("list of assembly members present"),
    "invited_count": _("number of those invited"),
    "invited_names": _("list of those invited"),
    "chair": _("chair"),
    "secretary": _("secretary"),
    "agenda": _("agenda"),
    "speeches": _("what was said on each question"),
    "decisions": _("decisions: a vote on every proposal, or a summary"),
    "chair_signature": _("signature of the chair"),
    "secretary_signature": _("signature of the secretary"),
}


def day_of(meeting: Meeting) -> datetime.date:
    """Return the day of a meeting in the zone of the office."""
    return timezone.localdate(meeting.starts_at)


def overrides_of(unit_id: UUID) -> list[law.Override]:
    """Return the numbers that the maslikhat adopted for a unit, as the law engine takes them. One query."""
    return [as_override(rule) for rule in RuleOverride.objects.filter(unit_id=unit_id)]


def as_override(rule: RuleOverride) -> law.Override:
    """Return a unit's own number as the law engine takes it."""
    title = rule.act
    words = law.Words(kk=title.in_language("kk"), ru=title.in_language("ru"), en=str(title))
    return law.Override(
        id=rule.parameter,
        value=rule.value,
        act=words,
        adopted_on=rule.adopted_on,
        verified_by=rule.verified_by,
        valid_to=rule.valid_to,
    )


def earliest_date(*, unit: Unit, kind: str, notice_on: datetime.date) -> law.DateFinding:
    """Return the first lawful day of a meeting announced on a day, by this unit's rules."""
    return law.earliest_lawful_date(notice_on=notice_on, kind=kind, overrides=overrides_of(unit.id))


def quorum_of(meeting: Meeting, *, overrides: Sequence[law.Override] | None = None) -> law.Finding:
    """Return whether enough people came to a held meeting."""
    return law.quorum(
        kind=meeting.kind,
        entitled=meeting.entitled or 0,
        present=meeting.present or 0,
        on=day_of(meeting),
        overrides=overrides_of(meeting.unit_id) if overrides is None else overrides,
    )


def outcome_of(
    meeting: Meeting,
    *,
    votes_for: int,
    votes_against: int,
    abstained: int,
    chair_casts: str,
    overrides: Sequence[law.Override] | None = None,
) -> law.VoteFinding:
    """Return what the rule of the meeting makes of a vote. The votes may not exceed those present."""
    return law.carried(
        kind=meeting.kind,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        present=meeting.present or 0,
        on=day_of(meeting),
        chair_vote="for" if chair_casts == "for" else "against" if chair_casts == "against" else None,
        overrides=overrides_of(meeting.unit_id) if overrides is None else overrides,
    )


def elects(meeting: Meeting) -> bool:
    """Whether at this kind of meeting representatives are elected by most votes."""
    rule = law.rule_for(kind=meeting.kind, topic="decision", on=day_of(meeting))
    return rule is not None and rule.value == "most_votes"


def elected_of(meeting: Meeting, *, votes: Mapping[str, int], seats: int) -> law.Election:
    """Return whom a vote on each candidate elects to the seats."""
    return law.elected(
        kind=meeting.kind,
        votes=votes,
        seats=seats,
        on=day_of(meeting),
        overrides=overrides_of(meeting.unit_id),
    )


def seats_adopted(meeting: Meeting) -> int | None:
    """Return the number of representatives that the maslikhat adopted, where the office entered it."""
    overrides = overrides_of(meeting.unit_id)
    rule = law.rule_for(kind=meeting.kind, topic="representatives", on=day_of(meeting), overrides=overrides)
    return None if rule is None or rule.value is None else law.value_of(rule, int)


def work_calendar_of(unit_id: UUID, *, first_year: int, last_year: int) -> law.WorkCalendar:
    """Return which days are worked in these years, with the days that the unit's office entered. One query."""
    moved = MovedDay.objects.filter(unit_id=unit_id, day__year__range=(first_year, last_year))
    days = list(moved.values_list("day", "is_working"))
    return law.work_calendar(
        first_year=first_year,
        last_year=last_year,
        days_off=[day for day, is_working in days if not is_working],
        days_on=[day for day, is_working in days if is_working],
    )


def missing_in_protocol(meeting: Meeting, *, chair_signed: bool, secretary_signed: bool) -> tuple[str, ...]:
    """Return the names of what the protocol still lacks, in the order in which a protocol is written."""
    fields = protocol_fields(meeting) | {
        "chair_signature": chair_signed,
        "secretary_signature": secretary_signed,
    }
    finding = law.protocol_gaps(
        kind=meeting.kind, fields=fields, on=day_of(meeting), overrides=overrides_of(meeting.unit_id)
    )
    if finding.code in {"no_rule", "no_value"}:
        return tuple(name for name in OWN_MINIMUM if not fields[name])
    return finding.missing


def protocol_fields(meeting: Meeting) -> dict[str, object]:
    """Return what a protocol states so far, by the law's names of its fields. Four queries."""
    items = list(meeting.agenda.all())
    has_election = Election.objects.filter(item__meeting=meeting).exists()
    motions = list(Motion.objects.filter(item__meeting=meeting))
    names = list(meeting.attendances.values_list("member__name", flat=True))
    return {
        "held_on": meeting.held_at,
        "place": str(meeting.place),
        "entitled_count": meeting.entitled,
        "present_count": meeting.present,
        "present_names": meeting.has_sheet,
        "members_count": len(names) or None,
        "members_names": names,
        "invited_count": meeting.invited,
        "invited_names": meeting.invited_names.splitlines(),
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        "agenda": items,
        "speeches": bool(items) and all(item.discussion for item in items),
        "decisions": all(motion.voted_at for motion in motions)
        and (bool(motions) or has_election or bool(meeting.summary)),
    }


def require_ahead(meeting: Meeting, *, now: datetime.datetime) -> None:
    """Refuse where a meeting was held or cancelled, or its hour has come: its notice stands."""
    require_unsigned(meeting)
    if meeting.held_at is not None or meeting.starts_at <= now:
        raise Refused(_("The hour of this meeting has come, so its notice can no longer change."))


def require_unsigned(meeting: Meeting) -> None:
    """Refuse where a meeting was cancelled or its protocol is signed: nothing in it changes any more."""
    if meeting.cancelled_at is not None:
        raise Refused(_("This meeting was cancelled. Call a new one."))
    if meeting.signed_on is not None:
        raise Refused(_("The protocol is signed. Nothing in it can change any more."))


def require_held(meeting: Meeting) -> None:
    """Refuse where nobody has yet recorded who came."""
    require_unsigned(meeting)
    if meeting.held_at is None:
        raise Refused(_("First record how many people came to this meeting."))


def require_quorum(meeting: Meeting) -> None:
    """Refuse where too few came for a vote, or where the law's number is not known here."""
    finding = quorum_of(meeting)
    if finding.code == "not_met":
        raise Refused(
            _(
                "There is no quorum: %(present)s came and at least %(required)s of %(entitled)s are needed. "
                "Without a quorum no vote counts. Call a new meeting."
            )
            % {"present": finding.present, "required": finding.required, "entitled": finding.entitled}
        )
    if finding.code == "no_value":
        raise Refused(
            _(
                "The quorum of this kind of meeting is not known here. Enter the number that your maslikhat "
                "adopted on the page of legal rules, then record the vote."
            )
        )


def is_assembly(meeting: Meeting) -> bool:
    """Whether this is a meeting of the community assembly, whose members are known by name."""
    return meeting.kind == MeetingKind.ASSEMBLY


def next_number(items: Sequence[AgendaItem | Motion]) -> int:
    """Return the number after the largest one."""
    return max((item.number for item in items), default=0) + 1
