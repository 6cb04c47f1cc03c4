"""One page about a line that looks for a partner, to take to a company."""

from __future__ import annotations

import datetime
from typing import cast

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ortaq.ground import chain, clock
from ortaq.ground.pages import UnitRequest, page
from ortaq.ground.places.models import Unit
from ortaq.publish.document import Block, Bullets, Document, Facts, Heading, Language, Paragraph, Signatures
from ortaq.publish.exports import MEDIA_TYPES
from ortaq.publish.pdf import render_pdf
from ortaq.publish.plain import NOT_GIVEN
from ortaq.publish.plan_words import Words, day, money
from ortaq.stages.partners.selectors import wanted
from ortaq.stages.plan.content import Item

LANGUAGES = ("kk", "ru", "en")


@page("partners.read")
def partner_sheet(request: UnitRequest, number: int, language: str) -> HttpResponse:
    """Give the sheet of a line that looks for a partner, to take to a company."""
    if request.cycle is None or language not in LANGUAGES:
        raise Http404
    item = next((one.item for one in wanted(cycle=request.cycle) if one.item.number == number), None)
    if item is None:
        raise Http404
    document = sheet_document(unit=request.unit, item=item, language=language, today=clock.today())
    name = f"{request.unit.slug}-{request.cycle.first_year}-{number}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(render_pdf(document), content_type=MEDIA_TYPES["pdf"], headers=headers)


def sheet_document(*, unit: Unit, item: Item, language: str, today: datetime.date) -> Document:
    """Return one page that says what a village needs, what it costs, whom it serves and how one can help."""
    with override(language):
        words = Words(language)
        place = words(unit.name)
        return Document(
            title=words(item.title),
            language=cast(Language, language),
            date=today,
            subtitle=_("%(unit)s looks for a partner") % {"unit": place},
            date_text=day(today),
            footer=_("%(place)s. An example: made up.") % {"place": place} if unit.is_fictional else place,
            blocks=(
                Facts(tuple(_facts(unit, item, words))),
                *_why(item, language),
                *_what_it_waits_for(item, words),
                *_ways(),
            ),
        )


def _facts(unit: Unit, item: Item, words: Words) -> list[tuple[str, str]]:
    facts = [
        (_("Where"), words.join(item.project.settlements) if item.project else words(unit.name)),
        (_("District"), words(unit.district.name)),
        (_("Cost, thousand tenge"), money(item.cost)),
        (_("Who answers for it"), words(item.owner)),
    ]
    if item.project and item.project.indicator:
        known = item.project.indicator
        change = f"{known.baseline or NOT_GIVEN} → {known.target or NOT_GIVEN}"
        facts.append((_("How we will know"), f"{words(known.name)}: {change}"))
    return facts


def _why(item: Item, language: str) -> list[Block]:
    """Say which problems the line solves and how often residents named them; nothing where none led to it."""
    came_from = chain.public_knots(chain.back("plan_line", [item.uuid], language=language))
    knots = [knot for stretch in came_from for knot in stretch.knots]
    problems = tuple(knot.title for knot in knots if knot.kind == "problem")
    if not problems:
        return []
    needs = sum(knot.kind == "need" for knot in knots)
    said = ngettext(
        "Residents said so %(count)s time when they were asked what is needed.",
        "Residents said so %(count)s times when they were asked what is needed.",
        needs,
    )
    return [Heading(_("Why it matters"), 1), Bullets(problems), Paragraph(said % {"count": needs})]


def _what_it_waits_for(item: Item, words: Words) -> list[Block]:
    return [Heading(_("What it waits for"), 1), Paragraph(words(item.reason))] if item.reason else []


def _ways() -> list[Block]:
    ways = (
        _("Money: a contribution to the unit's account."),
        _("Things: equipment, materials, transport."),
        _("Labour: people and machines for some days."),
    )
    terms = _(
        "The residents named this need, the plan holds it, and no budget pays for it yet. "
        "What is given is published with its document; residents look at the place and confirm it."
    )
    contact = Signatures(((_("Whom to call"), ""), (_("Phone"), "")))
    return [Heading(_("How one can help"), 1), Bullets(ways), Paragraph(terms), contact]
