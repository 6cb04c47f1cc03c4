"""Writes of the open call: its text, seats and days; its quotas; and opening it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.cycle.windows import binding_steps
from ortaq.ground.errors import Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text
from ortaq.stages.circle.models import Call, Feature, Quota
from ortaq.stages.circle.rules import MOST_SEATS, Bounds, contradictions, gaps_of, values_of


@action("circle.call")
def draft_call(
    *,
    by: Actor,
    cycle: Cycle,
    text: Text,
    seats: int | None = None,
    opens_on: datetime.date | None = None,
    closes_on: datetime.date | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Call:
    """Write the call of a cycle, or write it anew; everything may still be missing until it is opened."""
    call = Call.objects.filter(cycle=cycle).first() or Call(id=deed, unit=cycle.unit, cycle=cycle)
    _require_draft(call)
    if seats is not None and seats not in range(1, MOST_SEATS + 1):
        raise Refused(
            _("Choose between 1 and %(most)s seats: more people cannot work as one group.") % {"most": MOST_SEATS},
            field="seats",
        )
    if opens_on and closes_on and closes_on < opens_on:
        raise Refused(_("The last day lies before the first day."), field="closes_on")
    call.text, call.seats, call.opens_on, call.closes_on = text, seats, opens_on, closes_on
    call.save()
    return call


@action("circle.call")
def set_quotas(
    *, by: Actor, call: Call, quotas: Sequence[Bounds], now: datetime.datetime, deed: UUID | None = None
) -> Call:
    """Set all quotas of a draft. Whether a group can meet them is asked when the call is opened."""
    _require_draft(call)
    values = _values(call)
    named = [(row.feature, row.value) for row in quotas]
    if len(set(named)) < len(named):
        raise Refused(_("A quota is named twice."))
    for row in quotas:
        if row.feature not in values or row.value not in values[row.feature]:
            raise Refused(_("There is no such sex, age, settlement or group here."))
        if not 0 <= row.minimum <= row.maximum <= MOST_SEATS:
            raise Refused(
                _("“At most” must be “at least” or more, up to %(most)s.") % {"most": MOST_SEATS},
                field=f"{row.feature}:{row.value}:maximum",
            )
    call.quotas.all().delete()
    Quota.objects.bulk_create(
        Quota(
            id=new_id(),
            call=call,
            feature=row.feature,
            value=row.value,
            minimum=row.minimum,
            maximum=row.maximum,
        )
        for row in quotas
    )
    return call


@action("circle.call")
def open_call(*, by: Actor, call: Call, now: datetime.datetime, deed: UUID | None = None) -> Call:
    """Open a call that is whole: nothing is missing, its days lie in the step, its quotas can be met."""
    _require_draft(call)
    if gaps := gaps_of(call):
        raise Several(dict(gaps))
    _check_days(call, timezone.localdate(now))
    rows = [Bounds(row.feature, row.value, row.minimum, row.maximum) for row in call.quotas.all()]
    if found := contradictions(seats=call.seats, quotas=rows, values=_values(call)):
        raise Refused(" ".join(sentence for _feature, sentence in found))
    call.opened_at = now
    call.save()
    return call


def _check_days(call: Call, today: datetime.date) -> None:
    if call.closes_on is None or call.opens_on is None or call.closes_on < today:
        raise Refused(_("The last day of the call has gone by. Choose a later one."), field="closes_on")
    steps = binding_steps(call.cycle, "circle.volunteer")
    first, last = min(step.opens_on for step in steps), max(step.closes_on for step in steps)
    if call.opens_on < first or call.closes_on > last:
        raise Refused(
            _(
                "Volunteers are received in the step of the planning group, from %(first)s until %(last)s. "
                "Choose days within it, or change the dates of the step."
            )
            % {"first": date_format(first), "last": date_format(last)},
            field="closes_on",
        )


def _require_draft(call: Call) -> None:
    if call.opened_at is not None:
        raise Refused(_("The call is open: people have read it, so it can no longer change."))


def _values(call: Call) -> dict[str, list[str]]:
    settlements = list(call.unit.settlements.values_list("id", flat=True))
    return {str(feature.value): values_of(feature, settlements) for feature in Feature}
