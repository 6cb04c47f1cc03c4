"""The page of the guide."""

from __future__ import annotations

from django.http import HttpResponse

from ortaq.exchange.guide.powers import Power, tasks
from ortaq.ground.pages import UnitRequest, language, page, show


@page("exchange.read")
def guide(request: UnitRequest) -> HttpResponse:
    """What an akim can and must do, by task, in the reader's language."""
    words = language()
    return show(
        request,
        "exchange/guide.html",
        tasks=[(task.key, task.name[words], [_shown(power, words) for power in task.powers]) for task in tasks()],
    )


def _shown(power: Power, words: str) -> dict[str, object]:
    return {
        "title": power.title[words],
        "text": power.text[words],
        "act": power.act[words],
        "article": power.article[words],
        "is_verified": power.is_verified,
    }
