"""Writes of the dialogue.

What somebody thinks is a private argument: the journal says that a voice spoke in a conversation, never which
voice, of which group, on which statement or how.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground import moderation
from ortaq.ground.action import action
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import NotAllowed, Refused
from ortaq.ground.ids import new_id
from ortaq.ground.moderation import TO_A_REMARK, PublicState
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Text, in_columns
from ortaq.stages.dialogue.models import Conversation, Opinion, Participant, Stance, Statement
from ortaq.stages.dialogue.rules import (
    LEAST_SEEDS,
    LONGEST_STATEMENT,
    MOST_STATEMENTS,
    SHORTEST_STATEMENT,
    is_open,
    is_over,
    takes_paper,
)
from ortaq.stages.needs.models import Problem

PRIVATE_VOICE = frozenset({"key", "group", "settlement", "statement", "opinion", "stances"})


@action("dialogue.open")
def open_conversation(
    *,
    by: Actor,
    cycle: Cycle,
    question: Text,
    description: Text,
    opens_on: datetime.date,
    closes_on: datetime.date,
    statements: Sequence[Text],
    problem: Problem | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Conversation:
    """Put a question to the residents, with the office's first statements on it."""
    if not question:
        raise Refused(_("Write the question in Kazakh or in Russian."), field="question_kk")
    if opens_on < timezone.localdate(now):
        raise Refused(_("This day has already gone by. Choose today or a later day."), field="opens_on")
    if closes_on < opens_on:
        raise Refused(_("The last day lies before the first. Check the days."), field="closes_on")
    if len(statements) < LEAST_SEEDS:
        raise Refused(
            _("Write at least %(least)s statements: on fewer nobody can see where people agree.")
            % {"least": LEAST_SEEDS},
            field="statement_1_kk",
        )
    last: int | None = Conversation.objects.filter(unit=cycle.unit_id).aggregate(last=Max("number"))["last"]
    conversation = Conversation.objects.create(
        id=deed,
        unit=cycle.unit,
        cycle=cycle,
        number=(last or 0) + 1,
        problem=problem,
        opens_on=opens_on,
        closes_on=closes_on,
        **in_columns(question=question, description=description),
    )
    for text in statements:
        _add(conversation, text, by=by, seed=True, now=now, id=None)
    return conversation


