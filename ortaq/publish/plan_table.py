"""The plan's table as a workbook: one row for each line, what it costs by year and by source."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.ground.money import TIYN_PER_THOUSAND_TENGE
from ortaq.ground.sources import Source
from ortaq.publish.plan_words import Words, capital
from ortaq.publish.xlsx import SheetColumn, Value, write_table
from ortaq.stages.plan.content import Content, Item
from ortaq.stages.plan.models import Origin


def plan_table(content: Content, *, language: str, today: datetime.date) -> bytes:
    """Return the lines of a plan as XLSX, amounts in thousand tenge; a line that waits has a cost and no money."""
    with override(language):
        words = Words(language)
        used = {part.source for item in content.items for part in item.money}
        sources = [source for source in Source if source in used]
        return write_table(
            title=_("Inclusive development plan, %(unit)s") % {"unit": words(content.unit)},
            sheet=_("Plan %(first)s–%(last)s") % {"first": content.years[0], "last": content.years[-1]},
            columns=_columns(content, sources),
            rows=[_row(item, content, sources, words) for item in content.items],
            date=today,
            blank_rows=0,
        )


def _columns(content: Content, sources: list[Source]) -> list[SheetColumn]:
    thousand = _("thousand tenge")
    return [
        SheetColumn("№", 6, "integer"),
        SheetColumn(_("What is done"), 50),
        SheetColumn(_("Goal"), 8, "integer"),
        SheetColumn(_("Why it is in the plan"), 24),
        SheetColumn(_("Owner"), 30),
        SheetColumn(_("Cost, thousand tenge"), 14, "decimal"),
        *(SheetColumn(f"{year}, {thousand}", 14, "decimal") for year in content.years),
        *(SheetColumn(f"{capital(source.label)}, {thousand}", 16, "decimal") for source in sources),
        SheetColumn(_("Reason"), 40),
    ]


def _row(item: Item, content: Content, sources: list[Source], words: Words) -> list[Value]:
    by_year = item.totals.by_year
    by_source = {source: sum(part.amount for part in item.money if part.source == source) for source in sources}
    return [
        item.number,
        words(item.title),
        item.goal,
        str(Origin(item.origin).label),
        words(item.owner),
        _thousand(item.cost),
        *(_thousand(by_year.get(year)) for year in content.years),
        *(_thousand(by_source[source]) for source in sources),
        words(item.reason) if item.reason else None,
    ]


def _thousand(amount: int | None) -> Decimal | None:
    return Decimal(amount) / TIYN_PER_THOUSAND_TENGE if amount else None
