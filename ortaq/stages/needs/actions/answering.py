"""Writes of the office's answers, and the end of the contacts that were kept for them."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.action import action
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.moderation import PublicState
from ortaq.ground.people.actors import Actor
from ortaq.ground.text import Text, in_columns
from ortaq.stages.needs.models import Answer, AnswerKind, Contact, Need, Problem
from ortaq.stages.needs.rules import CONTACTS_KEPT


@action("needs.answer")
def answer_need(
    *, by: Actor, need: Need, kind: str, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Answer:
    """Give the office's official answer to one need."""
    _check_answer(kind, text)
    if need.state != PublicState.PUBLISHED:
        raise Refused(_("Publish the need before you answer it."))
    return _answer(need, kind, text, now, id=deed)


@action("needs.answer")
def answer_problem(
    *, by: Actor, problem: Problem, kind: str, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Problem:
    """Give the same official answer to every need of a problem."""
    _check_answer(kind, text)
    needs = list(problem.needs.all())
    if not needs:
        raise Refused(_("This problem has no needs any more, so there is nobody to answer."))
    for need in needs:
        _answer(need, kind, text, now, id=new_id())
    return problem


def forget_contacts(*, now: datetime.datetime) -> int:
    """Delete the contacts of needs that were answered, or refused, a year ago; return how many.

    Nobody decides it, so it is no deed of the journal, which never knew the contacts. Each answer and each start
    of Ortaq calls it.
    """
    past = now - CONTACTS_KEPT
    done = Q(need__answered_at__lt=past) | Q(need__state=PublicState.REFUSED, need__decided_at__lt=past)
    forgotten, _kinds = Contact.objects.filter(done).delete()
    return forgotten


def _check_answer(kind: str, text: Text) -> None:
    if kind not in AnswerKind.values:
        raise Refused(_("Choose what is done about the need."), field="kind")
    if not text:
        raise Refused(_("Write the answer in Kazakh or in Russian."), field="text_kk")


def _answer(need: Need, kind: str, text: Text, now: datetime.datetime, *, id: UUID | None) -> Answer:
    answer = Answer.objects.create(
        id=id, unit_id=need.unit_id, need=need, kind=kind, answered_at=now, **in_columns(text=text)
    )
    need.answered_at = now
    need.save(update_fields=["answered_at"])
    forget_contacts(now=now)
    return answer
