"""The actor of a deed: which account, through which channel, on whose behalf."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from ortaq.ground.people.roles import Role, permits
from ortaq.ground.places.models import Programme

if TYPE_CHECKING:
    from uuid import UUID

    from ortaq.ground.people.models import Account


class Channel(models.TextChoices):
    """How something reached the record."""

    WEB = "web", _("web form")
    HELPER = "helper", _("typed by a helper")
    PAPER = "paper", _("paper form")
    MEETING = "meeting", _("meeting")
    SHEET = "sheet", _("spreadsheet")
    COMMAND = "command", _("command of the office's computer")


class Behalf(models.TextChoices):
    """On whose behalf the actor acts; never who that person is."""

    SELF = "self", _("on their own behalf")
    PERSON = "person", _("for a person who was present")
    MEETING = "meeting", _("for a meeting")
    OFFICE = "office", _("for the office")


@dataclass(frozen=True)
class Actor:
    """Who acts. `account` is None for a person without an account."""

    account: Account | None = None
    channel: Channel = Channel.WEB
    behalf: Behalf = Behalf.SELF

    def through(self, channel: Channel, behalf: Behalf = Behalf.SELF) -> Actor:
        """Return the same actor working through another channel, on another's behalf."""
        return replace(self, channel=channel, behalf=behalf)

    @cached_property
    def _appointments(
        self,
    ) -> list[tuple[Role, UUID | None, UUID | None, datetime.date, datetime.date | None]]:
        if self.account is None or not self.account.is_active:
            return []
        rows = self.account.appointments.values_list("role", "unit_id", "programme_id", "since", "until")
        return [(Role(role), unit, programme, since, until) for role, unit, programme, since, until in rows]

    def roles(self, unit_id: UUID | None, on: datetime.date) -> frozenset[Role]:
        """Return the roles held on a day in a unit: its own, and those of programmes the unit is in.

        Without a unit: the roles held in any programme.
        """
        held = {Role.ANYONE}
        programmes = _programmes_of(unit_id) if self._holds_programme_roles else frozenset()
        for role, unit, programme, since, until in self._appointments:
            here = unit == unit_id if unit else programme in programmes or unit_id is None
            if here and since <= on and (until is None or on <= until):
                held.add(role)
        return frozenset(held)

    @property
    def _holds_programme_roles(self) -> bool:
        return any(programme for _role, _unit, programme, _since, _until in self._appointments)

    def may(self, action: str, *, unit_id: UUID | None, on: datetime.date) -> bool:
        """Whether the actor's roles permit the action in the unit on that day."""
        return permits(action, self.roles(unit_id, on))

    def units(self, on: datetime.date) -> frozenset[UUID]:
        """Return the units in which the actor holds a role of their own on that day."""
        return frozenset(
            unit
            for _role, unit, _programme, since, until in self._appointments
            if unit and since <= on and (until is None or on <= until)
        )


ANYONE = Actor()


def _programmes_of(unit_id: UUID | None) -> frozenset[UUID]:
    if unit_id is None:
        return frozenset()
    return frozenset(Programme.objects.filter(units=unit_id).values_list("id", flat=True))
