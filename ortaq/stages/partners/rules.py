"""What may follow what in a partnership, beyond the table of roles."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Refused
from ortaq.ground.sources import Source
from ortaq.stages.partners.models import Event, Partner, PartnerKind, Partnership, Stage

NEXT: dict[str, tuple[Stage, ...]] = {
    Stage.ASKED: (Stage.TALKS, Stage.OFFERED, Stage.MEMORANDUM, Stage.DELIVERED, Stage.DECLINED),
    Stage.TALKS: (Stage.TALKS, Stage.OFFERED, Stage.MEMORANDUM, Stage.DELIVERED, Stage.DECLINED),
    Stage.OFFERED: (Stage.TALKS, Stage.OFFERED, Stage.MEMORANDUM, Stage.DELIVERED, Stage.DECLINED),
    Stage.MEMORANDUM: (Stage.MEMORANDUM, Stage.DELIVERED, Stage.DECLINED),
    Stage.DELIVERED: (Stage.DELIVERED, Stage.VERIFIED),
    Stage.VERIFIED: (Stage.DELIVERED,),
    Stage.DECLINED: (Stage.TALKS,),
}
"""Stage → the stages that an event may lead to. A neighbour who just comes and helps delivers at once."""

GIVING = (Stage.OFFERED, Stage.MEMORANDUM, Stage.DELIVERED)
"""Stages whose events say what is given."""


def require_next(partnership: Partnership, stage: Stage) -> None:
    """Refuse an event that cannot follow the present stage."""
    now = Stage(partnership.stage)
    if stage not in NEXT[now]:
        raise Refused(
            _("This cannot follow now: the matter stands at “%(stage)s”. Open its page again.")
            % {"stage": now.label}
        )


def standing_events(partnership: Partnership) -> list[Event]:
    """Return the events that were not taken back, in their order. One query."""
    return list(partnership.events.filter(taken_back_at=None).order_by("number"))


def require_day(day: datetime.date, *, after: datetime.date | None, now: datetime.datetime) -> None:
    """Refuse a day that is still to come, or one before the event before it."""
    if day > timezone.localdate(now):
        raise Refused(_("This day is still to come. Choose today or an earlier day."), field="happened_on")
    if after is not None and day < after:
        raise Refused(
            _("The step before this one was on %(day)s. Choose that day or a later one.")
            % {"day": date_format(after)},
            field="happened_on",
        )


def source_of(partner: Partner) -> Source:
    """Return the source of a plan under which this partner's help is counted."""
    return Source.RESIDENTS if partner.kind == PartnerKind.RESIDENTS else Source.PARTNER
