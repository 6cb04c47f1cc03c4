"""Writes while a programme runs: its budget, advice and training, values of its indicators."""

from __future__ import annotations

import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import WithEnglish, in_columns
from ortaq.programme import rules
from ortaq.programme.actions.describing import next_number
from ortaq.programme.content import Participants, Session
from ortaq.programme.models import BudgetLine, Indicator, IndicatorValue, Organisation, Profile, Support


@action("programme.record_budget")
def plan_budget(
    *,
    by: Actor,
    programme: Programme,
    title: WithEnglish,
    planned: int,
    year: int | None = None,
    given_by: Organisation | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> BudgetLine:
    """Plan a line of the budget, in hundredths of the programme's currency."""
    profile = Profile.objects.filter(programme=programme).first()
    if profile is None:
        raise Refused(_("Say first what the programme is: its years and its currency."))
    rules.require_text(title, "title")
    rules.require_year(year, profile)
    return BudgetLine.objects.create(
        id=deed,
        programme=programme,
        number=next_number(programme.budget_lines.all()),
        given_by=given_by,
        year=year,
        planned=planned,
        **in_columns(title=title),
    )


@action("programme.record_budget")
def record_spent(
    *,
    by: Actor,
    line: BudgetLine,
    spent: int,
    document: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> BudgetLine:
    """Record what was spent on a line so far, and the document that says so; the journal keeps earlier sums."""
    if not document.strip():
        raise Refused(_("Write which document says so."), field="document")
    line.spent, line.document = spent, document.strip()
    line.save(update_fields=["spent", "document"])
    return line


@action("programme.record_support")
def record_support(
    *,
    by: Actor,
    programme: Programme,
    session: Session,
    for_unit: Unit | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Support:
    """Write advice or training into the log. The adviser is who records it; nobody who took part is named."""
    rules.require_unit_in(programme, for_unit, field="for_unit")
    rules.require_session(session, today=timezone.localdate(now))
    people = session.people
    return Support.objects.create(
        id=deed,
        programme=programme,
        for_unit=for_unit,
        kind=session.kind,
        adviser=by.account,
        on=session.on,
        minutes=session.minutes,
        women=people.women,
        men=people.men,
        youth=people.youth,
        next_on=session.next_on,
        recorded_at=now,
        **in_columns(topic=session.topic, next_step=session.next_step),
    )


@action("programme.record_result")
def record_value(
    *,
    by: Actor,
    indicator: Indicator,
    on: datetime.date,
    value: Decimal,
    seen_in: WithEnglish,
    people: Participants | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> IndicatorValue:
    """Record what an indicator showed on a day; where it counts people, by sex and with the young among them."""
    if indicator.counted:
        raise Refused(_("Ortaq counts this figure itself from the records of the places."))
    rules.require_past(on, today=timezone.localdate(now))
    rules.require_text(seen_in, "seen_in")
    rules.require_whole(value, people)
    return IndicatorValue.objects.create(
        id=deed,
        indicator=indicator,
        on=on,
        value=value,
        women=people.women if people else None,
        men=people.men if people else None,
        youth=people.youth if people else None,
        recorded_at=now,
        **in_columns(seen_in=seen_in),
    )
