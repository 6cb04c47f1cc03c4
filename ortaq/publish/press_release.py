"""A press release of a piece of news: one page for editors, with whom they may ask."""

from __future__ import annotations

import datetime
from typing import cast

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ortaq.exchange.models import News
from ortaq.exchange.news.selectors import NewsView, news_by_number, view_of
from ortaq.ground import clock
from ortaq.ground.pages import UnitRequest, page
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Language as Written
from ortaq.publish.document import Document, Facts, Heading, Language, Paragraph
from ortaq.publish.exports import MEDIA_TYPES
from ortaq.publish.pdf import render_pdf
from ortaq.publish.plan_words import Words, day


@page("exchange.read")
def press_release(request: UnitRequest, number: int, language: str) -> HttpResponse:
    """Give a piece of published news as a press release, in the languages in which it is written."""
    found: News | None = news_by_number(request.unit, number)
    if found is None or found.published_at is None or language not in Written.values:
        raise Http404
    document = release_document(unit=request.unit, news=view_of(found), language=language, today=clock.today())
    headers = {"Content-Disposition": f'inline; filename="{request.unit.slug}-news-{number}-{language}.pdf"'}
    return HttpResponse(render_pdf(document), content_type=MEDIA_TYPES["pdf"], headers=headers)


def release_document(*, unit: Unit, news: NewsView, language: str, today: datetime.date) -> Document:
    """Return a release: heading, text by paragraphs, who we are, and whom the press may ask."""
    with override(language):
        words = Words(language)
        published = news.published_on or today
        paragraphs = [Paragraph(part.strip()) for part in words(news.text).split("\n") if part.strip()]
        contacts = [(_("For the press"), words(news.press_contact)), (_("Where"), words(unit.name))]
        contacts.append((_("District"), words(unit.district.name)))
        if news.corrected_on:
            contacts.append((_("Corrected on"), day(news.corrected_on)))
        return Document(
            title=words(news.title),
            language=cast(Language, language),
            date=published,
            subtitle=_("Press release"),
            date_text=day(published),
            footer=f"{words(unit.name)} · {day(published)}",
            blocks=(*paragraphs, Heading(_("Contacts"), 1), Facts(tuple(contacts))),
        )
