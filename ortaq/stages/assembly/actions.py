"""Writes of the assembly: its members and what they ask, the agreement of a plan, the maslikhat's adoption."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import AssemblyMember, Meeting, Motion
from ortaq.ground.meetings.rules import day_of
from ortaq.ground.meetings.selectors import members_in_office
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text, in_columns
from ortaq.stages.assembly.models import Adoption, Agreement, Initiative, Reply
from ortaq.stages.assembly.rules import (
    answer_due_on,
    last_day_of_term,
    overlaps,
    require_agreeable,
    require_enough,
    require_gathering,
)
from ortaq.stages.assembly.selectors import seats_of
from ortaq.stages.plan.models import PlanVersion


@action("assembly.elect_member")
def elect_member(
    *,
    by: Actor,
    unit: Unit,
    name: str,
    settlement: Settlement,
    since: datetime.date,
    elected_by: Meeting | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> AssemblyMember:
    """Record whom the gathering delegated to the assembly; the term follows from the law.

    `elected_by` is None for a member of a term that began before the unit kept its meetings here.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Write the member's full name."), field="name")
    if since > timezone.localdate(now):
        raise Refused(_("This day is still to come. Record the election after it was held."), field="since")
    require_gathering(elected_by)
    until = last_day_of_term(since, unit=unit)
    if overlaps(unit, name=name, since=since, until=until):
        raise Refused(_("This person is a member of the assembly in this term already."), field="name")
    _require_seat(unit, since)
    return AssemblyMember.objects.create(
        id=deed,
        unit=unit,
        name=name,
        settlement=settlement,
        since=since,
        until=until,
        elected_by=elected_by,
    )


def _require_seat(unit: Unit, since: datetime.date) -> None:
    proposal = seats_of(unit, on=since)
    if proposal is not None and len(members_in_office(unit, on=since)) >= proposal.seats:
        raise Refused(
            _(
                "All %(seats)s seats of the assembly are taken. Has a membership ended, or did the maslikhat "
                "adopt another number?"
            )
            % {"seats": proposal.seats}
        )


@action("assembly.end_membership")
def end_membership(
    *,
    by: Actor,
    member: AssemblyMember,
    last_day: datetime.date,
    reason: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> AssemblyMember:
    """End a membership before its term; `last_day` is its last day. The reason stays in the journal."""
    if not reason.strip():
        raise Refused(_("Say why the membership ends."), field="reason")
    if not member.since <= last_day <= timezone.localdate(now):
        raise Refused(_("Choose a day between the election and today."), field="last_day")
    if member.until is not None and last_day >= member.until:
        raise Refused(_("The term ends on %(day)s anyway.") % {"day": date_format(member.until)}, field="last_day")
    member.until = last_day
    member.save()
    return member


@action("assembly.agree")
def agree_plan(
    *, by: Actor, version: PlanVersion, motion: Motion, now: datetime.datetime, deed: UUID | None = None
) -> Agreement:
    """Record that the assembly agreed a frozen version of the plan by a carried motion; its hash is repeated.

    Refused, with every reason, unless the version is the latest and unchanged, and the motion was carried by
    the assembly of the unit with a quorum, after the version was frozen, in a meeting whose protocol is signed.
    """
    require_agreeable(version, motion)
    return Agreement.objects.create(
        id=deed,
        unit=version.unit,
        version=version,
        motion=motion,
        sha256=version.sha256,
        agreed_on=day_of(motion.item.meeting),
        recorded_at=now,
    )


@action("assembly.record_adoption")
def record_adoption(
    *,
    by: Actor,
    agreement: Agreement,
    decision_number: str,
    decided_on: datetime.date,
    title: Text,
    year: int,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Adoption:
    """Record the maslikhat's decision that adopted the budget which carries the plan from `year` on."""
    number = decision_number.strip()
    if not number:
        raise Refused(_("Write the number of the decision."), field="decision_number")
    if not title:
        raise Refused(_("Write this in Kazakh or in Russian."), field="title_kk")
    if decided_on > timezone.localdate(now):
        raise Refused(_("This decision has a day that is still to come."), field="decided_on")
    if decided_on < agreement.agreed_on:
        raise Refused(_("The maslikhat adopts after the assembly has agreed. Check the day."), field="decided_on")
    cycle = agreement.cycle
    if year not in cycle.years:
        raise Refused(
            _("The plan covers %(first)s to %(last)s. Choose one of these years.")
            % {"first": cycle.first_year, "last": cycle.last_year},
            field="year",
        )
    if Adoption.objects.filter(unit=agreement.unit, decision_number=number, decided_on=decided_on).exists():
        raise Refused(_("This decision is recorded already."), field="decision_number")
    adoption = Adoption(
        id=deed,
        unit=agreement.unit,
        agreement=agreement,
        decision_number=number,
        decided_on=decided_on,
        year=year,
        recorded_at=now,
    )
    adoption.title = title
    adoption.save(force_insert=True)
    return adoption


@action("assembly.record_initiative")
def record_initiative(
    *,
    by: Actor,
    unit: Unit,
    question: Text,
    received_on: datetime.date,
    signed: int,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Initiative:
    """Record that members asked in writing for the assembly; from that day the akim's time to answer runs."""
    if not question:
        raise Refused(_("Write what the members want to discuss, in Kazakh or in Russian."), field="question_kk")
    if received_on > timezone.localdate(now):
        raise Refused(_("This day is still to come. Choose today or an earlier day."), field="received_on")
    members = len(members_in_office(unit, on=received_on))
    require_enough(signed=signed, members=members, on=received_on, unit=unit)
    last: int | None = Initiative.objects.filter(unit=unit).aggregate(last=Max("number"))["last"]
    return Initiative.objects.create(
        id=deed or new_id(),
        unit=unit,
        number=(last or 0) + 1,
        received_on=received_on,
        signed=signed,
        members=members,
        due_on=answer_due_on(received_on, unit=unit).day,
        recorded_at=now,
        **in_columns(question=question),
    )


@action("assembly.answer_initiative")
def answer_initiative(
    *,
    by: Actor,
    initiative: Initiative,
    reply: str,
    reason: Text,
    answered_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Initiative:
    """The akim answers the members: the assembly is called, or is not, and why."""
    initiative.refresh_from_db()
    if initiative.answered_on is not None:
        raise Refused(_("The members have their answer already."))
    if reply not in Reply.values:
        raise Refused(_("Choose what you answer."), field="reply")
    if reply == Reply.DECLINES and not reason:
        raise Refused(_("Write why the assembly is not called, in Kazakh or in Russian."), field="reason_kk")
    if not initiative.received_on <= answered_on <= timezone.localdate(now):
        raise Refused(_("Choose a day between the request and today."), field="answered_on")
    initiative.reply, initiative.reason, initiative.answered_on = reply, reason, answered_on
    initiative.save()
    return initiative
