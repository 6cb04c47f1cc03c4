"""Writes of the moderator: what everybody may read, and in which languages."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.moderation import TO_A_NEED, publish, refuse
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, searchable
from ortaq.stages.needs.models import Need
from ortaq.stages.needs.rules import answer_due_on


@action("needs.moderate")
def publish_need(*, by: Actor, need: Need, theme: str, now: datetime.datetime, deed: UUID | None = None) -> Need:
    """Let everybody read a need, sorted under a theme; the day of its answer is counted from now."""
    if not theme:
        raise Refused(_("Choose what the need is about, so that people can find it."), field="theme")
    publish(need, now=now)
    need.theme, need.answer_due_on = theme, answer_due_on(now, unit_id=need.unit_id)
    need.save()
    return need


@action("needs.moderate")
def refuse_need(
    *, by: Actor, need: Need, objection: str, now: datetime.datetime, deed: UUID | None = None
) -> Need:
    """Keep a text from being published; its author reads why on the need's page."""
    if need.problem_id is not None:
        raise Refused(_("This need is part of a problem. Take it out of the problem first."))
    if need.answered_at is not None:
        raise Refused(_("This need has an answer already, so it stays published."))
    refuse(need, objection, offered=TO_A_NEED, now=now)
    need.answer_due_on = None
    need.save()
    return need


@action("needs.translate")
def translate_need(
    *, by: Actor, need: Need, translation: str, now: datetime.datetime, deed: UUID | None = None
) -> Need:
    """Add a checked translation of a need; the author's own words stay as they were said."""
    original = need.text
    other = translation.strip()
    if original.original == "kk":
        need.text = Text(kk=original.kk, ru=other, original="kk")
    else:
        need.text = Text(kk=other, ru=original.ru, original="ru")
    need.search = searchable(need.text.kk, need.text.ru)
    need.save()
    return need
