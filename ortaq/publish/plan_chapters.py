"""Chapters 4 to 7 of the plan's document, from the content of a version alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ortaq.ground.sources import OUTSIDE_TOTALS, MoneyKind, Source
from ortaq.publish.document import Block, Bullets, Column, Heading, Paragraph, Table
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_words import Words, capital, money
from ortaq.stages.plan.content import Content, Indicator, Item
from ortaq.stages.plan.models import Origin
from ortaq.stages.projects.tags import Tag, programmes, sdg_targets


def vision(content: Content, words: Words) -> list[Block]:
    """Return chapter 4: the vision, the goals and how they will be known."""
    blocks: list[Block] = [Heading(_("4. Vision, goals and indicators")), Heading(_("Vision"), 2)]
    blocks += [Paragraph(line) for line in words(content.vision).splitlines() if line.strip()]
    if content.goals:
        rows = tuple(goal_title(goal.number, words(goal.title)) for goal in content.goals)
        blocks += [Heading(_("Goals"), 2), Bullets(rows)]
    known = [(item, item.project.indicator) for item in content.items if item.project and item.project.indicator]
    if known:
        columns = (
            Column(_("Line"), "right", 0.95),
            Column(_("Indicator"), weight=3),
            Column(_("At the start"), "right", 1.2),
            Column(_("Target"), "right", 1.2),
            Column(_("How it is verified"), weight=2),
        )
        table = Table(columns, tuple(_indicator(item, row, words) for item, row in known))
        blocks += [Heading(_("Indicators"), 2), table]
    return [*blocks, *_links(content, words)]


def _links(content: Content, words: Words) -> list[Block]:
    """Return which targets of sustainable development and national programmes the lines are near to."""
    rows = tuple(
        (
            f"{item.number}. {words(item.title)}",
            _tag(sdg_targets(), item.project.sdg_target, words, coded=True),
            _tag(programmes(), item.project.national_programme, words),
        )
        for item in content.items
        if item.project and (item.project.sdg_target or item.project.national_programme)
    )
    if not rows:
        return []
    columns = (
        Column(_("Line"), weight=2),
        Column(_("Target of sustainable development"), weight=2),
        Column(_("National programme"), weight=2),
    )
    note = _("A tag says only what a line is about; it does not mean that the programme pays for it.")
    return [
        Heading(_("Link to national plans and to sustainable development"), 2),
        Table(columns, rows, note=note),
    ]


def _tag(known: Mapping[str, Tag], code: str, words: Words, *, coded: bool = False) -> str:
    tag = known.get(code)
    if tag is None:
        return code or NOT_GIVEN
    return f"{tag.code} {tag.name(words.language)}" if coded else tag.name(words.language)


def goal_title(number: int, title: str) -> str:
    """Return a goal's title with its number."""
    return _("Goal %(number)s. %(title)s") % {"number": number, "title": title}


def _indicator(item: Item, row: Indicator, words: Words) -> tuple[str, ...]:
    unit = words(row.unit) if row.unit else ""
    return (
        str(item.number),
        f"{words(row.name)}, {unit}" if unit else words(row.name),
        _figure(row.baseline, row.baseline_year),
        _figure(row.target, row.target_year),
        words(row.verification),
    )


def _figure(value: str, year: int | None) -> str:
    if not value:
        return NOT_GIVEN
    figure = number_format(value, use_l10n=True, force_grouping=True)
    return f"{figure} ({year})" if year else figure


def action_plan(content: Content, words: Words) -> list[Block]:
    """Return chapter 5: what is done, who answers for it, what it costs in which year and who pays."""
    blocks: list[Block] = [Heading(_("5. Projects and action plan"))]
    for number, title in [*((goal.number, words(goal.title)) for goal in content.goals), (0, _("Other lines"))]:
        items = [item for item in content.funded if (item.goal or 0) == number]
        if items:
            heading = goal_title(number, title) if number else title
            blocks += [Heading(heading, 2), _action_table(content, items, words)]
    if content.waiting:
        blocks += [
            Heading(_("What waits for money"), 2),
            Paragraph(_("These lines have no money yet and are carried into the next plan.")),
            _waiting_table(content, words),
        ]
    if content.left_out:
        rows = tuple((str(out.number), words(out.title), words(out.reason)) for out in content.left_out)
        columns = (
            Column("№", "right", 0.6),
            Column(_("What is done"), weight=3),
            Column(_("Reason"), weight=3),
        )
        blocks += [Heading(_("What stays out of this plan, and why"), 2), Table(columns, rows)]
    return blocks


def _action_table(content: Content, items: list[Item], words: Words) -> Table:
    columns = (
        Column("№", "right", 0.6),
        Column(_("What, why it is in the plan, owner"), weight=3.6),
        Column(_("Who pays"), weight=2.6),
        *(Column(str(year), "right", 0.95) for year in content.years),
        Column(_("Together"), "right", 1.1),
    )
    rows = tuple(_action_row(item, content, words) for item in items)
    by_year: Counter[int] = Counter()
    for item in items:
        by_year.update(item.totals.by_year)
    total = (
        "",
        _("Together"),
        "",
        *(money(by_year[year]) for year in content.years),
        money(sum(item.cost for item in items)),
    )
    return Table(columns, rows, total, caption=_("Thousand tenge"))


