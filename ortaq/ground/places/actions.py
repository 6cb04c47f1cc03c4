"""Writes of places."""

from __future__ import annotations

import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places import rules
from ortaq.ground.places.kato import is_code
from ortaq.ground.places.models import Area, AreaLevel, Programme, Settlement, Unit, UnitKind
from ortaq.ground.places.naming import free_slug, latin, same_name
from ortaq.ground.text import Text, in_columns


@action("places.create_unit")
def create_unit(
    *,
    by: Actor,
    programme: Programme,
    district: Area,
    kind: str,
    name: Text,
    valid_from: datetime.date,
    now: datetime.datetime,
    name_en: str = "",
    kato: str = "",
    deed: UUID | None = None,
) -> Unit:
    """Make a unit in a district and take it into a programme that the actor manages.

    Its address is made of its name.
    """
    if not rules.manages(by, programme, on=timezone.localdate(now)):
        raise NotAllowed(_("You do not manage this programme."))
    if district.level != AreaLevel.DISTRICT:
        raise Refused(_("Choose the district in which the unit lies."), field="district")
    _require_kind(kind)
    _require_name(name)
    _require_kato(kato)
    unit = Unit.objects.create(
        id=deed or new_id(),
        slug=free_slug(latin(str(name)), taken=set(Unit.objects.values_list("slug", flat=True))),
        kind=kind,
        **in_columns(name=name),
        name_en=name_en.strip(),
        kato=kato or None,
        kato_year=valid_from.year if kato else None,
        district=district,
        valid_from=valid_from,
    )
    programme.units.add(unit)
    return unit


@action("places.change_unit")
def change_unit(
    *,
    by: Actor,
    unit: Unit,
    kind: str,
    name: Text,
    now: datetime.datetime,
    name_en: str = "",
    deed: UUID | None = None,
) -> Unit:
    """Change the type and the names of a unit; its address stays, so that printed links go on working."""
    _require_in_force(unit, now)
    _require_kind(kind)
    _require_name(name)
    unit.kind, unit.name, unit.name_en = kind, name, name_en.strip()
    unit.save()
    return unit


@action("places.end_unit")
def end_unit(
    *,
    by: Actor,
    unit: Unit,
    ends_on: datetime.date,
    reason: str,
    now: datetime.datetime,
    successor_slug: str = "",
    deed: UUID | None = None,
) -> Unit:
    """End a unit from a day on and name the unit it went into, if any. Its record stays readable."""
    _require_in_force(unit, now)
    if ends_on <= unit.valid_from:
        raise Refused(_("A unit cannot end before it began."), field="ends_on")
    if not reason.strip():
        raise Refused(_("Name the decision by which the unit ends: residents will read it."), field="reason")
    unit.successor = _successor(unit, successor_slug, ends_on) if successor_slug else None
    unit.valid_until = ends_on
    unit.save()
    return unit


@action("places.add_settlement")
def add_settlement(
    *,
    by: Actor,
    unit: Unit,
    name: Text,
    now: datetime.datetime,
    is_inhabited: bool = True,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    deed: UUID | None = None,
) -> Settlement:
    """Add a populated place to a unit. Latitude and longitude are degrees, both or neither."""
    _require_in_force(unit, now)
    _require_name(name)
    _require_point(latitude, longitude)
    _require_other_name(unit, name)
    return Settlement.objects.create(
        id=deed or new_id(),
        unit=unit,
        **in_columns(name=name),
        is_inhabited=is_inhabited,
        latitude=latitude,
        longitude=longitude,
    )


@action("places.change_settlement")
def change_settlement(
    *,
    by: Actor,
    settlement: Settlement,
    name: Text,
    now: datetime.datetime,
    is_inhabited: bool = True,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    deed: UUID | None = None,
) -> Settlement:
    """Change the names of a settlement, where it lies, and whether people live there."""
    _require_in_force(settlement.unit, now)
    _require_name(name)
    _require_point(latitude, longitude)
    _require_other_name(settlement.unit, name, but=settlement)
    settlement.name, settlement.is_inhabited = name, is_inhabited
    settlement.latitude, settlement.longitude = latitude, longitude
    settlement.save()
    return settlement


def _successor(unit: Unit, slug: str, on: datetime.date) -> Unit:
    successor = Unit.objects.filter(slug=slug).first()
    if successor is None or successor == unit or not rules.is_in_force(successor, on=on):
        raise Refused(_("Choose a unit that exists on the day when this one ends."), field="successor_slug")
    return successor


def _require_in_force(unit: Unit, now: datetime.datetime) -> None:
    if unit.valid_until is not None and unit.valid_until <= timezone.localdate(now):
        raise Refused(_("This unit has ended. Its record can be read but no longer changed."))


def _require_kind(kind: str) -> None:
    if kind not in UnitKind.values:
        raise Refused(_("Choose the type of the unit."), field="kind")


def _require_name(name: Text) -> None:
    if not name:
        raise Refused(_("Write the name in Kazakh or in Russian."), field="name_kk")


def _require_kato(kato: str) -> None:
    if not kato:
        return
    if not is_code(kato):
        raise Refused(_("A KATO code has nine digits."), field="kato")
    if Unit.objects.filter(kato=kato, valid_until__isnull=True).exists():
        raise Refused(_("Another unit has this KATO code already."), field="kato")


def _require_other_name(unit: Unit, name: Text, *, but: Settlement | None = None) -> None:
    others = unit.settlements.exclude(pk=but.pk) if but else unit.settlements.all()
    if any(same_name(other.name, name) for other in others):
        raise Refused(_("This unit already has a settlement of that name."), field="name_kk")


def _require_point(latitude: Decimal | None, longitude: Decimal | None) -> None:
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        raise Refused(
            _("Give both numbers of the place or none."),
            field="longitude" if longitude is None else "latitude",
        )
    if not rules.in_kazakhstan(latitude, longitude):
        raise Refused(
            _("This point is not in Kazakhstan. Latitude is between 40 and 56, longitude between 46 and 88."),
            field="latitude",
        )
