"""Writes of the planning group: who joins it, on what basis, and who leaves it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused, Several
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Text, in_columns
from ortaq.stages.circle.models import AgeBand, Basis, Call, Member, Sex, Stakeholder, StakeholderKind, Volunteer

PRIVATE = {"name", "sex", "age", "group"}


@action("circle.appoint_member", private=PRIVATE)
def accept_volunteer(
    *,
    by: Actor,
    volunteer: Volunteer,
    name: str,
    since: datetime.date,
    consented_on: datetime.date | None,
    civil_servant: bool = False,
    interests: Text | None = None,
    decided_by: Meeting | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Member:
    """Take a volunteer of the open call into the group; sex, age, settlement and group are as they were said."""
    if volunteer.withdrawn_at is not None:
        raise Refused(_("This volunteer has taken the offer back."))
    if Member.objects.filter(volunteer=volunteer).exists():
        raise Refused(_("This volunteer was taken into the group already."))
    return _join(
        volunteer.cycle,
        Member(
            id=deed,
            basis=Basis.VOLUNTEER,
            volunteer=volunteer,
            name=name.strip(),
            sex=volunteer.sex,
            age=volunteer.age,
            settlement=volunteer.settlement,
            group=volunteer.group,
            civil_servant=civil_servant,
            since=since,
            decided_by=decided_by,
            **in_columns(interests=interests or Text()),
        ),
        consented_on,
        now,
    )


@action("circle.appoint_member", private=PRIVATE)
def appoint_member(
    *,
    by: Actor,
    cycle: Cycle,
    name: str,
    sex: str,
    age: str,
    settlement: Settlement,
    group: str = "",
    stakeholder: Stakeholder | None = None,
    since: datetime.date,
    consented_on: datetime.date | None,
    civil_servant: bool = False,
    interests: Text | None = None,
    decided_by: Meeting | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Member:
    """Take somebody into the group whom a stakeholder sent, or, without a stakeholder, by office."""
    if stakeholder is not None and stakeholder.ended_at is not None:
        raise Refused(_("This stakeholder has left the map already."), field="stakeholder")
    if stakeholder is not None and stakeholder.kind == StakeholderKind.PERSON:
        raise Refused(_("A private person sends nobody: choose an organisation or a group."), field="stakeholder")
    return _join(
        cycle,
        Member(
            id=deed,
            basis=Basis.DELEGATED if stakeholder else Basis.OFFICE,
            stakeholder=stakeholder,
            name=name.strip(),
            sex=sex,
            age=age,
            settlement=settlement,
            group=group,
            civil_servant=civil_servant,
            since=since,
            decided_by=decided_by,
            **in_columns(interests=interests or Text()),
        ),
        consented_on,
        now,
    )


@action("circle.appoint_member")
def change_member(
    *,
    by: Actor,
    member: Member,
    civil_servant: bool,
    interests: Text,
    account: Account | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Member:
    """Change the declared interests of a member, and which account is the member's."""
    _require_member(member)
    if account is not None:
        _check_account(member, account, timezone.localdate(now))
    member.civil_servant, member.interests, member.account = civil_servant, interests, account
    member.save()
    return member


@action("circle.end_membership")
def end_membership(
    *,
    by: Actor,
    member: Member,
    until: datetime.date,
    leaving: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Member:
    """End a membership on its last day, with a reason that everybody reads."""
    _require_member(member)
    if until < member.since:
        raise Refused(_("The membership began later than this day."), field="until")
    if not leaving:
        raise Refused(_("Say why the membership ends: everybody will read it."), field="leaving_kk")
    member.until, member.leaving = until, leaving
    member.save()
    return member


def _join(cycle: Cycle, member: Member, consented_on: datetime.date | None, now: datetime.datetime) -> Member:
    member.consented_on = _check(member, consented_on, timezone.localdate(now))
    call = Call.objects.filter(cycle=cycle).first()
    staying = Q(until__isnull=True) | Q(until__gte=member.since)
    if call and call.seats and Member.objects.filter(staying, cycle=cycle).count() >= call.seats:
        raise Refused(
            _("All %(seats)s seats of the group are taken. End a membership before you add another.")
            % {"seats": call.seats}
        )
    member.unit, member.cycle = cycle.unit, cycle
    member.save(force_insert=True)
    return member


def _check(member: Member, consented_on: datetime.date | None, today: datetime.date) -> datetime.date:
    """Return the day of consent; refuse where something about the member is missing."""
    wrong: dict[str, object] = {}
    if not member.name:
        wrong["name"] = _("Write the name: members of the group work in public.")
    if member.sex not in Sex.values:
        wrong["sex"] = _("Choose woman or man: the group is composed as the population is.")
    if member.age not in AgeBand.values:
        wrong["age"] = _("Choose an age band. Members are 14 years old or older.")
    if consented_on is None:
        wrong["consented_on"] = _("Ask whether the name may be public, and write the day of the answer.")
    elif consented_on > today:
        wrong["consented_on"] = _("This day lies ahead. Write the day on which the person agreed.")
    if member.decided_by is not None and member.decided_by.cancelled_at is not None:
        wrong["decided_by"] = _("This meeting was cancelled, so it decided nothing.")
    if wrong or consented_on is None:
        raise Several(wrong)
    return consented_on


def _check_account(member: Member, account: Account, today: datetime.date) -> None:
    held = account.appointments.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        unit=member.unit_id,
        role=Role.GROUP_MEMBER,
        since__lte=today,
    )
    if not held.exists():
        raise Refused(
            _("This account is no group member yet. First give it the role on the page of the people."),
            field="account",
        )
    if Member.objects.filter(cycle=member.cycle_id, account=account).exclude(pk=member.pk).exists():
        raise Refused(_("This account belongs to another member already."), field="account")


def _require_member(member: Member) -> None:
    if member.until is not None:
        raise Refused(_("This membership has ended already."))
