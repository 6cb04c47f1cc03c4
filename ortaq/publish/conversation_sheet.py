"""The sheet of a conversation on paper: each statement with three places to mark, and who speaks, if they like."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, page
from ortaq.ground.text import Language as Written
from ortaq.ground.vocabulary import Group
from ortaq.publish.document import Block, Column, Document, Heading, Language, Paragraph, Table
from ortaq.publish.pdf import render_pdf
from ortaq.publish.plan_words import Words, capital, day
from ortaq.stages.dialogue.models import Conversation, Opinion
from ortaq.stages.dialogue.pages import asked_conversation
from ortaq.stages.dialogue.selectors import published


@page("dialogue.read")
def conversation_sheet(request: UnitRequest, number: int, language: str) -> HttpResponse:
    """The sheet as a PDF, in Kazakh or in Russian."""
    if language not in Written.values:
        raise Http404
    conversation = asked_conversation(request, number)
    document = sheet_document(conversation, language=language)
    answer = HttpResponse(render_pdf(document), content_type="application/pdf")
    name = f"{request.unit.slug}-dialogue-{number}-{language}.pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def sheet_document(conversation: Conversation, *, language: str) -> Document:
    """Return the sheet of a conversation with the statements published by now."""
    with override(language):
        words = Words(language)
        question = conversation.question.in_language(language)
        return Document(
            title=question,
            language=cast(Language, language),
            date=clock.today(),
            subtitle=words(conversation.unit.name),
            footer=_("Conversation № %(number)s") % {"number": conversation.number},
            blocks=tuple(_blocks(conversation, words)),
        )


def _blocks(conversation: Conversation, words: Words) -> list[Block]:
    columns = (
        Column("№", "right", 0.5),
        Column(_("Statement"), weight=5),
        *(
            Column(capital(opinion.label), "center", 1.2)
            for opinion in (Opinion.AGREE, Opinion.PASS, Opinion.DISAGREE)
        ),
    )
    rows = tuple((str(one.number), words(one.text), "", "", "") for one in published(conversation))
    return [
        Paragraph(_("Mark one place in each line with a cross; leave a line empty if you like. Write no name.")),
        Table(columns, rows),
        Heading(_("If you like")),
        Paragraph(_("Where do you live?") + " " + "_" * 40),
        Paragraph(_("Who are you?") + " " + ", ".join(f"☐ {group.label}" for group in Group)),
        Paragraph(_("Hand the sheet in at the office until %(day)s.") % {"day": day(conversation.closes_on)}),
    ]
