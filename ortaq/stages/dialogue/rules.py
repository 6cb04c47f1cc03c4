"""When a conversation takes what, and its limits: small predicates."""

from __future__ import annotations

import datetime

from ortaq.stages.dialogue.models import Conversation

LONGEST_STATEMENT = 280
SHORTEST_STATEMENT = 5
LEAST_SEEDS = 3
"""Statements with which the office opens a conversation; on fewer nobody can see where people agree."""

MOST_STATEMENTS = 40
"""Published statements of one conversation; nobody answers more on a phone."""


def is_open(conversation: Conversation, *, on: datetime.date) -> bool:
    """Whether people can say what they think on a day."""
    return conversation.closed_at is None and conversation.opens_on <= on <= conversation.closes_on


def takes_paper(conversation: Conversation, *, on: datetime.date) -> bool:
    """Whether a sheet can be typed in: until the office closes, so that paper of the last day is not lost."""
    return conversation.closed_at is None and conversation.opens_on <= on


def is_over(conversation: Conversation, *, on: datetime.date) -> bool:
    """Whether the last day has gone by."""
    return conversation.closes_on < on


def shows_results(conversation: Conversation) -> bool:
    """Whether counts may be shown: only when nothing can change any more.

    A count shown today and again tomorrow tells what the one person who spoke in between thinks. So there is one
    count, after the close, for everybody and for the office alike.
    """
    return conversation.closed_at is not None
