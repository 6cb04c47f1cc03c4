"""What people say of everything else: comments and answers, the plan's comment period, two conversations."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any
from uuid import UUID

from ortaq.demo.story import Diary, Row, Story, Writing, text, texts
from ortaq.ground.comments.actions import (
    publish_comment,
    refuse_comment,
    reply_to_comment,
    write_comment,
    write_comment_for_person,
)
from ortaq.ground.comments.models import Comment
from ortaq.ground.people.actors import ANYONE, Behalf, Channel
from ortaq.ground.text import Text
from ortaq.stages.dialogue.actions import (
    close_conversation,
    join_conversation,
    open_conversation,
    propose_statement,
    publish_statement,
    refuse_statement,
    take_stance,
    take_stances_for_person,
)
from ortaq.stages.dialogue.models import Conversation, Opinion
from ortaq.stages.plan.actions import open_comments
from ortaq.stages.plan.models import PlanVersion

HOUR = 1 / 24
COMMENT_DAYS = 14
WEB_VOICES = 9
"""So many speak on their phones; the others hand in a sheet of paper."""

OPINIONS = (Opinion.AGREE, Opinion.PASS, Opinion.DISAGREE)
NO_GROUP = "none"


def write_into(diary: Diary) -> None:
    """Open the plan for comments, hear and answer everybody, and hold both conversations."""
    rows = texts("dialogue")
    diary.first(165.6, partial(_open_comments, diary.story))
    for row in rows["comment"]:
        _hear(diary, diary.first, row)
    for row in rows["next"]:
        _hear(diary, diary.second, row)
    for begin, row in zip((diary.first, diary.second), rows["conversation"], strict=True):
        _converse(diary, begin, row)


def _open_comments(story: Story, now: datetime.datetime) -> None:
    open_comments(
        by=story.actors["planner"],
        version=PlanVersion.objects.get(plan__cycle=story.cycles["first"], number=1),
        opens_on=now.date(),
        closes_on=now.date() + datetime.timedelta(days=COMMENT_DAYS),
        now=now,
    )


def _hear(diary: Diary, begin: Writing, row: Row) -> None:
    said: list[Comment] = []
    day = row["day"]
    begin(day, lambda now: said.append(_write(diary.story, row, now)))
    if row.get("unread"):
        return
    begin(day + 1, lambda now: _moderate(diary.story, row, said[0], now))
    if "a" in row:
        begin(day + row["after"], lambda now: _reply(diary.story, row, said[0], now))


def _write(story: Story, row: Row, now: datetime.datetime) -> Comment:
    kind, key = row["on"]
    language = "kk" if "kk" in row else "ru"
    given: dict[str, Any] = {
        "unit": story.unit,
        "about": "plan_version" if kind == "plan" else kind,
        "about_id": _subject(story, kind, key),
        "text": row[language],
        "language": language,
        "signature": row.get("sign", ""),
        "now": now,
    }
    channel = Channel(row.get("c", Channel.WEB))
    if channel == Channel.WEB:
        return write_comment(by=ANYONE, **given)
    return write_comment_for_person(by=story.actors["clerk"].through(channel, Behalf.PERSON), **given)


def _subject(story: Story, kind: str, key: str) -> UUID:
    if kind == "plan":
        return PlanVersion.objects.get(plan__cycle=story.cycles["first"], number=int(key)).pk
    return story.problems[key].pk if kind == "problem" else story.projects[key].pk


def _moderate(story: Story, row: Row, comment: Comment, now: datetime.datetime) -> None:
    by = story.actors["moderator"]
    if "no" in row:
        refuse_comment(by=by, comment=comment, objection=row["no"], now=now)
    else:
        publish_comment(by=by, comment=comment, now=now)


def _reply(story: Story, row: Row, comment: Comment, now: datetime.datetime) -> None:
    kind, kk, ru = row["a"]
    comment.refresh_from_db()
    reply_to_comment(by=story.actors["planner"], comment=comment, kind=kind, text=Text(kk, ru), now=now)


def _converse(diary: Diary, begin: Writing, row: Row) -> None:
    talk = Talk(diary.story, row)
    opens = row["opens"] + 10 * HOUR
    begin(opens, talk.open)
    begin(opens + 4 * HOUR, talk.propose)
    begin(opens + 1, talk.moderate)
    begin(opens + 2, talk.speak)
    if "closed" in row:
        begin(row["closed"], talk.close)


class Talk:
    """One conversation from its question to its conclusion."""

    def __init__(self, story: Story, row: Row) -> None:
        self.story = story
        self.row = row
        self.conversation = Conversation()

    def open(self, now: datetime.datetime) -> None:
        """Put the question with the office's statements."""
        problem = self.story.problems[self.row["key"]]
        self.conversation = open_conversation(
            by=self.story.actors["planner"],
            cycle=problem.cycle,
            question=text(self.row, "question"),
            description=text(self.row, "description"),
            opens_on=now.date(),
            closes_on=now.date() + datetime.timedelta(days=self.row["days"]),
            statements=[text(one, "text") for one in self.row["statement"] if "by" not in one],
            problem=problem,
            now=now,
        )

    def propose(self, now: datetime.datetime) -> None:
        """Residents propose statements of their own."""
        own = [one["text"][0] for one in self.row["statement"] if "by" in one]
        for words in (*own, self.row.get("refused"), self.row.get("proposed")):
            if words:
                propose_statement(by=ANYONE, conversation=self.conversation, text=words, language="kk", now=now)

    def moderate(self, now: datetime.datetime) -> None:
        """The moderator reads them; what came last in the open conversation still waits."""
        by = self.story.actors["moderator"]
        for statement in self.conversation.statements.filter(state="received").order_by("number"):
            if str(statement.text) == self.row.get("refused"):
                refuse_statement(by=by, statement=statement, objection="insult", now=now)
            elif str(statement.text) != self.row.get("proposed"):
                publish_statement(by=by, statement=statement, now=now)

    def speak(self, now: datetime.datetime) -> None:
        """Everybody says what they think, on a phone or on paper."""
        statements = list(self.conversation.statements.filter(state="published").order_by("number"))
        voices = [(group, place) for group, count in self.row["voices"].items() for place in range(count)]
        for voice, (group, place) in enumerate(voices):
            opinions = {
                statement.number: _opinion(one[group], place + statement.number)
                for statement, one in zip(statements, self.row["statement"], strict=True)
            }
            named = "" if group == NO_GROUP else group
            if voice >= len(voices) - WEB_VOICES:
                given: dict[str, Any] = {
                    "by": ANYONE,
                    "conversation": self.conversation,
                    "key": f"voice {voice}",
                    "now": now,
                }
                join_conversation(group=named, **given)
                for statement in statements:
                    take_stance(statement=statement, opinion=opinions[statement.number], **given)
            else:
                by = self.story.actors["clerk"].through(Channel.PAPER, Behalf.PERSON)
                take_stances_for_person(
                    by=by, conversation=self.conversation, stances=opinions, group=named, now=now
                )

    def close(self, now: datetime.datetime) -> None:
        """Close it and say what follows."""
        close_conversation(
            by=self.story.actors["akim"],
            conversation=self.conversation,
            conclusion=text(self.row, "conclusion"),
            now=now,
        )


def _opinion(counts: list[int], place: int) -> int:
    """Return the opinion of the voice at a place of its group, of which so many agree, pass and disagree."""
    everybody = [opinion for opinion, count in zip(OPINIONS, counts, strict=True) for _one in range(count)]
    return int(everybody[place % len(everybody)])
