"""Facts about people who work with Ortaq. Residents without an account leave no record here."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme, Unit


class InterfaceLanguage(models.TextChoices):
    """The languages of the pages."""

    KK = "kk", "Қазақша"
    RU = "ru", "Русский"
    EN = "en", "English"


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by their sign-in name, whatever its letter case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account with this sign-in name."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in. What the account may do is said by its appointments, by nothing else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        _("sign-in name"), max_length=40, unique=True, validators=[ASCIIUsernameValidator()]
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(max_length=2, choices=InterfaceLanguage.choices, default="kk")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"


class Appointment(models.Model):
    """An account holds a role in one unit or in one programme, from one day until another.

    Exactly one of unit and programme is named. A role is held once at a time in one place. One that was taken
    back on its first day or earlier has its `until` before its `since`: it was never held.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=16, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="appointments")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="appointments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_in_unit_or_programme",
                condition=Q(unit__isnull=False, programme__isnull=True)
                | Q(unit__isnull=True, programme__isnull=False),
            ),
            models.CheckConstraint(name="appointment_anyone_is_not_held", condition=~Q(role="anyone")),
            models.UniqueConstraint(
                fields=["account", "role", "unit"],
                condition=Q(until__isnull=True, unit__isnull=False),
                name="appointment_once_in_unit",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "programme"],
                condition=Q(until__isnull=True, programme__isnull=False),
                name="appointment_once_in_programme",
            ),
        ]


def in_force(on: datetime.date) -> Q:
    """Select the appointments that are held on a day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


class Attempt(models.Model):
    """A failed try at a secret (a password, a voting code), counted against a place it came from.

    `key` is a keyed hash of what was tried and from where, so that the table names nobody.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"])]
