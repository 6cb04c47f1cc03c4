"""What people say of what others said: comments with the office's answers, and statements with who agrees."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ortaq.ground import clock
from ortaq.ground.comments.models import Comment, Reply, ReplyKind
from ortaq.ground.comments.subjects import find_subjects
from ortaq.ground.moderation import PublicState
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.publish.opendata.datasets.columns import CYCLE, NUMBER
from ortaq.publish.opendata.shape import (
    Dataset,
    Key,
    Row,
    address,
    bilingual,
    code,
    day,
    integer,
    page,
    text,
    texts,
    yes_no,
)
from ortaq.stages.dialogue.models import Conversation, Statement
from ortaq.stages.dialogue.results import StatementResult
from ortaq.stages.dialogue.results import results as count_of
from ortaq.stages.dialogue.rules import shows_results


def comments(unit: Unit, after: Key | None, size: int) -> Iterator[Row]:
    """Yield the published comments by number, each with the office's latest answer.

    Two queries for each `size` rows, and one more for each kind of thing that they are about.
    """
    last = int(after[0]) if after else 0
    published = Comment.objects.filter(unit=unit, state=PublicState.PUBLISHED).select_related("cycle")
    while found := list(published.filter(number__gt=last).order_by("number")[:size]):
        yield from _comments(unit, found)
        last = found[-1].number


def _comments(unit: Unit, found: list[Comment]) -> Iterator[Row]:
    replies = {reply.comment_id: reply for reply in Reply.objects.filter(comment__in=found).order_by("replied_at")}
    with override("kk"):
        subjects = find_subjects(unit, [(one.about, one.about_id) for one in found], on=clock.today())
    for comment in found:
        subject, reply = subjects.get((comment.about, comment.about_id)), replies.get(comment.pk)
        yield {
            "number": comment.number,
            "cycle": comment.cycle.first_year if comment.cycle else None,
            "about": comment.about,
            **texts(about_title=subject.title if subject else Text(), text=comment.text),
            "channel": comment.channel,
            "sent_on": localdate(comment.sent_at),
            "answer_due_on": comment.answer_due_on,
            "answered_on": localdate(reply.replied_at) if reply else None,
            "answer_kind": reply.kind if reply else "",
            **texts(answer=reply.text if reply else Text()),
            "page": subject.url if subject else "",
        }


def statements(unit: Unit) -> Iterator[Row]:
    """Yield the published statements, counted where their conversation is closed.

    Two queries, and three for each closed conversation.
    """
    conversations = {one.pk: one for one in Conversation.objects.filter(unit=unit).select_related("cycle")}
    counted: dict[object, dict[int, StatementResult]] = {
        id: {one.number: one for one in count_of(conversation).statements}
        for id, conversation in conversations.items()
        if shows_results(conversation)
    }
    for statement in Statement.objects.filter(unit=unit, state=PublicState.PUBLISHED):
        conversation = conversations[statement.conversation_id]
        count = counted.get(conversation.pk, {}).get(statement.number)
        yield {
            "conversation": conversation.number,
            "number": statement.number,
            "cycle": conversation.cycle.first_year,
            **texts(question=conversation.question, text=statement.text),
            "is_of_office": statement.seed,
            "agree": count.agree if count else None,
            "disagree": count.disagree if count else None,
            "passed": count.passed if count else None,
            "closed_on": localdate(conversation.closed_at) if conversation.closed_at else None,
            "page": address("dialogue:conversation", unit.slug, conversation.number),
        }


DATASETS = (
    Dataset(
        name="comments",
        title=_("Comments and answers"),
        says=_("Published comments on anything, with the office's latest answer. No signature, no group."),
        action="comments.read",
        key=("number",),
        columns=(
            NUMBER,
            integer("cycle", _("First year of the plan that it was about")),
            text("about", _("What kind of thing it is about")),
            *bilingual("about_title", _("What it is about")),
            *bilingual("text", _("The words")),
            code("channel", _("How it came"), Channel.choices),
            day("sent_on", _("When it was said")),
            day("answer_due_on", _("By which day the office answers")),
            day("answered_on", _("When the office answered last")),
            code("answer_kind", _("What the office says"), ReplyKind.choices),
            *bilingual("answer", _("The words of the answer")),
            page(_("Page on this server")),
        ),
        many=comments,
    ),
    Dataset(
        name="statements",
        title=_("Statements in conversations"),
        says=_("On what people agree or disagree. Counted once, when a conversation is closed."),
        action="dialogue.read",
        key=("conversation", "number"),
        columns=(
            integer("conversation", _("Number of the conversation")),
            integer("number", _("Number of the statement")),
            CYCLE,
            *bilingual("question", _("The question of the conversation")),
            *bilingual("text", _("The statement")),
            yes_no("is_of_office", _("Whether the office wrote it")),
            integer("agree", _("Who agree; empty before the count")),
            integer("disagree", _("Who disagree; empty before the count")),
            integer("passed", _("Who passed; empty before the count")),
            day("closed_on", _("When it was counted")),
            page(_("Page on this server")),
        ),
        few=statements,
    ),
)
