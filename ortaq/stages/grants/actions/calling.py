"""Writes of a call: it is drafted with gaps, published whole, and does not change afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused, Several
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text, in_columns
from ortaq.stages.grants.content import Terms
from ortaq.stages.grants.models import Call, Criterion, Requirement
from ortaq.stages.grants.rules import what_a_call_lacks


@action("grants.draft_call")
def draft_call(
    *, by: Actor, programme: Programme, terms: Terms, now: datetime.datetime, deed: UUID | None = None
) -> Call:
    """Begin a call; only its name is needed, everything else may follow."""
    last: int | None = Call.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    call = Call(id=deed, programme=programme, number=(last or 0) + 1)
    return _written(call, terms)


@action("grants.draft_call")
def change_call(*, by: Actor, call: Call, terms: Terms, now: datetime.datetime, deed: UUID | None = None) -> Call:
    """Write the terms of a draft anew."""
    return _written(_draft(call), terms)


@action("grants.draft_call")
def set_criteria(
    *,
    by: Actor,
    call: Call,
    criteria: Sequence[tuple[Text, int]],
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Call:
    """Write the criteria of selection anew, each with the most points that it gives."""
    draft = _draft(call)
    for title, points in criteria:
        if not title:
            raise Refused(_("Give every criterion a name in Kazakh or in Russian."))
        if points <= 0:
            raise Refused(
                _("The criterion “%(title)s” gives no points. Write how many it gives at most.")
                % {"title": str(title)}
            )
    draft.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(call=draft, number=number, most_points=points, **in_columns(title=title))
        for number, (title, points) in enumerate(criteria, start=1)
    )
    return draft


@action("grants.draft_call")
def set_requirements(
    *, by: Actor, call: Call, requirements: Sequence[Text], now: datetime.datetime, deed: UUID | None = None
) -> Call:
    """Write the questions of the eligibility check anew."""
    draft = _draft(call)
    draft.requirements.all().delete()
    Requirement.objects.bulk_create(
        Requirement(call=draft, number=number, **in_columns(text=text))
        for number, text in enumerate((text for text in requirements if text), start=1)
    )
    return draft


@action("grants.publish_call")
def publish_call(*, by: Actor, call: Call, now: datetime.datetime, deed: UUID | None = None) -> Call:
    """Publish a call that is complete; everything that is missing is named at once."""
    draft = _draft(call)
    lacks = what_a_call_lacks(draft, today=timezone.localdate(now))
    if lacks:
        raise Several({lack.field or lack.part: lack.sentence for lack in lacks})
    draft.published_at = now
    draft.save()
    return draft


def _draft(call: Call) -> Call:
    """Return the call held as it stands now; refuse one that is published."""
    found = Call.objects.select_for_update().get(pk=call.pk)
    if found.published_at is not None:
        raise Refused(
            _("This call is published, so it does not change any more: everybody applies by the same rules.")
        )
    return found


def _written(call: Call, terms: Terms) -> Call:
    if not terms.title:
        raise Refused(_("Give the call a name in Kazakh or in Russian."), field="title_kk")
    units = list(call.programme.units.filter(pk__in=terms.unit_ids))
    if len(units) != len(set(terms.unit_ids)):
        raise Refused(_("Choose among the units of this programme."), field="unit_ids")
    if terms.most_own_share is not None and terms.most_own_share > 1000:
        raise Refused(_("A share is at most 100 %."), field="most_own_share")
    if (terms.least_own_share or 0) > (1000 if terms.most_own_share is None else terms.most_own_share):
        raise Refused(
            _("The smallest share is above the largest one. Change one of them."), field="most_own_share"
        )
    terms.write_into(call)
    call.save()
    call.units.set(units)
    return call
