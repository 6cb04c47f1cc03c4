"""Reads of partnerships, as plain data for pages, documents and later rooms. Amounts in tiyn."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.sources import MoneyKind
from ortaq.ground.text import Text
from ortaq.stages.partners.models import (
    PUBLIC,
    Contribution,
    Event,
    Partner,
    PartnerKind,
    Partnership,
    Proposal,
    Stage,
)
from ortaq.stages.partners.rules import source_of
from ortaq.stages.plan.content import Item, content_of
from ortaq.stages.plan.models import PlanLine, PlanVersion
from ortaq.stages.plan.selectors import latest_version, plan_of

TAGS = {
    Stage.TALKS: "wait",
    Stage.OFFERED: "wait",
    Stage.MEMORANDUM: "wait",
    Stage.DELIVERED: "done",
    Stage.VERIFIED: "done",
    Stage.DECLINED: "no",
}
"""Stage → the colour of its tag."""

FEW = 5
"""Fewer people than this are not told as a number in public."""


@dataclass(frozen=True)
class Given:
    """One thing offered, promised or delivered."""

    kind: str
    year: int
    what: Text
    amount: int
    days: int | None

    @property
    def kind_label(self) -> str:
        """The form in the reader's language."""
        return str(MoneyKind(self.kind).label)


@dataclass(frozen=True)
class EventView:
    """One step of a partnership."""

    id: UUID
    stage: str
    on: datetime.date
    note: Text
    document: str
    gifts: tuple[Given, ...]
    taking_back: str

    @property
    def label(self) -> str:
        """The stage in the reader's language."""
        return str(Stage(self.stage).label)


@dataclass(frozen=True)
class PartnershipView:
    """A partnership as a page shows it; `name` is None where the partner is not named to this reader.

    `promised` is the latest offer or memorandum, `delivered` everything delivered. `served` is None where nothing
    was delivered yet; `few` says that they are too few to be told.
    """

    id: UUID
    number: int
    stage: str
    name: Text | None
    partner_kind: str
    asked_for: Text
    asked_by: Text
    line_id: UUID | None
    line_number: int | None
    line_title: Text | None
    served: int | None
    few: bool
    events: tuple[EventView, ...]

    @property
    def label(self) -> str:
        """The stage in the reader's language."""
        return str(Stage(self.stage).label)

    @property
    def tag(self) -> str:
        """The colour of the stage."""
        return TAGS.get(Stage(self.stage), "neutral")

    @property
    def kind_label(self) -> str:
        """What the partner is, in the reader's language."""
        return str(PartnerKind(self.partner_kind).label)

    @property
    def standing(self) -> tuple[EventView, ...]:
        """The events that were not taken back."""
        return tuple(event for event in self.events if not event.taking_back)

    @property
    def promised(self) -> tuple[Given, ...]:
        """What the latest memorandum promises, or else the latest offer."""
        for stage in (Stage.MEMORANDUM, Stage.OFFERED):
            gifts = [event.gifts for event in self.standing if event.stage == stage and event.gifts]
            if gifts:
                return gifts[-1]
        return ()

    @property
    def delivered(self) -> tuple[Given, ...]:
        """Everything that was delivered."""
        return tuple(gift for event in self.standing if event.stage == Stage.DELIVERED for gift in event.gifts)

    @property
    def value(self) -> int:
        """What the delivered help is worth, as far as somebody could say."""
        return sum(gift.amount for gift in self.delivered)


@dataclass(frozen=True)
class Ledger:
    """The partnerships of a cycle that a reader may see, newest first, and what they come to."""

    partnerships: tuple[PartnershipView, ...]

    @property
    def value(self) -> int:
        """What everything delivered is worth in money."""
        return sum(one.value for one in self.partnerships)

    @property
    def days(self) -> int:
        """How many days of work people gave."""
        return sum(gift.days or 0 for one in self.partnerships for gift in one.delivered)

    @property
    def delivered(self) -> tuple[PartnershipView, ...]:
        """Those where something was delivered."""
        return tuple(one for one in self.partnerships if one.delivered)

    @property
    def served(self) -> int:
        """How many people the delivered things serve, each thing counted by itself; small numbers left out."""
        return sum(one.served or 0 for one in self.delivered if not one.few)


def ledger_of(*, cycle: Cycle, for_office: bool = False) -> Ledger:
    """Return the partnerships of a cycle; the public reads those with an offer at least. Three queries."""
    rows = _shown(for_office).filter(cycle=cycle).order_by("-number")
    return Ledger(tuple(_view(row, for_office=for_office) for row in rows))


def partnership_by_number(*, unit_id: UUID, number: int, for_office: bool) -> Partnership | None:
    """Return the partnership with this number, if the reader may see it."""
    return _shown(for_office).filter(unit=unit_id, number=number).first()


def partnership_view(partnership: Partnership, *, for_office: bool) -> PartnershipView:
    """Return one partnership as a page shows it."""
    return _view(partnership, for_office=for_office)


