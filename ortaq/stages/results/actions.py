"""Writes of results: what was done, what was paid, what was measured, and who looked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.files.models import StoredFile
from ortaq.ground.files.store import store_photo
from ortaq.ground.people.actors import Actor
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text, in_columns
from ortaq.stages.partners.selectors import has_partnership
from ortaq.stages.plan.models import PlanLine
from ortaq.stages.results.models import (
    NEEDS_NOTE,
    Confirmation,
    LineState,
    Measurement,
    Progress,
    Spending,
    SpendingStage,
)
from ortaq.stages.results.rules import MOST_PHOTOS, agreed_item, require_agreed, require_day_of_work

LARGEST_VALUE = Decimal(10) ** 12
"""What the column of a measured value can hold, on both sides of zero: a growth can be a loss."""


@action("results.report_progress")
def report_progress(
    *,
    by: Actor,
    line: PlanLine,
    state: str,
    note: Text,
    happened_on: datetime.date,
    photos: Sequence[File[Any]] = (),
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Progress:
    """Report how far a line has come; what is done or stopped is said in words. Everybody reads it at once."""
    require_agreed(line)
    if state not in LineState.values:
        raise Refused(_("Choose how far the work has come."), field="state")
    if state in NEEDS_NOTE and not note:
        raise Refused(
            _("Write what was done, or why the work was stopped, in Kazakh or in Russian."), field="note_kk"
        )
    require_day_of_work(happened_on, line=line, now=now, field="happened_on")
    if len(photos) > MOST_PHOTOS:
        raise Refused(_("Choose at most %(most)s photos.") % {"most": MOST_PHOTOS}, field="photos")
    progress = Progress(id=deed, unit=line.unit, line=line, state=state, happened_on=happened_on, reported_at=now)
    progress.note = note
    progress.save(force_insert=True)
    progress.photos.set(_stored(line, photos))
    return progress


def _stored(line: PlanLine, photos: Sequence[File[Any]]) -> list[StoredFile]:
    try:
        return [store_photo(unit=line.unit, upload=photo) for photo in photos]
    except Refused as refusal:
        raise Refused(refusal.sentence, field="photos") from refusal


@action("results.record_spending")
def record_spending(
    *,
    by: Actor,
    line: PlanLine,
    stage: str,
    year: int,
    source: str,
    kind: str,
    amount: int,
    document: str,
    happened_on: datetime.date,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Spending:
    """Record what was contracted or paid for a line, in tiyn, with the number of the document that shows it.

    What goes beyond the plan is recorded as it is: hiding it would be worse. Pages and the report say so in
    words (`LineResult.overspent`).
    """
    require_agreed(line)
    _check_money(stage=stage, source=source, kind=kind, amount=amount)
    if year not in line.cycle.years:
        raise Refused(
            _("The plan covers %(first)s to %(last)s. Choose one of these years.")
            % {"first": line.cycle.first_year, "last": line.cycle.last_year},
            field="year",
        )
    if has_partnership(line, source):
        raise Refused(
            _("A partnership of this line keeps what this partner gives. Record it there, under Partners."),
            field="source",
        )
    if not document.strip():
        raise Refused(
            _("Write the number of the contract, the payment order or the act that shows it."), field="document"
        )
    require_day_of_work(happened_on, line=line, now=now, field="happened_on")
    return Spending.objects.create(
        id=deed,
        unit=line.unit,
        line=line,
        stage=stage,
        year=year,
        source=source,
        kind=kind,
        amount=amount,
        document=document.strip(),
        happened_on=happened_on,
        recorded_at=now,
    )


def _check_money(*, stage: str, source: str, kind: str, amount: int) -> None:
    choices = (
        (stage, SpendingStage, "stage", _("Choose whether it is contracted or spent.")),
        (source, Source, "source", _("Choose who gives.")),
        (kind, MoneyKind, "kind", _("Choose in what form it is given.")),
    )
    for value, known, field, sentence in choices:
        if value not in known.values:
            raise Refused(sentence, field=field)
    if amount <= 0:
        raise Refused(_("The amount has to be above zero. A mistake is corrected by a reversal."), field="amount")


@action("results.record_spending")
def reverse_spending(
    *, by: Actor, spending: Spending, reason: str, now: datetime.datetime, deed: UUID | None = None
) -> Spending:
    """Take back a wrong row by a second row with the opposite amount and the reason; both stay to be seen."""
    if not reason.strip():
        raise Refused(_("Say why the row is reversed: everybody will read it."), field="reason")
    if spending.reverses_id is not None:
        raise Refused(_("This row is a reversal itself. Record the right amount as a new row."))
    if Spending.objects.filter(reverses=spending).exists():
        raise Refused(_("This row is reversed already."))
    return Spending.objects.create(
        id=deed,
        unit=spending.unit,
        line=spending.line,
        stage=spending.stage,
        year=spending.year,
        source=spending.source,
        kind=spending.kind,
        amount=-spending.amount,
        document=spending.document,
        happened_on=spending.happened_on,
        reverses=spending,
        reason=reason.strip(),
        recorded_at=now,
    )


@action("results.measure")
def measure(
    *,
    by: Actor,
    line: PlanLine,
    value: Decimal,
    women: int | None = None,
    men: int | None = None,
    measured_on: datetime.date,
    seen_in: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Measurement:
    """Record a value of the line's indicator on a day and where it was read; women and men where counted."""
    item = agreed_item(line)
    if item is None or item.project is None or item.project.indicator is None:
        raise Refused(_("This line has no indicator to measure. Report its progress in words and photos."))
    if not value.is_finite() or abs(value) >= LARGEST_VALUE:
        raise Refused(_("Write the value as a number."), field="value")
    if (women is None) != (men is None):
        missing = "women" if women is None else "men"
        raise Refused(_("Write both the number of women and of men, or neither."), field=missing)
    if min(women or 0, men or 0) < 0:
        raise Refused(_("A number of people cannot be below zero."), field="women")
    require_day_of_work(measured_on, line=line, now=now, field="measured_on")
    if not seen_in:
        raise Refused(_("Write where the value was read, in Kazakh or in Russian."), field="seen_in_kk")
    return Measurement.objects.create(
        id=deed,
        unit=line.unit,
        line=line,
        value=value,
        women=women,
        men=men,
        measured_on=measured_on,
        recorded_at=now,
        **in_columns(seen_in=seen_in),
    )


@action("results.confirm")
def confirm(
    *,
    by: Actor,
    progress: Progress,
    is_so: bool,
    note: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Confirmation:
    """Say, having looked at the place, whether a report is so. Who says that it is not writes what they saw."""
    if by.account is None:
        raise NotAllowed(_("Sign in to confirm what you saw."))
    if not is_so and not note:
        raise Refused(_("Write what you saw instead, in Kazakh or in Russian."), field="note_kk")
    if Confirmation.objects.filter(progress=progress, confirmed_by=by.account).exists():
        raise Refused(_("You have said already whether this report is so."))
    confirmation = Confirmation(
        id=deed,
        unit=progress.unit,
        progress=progress,
        is_so=is_so,
        confirmed_by=by.account,
        confirmed_at=now,
    )
    confirmation.note = note
    confirmation.save(force_insert=True)
    return confirmation
