"""The dialogue's part of the chain: a problem is talked about in a conversation."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ortaq.ground import chain, clock
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.dialogue.models import Conversation
from ortaq.stages.dialogue.selectors import state_of

KNOT_STATES = {"ahead": "waiting", "open": "now", "over": "now", "closed": "done"}


def register() -> None:
    """Add this room's kind and link to the chain."""
    chain.add_kind("conversation", label=gettext_lazy("Conversation"), order=25, show=show_conversations)
    chain.add_link(
        earlier="problem",
        later="conversation",
        pairs=_conversations,
        earlier_column="problem_id",
        later_column="id",
    )


def _conversations() -> QuerySet[Conversation]:
    return Conversation.objects.all()


def show_conversations(ids: Keys, language: str) -> list[Knot]:
    """Show conversations in the chain."""
    today = clock.today()
    return [
        Knot(
            kind="conversation",
            id=one.id,
            title=one.question.in_language(language),
            url=reverse("dialogue:conversation", args=[one.unit.slug, one.number]),
            state=KNOT_STATES[state_of(one, today=today)],
            on=one.opens_on,
            detail=_("Opinions are counted") if one.closed_at else "",
        )
        for one in Conversation.objects.filter(pk__in=ids).select_related("unit")
    ]