def helpers_of(line_id: UUID) -> tuple[PartnershipView, ...]:
    """Return what everybody reads of those who help with a line, first asked first. Three queries."""
    rows = _shown(False).filter(line=line_id).order_by("number")
    return tuple(_view(row, for_office=False) for row in rows)


@dataclass(frozen=True)
class MoneyFromPartner:
    """A memorandum or a delivery as money of a line: what results count beside what the office paid."""

    id: UUID
    partnership: int
    line_id: UUID
    is_delivered: bool
    year: int
    source: str
    kind: str
    amount: int
    document: str
    on: datetime.date


def money_of_lines(ids: Collection[UUID]) -> list[MoneyFromPartner]:
    """Return what partners promised by memorandum and delivered for these lines, by day. One query."""
    gifts = (
        Contribution.objects.filter(
            event__partnership__line__in=ids,
            event__taken_back_at=None,
            event__stage__in=(Stage.MEMORANDUM, Stage.DELIVERED),
            amount__gt=0,
        )
        .select_related("event__partnership__partner")
        .order_by("event__happened_on", "event__number")
    )
    return [
        MoneyFromPartner(
            id=gift.id,
            partnership=gift.event.partnership.number,
            line_id=line_id,
            is_delivered=gift.event.stage == Stage.DELIVERED,
            year=gift.year,
            source=source_of(gift.event.partnership.partner),
            kind=gift.kind,
            amount=gift.amount,
            document=gift.event.document,
            on=gift.event.happened_on,
        )
        for gift in gifts
        if (line_id := gift.event.partnership.line_id) is not None
    ]


def has_partnership(line: PlanLine, source: str) -> bool:
    """Whether a partnership of this line keeps the money of this source. One query."""
    partnerships = Partnership.objects.filter(line=line).select_related("partner")
    return any(source_of(partnership.partner) == source for partnership in partnerships)


@dataclass(frozen=True)
class Wanted:
    """A line of the published plan that has no money and looks for a partner."""

    item: Item
    has_talks: bool


def wanted(*, cycle: Cycle) -> tuple[Wanted, ...]:
    """Return the lines that look for a partner, by number. Four queries."""
    version = _published(cycle)
    if version is None:
        return ()
    items = [item for item in content_of(version).items if item.is_waiting]
    stages: dict[UUID, set[str]] = {}
    for line_id, stage in Partnership.objects.filter(line__in=[item.uuid for item in items]).values_list(
        "line_id", "stage"
    ):
        stages.setdefault(line_id, set()).add(stage)
    return tuple(
        Wanted(item, bool(stages.get(item.uuid, set()) - {Stage.DECLINED}))
        for item in items
        if not stages.get(item.uuid, set()) & {Stage.DELIVERED, Stage.VERIFIED}
    )


def looks_for_partner(line: PlanLine) -> bool:
    """Whether everybody reads the line on the list of those that look for a partner."""
    return any(one.item.uuid == line.pk for one in wanted(cycle=line.cycle))


def partners_of(unit_id: UUID) -> list[Partner]:
    """Return the partners that the unit knows, by name. One query."""
    rows = Partner.objects.filter(unit=unit_id).select_related("contact")
    return sorted(rows, key=lambda partner: str(partner.name).casefold())


def open_proposals(unit_id: UUID) -> list[Proposal]:
    """Return the offers of help that the office has not answered, oldest first. One query."""
    rows = Proposal.objects.filter(unit=unit_id, answered_at=None)
    return list(rows.select_related("line__plan__cycle").order_by("number"))


def _published(cycle: Cycle) -> PlanVersion | None:
    plan = plan_of(cycle)
    return latest_version(plan, published=True) if plan else None


def _shown(for_office: bool) -> QuerySet[Partnership]:
    events = Prefetch(
        "events", Event.objects.prefetch_related("contributions").order_by("number"), to_attr="steps"
    )
    rows = Partnership.objects.select_related("partner", "line", "cycle", "unit").prefetch_related(events)
    return rows if for_office else rows.filter(stage__in=PUBLIC)


def _view(row: Partnership, *, for_office: bool) -> PartnershipView:
    few = not for_office and row.people_served is not None and 0 < row.people_served < FEW
    steps: Iterable[Event] = row.steps  # type: ignore[attr-defined]
    return PartnershipView(
        id=row.id,
        number=row.number,
        stage=row.stage,
        name=row.partner.name if for_office or row.partner.is_named else None,
        partner_kind=row.partner.kind,
        asked_for=row.asked_for,
        asked_by=row.asked_by,
        line_id=row.line_id,
        line_number=row.line.number if row.line else None,
        line_title=row.line.title if row.line else None,
        served=None if few else row.people_served,
        few=few,
        events=tuple(_event(step) for step in steps if for_office or step.stage in PUBLIC),
    )


def _event(step: Event) -> EventView:
    return EventView(
        id=step.id,
        stage=step.stage,
        on=step.happened_on,
        note=step.note,
        document=step.document,
        gifts=tuple(
            Given(gift.kind, gift.year, gift.what, gift.amount, gift.days) for gift in step.contributions.all()
        ),
        taking_back=step.taking_back,
    )
