"""The public report of a cycle: what was promised, what came of it, and what became of every need."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import cast

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.ground.cycle.models import Cycle
from ortaq.publish.document import Block, Column, Document, Facts, Heading, Language, Paragraph, Table
from ortaq.publish.partners_table import partners_table
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_words import Words, capital, count, day, money
from ortaq.stages.partners.selectors import Ledger, ledger_of
from ortaq.stages.results.became import Became, Fates, what_became_of_needs
from ortaq.stages.results.lines import LineResult, Measured, Results, Sums
from ortaq.stages.results.selectors import results_of


@dataclass(frozen=True)
class ReportData:
    """Everything that the report is made of; numbers of few people are left out already."""

    cycle: Cycle
    results: Results
    fates: Fates
    partners: Ledger


def report_data(cycle: Cycle) -> ReportData:
    """Return what the public report of a cycle is made of."""
    return ReportData(cycle, results_of(cycle=cycle), what_became_of_needs(cycle=cycle), ledger_of(cycle=cycle))


def report_document(data: ReportData, *, language: str, today: datetime.date) -> Document:
    """Return the report in kk, ru or en, as things stand on the day."""
    with override(language):
        words = Words(language)
        unit, cycle = data.cycle.unit, data.cycle
        years = f"{cycle.first_year}–{cycle.last_year}"
        return Document(
            title=_("What came of the plan"),
            language=cast(Language, language),
            date=today,
            subtitle=_("%(unit)s, %(years)s") % {"unit": words(unit.name), "years": years},
            date_text=day(today),
            footer=f"{words(unit.name)} · {years} · {day(today)}",
            blocks=(
                *_headline(data.results),
                *_lines(data.results, words),
                *_money(data.results),
                *_partners(data.partners, words),
                *_indicators(data.results, words),
                *_needs(data.fates, words),
            ),
        )


def _partners(ledger: Ledger, words: Words) -> list[Block]:
    table = partners_table(ledger, words)
    return [Heading(_("Help of partners")), *table] if table else []


def _headline(results: Results) -> list[Block]:
    if not results.agreed:
        return [Paragraph(_("The community assembly has not agreed a plan of this cycle yet."), "warning")]
    sums = results.sums
    share = results.share_done
    written = number_format(round(share * 100), decimal_pos=0) if share is not None else NOT_GIVEN
    facts = (
        (_("Lines with money that are done"), f"{results.done} / {len(results.promised)} ({written} %)"),
        (_("Planned, thousand tenge"), money(sums.planned)),
        (_("By contract, thousand tenge"), money(sums.agreed)),
        (_("Spent, thousand tenge"), money(sums.spent)),
    )
    return [Heading(_("In short")), Facts(facts)]


def _lines(results: Results, words: Words) -> list[Block]:
    if not results.lines:
        return []
    columns = (
        Column("№", weight=0.5),
        Column(_("What is done"), weight=3),
        Column(_("State"), weight=1.8),
        Column(_("Latest report"), weight=3.5),
        Column(_("Planned"), "right", 1.2),
        Column(_("Spent"), "right", 1.2),
    )
    rows = tuple(
        (
            str(line.item.number),
            words(line.item.title),
            _state(line),
            _latest(line, words),
            money(line.sums.planned),
            money(line.sums.spent),
        )
        for line in results.lines
    )
    note = _("Money in thousand tenge. Lines that wait for money are not counted among those promised.")
    return [Heading(_("Lines of the plan")), Table(columns, rows, note=note), *_overspent(results, words)]


def _state(line: LineResult) -> str:
    if line.is_taken_out:
        return _("%(state)s; taken out of the plan later") % {"state": capital(line.state_label)}
    return capital(line.state_label) if line.is_promised else _("Waits for money")


def _latest(line: LineResult, words: Words) -> str:
    if line.last is None:
        return NOT_GIVEN
    told = f"{day(line.last.on)}: {words(line.last.note)}" if line.last.note else day(line.last.on)
    if line.last.seen:
        told += "\n" + _("Looked on the spot: %(so)s say it is so, %(not_so)s that it is not.") % {
            "so": line.confirmed,
            "not_so": line.denied,
        }
    return told


def _overspent(results: Results, words: Words) -> list[Block]:
    return [
        Paragraph(
            _("Line %(number)s: %(more)s thousand tenge more was spent than planned.")
            % {"number": line.item.number, "more": money(line.overspent)},
            "warning",
        )
        for line in results.lines
        if line.overspent
    ]


def _money(results: Results) -> list[Block]:
    if not results.by_source:
        return []
    total = results.sums
    return [
        Heading(_("Who gave what")),
        _sums_table(
            _("Source"),
            results.by_source,
            _("Thousand tenge. Micro-credit is a private debt and is not in the total."),
            total,
        ),
        _sums_table(
            _("In what form"), results.by_kind, _("Help in kind and labour: what they would cost."), total
        ),
    ]


def _sums_table(heading: str, sums: tuple[tuple[str, Sums], ...], note: str, total: Sums) -> Table:
    columns = (
        Column(heading, weight=3),
        Column(_("Planned"), "right"),
        Column(_("By contract"), "right"),
        Column(_("Spent"), "right"),
    )
    rows = tuple((capital(label), *_amounts(one)) for label, one in sums)
    return Table(columns, rows, total=(_("Together"), *_amounts(total)), note=note)


def _amounts(sums: Sums) -> tuple[str, str, str]:
    return money(sums.planned), money(sums.agreed), money(sums.spent)


def _indicators(results: Results, words: Words) -> list[Block]:
    columns = (
        Column(_("Indicator"), weight=3),
        Column(_("Before"), "right"),
        Column(_("Now"), "right", 1.3),
        Column(_("Women"), "right", 1.3),
        Column(_("Men"), "right", 1.3),
        Column(_("Promised"), "right"),
    )
    rows = tuple(
        (
            f"{line.item.number}. {words(line.indicator.name)}",
            _figure(line.indicator.baseline),
            *_measured(line.latest),
            _figure(line.indicator.target),
        )
        for line in results.lines
        if line.indicator
    )
    note = _("Numbers of fewer than five people are not shown.")
    return [Heading(_("How we know")), Table(columns, rows, note=note)] if rows else []


def _figure(value: str) -> str:
    return number_format(value, force_grouping=True) if value else NOT_GIVEN


def _measured(latest: Measured | None) -> tuple[str, str, str]:
    if latest is None:
        return NOT_GIVEN, NOT_GIVEN, NOT_GIVEN
    value = count(None) if latest.value is None else number_format(latest.value.normalize(), force_grouping=True)
    women, men = (count(people) if latest.by_sex else NOT_GIVEN for people in (latest.women, latest.men))
    return f"{value} ({day(latest.on)})", women, men


def _needs(fates: Fates, words: Words) -> list[Block]:
    columns = (Column(_("What became of it"), weight=4), Column(_("Needs"), "right"))
    rows = tuple((capital(became.label), str(number)) for became, number in fates.counts.items())
    refused = fates.of(Became.REFUSED)
    blocks: list[Block] = [
        Heading(_("What became of every need")),
        Table(columns, rows, total=(_("All needs"), str(fates.total))),
    ]
    if refused:
        reasons = (
            Column("№", weight=0.5),
            Column(_("Need"), weight=3),
            Column(_("Why it is not taken up"), weight=3),
        )
        told = tuple((str(need.number), words(need.text), words(need.answer)) for need in refused)
        blocks += [Heading(_("Not taken up, and why"), 2), Table(reasons, told)]
    return blocks
