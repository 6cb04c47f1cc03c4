"""The yearly report of a programme to its donor and to its places: aggregates, from the data of its page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.engines.inclusion import People
from ortaq.ground.places.models import Programme
from ortaq.programme.selectors.budget import Budget
from ortaq.programme.selectors.indicators import IndicatorLine
from ortaq.programme.selectors.overview import Fact, Overview, overview_of
from ortaq.programme.selectors.plans import Plans, Served, UnitLine
from ortaq.programme.selectors.support import Totals, totals_of
from ortaq.publish.document import Block, Column, Document, Facts, Heading, Language, Paragraph, Table
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_words import Words, capital, count, day, money


@dataclass(frozen=True)
class ProgrammeYear:
    """Everything that the report of a year is made of; numbers of few people are left out already."""

    year: int
    overview: Overview
    support: Totals


def programme_year(programme: Programme, year: int, *, today: datetime.date) -> ProgrammeYear:
    """Return what the report of a year is made of: as things stood at its end, or stand today."""
    end = min(today, datetime.date(year, 12, 31))
    return ProgrammeYear(
        year=year,
        overview=overview_of(programme, on=end),
        support=totals_of(programme, since=datetime.date(year, 1, 1), until=end),
    )


def programme_report(data: ProgrammeYear, *, language: str, today: datetime.date) -> Document:
    """Return the report in kk, ru or en."""
    with override(language):
        words, overview = Words(language), data.overview
        name = words(overview.name)
        return Document(
            title=_("Report of the programme for %(year)s") % {"year": data.year},
            language=cast(Language, language),
            date=today,
            subtitle=name,
            date_text=_("As things stood on %(day)s") % {"day": day(overview.on)},
            footer=f"{name} · {data.year} · {day(today)}",
            blocks=(
                *_card(overview, words),
                *_headline(overview),
                *_places(overview.plans, words),
                *_served(overview.plans, words),
                *_budget(overview, data.year, words),
                *_support(data),
                *_grants(overview),
                *_indicators(overview.indicators, words),
                *_sources(overview.facts, words),
                Paragraph(_("Nobody is named here, and numbers of fewer than five people are not shown."), "soft"),
            ),
        )


def _card(overview: Overview, words: Words) -> list[Block]:
    if overview.card is None:
        return [Paragraph(_("The programme has not introduced itself yet."), "warning")]
    card = overview.card
    rows = tuple(
        (words(one.name), capital(one.role_label), capital(one.kind_label)) for one in overview.organisations
    )
    columns = (Column(_("Organisation"), weight=3), Column(_("What it does")), Column(_("What it is")))
    warning = [Paragraph(_("A made-up example."), "warning")] if overview.is_fictional else []
    return [
        *warning,
        Heading(_("The programme")),
        Paragraph(words(card.aim)),
        Facts(
            (
                (_("Runs"), f"{day(card.starts_on)} – {day(card.ends_on)}"),
                (_("Number with the donor"), card.reference or NOT_GIVEN),
                (_("Places"), str(len(overview.plans.units))),
            )
        ),
        *([Table(columns, rows)] if rows else []),
    ]


def _headline(overview: Overview) -> list[Block]:
    share = overview.plans.share
    done = f"{share.done} / {share.promised} ({_percent(share.part)})" if share.promised else NOT_GIVEN
    target = overview.card.target if overview.card else None
    facts = (
        (_("Plan items done"), done),
        (_("Promised to the donor, at least"), _percent(target)),
        (_("Plans agreed by an assembly"), str(overview.plans.agreed)),
    )
    return [Heading(_("Share of plan items done")), Facts(facts)]


def _places(plans: Plans, words: Words) -> list[Block]:
    columns = (
        Column(_("Place"), weight=3),
        Column(_("Plans"), weight=3),
        Column(_("Items with money"), "right"),
        Column(_("Items done"), "right"),
        Column(_("Share"), "right"),
    )
    total = (_("Together"), str(plans.agreed), *_shares(plans.share.promised, plans.share.done, plans.share.part))
    rows = tuple(_place(unit, words) for unit in plans.units)
    return [Heading(_("Places and plans"), 2), Table(columns, rows, total=total)] if rows else []


def _place(unit: UnitLine, words: Words) -> tuple[str, ...]:
    plans = "\n".join(f"{plan.first_year}–{plan.last_year}: {plan.label}" for plan in unit.plans)
    share = unit.share
    return (words(unit.name), plans or NOT_GIVEN, *_shares(share.promised, share.done, share.part))


def _shares(promised: int, done: int, part: Decimal | None) -> tuple[str, str, str]:
    return (str(promised), str(done), _percent(part)) if promised else (NOT_GIVEN, NOT_GIVEN, NOT_GIVEN)


def _served(plans: Plans, words: Words) -> list[Block]:
    tables = [
        _goals(heading, rows, words)
        for heading, rows in (
            (_("Targets of sustainable development"), plans.sdg),
            (_("National goals and programmes"), plans.national),
        )
        if rows
    ]
    return [Heading(_("Which goals the plans serve"), 2), *tables] if tables else []


def _goals(heading: str, rows: Iterable[Served], words: Words) -> Table:
    columns = (
        Column(heading, weight=4),
        Column(_("Plan items"), "right"),
        Column(_("Items done"), "right"),
        Column(_("Places"), "right"),
        Column(_("Cost, thousand tenge"), "right", 1.5),
    )
    return Table(columns, tuple(_goal(row, words) for row in rows))


def _goal(row: Served, words: Words) -> tuple[str, ...]:
    code = f"{row.code} " if row.code[0].isdigit() else ""
    return f"{code}{words(row.name)}", str(row.items), str(row.done), str(row.places), money(row.cost)


def _budget(overview: Overview, year: int, words: Words) -> list[Block]:
    budget, card = overview.budget, overview.card
    if card is None or not budget.lines:
        return []
    here = Budget(tuple(line for line in budget.lines if line.year in (year, None)))
    columns = (
        Column(_("What the money is for"), weight=3),
        Column(_("Who gives it"), weight=2),
        Column(_("Year")),
        Column(_("Planned"), "right", 1.2),
        Column(_("Spent"), "right", 1.2),
    )
    rows = tuple(
        (
            words(line.title),
            words(line.giver) if line.giver else _("not said by whom"),
            str(line.year) if line.year else _("all years together"),
            _amount(line.planned),
            _amount(line.spent),
        )
        for line in here.lines
    )
    spent = _amount(here.spent) if here.is_reported else NOT_GIVEN
    total = (_("Together"), "", "", _amount(here.planned), spent)
    givers = (Column(_("Who gives it"), weight=3), Column(_("Planned"), "right"), Column(_("Share"), "right"))
    parts = tuple(
        (words(one.key) if one.key else _("not said by whom"), _amount(one.planned), _percent(one.share))
        for one in budget.by_giver
    )
    return [
        Heading(_("Budget, %(currency)s") % {"currency": card.currency}),
        *([Table(columns, rows, total=total, caption=_("The year"))] if rows else []),
        Table(givers, parts, total=(_("Together"), _amount(budget.planned), ""), caption=_("All years together")),
    ]


def _support(data: ProgrammeYear) -> list[Block]:
    whole = data.overview.support
    if not whole.sessions:
        return []
    columns = (Column("", weight=3), Column(_("In the year"), "right"), Column(_("From the start"), "right"))
    pairs = (data.support, whole)
    rows = (
        (_("Entries in the log"), *(str(one.sessions) for one in pairs)),
        (_("Hours of advice"), *(_amount(one.advice_hours) for one in pairs)),
        (_("Hours of training"), *(_amount(one.training_hours) for one in pairs)),
        (_("Places"), *(str(one.places) for one in pairs)),
        (_("Participations"), *(count(one.people.total) for one in pairs)),
        (_("Women"), *(count(one.people.women) for one in pairs)),
        (_("Men"), *(count(one.people.men) for one in pairs)),
        (_("Young people among them"), *(count(one.people.youth) for one in pairs)),
    )
    return [Heading(_("Advice and training")), Table(columns, rows)]


def _grants(overview: Overview) -> list[Block]:
    grants = overview.grants
    if not grants.calls:
        return []
    facts = (
        (_("Calls"), str(grants.calls)),
        (_("Grants given"), str(grants.grants)),
        (_("Granted in all, thousand tenge"), money(grants.granted)),
        (_("Paid so far, thousand tenge"), money(grants.paid)),
        (_("Own part of the entrepreneurs, thousand tenge"), money(grants.own_part)),
        (_("Contracts that ended early"), str(grants.ended_early)),
        (_("Jobs that documents prove"), _people(grants.jobs)),
    )
    return [Heading(_("Grants")), Facts(facts)]


def _people(people: People) -> str:
    return _("%(total)s; women %(women)s, men %(men)s, young people among them %(youth)s") % {
        "total": count(people.total),
        "women": count(people.women),
        "men": count(people.men),
        "youth": count(people.youth),
    }


def _indicators(lines: Iterable[IndicatorLine], words: Words) -> list[Block]:
    columns = (
        Column(_("Indicator"), weight=3.5),
        Column(_("At the start"), "right"),
        Column(_("Now"), "right", 1.3),
        Column(_("Women"), "right"),
        Column(_("Men"), "right"),
        Column(_("Young"), "right"),
        Column(_("Promised"), "right"),
    )
    rows = tuple(_indicator(line, words) for line in lines)
    return [Heading(_("Results by indicator")), Table(columns, rows)] if rows else []


def _indicator(line: IndicatorLine, words: Words) -> tuple[str, ...]:
    reading, people = line.reading, line.reading.people if line.reading else None
    goal = "\n" + " ".join((line.sdg_code, words(line.sdg_name))) if line.sdg_code else ""
    national = "\n" + words(line.national_goal) if line.national_goal else ""
    now = NOT_GIVEN
    if reading:
        now = f"{count(None) if reading.value is None else _amount(reading.value)} ({day(reading.on)})"
    by_people = (count(people.women), count(people.men), count(people.youth)) if people else (NOT_GIVEN,) * 3
    return (
        f"{line.number}. {words(line.title)}, {words(line.measured_in)}{goal}{national}",
        _amount(line.baseline),
        now,
        *by_people,
        _amount(line.target),
    )


def _sources(facts: Iterable[Fact], words: Words) -> list[Block]:
    columns = (Column(_("What it says"), weight=4), Column(_("Day")), Column(_("Source"), weight=2))
    rows = tuple((words(fact.text), day(fact.on), words(fact.source)) for fact in facts)
    return [Heading(_("What public sources say")), Table(columns, rows)] if rows else []


def _percent(share: Decimal | None) -> str:
    return NOT_GIVEN if share is None else f"{number_format(round(share * 100), decimal_pos=0)} %"


def _amount(value: Decimal | None) -> str:
    if value is None:
        return NOT_GIVEN
    whole = value == value.to_integral_value()
    return number_format(value.quantize(Decimal(1)) if whole else value.normalize(), force_grouping=True)
