"""Reads of the dialogue, as plain data for pages, documents and later rooms."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import localdate

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.moderation import Objection, PublicState
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.stages.dialogue.models import Conversation, Opinion, Stance, Statement
from ortaq.stages.dialogue.rules import is_open, is_over
from ortaq.stages.needs.models import Problem


@dataclass(frozen=True)
class ConversationLine:
    """A conversation as a list shows it. `state` is `ahead`, `open`, `over` (not closed yet) or `closed`."""

    id: UUID
    number: int
    question: Text
    state: str
    opens_on: datetime.date
    closes_on: datetime.date
    days_left: int
    statements: int
    voices: int


def conversations(*, unit: Unit, today: datetime.date) -> list[ConversationLine]:
    """Return a unit's conversations of every cycle, open ones first, then the latest. One query."""
    rows = Conversation.objects.filter(unit=unit).annotate(
        published=Count("statements", filter=Q(statements__state=PublicState.PUBLISHED), distinct=True),
        voices=Count("participants", filter=Q(participants__stances__isnull=False), distinct=True),
    )
    lines = [_line(one, one.published, one.voices, today) for one in rows.order_by("-number")]
    return sorted(lines, key=lambda line: line.state != "open")


def state_of(conversation: Conversation, *, today: datetime.date) -> str:
    """Return `ahead`, `open`, `over` (not closed yet) or `closed`."""
    if conversation.closed_at is not None:
        return "closed"
    if is_open(conversation, on=today):
        return "open"
    return "over" if is_over(conversation, on=today) else "ahead"


def _line(conversation: Conversation, statements: int, voices: int, today: datetime.date) -> ConversationLine:
    return ConversationLine(
        id=conversation.id,
        number=conversation.number,
        question=conversation.question,
        state=state_of(conversation, today=today),
        opens_on=conversation.opens_on,
        closes_on=conversation.closes_on,
        days_left=max(0, (conversation.closes_on - today).days + 1),
        statements=statements,
        voices=voices,
    )


def conversation_by_number(unit: Unit, number: int) -> Conversation | None:
    """Return a unit's conversation by its number, or None."""
    rows = Conversation.objects.select_related("cycle", "problem", "unit")
    return rows.filter(unit=unit, number=number).first()


@dataclass(frozen=True)
class StatementLine:
    """A statement as a list shows it; `opinion` is what this voice thinks of it, None where it said nothing."""

    number: int
    text: Text
    seed: bool
    sent_on: datetime.date
    opinion: int | None = None
    opinion_label: str = ""


@dataclass(frozen=True)
class ConversationPage:
    """Everything the page of one conversation shows."""

    line: ConversationLine
    description: Text
    conclusion: Text
    closed_on: datetime.date | None
    problem: tuple[int, Text] | None
    statements: list[StatementLine]
    received: int


def conversation_page(*, conversation: Conversation, today: datetime.date, for_office: bool) -> ConversationPage:
    """Return what the page of a conversation shows. Two queries, three for the office."""
    statements = published(conversation)
    voices = conversation.participants.filter(stances__isnull=False).distinct().count()
    problem = conversation.problem
    return ConversationPage(
        line=_line(conversation, len(statements), voices, today),
        description=conversation.description,
        conclusion=conversation.conclusion,
        closed_on=localdate(conversation.closed_at) if conversation.closed_at else None,
        problem=(problem.number, problem.title) if problem else None,
        statements=[_statement(one) for one in statements],
        received=conversation.statements.filter(state=PublicState.RECEIVED).count() if for_office else 0,
    )


def published(conversation: Conversation) -> list[Statement]:
    """Return the statements that everybody reads, by number. One query."""
    return list(conversation.statements.filter(state=PublicState.PUBLISHED).order_by("number"))


def _statement(statement: Statement, opinion: int | None = None) -> StatementLine:
    return StatementLine(
        number=statement.number,
        text=statement.text,
        seed=statement.seed,
        sent_on=localdate(statement.sent_at),
        opinion=opinion,
        opinion_label=str(Opinion(opinion).label) if opinion is not None else "",
    )


@dataclass(frozen=True)
class Speaking:
    """How far a voice has come: the statement before it, how many it answered, all of them."""

    statement: StatementLine | None
    answered: int
    total: int
    said: list[StatementLine]

    @property
    def place(self) -> int:
        """The place of the statement before the voice, from 1."""
        return min(self.answered + 1, self.total)


def speaking(*, conversation: Conversation, key: str, wanted: int | None = None) -> Speaking:
    """Return the next statement for a voice, or the one it wants to answer anew. Two queries.

    Every voice meets the statements in an order of its own, so that none is always the first or the last.
    """
    statements = published(conversation)
    opinions = dict(
        Stance.objects.filter(participant__conversation=conversation, participant__key=key).values_list(
            "statement_id", "opinion"
        )
    )
    said = [_statement(one, opinions[one.id]) for one in statements if one.id in opinions]
    fresh = sorted((one for one in statements if one.id not in opinions), key=lambda one: _order(key, one))
    again = next((one for one in statements if one.number == wanted), None)
    shown = again or next(iter(fresh), None)
    return Speaking(
        statement=_statement(shown, opinions.get(shown.id)) if shown else None,
        answered=len(said),
        total=len(statements),
        said=said,
    )


def _order(key: str, statement: Statement) -> str:
    return sha256(f"{key}{statement.id}".encode()).hexdigest()


def received(conversation: Conversation) -> list[StatementLine]:
    """Return the proposed statements that wait for a moderator, the oldest first. One query."""
    rows = conversation.statements.filter(state=PublicState.RECEIVED).order_by("number")
    return [_statement(one) for one in rows]


@dataclass(frozen=True)
class StatementPage:
    """A proposed statement as its own page shows it; `text` is None where the reader may not see it."""

    number: int
    state: str
    text: Text | None
    objection: str
    sent_on: datetime.date


def statement_by_number(conversation: Conversation, number: int) -> Statement | None:
    """Return a statement by its number, or None. One query."""
    return conversation.statements.select_related("conversation__cycle").filter(number=number).first()


def statement_page(statement: Statement, *, for_office: bool) -> StatementPage:
    """Return what the page of a statement shows."""
    readable = for_office or statement.state == PublicState.PUBLISHED
    return StatementPage(
        number=statement.number,
        state=statement.state,
        text=statement.text if readable else None,
        objection=str(Objection(statement.objection).label) if statement.objection else "",
        sent_on=localdate(statement.sent_at),
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for the office: statements to read by conversation, and conversations to close."""

    received: list[tuple[int, int]]
    to_close: list[tuple[int, datetime.date]]


def waiting(*, cycle: Cycle, today: datetime.date) -> Waiting:
    """Return what the office has to read and to close. One query."""
    rows = Conversation.objects.filter(cycle=cycle, closed_at=None).annotate(
        waiting=Count("statements", filter=Q(statements__state=PublicState.RECEIVED))
    )
    found = list(rows.order_by("number"))
    return Waiting(
        received=[(one.number, one.waiting) for one in found if one.waiting],
        to_close=[(one.number, one.closes_on) for one in found if is_over(one, on=today)],
    )


def problems_to_talk_about(cycle: Cycle) -> list[Problem]:
    """Return the problems that a conversation can be about. One query."""
    return list(Problem.objects.filter(cycle=cycle).order_by("number"))
