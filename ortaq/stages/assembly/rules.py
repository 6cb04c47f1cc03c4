"""When an assembly has agreed a version of the plan, and who may sit in it."""

from __future__ import annotations

import datetime
from hashlib import sha256

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ortaq.engines import law
from ortaq.ground.errors import Refused
from ortaq.ground.meetings.models import AssemblyMember, Meeting, MeetingKind, Motion
from ortaq.ground.meetings.rules import overrides_of, quorum_of, work_calendar_of
from ortaq.ground.places.models import Unit
from ortaq.stages.assembly.models import Agreement
from ortaq.stages.plan.commenting import owed
from ortaq.stages.plan.models import PlanVersion

ONE_DAY = datetime.timedelta(days=1)


def require_agreeable(version: PlanVersion, motion: Motion) -> None:
    """Refuse, with every reason, where this motion does not make this version an agreed plan."""
    reasons = [*_faults_of_version(version), *_faults_of_motion(motion, version)]
    if reasons:
        pattern = " ".join(["{}"] * len(reasons))
        raise Refused(format_lazy(pattern, *reasons), field="motion")


def _faults_of_version(version: PlanVersion) -> list[object]:
    faults: list[object] = []
    if PlanVersion.objects.filter(plan=version.plan, number__gt=version.number).exists():
        faults.append(_("There is a newer version of the plan. The assembly agrees the latest one."))
    if sha256(version.content.encode()).hexdigest() != version.sha256:
        faults.append(_("The text of this version is not what it was when it was frozen. Freeze a new version."))
    if Agreement.objects.filter(version=version).exists():
        faults.append(_("This version is agreed already."))
    faults.extend(faults_of_comments(version))
    return faults


def faults_of_comments(version: PlanVersion) -> list[object]:
    """Return what people who commented on the plan are still owed before it is agreed. Two queries."""
    owing = owed(version)
    faults: list[object] = []
    if owing.received:
        sentence = ngettext_lazy(
            "%(count)s comment on the plan has not been read yet. Publish it or say why not.",
            "%(count)s comments on the plan have not been read yet. Publish them or say why not.",
            owing.received,
        )
        faults.append(sentence % {"count": owing.received})
    if owing.unanswered:
        sentence = ngettext_lazy(
            "%(count)s comment on the plan has no answer yet. Answer it before the agreement is recorded.",
            "%(count)s comments on the plan have no answer yet. Answer them before the agreement is recorded.",
            owing.unanswered,
        )
        faults.append(sentence % {"count": owing.unanswered})
    return faults


def _faults_of_motion(motion: Motion, version: PlanVersion) -> list[object]:
    meeting = motion.item.meeting
    faults: list[object] = []
    if meeting.kind != MeetingKind.ASSEMBLY:
        faults.append(_("Only the community assembly agrees a plan; this was another meeting."))
    if meeting.held_at is None or quorum_of(meeting).code != "met":
        faults.append(_("The meeting had no quorum, or nobody recorded who came."))
    if not motion.carried:
        faults.append(_("The assembly did not carry this proposal."))
    if meeting.signed_on is None:
        faults.append(_("The protocol of the meeting is not signed yet."))
    if meeting.starts_at < version.closed_at:
        faults.append(_("This version was frozen after the meeting began: the assembly cannot have seen it."))
    if Agreement.objects.filter(motion=motion).exists():
        faults.append(_("This proposal already agreed another version."))
    return faults


def last_day_of_term(since: datetime.date, *, unit: Unit) -> datetime.date:
    """Return the last day of a membership that begins on a day, by the term in force for the unit."""
    term = law.parameter("assembly_size.term", on=since, overrides=overrides_of(unit.id))
    years = law.value_of(term, int)
    day = 28 if (since.month, since.day) == (2, 29) else since.day
    return since.replace(year=since.year + years, day=day) - ONE_DAY


def require_enough(*, signed: int, members: int, on: datetime.date, unit: Unit) -> None:
    """Refuse an initiative that fewer members signed than the law asks for."""
    if not members:
        raise Refused(_("Record the members of the assembly first: their number decides how many must sign."))
    if not 1 <= signed <= members:
        raise Refused(
            _("The assembly had %(members)s members on that day. Check the number of signatures.")
            % {"members": members},
            field="signed",
        )
    overrides = overrides_of(unit.id)
    found = law.initiative(kind=MeetingKind.ASSEMBLY, members=members, signed=signed, on=on, overrides=overrides)
    if found.code == "not_met":
        raise Refused(
            _("The law asks for %(required)s of %(members)s members at least. With fewer the akim owes no answer.")
            % {"required": found.required, "members": members},
            field="signed",
        )


def answer_due_on(received_on: datetime.date, *, unit: Unit) -> law.DateFinding:
    """Return by which day the akim answers an initiative, and the parameter that says it. Two queries."""
    calendar = work_calendar_of(unit.id, first_year=received_on.year, last_year=received_on.year + 1)
    overrides = overrides_of(unit.id)
    id = "assembly.initiative_answer"
    return law.due_date(id=id, counted_from=received_on, calendar=calendar, overrides=overrides)


def require_gathering(meeting: Meeting | None) -> None:
    """Refuse where members are said to be elected by anything but a gathering that was held."""
    if meeting is not None and (meeting.kind != MeetingKind.GATHERING or meeting.held_at is None):
        raise Refused(
            _("Members of the assembly are delegated by a community gathering that was held. Choose one."),
            field="elected_by",
        )


def overlaps(unit: Unit, *, name: str, since: datetime.date, until: datetime.date) -> bool:
    """Whether somebody of this name already sits in the assembly within the term."""
    return any(
        member.name.casefold() == name.casefold()
        and member.since <= until
        and (member.until is None or member.until >= since)
        for member in AssemblyMember.objects.filter(unit=unit)
    )