def _action_row(item: Item, content: Content, words: Words) -> tuple[str, ...]:
    owner = _("Owner: %(name)s") % {"name": words(item.owner)}
    what = [words(item.title), capital(Origin(item.origin).label), owner]
    if item.reason:
        what.append(words(item.reason))
    by_year = item.totals.by_year
    return (
        str(item.number),
        "\n".join(what),
        "\n".join(_givers(item)),
        *(money(by_year.get(year)) for year in content.years),
        money(item.cost),
    )


def _givers(item: Item) -> list[str]:
    given: Counter[tuple[str, str]] = Counter()
    for part in item.money:
        given[part.source, part.kind] += part.amount
    return [f"{giver(source, kind)}: {money(amount)}" for (source, kind), amount in given.items()]


def giver(source: str, kind: str) -> str:
    """Return who gives and in what form, as `partner, in kind`."""
    name = str(Source(source).label)
    name = _("%(source)s (not counted)") % {"source": name} if source in OUTSIDE_TOTALS else name
    return name if kind == MoneyKind.MONEY else f"{name}, {MoneyKind(kind).label}"


def _waiting_table(content: Content, words: Words) -> Table:
    columns = (
        Column("№", "right", 0.6),
        Column(_("What is done"), weight=3),
        Column(_("Reason"), weight=3),
        Column(_("Cost"), "right", 1.2),
    )
    rows = tuple(
        (str(item.number), _waiting_name(item, words), words(item.reason), money(item.cost))
        for item in content.waiting
    )
    total = ("", _("Together"), "", money(content.waiting_cost))
    return Table(columns, rows, total, caption=_("Thousand tenge"))


def _waiting_name(item: Item, words: Words) -> str:
    if item.carried_from is None:
        return words(item.title)
    since = _("waits since the plan of %(year)s") % {"year": item.carried_from.first_year}
    return f"{words(item.title)}\n({since})"


def resources(content: Content, words: Words) -> list[Block]:
    """Return chapter 6: the money by source and year and by form, what sources can give, credit apart."""
    sums = content.totals
    rows = tuple(
        (
            capital(Source(source).label),
            *(money(sums.by_source_and_year.get((source, year))) for year in content.years),
            money(sums.by_source[source]),
        )
        for source in content.sources
    )
    total = (_("Together"), *(money(sums.by_year.get(year)) for year in content.years), money(sums.total))
    years = tuple(Column(str(year), "right") for year in content.years)
    sources = Table(
        (Column(_("Source"), weight=2.4), *years, Column(_("Together"), "right")),
        rows,
        total,
        caption=_("By source and year, thousand tenge"),
    )
    kinds = tuple((capital(kind.label), money(sums.by_kind.get(kind))) for kind in MoneyKind)
    forms = Table(
        (Column(_("In what form"), weight=3), Column(_("Together"), "right")),
        kinds,
        (_("Together"), money(sums.total)),
        caption=_("Money, help in kind and labour, thousand tenge"),
    )
    return [Heading(_("6. Resources")), sources, forms, *_ceilings(content, words), *_outside(content)]


def _ceilings(content: Content, words: Words) -> list[Block]:
    if not content.ceilings:
        return []
    columns = (
        Column(_("Source"), weight=2),
        Column(_("Year"), "right", 0.8),
        Column(_("Can give"), "right", 1.2),
        Column(_("Taken by the plan"), "right", 1.2),
        Column(_("Basis"), weight=3),
    )
    taken = content.totals.by_source_and_year
    rows = tuple(
        (
            capital(Source(row.source).label),
            str(row.year),
            money(row.amount),
            money(taken.get((row.source, row.year))),
            words(row.basis),
        )
        for row in content.ceilings
    )
    return [Table(columns, rows, caption=_("What sources can give and what the plan takes, thousand tenge"))]


def _outside(content: Content) -> list[Block]:
    if not content.totals.outside:
        return []
    sentence = _(
        "Micro-credit of %(amount)s thousand tenge is a private debt and stands in no total of this plan."
    )
    return [Paragraph(sentence % {"amount": money(content.totals.outside)}, "soft")]


def monitoring(content: Content, words: Words) -> list[Block]:
    """Return chapter 7: who watches over the plan, what may go wrong, who may lose."""
    blocks: list[Block] = [
        Heading(_("7. Monitoring and risks")),
        Bullets(
            (
                _("The owner of each line reports its progress with photos, money and indicator."),
                _("The community assembly hears the report every quarter, the residents once a year."),
                _("The plan, its versions and every report are public; a line is changed in a new version only."),
            )
        ),
    ]
    rows = tuple(
        (str(item.number), words(item.title), words(item.project.risks), words(item.project.who_may_lose))
        for item in content.items
        if item.project and (item.project.risks or item.project.who_may_lose)
    )
    if rows:
        columns = (
            Column(_("Line"), "right", 0.95),
            Column(_("What is done"), weight=2),
            Column(_("Risks"), weight=3),
            Column(_("Who may lose"), weight=3),
        )
        blocks += [Heading(_("Risks, and who may lose"), 2), Table(columns, rows)]
    return blocks
