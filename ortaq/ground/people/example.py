"""The example's accounts: everybody may try every role, so their one password is no secret."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ortaq.ground.journal.models import Node
from ortaq.ground.people.models import Appointment, in_force
from ortaq.ground.people.roles import Role

PASSWORD = "ortaq-mysal"  # noqa: S105 - published on the example's own sign-in page


@dataclass(frozen=True)
class Visitor:
    """An account of the example as its sign-in page offers it."""

    username: str
    name: str
    role: str


def is_example() -> bool:
    """Whether this computer shows the fictional example. One query."""
    return Node.objects.filter(is_here=True, is_example=True).exists()


def visitors(*, on: datetime.date) -> list[Visitor]:
    """Return who can sign in on the example, in the order of the roles; nobody elsewhere. Two queries."""
    if not is_example():
        return []
    held = Appointment.objects.filter(in_force(on), account__is_active=True)
    rows = held.values_list("account__username", "account__name", "role").order_by("account__username").distinct()
    order = list(Role.values)
    return [
        Visitor(username, name, str(Role(role).label))
        for username, name, role in sorted(rows, key=lambda row: order.index(row[2]))
    ]
