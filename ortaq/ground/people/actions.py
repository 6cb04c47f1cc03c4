"""Writes about people: who holds which role in a unit, and one's own account."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.models import Account, Appointment, InterfaceLanguage, in_force
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Unit

UNIT_ROLES = tuple(role for role in Role if role not in {Role.ANYONE, Role.MANAGER, Role.DONOR})
"""The roles that are held in one unit; managers and donors belong to programmes."""


@action("people.appoint", private={"password"})
def appoint(
    *,
    by: Actor,
    unit: Unit,
    role: Role,
    username: str,
    since: datetime.date,
    name: str = "",
    language: str = InterfaceLanguage.KK,
    password: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Appointment:
    """Give a role in the unit to the account with this sign-in name; made where there is none.

    A new account needs `name` and a one-time `password`, which its owner must change at the first sign-in.
    """
    if role not in UNIT_ROLES:
        raise Refused(_("This role is given in a programme, not in a unit."), field="role")
    account = Account.objects.filter(username__iexact=username).first()
    if account is None:
        account = new_account(username=username, name=name, language=language, password=password)
    elif account.appointments.filter(unit=unit, role=role).exclude(until__lt=since).exists():
        raise Refused(_("This person already holds the role here."), field="role")
    return Appointment.objects.create(id=deed, account=account, role=role, unit=unit, since=since)


def new_account(*, username: str, name: str, language: str, password: str) -> Account:
    """Return a new account with a one-time password; refuse one without a person's name."""
    if not name.strip():
        raise Refused(
            _("Nobody has this sign-in name yet. Write the person's name to make an account."), field="name"
        )
    account = Account(username=username, name=name.strip(), language=language, must_change_password=True)
    account.set_password(password)
    try:
        account.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refused(error.messages[0], field="username") from error
    account.save(force_insert=True)
    return account


@action("people.dismiss")
def dismiss(
    *, by: Actor, appointment: Appointment, reason: str, now: datetime.datetime, deed: UUID | None = None
) -> Appointment:
    """End an appointment at once: its last day was yesterday, also where it began today or was still to begin.

    The last akim of a unit stays, since nobody could appoint another.
    """
    today = timezone.localdate(now)
    if appointment.until is not None and appointment.until < today:
        raise Refused(_("This appointment has already ended."))
    if appointment.role == Role.AKIM and not _other_akims(appointment, today).exists():
        raise Refused(_("This is the only akim here. Appoint the new akim first."))
    appointment.until = today - datetime.timedelta(days=1)
    appointment.save(update_fields=["until"])
    return appointment


def _other_akims(appointment: Appointment, today: datetime.date):  # type: ignore[no-untyped-def]
    akims = Appointment.objects.filter(
        in_force(today), unit=appointment.unit, role=Role.AKIM, account__is_active=True
    )
    return akims.exclude(account=appointment.account)


@action("people.renew_password", private={"password"})
def renew_password(
    *, by: Actor, appointment: Appointment, password: str, now: datetime.datetime, deed: UUID | None = None
) -> Appointment:
    """Give somebody who forgot their password a one-time password, which they must change at once.

    Only for accounts that hold no role elsewhere: an akim must not get at another unit through a colleague.
    """
    account = appointment.account
    if account.appointments.exclude(unit=appointment.unit).exists():
        raise Refused(_("This person also has a role elsewhere, so the password cannot be renewed from here."))
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    return appointment


@action("people.change_own_account")
def change_own_account(
    *, by: Actor, account: Account, name: str, language: str, now: datetime.datetime, deed: UUID | None = None
) -> Account:
    """Change the name and the language of one's own account."""
    _require_own(by, account)
    account.name, account.language = name.strip(), language
    account.save(update_fields=["name", "language"])
    return account


@action("people.change_own_password", private={"password"})
def change_own_password(
    *, by: Actor, account: Account, password: str, now: datetime.datetime, deed: UUID | None = None
) -> Account:
    """Change the password of one's own account, which has passed the validators."""
    _require_own(by, account)
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    return account


def _require_own(by: Actor, account: Account) -> None:
    if by.account is None or by.account.pk != account.pk:
        raise Refused(_("This is somebody else's account."))
