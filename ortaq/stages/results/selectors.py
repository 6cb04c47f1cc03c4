"""Reads of results, as plain data for pages and the public report. Amounts in tiyn."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone

from ortaq.engines.inclusion import Table, protect
from ortaq.engines.schedule import Part
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.models import StoredFile
from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.partners.selectors import MoneyFromPartner, money_of_lines
from ortaq.stages.plan.content import Content, Indicator, Item, content_of
from ortaq.stages.plan.models import PlanLine, PlanVersion
from ortaq.stages.results.models import (
    Confirmation,
    LineState,
    Measurement,
    Progress,
    Spending,
    SpendingStage,
)
from ortaq.stages.results.rules import silent_before


@dataclass(frozen=True)
class Sums:
    """Money as the plan promised it, as it was contracted, and as it was paid."""

    planned: int = 0
    agreed: int = 0
    spent: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.planned + other.planned, self.agreed + other.agreed, self.spent + other.spent)


@dataclass(frozen=True)
class MoneyRow:
    """What one source gives in one form in one year."""

    year: int
    source: str
    kind: str
    sums: Sums

    @property
    def source_label(self) -> str:
        """The source in the reader's language."""
        return str(Source(self.source).label)

    @property
    def kind_label(self) -> str:
        """The form in the reader's language."""
        return str(MoneyKind(self.kind).label)


@dataclass(frozen=True)
class Seen:
    """Somebody looked: whether it is so, and what they saw."""

    is_so: bool
    note: Text
    on: datetime.date


@dataclass(frozen=True)
class Report:
    """One report on a line, with the photos and with what those say who looked."""

    id: UUID
    state: str
    note: Text
    on: datetime.date
    photos: tuple[UUID, ...]
    seen: tuple[Seen, ...]

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return str(LineState(self.state).label)


@dataclass(frozen=True)
class SpendingRow:
    """One recorded row of money; a reversal has an amount below zero and a reason.

    What a partner promised or delivered comes from its partnership, by its number.
    """

    id: UUID
    stage: str
    year: int
    source: str
    kind: str
    amount: int
    document: str
    on: datetime.date
    reason: str
    is_reversed: bool
    partnership: int | None = None

    @property
    def label(self) -> str:
        """The stage in the reader's language."""
        return str(SpendingStage(self.stage).label)

    @property
    def source_label(self) -> str:
        """The source in the reader's language."""
        return str(Source(self.source).label)


@dataclass(frozen=True)
class Measured:
    """A value of the indicator on a day. None stands for a number of few people, which is not shown."""

    on: datetime.date
    value: Decimal | None
    women: int | None
    men: int | None
    by_sex: bool
    seen_in: Text


@dataclass(frozen=True)
class LineResult:
    """A line that the assembly agreed and what came of it; the latest report and measurement come last.

    The money of a line that a later agreed version has not any more is planned no longer: it stands elsewhere.
    """

    item: Item
    is_taken_out: bool
    reports: tuple[Report, ...]
    spending: tuple[SpendingRow, ...]
    measurements: tuple[Measured, ...]
    money: tuple[MoneyRow, ...]

    @property
    def last(self) -> Report | None:
        """The latest report."""
        return self.reports[-1] if self.reports else None

    @property
    def state(self) -> str:
        """How far the line has come."""
        return self.last.state if self.last else str(LineState.NOT_STARTED)

    @property
    def state_label(self) -> str:
        """The state in the reader's language."""
        return str(LineState(self.state).label)

    @property
    def is_done(self) -> bool:
        """Whether it is reported as done."""
        return self.state == LineState.DONE

    @property
    def is_promised(self) -> bool:
        """Whether the line counts among what the plan promised: it has money, or its work has begun."""
        waits = self.item.is_waiting and self.state == LineState.NOT_STARTED
        return not waits and not self.is_taken_out

    @property
    def sums(self) -> Sums:
        """The line's money, micro-credit apart."""
        return _total(self.money)

    @property
    def by_kind(self) -> tuple[tuple[str, Sums], ...]:
        """Money, help in kind and labour apart, as (label, sums)."""
        return _by_kind(self.money)

    @property
    def overspent(self) -> int:
        """How much more was spent than the plan has for the line; nothing where the line was taken out later."""
        return 0 if self.is_taken_out else max(0, self.sums.spent - self.sums.planned)

    @property
    def indicator(self) -> Indicator | None:
        """The indicator that the assembly agreed."""
        return self.item.project.indicator if self.item.project else None

    @property
    def latest(self) -> Measured | None:
        """The latest measurement."""
        return self.measurements[-1] if self.measurements else None

    @property
    def confirmed(self) -> int:
        """How many people looked at what the latest report says and found it so."""
        return sum(seen.is_so for seen in self.last.seen) if self.last else 0

    @property
    def denied(self) -> int:
        """How many people looked at what the latest report says and found it not so."""
        return sum(not seen.is_so for seen in self.last.seen) if self.last else 0


