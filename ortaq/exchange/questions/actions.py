"""Writes of questions and of what others advise."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.models import Advice, Case, Question
from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, in_columns
from ortaq.ground.vocabulary import Theme


@action("exchange.ask")
def ask_others(
    *,
    by: Actor,
    unit: Unit,
    theme: str,
    title: Text,
    text: Text,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Question:
    """Ask the teams of other units; everybody reads the question and the answers."""
    if theme not in Theme.values:
        raise Refused(_("Choose one from the list."), field="theme")
    if not title:
        raise Refused(_("Write this in Kazakh or in Russian."), field="title_kk")
    last: int | None = Question.objects.filter(unit=unit).aggregate(last=Max("number"))["last"]
    return Question.objects.create(
        id=deed or new_id(),
        unit=unit,
        number=(last or 0) + 1,
        theme=theme,
        asked_at=now,
        **in_columns(title=title, text=text),
    )


@action("exchange.advise")
def advise(
    *,
    by: Actor,
    unit: Unit,
    question_id: UUID,
    text: Text,
    case_id: UUID | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Advice:
    """Answer a question, mostly of another unit, in the name of one's own; it may point to a published case."""
    question = Question.objects.get(pk=question_id)
    if question.settled_at is not None:
        raise Refused(_("Those who asked have closed this question."))
    if not text:
        raise Refused(_("Write this in Kazakh or in Russian."), field="text_kk")
    if case_id is not None and not Case.objects.filter(pk=case_id, published_at__isnull=False).exists():
        raise Refused(_("Choose a case that everybody may read."), field="case_id")
    return Advice.objects.create(
        id=deed or new_id(),
        unit=unit,
        question=question,
        points_to_id=case_id,
        given_at=now,
        **in_columns(text=text),
    )


@action("exchange.ask")
def settle_question(
    *, by: Actor, question: Question, now: datetime.datetime, deed: UUID | None = None
) -> Question:
    """Close a question of one's own: the answers helped, or it does not matter any more."""
    question = Question.objects.get(pk=question.pk)
    if question.settled_at is not None:
        raise Refused(_("This question is closed already."))
    question.settled_at = now
    question.save(update_fields=["settled_at"])
    return question
