"""Writes of news."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.models import News
from ortaq.ground.action import action
from ortaq.ground.errors import Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, in_columns

TEXTS = ("title", "text", "press_contact")


@action("exchange.write_news")
def write_news(
    *,
    by: Actor,
    unit: Unit,
    title: Text,
    text: Text,
    press_contact: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> News:
    """Begin a piece of news; only its heading must stand at once."""
    _require_heading(title)
    last: int | None = News.objects.filter(unit=unit).aggregate(last=Max("number"))["last"]
    return News.objects.create(
        id=deed or new_id(),
        unit=unit,
        number=(last or 0) + 1,
        written_at=now,
        **in_columns(title=title, text=text, press_contact=press_contact),
    )


@action("exchange.write_news")
def change_news(
    *,
    by: Actor,
    news: News,
    title: Text,
    text: Text,
    press_contact: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> News:
    """Write a piece of news anew; where it is published already, it says that it was corrected."""
    _require_heading(title)
    news = News.objects.get(pk=news.pk)
    news.title, news.text, news.press_contact = title, text, press_contact
    if news.published_at is not None:
        _require_both_languages(news)
        news.corrected_at = now
    news.save()
    return news


@action("exchange.write_news")
def publish_news(*, by: Actor, news: News, now: datetime.datetime, deed: UUID | None = None) -> News:
    """Let everybody read a piece of news: it stands in Kazakh and in Russian, with whom the press may ask."""
    news = News.objects.get(pk=news.pk)
    if news.published_at is not None:
        raise Refused(_("Everybody can read this already."))
    _require_both_languages(news)
    news.published_at = now
    news.save(update_fields=["published_at"])
    return news


def _require_heading(title: Text) -> None:
    if not title:
        raise Refused(_("Write this in Kazakh or in Russian."), field="title_kk")


def _require_both_languages(news: News) -> None:
    missing = {
        f"{name}_{language}": _("Before everybody reads it, this must stand in Kazakh and in Russian.")
        for name in ("title", "text")
        for language in ("kk", "ru")
        if not getattr(news, f"{name}_{language}").strip()
    }
    if not news.press_contact:
        missing["press_contact_kk"] = _("Write whom the press may ask: the office and its phone.")
    if missing:
        raise Several(missing)