@action("dialogue.open")
def add_statement(
    *, by: Actor, conversation: Conversation, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Statement:
    """Add a statement of the office; everybody reads it at once."""
    _require_not_closed(conversation)
    return _add(conversation, text, by=by, seed=True, now=now, id=deed)


@action("dialogue.propose")
def propose_statement(
    *,
    by: Actor,
    conversation: Conversation,
    text: str,
    language: str,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Statement:
    """Propose a statement as a resident; a moderator reads it before everybody can."""
    if not is_open(conversation, on=timezone.localdate(now)):
        raise Refused(_("This conversation is not open now. Its days stand on its page."))
    words = Text(kk=text.strip()) if language == "kk" else Text(ru=text.strip())
    return _add(conversation, words, by=by, seed=False, now=now, id=deed)


@action("dialogue.moderate")
def publish_statement(
    *, by: Actor, statement: Statement, now: datetime.datetime, deed: UUID | None = None
) -> Statement:
    """Let everybody say what they think of a statement."""
    _require_not_closed(statement.conversation)
    _require_room(statement.conversation)
    moderation.publish(statement, now=now)
    statement.save()
    return statement


@action("dialogue.moderate")
def refuse_statement(
    *, by: Actor, statement: Statement, objection: str, now: datetime.datetime, deed: UUID | None = None
) -> Statement:
    """Keep a statement from being shown; whoever proposed it reads why on its page."""
    _require_not_closed(statement.conversation)
    moderation.refuse(statement, objection, offered=TO_A_REMARK, now=now)
    statement.save()
    return statement


@action("dialogue.take_stance", private=PRIVATE_VOICE)
def join_conversation(
    *,
    by: Actor,
    conversation: Conversation,
    key: str,
    group: str = "",
    settlement: Settlement | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Conversation:
    """Let a voice say, of its own will, of which group and from where it is; it may say so anew."""
    _require_open_and_nameless(by, conversation, now)
    Participant.objects.update_or_create(
        conversation=conversation,
        key=key,
        defaults={"group": group, "settlement": settlement},
        create_defaults={
            "unit_id": conversation.unit_id,
            "channel": by.channel,
            "group": group,
            "settlement": settlement,
        },
    )
    return conversation


@action("dialogue.take_stance", private=PRIVATE_VOICE)
def take_stance(
    *,
    by: Actor,
    conversation: Conversation,
    key: str,
    statement: Statement,
    opinion: int,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Conversation:
    """Record what a voice thinks of a statement; said again, the later word counts."""
    _require_open_and_nameless(by, conversation, now)
    _require_opinion(opinion)
    if statement.conversation_id != conversation.id or statement.state != PublicState.PUBLISHED:
        raise Refused(_("This statement is not part of the conversation any more. Go on with the next one."))
    participant, _made = Participant.objects.get_or_create(
        conversation=conversation, key=key, defaults={"unit_id": conversation.unit_id, "channel": by.channel}
    )
    Stance.objects.update_or_create(participant=participant, statement=statement, defaults={"opinion": opinion})
    return conversation


@action("dialogue.take_stance_for_person", private=PRIVATE_VOICE)
def take_stances_for_person(
    *,
    by: Actor,
    conversation: Conversation,
    stances: Mapping[int, int],
    group: str = "",
    settlement: Settlement | None = None,
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Conversation:
    """Record a sheet, or what a person says who is present, as one voice: opinions by statement number."""
    if not takes_paper(conversation, on=timezone.localdate(now)):
        raise Refused(_("Sheets are typed in from the first day until the office closes the conversation."))
    if not stances:
        raise Refused(_("Mark at least one statement: an empty sheet says nothing."))
    statements = {one.number: one for one in conversation.statements.filter(state=PublicState.PUBLISHED)}
    if unknown := sorted(stances.keys() - statements.keys()):
        raise Refused(_("There is no statement № %(number)s here.") % {"number": unknown[0]})
    for opinion in stances.values():
        _require_opinion(opinion)
    participant = Participant.objects.create(
        unit_id=conversation.unit_id,
        conversation=conversation,
        key=new_id().hex,
        group=group,
        settlement=settlement,
        channel=by.channel,
    )
    Stance.objects.bulk_create(
        Stance(participant=participant, statement=statements[number], opinion=opinion)
        for number, opinion in stances.items()
    )
    return conversation


@action("dialogue.close")
def close_conversation(
    *, by: Actor, conversation: Conversation, conclusion: Text, now: datetime.datetime, deed: UUID | None = None
) -> Conversation:
    """Close a conversation whose days are over and say what follows from it; everybody then sees the counts."""
    _require_not_closed(conversation)
    if not is_over(conversation, on=timezone.localdate(now)):
        raise Refused(
            _("People were promised that they can speak until %(day)s. Close it after that day.")
            % {"day": date_format(conversation.closes_on)}
        )
    if not conclusion:
        raise Refused(_("Say what follows from it, in Kazakh or in Russian."), field="conclusion_kk")
    conversation.closed_at, conversation.conclusion = now, conclusion
    conversation.save()
    return conversation


def _add(
    conversation: Conversation,
    text: Text,
    *,
    by: Actor,
    seed: bool,
    now: datetime.datetime,
    id: UUID | None,
) -> Statement:
    longest, said = max(len(text.kk), len(text.ru)), len(str(text))
    if said < SHORTEST_STATEMENT:
        raise Refused(_("Write one sentence with which one can agree or not."), field="text")
    if longest > LONGEST_STATEMENT:
        raise Refused(
            _("The statement is longer than %(most)s characters. Say one thing in one sentence.")
            % {"most": LONGEST_STATEMENT},
            field="text",
        )
    if seed:
        _require_room(conversation)
    last: int | None = conversation.statements.aggregate(last=Max("number"))["last"]
    return Statement.objects.create(
        id=id or new_id(),
        unit_id=conversation.unit_id,
        conversation=conversation,
        number=(last or 0) + 1,
        seed=seed,
        channel=by.channel,
        sent_at=now,
        state=PublicState.PUBLISHED if seed else PublicState.RECEIVED,
        decided_at=now if seed else None,
        **in_columns(text=text),
    )


def _require_room(conversation: Conversation) -> None:
    if conversation.statements.filter(state=PublicState.PUBLISHED).count() >= MOST_STATEMENTS:
        raise Refused(
            _("The conversation has %(most)s statements already; nobody answers more. Begin another one.")
            % {"most": MOST_STATEMENTS}
        )


def _require_not_closed(conversation: Conversation) -> None:
    if conversation.closed_at is not None:
        raise Refused(_("This conversation is closed. Nothing in it changes any more."))


def _require_open_and_nameless(by: Actor, conversation: Conversation, now: datetime.datetime) -> None:
    if by.account is not None:
        raise NotAllowed(_("People speak here without an account, so that nobody can tell who thinks what."))
    if not is_open(conversation, on=timezone.localdate(now)):
        raise Refused(_("This conversation is not open now. Its days stand on its page."))


def _require_opinion(opinion: int) -> None:
    if opinion not in Opinion.values:
        raise Refused(_("Choose one of the three answers."))
