"""The plan as an official document: chapters 0 to 7 and annexes, the same data in every language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.engines import law
from ortaq.publish.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Language,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
    TableOfContents,
)
from ortaq.publish.partners_table import partners_table
from ortaq.publish.plan_annexes import annexes, register_of_comments
from ortaq.publish.plan_background import how_it_was_made, passport, situation
from ortaq.publish.plan_chapters import action_plan, monitoring, resources, vision
from ortaq.publish.plan_words import Words, day
from ortaq.stages.assembly.models import Adoption, Agreement
from ortaq.stages.partners.selectors import Ledger, ledger_of
from ortaq.stages.plan.background import Background, background_of
from ortaq.stages.plan.commenting import Commented, register_of
from ortaq.stages.plan.content import Content, content_of
from ortaq.stages.plan.models import Plan, PlanVersion
from ortaq.stages.plan.selectors import draft_content

LEGAL_BASIS = (
    "assembly.notice",
    "assembly.materials",
    "assembly.quorum",
    "assembly.decision",
    "assembly.protocol",
)


@dataclass(frozen=True)
class Approval:
    """What stands on the approval sheet: the hash, and the two statutory facts where they exist."""

    sha256: str = ""
    agreed_on: datetime.date | None = None
    meeting: int | None = None
    votes: tuple[int, int, int] | None = None
    adoptions: tuple[tuple[str, datetime.date, int], ...] = ()


@dataclass(frozen=True)
class PlanData:
    """Everything that the document is made of."""

    content: Content
    background: Background
    approval: Approval
    partners: Ledger
    commented: tuple[Commented, ...] = ()


def plan_data(source: PlanVersion | Plan) -> PlanData:
    """Return what the document of a version, or of the draft, is made of."""
    if isinstance(source, Plan):
        return PlanData(
            draft_content(source),
            background_of(source.cycle),
            Approval(),
            ledger_of(cycle=source.cycle),
            register_of(source),
        )
    cycle = source.plan.cycle
    return PlanData(
        content_of(source),
        background_of(cycle),
        _approval(source),
        ledger_of(cycle=cycle),
        register_of(source.plan, last=source.number),
    )


def plan_document(data: PlanData, *, language: str, today: datetime.date) -> Document:
    """Return the plan's document in kk, ru or en. `today` is the day to which its background belongs."""
    with override(language):
        words = Words(language)
        content, background = data.content, data.background
        return Document(
            title=_("Inclusive development plan"),
            language=cast(Language, language),
            date=today,
            subtitle=_("%(unit)s, %(years)s") % {"unit": words(content.unit), "years": years_of(content)},
            place=words(background.district),
            date_text=day(content.closed_on or today),
            version=_version(content),
            footer=f"{words(content.unit)} · {years_of(content)} · {_version(content)}",
            blocks=(
                *_approval_sheet(data, words, today),
                PageBreak(),
                TableOfContents(_("Contents"), depth=1),
                PageBreak(),
                *passport(background, words),
                *how_it_was_made(background, words),
                *situation(background, words),
                *vision(content, words),
                *action_plan(content, words),
                *resources(content, words),
                *monitoring(content, words),
                *annexes(content, background, words),
                *_partners(data.partners, words),
                *register_of_comments(data.commented, words),
            ),
        )


def _partners(ledger: Ledger, words: Words) -> list[Block]:
    table = partners_table(ledger, words)
    nobody = Paragraph(_("Nobody outside the budgets has offered help yet."))
    return [Heading(_("Annex 4. Partners")), *(table or [nobody])]


def years_of(content: Content) -> str:
    """Return the first and the last year of a plan."""
    return f"{content.years[0]}–{content.years[-1]}"


def _version(content: Content) -> str:
    if not content.version:
        return _("draft")
    return _("version %(number)s") % {"number": content.version}