@dataclass(frozen=True)
class Results:
    """What came of a cycle's plan, by line number. `agreed` is False until the assembly agreed a version."""

    agreed: bool
    lines: tuple[LineResult, ...]

    @property
    def promised(self) -> tuple[LineResult, ...]:
        """The lines that the plan promised: those without money wait and are not counted."""
        return tuple(line for line in self.lines if line.is_promised)

    @property
    def done(self) -> int:
        """How many of the promised lines are done."""
        return sum(line.is_done for line in self.promised)

    @property
    def share_done(self) -> Decimal | None:
        """The headline: which share of the promised lines is done; None where nothing was promised."""
        return Decimal(self.done) / len(self.promised) if self.promised else None

    @property
    def sums(self) -> Sums:
        """All money, micro-credit apart."""
        return sum((line.sums for line in self.lines), Sums())

    @property
    def by_source(self) -> tuple[tuple[str, Sums], ...]:
        """Each source as (label, sums), in the order in which a plan names them, micro-credit among them."""
        found: dict[str, Sums] = defaultdict(Sums)
        for row in self._rows():
            found[row.source] += row.sums
        return tuple((str(source.label), found[source]) for source in Source if source in found)

    @property
    def by_kind(self) -> tuple[tuple[str, Sums], ...]:
        """Money, help in kind and labour apart, as (label, sums)."""
        return _by_kind(self._rows())

    def line(self, number: int) -> LineResult | None:
        """Return the line of that number."""
        return next((line for line in self.lines if line.item.number == number), None)

    def _rows(self) -> list[MoneyRow]:
        return [row for line in self.lines for row in line.money]


def results_of(*, cycle: Cycle, for_office: bool = False) -> Results:
    """Return what came of every line that the assembly agreed. Eight queries, whatever the number of lines.

    Numbers of women and men that could point to few people are left out, except for the office.
    """
    versions = PlanVersion.objects.filter(plan__cycle=cycle, agreement__isnull=False).order_by("number")
    contents = [content_of(version) for version in versions]
    if not contents:
        return Results(agreed=False, lines=())
    items = {item.uuid: item for content in contents for item in content.items}
    standing = _standing(contents[-1])
    reports, spending, measured = _reports(items), _spending(items), _measured(items, for_office=for_office)
    lines = [
        LineResult(
            item=item,
            is_taken_out=id not in standing,
            reports=tuple(reports[id]),
            spending=tuple(spending[id]),
            measurements=tuple(measured[id]),
            money=_money(item.money if id in standing else (), spending[id]),
        )
        for id, item in items.items()
    ]
    return Results(agreed=True, lines=tuple(sorted(lines, key=lambda line: line.item.number)))


def _standing(content: Content) -> set[UUID]:
    return {item.uuid for item in content.items}


def _reports(ids: Iterable[UUID]) -> Mapping[UUID, list[Report]]:
    rows = Progress.objects.filter(line_id__in=list(ids)).order_by("happened_on", "reported_at")
    found: dict[UUID, list[Report]] = defaultdict(list)
    for row in rows.prefetch_related("photos", "confirmations"):
        found[row.line_id].append(
            Report(
                id=row.id,
                state=row.state,
                note=row.note,
                on=row.happened_on,
                photos=tuple(photo.id for photo in row.photos.all()),
                seen=tuple(_seen(one) for one in row.confirmations.all()),
            )
        )
    return found


def _seen(row: Confirmation) -> Seen:
    return Seen(row.is_so, row.note, timezone.localdate(row.confirmed_at))


