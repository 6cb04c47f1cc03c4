"""Who may, and what is plausible, beyond the table of roles."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db.models import Q

from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme, Unit

SOUTHERNMOST, NORTHERNMOST = Decimal(40), Decimal(56)
WESTERNMOST, EASTERNMOST = Decimal(46), Decimal(88)
"""Degrees between which Kazakhstan lies; a point outside is a slip, mostly two numbers exchanged."""


def manages(by: Actor, programme: Programme, *, on: datetime.date) -> bool:
    """Whether the actor manages this programme on that day."""
    held = Q(role=Role.MANAGER, programme=programme, since__lte=on)
    return (
        by.account is not None
        and by.account.appointments.filter(held & (Q(until__isnull=True) | Q(until__gte=on))).exists()
    )


def in_kazakhstan(latitude: Decimal, longitude: Decimal) -> bool:
    """Whether a point can lie in Kazakhstan.

    >>> in_kazakhstan(Decimal("51.1"), Decimal("71.4")), in_kazakhstan(Decimal("71.4"), Decimal("51.1"))
    (True, False)
    """
    return SOUTHERNMOST <= latitude <= NORTHERNMOST and WESTERNMOST <= longitude <= EASTERNMOST


def is_in_force(unit: Unit, *, on: datetime.date) -> bool:
    """Whether the unit exists on that day."""
    return unit.valid_from <= on and (unit.valid_until is None or on < unit.valid_until)