def _approval(version: PlanVersion) -> Approval:
    agreement = Agreement.objects.filter(version=version).select_related("motion__item__meeting").first()
    if agreement is None:
        return Approval(sha256=version.sha256)
    motion = agreement.motion
    adoptions = Adoption.objects.filter(agreement=agreement).order_by("decided_on")
    return Approval(
        sha256=version.sha256,
        agreed_on=agreement.agreed_on,
        meeting=motion.item.meeting.number,
        votes=(motion.votes_for or 0, motion.votes_against or 0, motion.abstained or 0),
        adoptions=tuple((row.decision_number, row.decided_on, row.year) for row in adoptions),
    )


def _approval_sheet(data: PlanData, words: Words, today: datetime.date) -> list[Block]:
    content, approval = data.content, data.approval
    facts = [
        (_("Unit"), words(content.unit)),
        (_("District"), words(data.background.district)),
        (_("Years"), years_of(content)),
        (_("Version"), _version(content)),
        (_("Closed on"), day(content.closed_on)),
        (_("Agreed by the community assembly"), _agreed(approval)),
        (_("Adopted by the maslikhat"), _adopted(approval)),
    ]
    blocks: list[Block] = [Heading(_("Approval sheet")), Facts(tuple(facts))]
    if not content.version:
        blocks.append(Paragraph(_("This is a draft. It may still change and nobody has agreed it."), "warning"))
    if approval.sha256:
        blocks.append(
            Paragraph(_("SHA-256 of the frozen text of this version: %s") % _in_groups(approval.sha256), "soft")
        )
    return [
        *blocks,
        Paragraph(
            _(
                "Chapters 4 to 7 repeat the frozen text of the version. "
                "Chapters 1 to 3 and the annexes show the records as of %s."
            )
            % day(today),
            "soft",
        ),
        Signatures(((_("Akim"), ""), (_("Chair of the community assembly"), ""), (_("Secretary"), ""))),
        *_legal_basis(words, today),
    ]


def _in_groups(sha256: str) -> str:
    return " ".join(sha256[place : place + 16] for place in range(0, len(sha256), 16))


def _agreed(approval: Approval) -> str:
    if approval.agreed_on is None or approval.votes is None:
        return _("not yet")
    return _("%(day)s, meeting № %(meeting)s: %(for)s for, %(against)s against, %(abstained)s abstained") % {
        "day": day(approval.agreed_on),
        "meeting": approval.meeting,
        "for": approval.votes[0],
        "against": approval.votes[1],
        "abstained": approval.votes[2],
    }


def _adopted(approval: Approval) -> str:
    if not approval.adoptions:
        return _("not yet")
    return "; ".join(
        _("decision № %(number)s of %(day)s, budget of %(year)s")
        % {"number": number, "day": day(decided_on), "year": year}
        for number, decided_on, year in approval.adoptions
    )


def _legal_basis(words: Words, today: datetime.date) -> list[Block]:
    rules = [law.statement(id, on=today) for id in LEGAL_BASIS]
    acts = list(dict.fromkeys(getattr(rule.act.title, words.language) for rule in rules))
    rows = tuple(
        (
            getattr(rule.label, words.language),
            f"[{acts.index(getattr(rule.act.title, words.language)) + 1}] {rule.article}",
            _("yes") if rule.verified else _("no"),
        )
        for rule in rules
    )
    columns = (
        Column(_("Rule"), weight=4),
        Column(_("Act and article"), weight=1.5),
        Column(_("Verified by a lawyer"), weight=1.3),
    )
    blocks: list[Block] = [Heading(_("Legal basis"), 2), Table(columns, rows)]
    blocks += [Paragraph(f"[{number}] {title}", "soft") for number, title in enumerate(acts, start=1)]
    if not all(rule.verified for rule in rules):
        warning = _("Rules marked “no” have not been verified by a lawyer. Compare them with the acts in force.")
        blocks.append(Paragraph(warning, "warning"))
    return blocks