def _spending(ids: Collection[UUID]) -> Mapping[UUID, list[SpendingRow]]:
    rows = list(Spending.objects.filter(line_id__in=list(ids)).order_by("happened_on", "recorded_at"))
    reversed_ids = {row.reverses_id for row in rows}
    found: dict[UUID, list[SpendingRow]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(
            SpendingRow(
                id=row.id,
                stage=row.stage,
                year=row.year,
                source=row.source,
                kind=row.kind,
                amount=row.amount,
                document=row.document,
                on=row.happened_on,
                reason=row.reason,
                is_reversed=row.id in reversed_ids,
            )
        )
    for gift in money_of_lines(ids):
        found[gift.line_id].append(_given(gift))
    return found


def _given(gift: MoneyFromPartner) -> SpendingRow:
    return SpendingRow(
        id=gift.id,
        stage=SpendingStage.SPENT if gift.is_delivered else SpendingStage.AGREED,
        year=gift.year,
        source=gift.source,
        kind=gift.kind,
        amount=gift.amount,
        document=gift.document,
        on=gift.on,
        reason="",
        is_reversed=False,
        partnership=gift.partnership,
    )


def _measured(ids: Iterable[UUID], *, for_office: bool) -> Mapping[UUID, list[Measured]]:
    rows = Measurement.objects.filter(line_id__in=list(ids)).order_by("measured_on", "recorded_at")
    found: dict[UUID, list[Measured]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(_full(row) if for_office else _protected(row))
    return found


def _full(row: Measurement) -> Measured:
    return Measured(row.measured_on, row.value, row.women, row.men, row.women is not None, row.seen_in)


def _protected(row: Measurement) -> Measured:
    """Leave out numbers of few people, and the value itself where it is one of them."""
    if row.women is None or row.men is None:
        return _full(row)
    shown = protect(Table.listed({"women": row.women, "men": row.men}))
    (women,), (men,) = shown.cells
    numbers = ((women, row.women), (men, row.men), (shown.total, row.women + row.men))
    tells = any(public is None and row.value == number for public, number in numbers)
    return Measured(row.measured_on, None if tells else row.value, women, men, True, row.seen_in)


def _money(planned: Iterable[Part], spending: Iterable[SpendingRow]) -> tuple[MoneyRow, ...]:
    found: dict[tuple[int, str, str], Sums] = defaultdict(Sums)
    for part in planned:
        found[part.year, part.source, part.kind] += Sums(planned=part.amount)
    for row in spending:
        is_spent = row.stage == SpendingStage.SPENT
        found[row.year, row.source, row.kind] += Sums(spent=row.amount) if is_spent else Sums(agreed=row.amount)
    return tuple(MoneyRow(*key, sums) for key, sums in sorted(found.items(), key=lambda pair: pair[0]))


def _total(rows: Iterable[MoneyRow]) -> Sums:
    return sum((row.sums for row in rows if row.source not in OUTSIDE_TOTALS), Sums())


def _by_kind(rows: Iterable[MoneyRow]) -> tuple[tuple[str, Sums], ...]:
    listed = list(rows)
    totals = ((kind, _total(row for row in listed if row.kind == kind)) for kind in MoneyKind)
    return tuple((str(kind.label), sums) for kind, sums in totals if sums != Sums())


def silent_lines(*, cycle: Cycle, since: datetime.date, today: datetime.date) -> list[int]:
    """Return the numbers of the lines with money whose work has not ended and that nobody reported for long.

    `since` is the day from which reports can be expected. Two queries.
    """
    agreed = PlanVersion.objects.filter(plan__cycle=cycle, agreement__isnull=False).order_by("-number").first()
    if agreed is None or since >= silent_before(today):
        return []
    last = Progress.objects.filter(line=OuterRef("pk")).order_by("-happened_on", "-reported_at")
    lines = PlanLine.objects.filter(pk__in=[item.uuid for item in content_of(agreed).funded])
    told = lines.annotate(state=Subquery(last.values("state")[:1]), on=Subquery(last.values("happened_on")[:1]))
    silent = Q(on=None) | Q(on__lt=silent_before(today), state__in=[LineState.NOT_STARTED, LineState.IN_PROGRESS])
    return list(told.filter(silent).order_by("number").values_list("number", flat=True))


def shows_photo(stored: StoredFile, request: HttpRequest) -> bool:
    """Whether a report shows this photo: reports are public from the moment they are made."""
    return Progress.objects.filter(photos=stored).exists()
