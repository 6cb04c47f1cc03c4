"""How far the agreed plans of many cycles have come, read together: for a programme, a district, a country."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from ortaq.ground.cycle.models import Cycle
from ortaq.stages.plan.content import Item, content_of
from ortaq.stages.plan.models import PlanVersion
from ortaq.stages.results.models import LineState, Progress


@dataclass(frozen=True)
class ItemState:
    """A line that the assembly agreed, and how far it has come."""

    item: Item
    state: str

    @property
    def is_promised(self) -> bool:
        """Whether the line counts among what the plan promised: it has money, or its work has begun."""
        return not self.item.is_waiting or self.state != LineState.NOT_STARTED

    @property
    def is_done(self) -> bool:
        """Whether it is reported as done."""
        return self.is_promised and self.state == LineState.DONE


def agreed_items(cycles: Collection[Cycle], *, until: datetime.date) -> dict[UUID, tuple[ItemState, ...]]:
    """Return the lines of the version that each assembly agreed last, by cycle, as they stood on a day.

    A cycle whose assembly had agreed nothing is left out. Two queries, whatever the number of cycles.
    """
    versions = PlanVersion.objects.filter(plan__cycle__in=cycles, agreement__agreed_on__lte=until)
    latest = {version.plan.cycle_id: version for version in versions.select_related("plan").order_by("number")}
    items = {cycle_id: content_of(version).items for cycle_id, version in latest.items()}
    states = _states({item.uuid for each in items.values() for item in each}, until)
    return {
        cycle_id: tuple(ItemState(item, states.get(item.uuid, LineState.NOT_STARTED)) for item in each)
        for cycle_id, each in items.items()
    }


def _states(lines: Collection[UUID], until: datetime.date) -> dict[UUID, str]:
    rows = Progress.objects.filter(line_id__in=lines, happened_on__lte=until)
    return dict(rows.order_by("happened_on", "reported_at").values_list("line_id", "state"))
