"""Reads of news."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils import timezone

from ortaq.exchange.models import News
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text

ON_PAGE = 20


@dataclass(frozen=True)
class NewsView:
    """A piece of news as lists, its page and its press release show it."""

    id: UUID
    number: int
    title: Text
    text: Text
    press_contact: Text
    published_on: datetime.date | None
    corrected_on: datetime.date | None


def list_news(*, unit: Unit, page: int) -> tuple[Page[News], list[NewsView]]:
    """Return a page of the unit's published news, the latest first. Two queries."""
    rows = News.objects.filter(unit=unit, published_at__isnull=False).order_by("-published_at")
    shown = Paginator(rows, ON_PAGE).get_page(page)
    return shown, [view_of(one) for one in shown]


def drafts_of(unit: Unit) -> list[NewsView]:
    """Return what the unit has not published yet. One query."""
    return [view_of(one) for one in News.objects.filter(unit=unit, published_at=None).order_by("-number")]


def news_by_number(unit: Unit, number: int) -> News | None:
    """Return a piece of the unit's news, or None. One query."""
    return News.objects.select_related("unit").filter(unit=unit, number=number).first()


def view_of(news: News) -> NewsView:
    """Return a piece of news as it is shown."""
    return NewsView(
        id=news.pk,
        number=news.number,
        title=news.title,
        text=news.text,
        press_contact=news.press_contact,
        published_on=timezone.localdate(news.published_at) if news.published_at else None,
        corrected_on=timezone.localdate(news.corrected_at) if news.corrected_at else None,
    )
