"""Passwords that are used once, and the way back in for the only akim who forgot their own."""

from __future__ import annotations

import datetime
import secrets
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import ACTIONS
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import append, canonical, lock_book
from ortaq.ground.people.actors import Actor, Behalf, Channel
from ortaq.ground.people.models import Account

NAME = "people.recover_password"
ACTIONS.setdefault(NAME, set()).add(f"{__name__}.recover_password")
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"  # none that look alike on paper
GROUPS, LETTERS_IN_GROUP = 3, 4


def one_time_password() -> str:
    """Return a password of 58 random bits that can be read out over a telephone."""
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(LETTERS_IN_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def recover_password(*, username: str, password: str, now: datetime.datetime) -> Account:
    """Give an account a one-time password at the office's computer; every unit where it has a role is told so.

    Not decorated as an action, since nobody is signed in: whoever may read the home folder may do this, and the
    journal names the command, not a person. Raises Refused where nobody signs in with this name.
    """
    with transaction.atomic():
        account = Account.objects.filter(username__iexact=username, is_active=True).first()
        if account is None:
            raise Refused(_("Nobody signs in with this name here."), field="username")
        account.set_password(password)
        account.must_change_password = True
        account.save(update_fields=["password", "must_change_password"])
        units: list[UUID | None] = list(account.appointments.values_list("unit_id", flat=True).distinct())
        for unit_id in units or [None]:
            append(
                book=lock_book(unit_id),
                deed=new_id(),
                action=NAME,
                by=Actor(channel=Channel.COMMAND, behalf=Behalf.OFFICE),
                subject=account,
                payload=canonical({"username": account.username}),
                reason="",
                now=now,
            )
    return account
