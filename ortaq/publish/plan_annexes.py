"""Annexes of the plan's document: the vote, the unit's budget, the registers of needs and of comments."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.ground.comments.models import ReplyKind
from ortaq.ground.comments.selectors import ReplyLine
from ortaq.ground.money import say_thousands
from ortaq.publish.document import Block, Column, Heading, PageBreak, Paragraph, Table
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_background import theme_name
from ortaq.publish.plan_words import Words, capital, count, day, money
from ortaq.stages.plan.background import Background, RegisterRow
from ortaq.stages.plan.commenting import Commented
from ortaq.stages.plan.content import Content
from ortaq.stages.profile.layout import names

BUDGETS_SHOWN = 3
"""Years, where the plan's own are not known yet."""


def annexes(content: Content, background: Background, words: Words) -> list[Block]:
    """Return the annexes; they name no person."""
    return [
        PageBreak(),
        *_vote(background, words),
        *_budget(content, background, words),
        *_register(background, words),
    ]


def _budget(content: Content, background: Background, words: Words) -> list[Block]:
    """Return the unit's own budget in the official layout, of the plan's years or else of the latest known."""
    heading = Heading(_("Annex 2. Budget of the unit"))
    of_plan = [column for column in background.budgets if column.year in content.years]
    shown = of_plan or list(background.budgets[-BUDGETS_SHOWN:])
    if not shown:
        return [heading, Paragraph(_("The budget of the unit has not been recorded yet."))]
    columns = (
        Column(_("Line"), weight=3),
        *(Column(f"{column.year}, {column.label}", "right", 1.2) for column in shown),
    )
    rows = tuple(
        (f"{code}. {name[words.language]}", *(_amount(column.amounts.get(code)) for column in shown))
        for code, name in names().items()
        if any(code in column.amounts for column in shown)
    )
    return [heading, Table(columns, rows, caption=_("Thousand tenge"))]


def _amount(tiyn: int | None) -> str:
    return NOT_GIVEN if tiyn is None else say_thousands(tiyn)


def _vote(background: Background, words: Words) -> list[Block]:
    heading = Heading(_("Annex 1. Residents' vote"))
    if background.vote_budget is None:
        return [heading, Paragraph(_("Residents have not voted in this cycle, or the vote is not counted yet."))]
    columns = (
        Column("№", "right", 0.6),
        Column(_("Project"), weight=4),
        Column(_("Cost"), "right", 1.3),
        Column(_("Approvals"), "right", 1.3),
        Column(_("Result"), weight=2),
    )
    rows = tuple(
        (
            str(row.number),
            words(row.title),
            money(row.cost),
            count(row.approvals),
            _("chosen, place %(place)s") % {"place": row.place} if row.place else _("not chosen"),
        )
        for row in background.votes
    )
    ballots = ngettext("%(number)s ballot was cast", "%(number)s ballots were cast", background.cast or 0)
    facts = _("The vote is advisory. Budget: %(budget)s thousand tenge; %(ballots)s.") % {
        "budget": money(background.vote_budget),
        "ballots": ballots % {"number": count(background.cast or 0)},
    }
    return [heading, Paragraph(facts), Table(columns, rows, caption=_("Cost in thousand tenge"))]


def _register(background: Background, words: Words) -> list[Block]:
    heading = Heading(_("Annex 3. Register of needs"))
    if not background.register:
        return [heading, Paragraph(_("No need has been published yet."))]
    columns = (
        Column("№", "right", 0.6),
        Column(_("Settlement"), weight=1.4),
        Column(_("Theme"), weight=1.5),
        Column(_("What was said (shortened)"), weight=4),
        Column(_("State"), weight=1.6),
    )
    rows = tuple(
        (str(row.number), words(row.settlement), theme_name(row.theme), words(row.text), _state(row))
        for row in background.register
    )
    return [
        heading,
        Table(columns, rows, note=_("Without names and contacts. Each need has its own public page.")),
    ]


def register_of_comments(commented: Sequence[Commented], words: Words) -> list[Block]:
    """Return the annex of what people said of the plan and what the office answered; it names no person."""
    heading = Heading(_("Annex 5. Register of comments on the plan"))
    if not commented:
        return [heading, Paragraph(_("No time was given for comments on this plan."))]
    blocks: list[Block] = [heading]
    for one in commented:
        blocks.append(
            Paragraph(
                _("Version %(number)s stood open for comments from %(first)s to %(last)s.")
                % {"number": one.version, "first": day(one.opens_on), "last": day(one.closes_on)}
            )
        )
        blocks.append(_comments(one, words) if one.comments else Paragraph(_("Nobody commented on it."), "soft"))
    return blocks


def _comments(one: Commented, words: Words) -> Table:
    columns = (
        Column("№", "right", 0.6),
        Column(_("Day"), weight=1.2),
        Column(_("What people said"), weight=4),
        Column(_("Answer of the office"), weight=4),
    )
    rows = tuple(
        (str(line.number), day(line.sent_on), words(line.text), _answers(line.replies, words))
        for line in one.comments
    )
    return Table(columns, rows, note=_("Without signatures and contacts. Each comment has its own public page."))


def _answers(replies: Sequence[ReplyLine], words: Words) -> str:
    if not replies:
        return _("no answer yet")
    return "\n".join(f"{capital(ReplyKind(reply.kind).label)}. {words(reply.text)}" for reply in replies)


def _state(row: RegisterRow) -> str:
    state = _("answered") if row.is_answered else _("no answer yet")
    if row.problem is None:
        return state
    return _("%(state)s, problem № %(number)s") % {"state": state, "number": row.problem}
