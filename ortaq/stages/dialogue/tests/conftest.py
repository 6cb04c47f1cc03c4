"""A conversation about the evening bus, people who speak in it, and an office that closes it."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from ortaq.ground import clock
from ortaq.ground.people.actors import Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text
from ortaq.stages.dialogue import actions
from ortaq.stages.dialogue.models import Conversation, Opinion

SEEDS = (
    Text(kk="Кешкі автобус керек", ru="Нужен вечерний автобус"),
    Text(kk="Жол ақысы 200 теңгеден аспасын", ru="Проезд не дороже 200 тенге"),
    Text(kk="Автобус жексенбіде де жүрсін", ru="Автобус нужен и в воскресенье"),
)
CONCLUSION = Text(kk="Автобусты жобаға қосамыз.", ru="Включим автобус в проекты.")


@pytest.fixture
def planner(unit, actor):
    return actor(unit, Role.PLANNER)


@pytest.fixture
def begin(cycle, planner, now) -> Callable[..., Conversation]:
    """Begin the conversation for ten days from today; other data may be given."""

    def open_it(**other) -> Conversation:
        given = {
            "by": planner,
            "cycle": cycle,
            "question": Text(kk="Кешкі автобус бола ма?", ru="Быть ли вечернему автобусу?"),
            "description": Text(),
            "opens_on": now.date(),
            "closes_on": now.date() + datetime.timedelta(days=10),
            "statements": SEEDS,
            "now": now,
        }
        return actions.open_conversation(**given | other)

    return open_it


@pytest.fixture
def conversation(begin) -> Conversation:
    return begin()


@pytest.fixture
def speak(now) -> Callable[..., None]:
    """Let a voice of a group answer the first statements of a conversation, in order."""

    def say(conversation: Conversation, key: str, *opinions: int, group: str = "", **other) -> None:
        given = {"by": Actor(), "conversation": conversation, "key": key, "now": now} | other
        actions.join_conversation(group=group, **given)
        for statement, opinion in zip(conversation.statements.order_by("number"), opinions, strict=False):
            actions.take_stance(statement=statement, opinion=opinion, **given)

    return say


@pytest.fixture
def close(planner, now) -> Callable[..., Conversation]:
    """Close a conversation the day after its last one."""

    def close_it(conversation: Conversation, **other) -> Conversation:
        given = {"by": planner, "conclusion": CONCLUSION, "now": now + datetime.timedelta(days=11)} | other
        return actions.close_conversation(conversation=conversation, **given)

    return close_it


@pytest.fixture
def at(monkeypatch, now) -> Callable[[datetime.datetime], None]:
    """Set the clock of the pages; it shows `now` until it is set anew."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(now)
    return set_to


def client_of(actor: Actor) -> Client:
    """Return a browser in which the actor is signed in."""
    client = Client()
    client.force_login(actor.account)
    return client


AGREE, PASS, DISAGREE = Opinion.AGREE, Opinion.PASS, Opinion.DISAGREE
