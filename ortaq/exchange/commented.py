"""What people may comment on in this room: published news."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.models import News
from ortaq.ground.comments import subjects
from ortaq.ground.comments.subjects import Ids, Subject
from ortaq.ground.places.models import Unit


def register() -> None:
    """Let people comment on news."""
    subjects.add_kind("news", label=_("News"), find=find_news)


def find_news(unit: Unit, ids: Ids, on: datetime.date) -> list[Subject]:
    """Return the published news among these. One query."""
    return [
        Subject(
            id=one.id,
            title=subjects.titled(one.number, one.title),
            url=reverse("exchange:piece", args=[unit.slug, one.number]),
        )
        for one in News.objects.filter(unit=unit, pk__in=ids, published_at__isnull=False)
    ]
