"""Writes of the stakeholder map. Names and contacts never enter the journal: some are of private persons."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused, Several
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Text, in_columns
from ortaq.stages.circle.models import Stakeholder, StakeholderContact, StakeholderKind

PRIVATE = {"name", "person", "contact"}


@action("circle.map", private=PRIVATE)
def add_stakeholder(
    *,
    by: Actor,
    cycle: Cycle,
    kind: str,
    name: Text,
    influence: int,
    interest: int,
    group: str = "",
    category: str = "",
    settlement: Settlement | None = None,
    stake: Text | None = None,
    approach: Text | None = None,
    person: str = "",
    contact: str = "",
    consented_on: datetime.date | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Stakeholder:
    """Put somebody on the map. A private person, and any contact, stands here only with consent on a day."""
    _check(kind, name, influence, interest, contact, consented_on, now)
    stakeholder = Stakeholder.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        kind=kind,
        group=group,
        category=category,
        settlement=settlement,
        influence=influence,
        interest=interest,
        consented_on=consented_on,
        added_at=now,
        **in_columns(name=name, stake=stake or Text(), approach=approach or Text()),
    )
    _keep_contact(stakeholder, person, contact, consented_on)
    return stakeholder


@action("circle.map", private=PRIVATE)
def change_stakeholder(
    *,
    by: Actor,
    stakeholder: Stakeholder,
    kind: str,
    name: Text,
    influence: int,
    interest: int,
    group: str = "",
    category: str = "",
    settlement: Settlement | None = None,
    stake: Text | None = None,
    approach: Text | None = None,
    person: str = "",
    contact: str = "",
    consented_on: datetime.date | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Stakeholder:
    """Change what the team knows of a stakeholder; a contact that is left empty is deleted."""
    _require_relevant(stakeholder)
    _check(kind, name, influence, interest, contact, consented_on, now)
    stakeholder.kind, stakeholder.name = kind, name
    stakeholder.group, stakeholder.category, stakeholder.settlement = group, category, settlement
    stakeholder.influence, stakeholder.interest = influence, interest
    stakeholder.stake, stakeholder.approach = stake or Text(), approach or Text()
    stakeholder.consented_on = consented_on
    stakeholder.save()
    StakeholderContact.objects.filter(stakeholder=stakeholder).delete()
    _keep_contact(stakeholder, person, contact, consented_on)
    return stakeholder


@action("circle.map")
def end_stakeholder(
    *, by: Actor, stakeholder: Stakeholder, ending: Text, now: datetime.datetime, deed: UUID | None = None
) -> Stakeholder:
    """Take somebody off the map, with a reason; the contact is deleted."""
    _require_relevant(stakeholder)
    if not ending:
        raise Refused(_("Say why this stakeholder leaves the map."), field="ending_kk")
    stakeholder.ended_at, stakeholder.ending = now, ending
    stakeholder.save()
    StakeholderContact.objects.filter(stakeholder=stakeholder).delete()
    return stakeholder


def _check(
    kind: str,
    name: Text,
    influence: int,
    interest: int,
    contact: str,
    consented_on: datetime.date | None,
    now: datetime.datetime,
) -> None:
    wrong: dict[str, object] = {}
    if kind not in StakeholderKind.values:
        wrong["kind"] = _("Say whether it is an organisation, an informal group or a person.")
    if not name:
        wrong["name_kk"] = _("Write this in Kazakh or in Russian.")
    for field, score in (("influence", influence), ("interest", interest)):
        if score not in range(1, 6):
            wrong[field] = _("Choose a number from 1 (little) to 5 (much).")
    if consented_on is None and kind == StakeholderKind.PERSON:
        wrong["consented_on"] = _(
            "A private person stands on the map with consent only. Ask, and write the day of the answer."
        )
    elif consented_on is None and contact.strip():
        wrong["consented_on"] = _("Write the day on which the person agreed that the office keeps the contact.")
    elif consented_on is not None and consented_on > timezone.localdate(now):
        wrong["consented_on"] = _("This day lies ahead. Write the day on which the person agreed.")
    if wrong:
        raise Several(wrong)


def _require_relevant(stakeholder: Stakeholder) -> None:
    if stakeholder.ended_at is not None:
        raise Refused(_("This stakeholder has left the map already."))


def _keep_contact(stakeholder: Stakeholder, person: str, contact: str, consented_on: datetime.date | None) -> None:
    if contact.strip() and consented_on is not None:
        StakeholderContact.objects.create(
            stakeholder=stakeholder, person=person.strip(), contact=contact.strip(), consented_on=consented_on
        )
