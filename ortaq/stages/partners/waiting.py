"""What waits for the office in this room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import ngettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.todo import Task
from ortaq.stages.partners.models import Partnership, Proposal, Stage

SILENCE = datetime.timedelta(days=60)
"""After so long without a step a partner who was asked is worth another call."""


def tasks(cycle: Cycle, today: datetime.date) -> Iterator[Task]:
    """Yield the offers of help that nobody answered, and the partners who have been silent. Two queries."""
    address = reverse("partners:home", args=[cycle.unit.slug]) + f"?cycle={cycle.first_year}"
    offers = Proposal.objects.filter(unit=cycle.unit_id, line__plan__cycle=cycle, answered_at=None).count()
    if offers:
        title = ngettext("Answer %(count)s offer of help", "Answer %(count)s offers of help", offers) % {
            "count": offers
        }
        yield Task("partners.record", title, address, urgency="soon")
    open_matters = Partnership.objects.filter(cycle=cycle, stage__in=(Stage.ASKED, Stage.TALKS, Stage.OFFERED))
    silent = open_matters.annotate(last=Max("events__happened_on")).filter(last__lt=today - SILENCE).count()
    if silent and cycle.closed_at is None:
        title = ngettext(
            "Remind %(count)s partner: two months without news",
            "Remind %(count)s partners: two months without news",
            silent,
        ) % {"count": silent}
        yield Task("partners.record", title, address)
