"""Reads about people, as plain data for pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ortaq.ground.people.models import Account, Appointment, in_force
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text, alphabetical


@dataclass(frozen=True)
class Held:
    """A role that somebody holds, held or will hold; `state` is past, now or future."""

    id: UUID
    account_id: UUID
    name: str
    username: str
    role: str
    place: Text
    since: datetime.date
    until: datetime.date | None
    state: str
    waits_for_first_sign_in: bool = False


def has_office() -> Exists:
    """Whether anybody was ever given a role in a unit, to annotate units with.

    Elsewhere nobody plans with Ortaq, and what is recorded of the unit is what others tell.
    """
    return Exists(Appointment.objects.filter(unit=OuterRef("pk")))


def people_of(place: Unit | Programme, *, on: datetime.date) -> list[Held]:
    """Return the people of a unit or programme: who works now first, by role, then by name. One query."""
    rows = [_held(row, on) for row in _with_places(place.appointments.all())]
    order = {"now": 0, "future": 1, "past": 2}
    by_role = {str(role.label): number for number, role in enumerate(Role)}
    return sorted(rows, key=lambda held: (order[held.state], by_role[held.role], alphabetical(held.name)))


def roles_of(account: Account, *, on: datetime.date) -> list[Held]:
    """Return the roles of one account, past ones too, the newest first. One query."""
    return [_held(row, on) for row in _with_places(account.appointments.order_by("-since"))]


def only_unit_of(account: Account, *, on: datetime.date) -> str:
    """Return the address of the one unit in which the account works, empty for none or several. One query."""
    slugs = set(account.appointments.filter(in_force(on), unit__isnull=False).values_list("unit__slug", flat=True))
    return slugs.pop() if len(slugs) == 1 else ""


def only_programme_of(account: Account, *, on: datetime.date) -> str:
    """Return the address of the one programme in which the account works, empty if it works elsewhere too."""
    places = set(account.appointments.filter(in_force(on)).values_list("unit__slug", "programme__slug"))
    return (places.pop()[1] or "") if len(places) == 1 else ""


def _with_places(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return rows.select_related("account", "unit", "programme")


def _held(row: Appointment, on: datetime.date) -> Held:
    place = row.unit or row.programme
    return Held(
        id=row.id,
        account_id=row.account_id,
        name=row.account.name,
        username=row.account.username,
        role=str(Role(row.role).label),
        place=place.name if place else Text(),
        since=row.since,
        until=row.until,
        state=_state(row, on),
        waits_for_first_sign_in=row.account.must_change_password,
    )


def _state(row: Appointment, on: datetime.date) -> str:
    if row.until is not None and row.until < on:
        return "past"
    return "future" if row.since > on else "now"
