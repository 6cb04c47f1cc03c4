"""Writes of what a programme says of itself: its aim, its organisations, its indicators, its public facts."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Text, WithEnglish, in_columns
from ortaq.programme import rules
from ortaq.programme.content import Description, Measure
from ortaq.programme.models import Indicator, Organisation, Profile, PublicFact


def next_number(rows: QuerySet[Any]) -> int:
    """Return the number that the next of these rows gets, from 1."""
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


@action("programme.change")
def describe(
    *, by: Actor, programme: Programme, said: Description, now: datetime.datetime, deed: UUID | None = None
) -> Profile:
    """Say what the programme is; written anew, it replaces what was said before."""
    known = Profile.objects.filter(programme=programme).first()
    rules.require_description(said, known=known)
    profile = known or Profile(id=deed, programme=programme)
    for name in ("starts_on", "ends_on", "currency", "target_share", "aim"):
        setattr(profile, name, getattr(said, name))
    profile.reference = said.reference.strip()
    profile.save()
    return profile


@action("programme.change")
def add_organisation(
    *,
    by: Actor,
    programme: Programme,
    role: str,
    kind: str,
    name: WithEnglish,
    identifier: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Organisation:
    """Name an organisation and what it does."""
    rules.require_text(name, "name")
    return Organisation.objects.create(
        id=deed,
        programme=programme,
        number=next_number(programme.organisations.all()),
        role=role,
        kind=kind,
        identifier=identifier.strip(),
        **in_columns(name=name),
    )


@action("programme.change")
def remove_organisation(
    *,
    by: Actor,
    programme: Programme,
    organisation: Organisation,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Programme:
    """Take an organisation out, unless the budget names it; returns the programme."""
    if organisation.budget_lines.exists():
        raise Refused(_("The budget names this organisation, so it stays."))
    Organisation.objects.filter(pk=organisation.pk).delete()
    return programme


@action("programme.change")
def add_indicator(
    *, by: Actor, programme: Programme, said: Measure, now: datetime.datetime, deed: UUID | None = None
) -> Indicator:
    """Say what the programme measures."""
    rules.require_measure(said)
    number = next_number(programme.indicators.all())
    indicator = Indicator(id=deed, programme=programme, number=number)
    return _written(indicator, said)


@action("programme.change")
def change_indicator(
    *, by: Actor, indicator: Indicator, said: Measure, now: datetime.datetime, deed: UUID | None = None
) -> Indicator:
    """Change what an indicator says; one with typed values does not become one that Ortaq counts."""
    rules.require_measure(said)
    if said.counted and indicator.values.exists():
        raise Refused(
            _("Values were typed for this indicator, so it stays one that people read."), field="counted"
        )
    return _written(indicator, said)


def _written(indicator: Indicator, said: Measure) -> Indicator:
    for name in asdict(said):
        setattr(indicator, name, getattr(said, name))
    indicator.save()
    return indicator


@action("programme.change")
def state_fact(
    *,
    by: Actor,
    programme: Programme,
    text: WithEnglish,
    source: WithEnglish,
    link: str = "",
    about_unit: Unit | None = None,
    on: datetime.date | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> PublicFact:
    """Repeat what a public source says of the programme, or of one of its units, and name the source."""
    rules.require_text(text, "text")
    rules.require_text(source, "source")
    rules.require_unit_in(programme, about_unit, field="about_unit")
    if on is not None:
        rules.require_past(on, today=timezone.localdate(now))
    texts: dict[str, Text] = {"text": text, "source": source}
    return PublicFact.objects.create(
        id=deed,
        programme=programme,
        about_unit=about_unit,
        number=next_number(programme.public_facts.all()),
        on=on,
        link=link,
        **in_columns(**texts),
    )
