"""Writes of who works for a programme."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.people.actions import new_account
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment, InterfaceLanguage
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme

PROGRAMME_ROLES = (Role.MANAGER, Role.ADVISER, Role.REVIEWER, Role.DONOR)
"""The roles that are held in a programme."""


@action("programme.appoint", private={"password"})
def appoint(
    *,
    by: Actor,
    programme: Programme,
    role: Role,
    username: str,
    since: datetime.date,
    name: str = "",
    language: str = InterfaceLanguage.KK,
    password: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Appointment:
    """Give a role in the programme to the account with this sign-in name; made where there is none.

    A new account needs `name` and a one-time `password`, which its owner must change at the first sign-in.
    """
    if role not in PROGRAMME_ROLES:
        raise Refused(_("This role is given in a place, not in a programme."), field="role")
    account = Account.objects.filter(username__iexact=username).first()
    if account is None:
        account = new_account(username=username, name=name, language=language, password=password)
    elif account.appointments.filter(programme=programme, role=role).exclude(until__lt=since).exists():
        raise Refused(_("This person already holds the role here."), field="role")
    return Appointment.objects.create(id=deed, account=account, role=role, programme=programme, since=since)


@action("programme.dismiss")
def dismiss(
    *, by: Actor, appointment: Appointment, reason: str, now: datetime.datetime, deed: UUID | None = None
) -> Appointment:
    """End a role in a programme at once: its last day was yesterday. The last manager stays."""
    today = timezone.localdate(now)
    if appointment.until is not None and appointment.until < today:
        raise Refused(_("This appointment has already ended."))
    in_force = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
    managers = Appointment.objects.filter(in_force, programme=appointment.programme, role=Role.MANAGER)
    if appointment.role == Role.MANAGER and not managers.exclude(account=appointment.account).exists():
        raise Refused(_("This is the only manager here. Give somebody else the role first."))
    appointment.until = today - datetime.timedelta(days=1)
    appointment.save(update_fields=["until"])
    return appointment
