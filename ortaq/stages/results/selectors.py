"""Reads of results, as plain data for pages and the public report. Amounts in tiyn."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone

from ortaq.engines.inclusion import Table, protect
from ortaq.engines.schedule import Part
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.models import StoredFile
from ortaq.stages.partners.selectors import MoneyFromPartner, money_of_lines
from ortaq.stages.plan.content import Content, content_of
from ortaq.stages.plan.models import PlanLine, PlanVersion
from ortaq.stages.results.lines import LineResult, Measured, MoneyRow, Report, Results, Seen, SpendingRow, Sums
from ortaq.stages.results.models import (
    Confirmation,
    LineState,
    Measurement,
    Progress,
    Spending,
    SpendingStage,
)
from ortaq.stages.results.rules import silent_before


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
