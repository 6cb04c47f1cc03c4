"""Reads of comments, as plain data for pages, documents and later rooms."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from ortaq.ground.comments.models import Comment, Reply, ReplyKind
from ortaq.ground.comments.subjects import KINDS, Subject, find_subjects
from ortaq.ground.moderation import Objection, PublicState
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group

FIRST_SHOWN = 20
"""Comments on the page of their subject; a page of their own shows all."""

PAGE_SIZE = 50
SHOWN_IN_THREAD = 280
"""Characters of a comment and of its answer on the page of their subject."""

REPLY_TAGS = {
    ReplyKind.ACCEPTED: "done",
    ReplyKind.PARTLY: "done",
    ReplyKind.NOT_ACCEPTED: "no",
    ReplyKind.EXPLAINED: "neutral",
}


@dataclass(frozen=True)
class ReplyLine:
    """An answer of the office; `tag` is the colour of its kind, `is_short` where its end is left out."""

    kind: str
    label: str
    tag: str
    text: Text
    replied_on: datetime.date
    is_short: bool = False


@dataclass(frozen=True)
class CommentLine:
    """A comment as a list shows it; `says` is what the office owes or did, `tag` its colour."""

    number: int
    text: Text
    signature: str
    sent_on: datetime.date
    answer_due_on: datetime.date | None
    tag: str
    says: str
    replies: list[ReplyLine]
    kind: str = ""
    subject: Subject | None = None
    is_short: bool = False


@dataclass(frozen=True)
class CommentList:
    """One page of comments, and how many there are in all."""

    page: Page[Any]
    lines: list[CommentLine]

    @property
    def total(self) -> int:
        """How many comments there are on all pages."""
        return self.page.paginator.count

    @property
    def is_all(self) -> bool:
        """Whether every comment is shown, and every word of it."""
        return not self.page.has_other_pages() and not any(
            line.is_short or any(reply.is_short for reply in line.replies) for line in self.lines
        )


def thread(
    *, unit: Unit, about: str, about_id: UUID, today: datetime.date, page: int = 1, whole: bool = False
) -> CommentList:
    """Return what was said about something, newest first, and the answers. At most three queries.

    Unless `whole`, only the first comments, long ones cut short: what a page about something else has room for.
    """
    comments = _published(unit).filter(about=about, about_id=about_id)
    found = Paginator(comments, PAGE_SIZE if whole else FIRST_SHOWN).get_page(page)
    lines = [_line(comment, today) for comment in found]
    return CommentList(found, lines if whole else [_shortened(line) for line in lines])


def latest(*, unit: Unit, today: datetime.date, page: int = 1, size: int = PAGE_SIZE) -> CommentList:
    """Return what was said last about anything, and the answers. Three queries and one for each kind."""
    found = Paginator(_published(unit), size).get_page(page)
    return CommentList(found, [_shortened(line) for line in _with_subjects(unit, found, today)])


def received(*, unit: Unit, today: datetime.date, page: int) -> CommentList:
    """Return what waits for a moderator, the oldest first."""
    comments = Comment.objects.filter(unit=unit, state=PublicState.RECEIVED).order_by("number")
    found = Paginator(comments.prefetch_related(_replies()), PAGE_SIZE).get_page(page)
    return CommentList(found, _with_subjects(unit, found, today))


def unanswered(*, unit: Unit, today: datetime.date, page: int) -> CommentList:
    """Return the published comments without an answer, those due first."""
    comments = _published(unit).filter(answered_at=None).order_by("answer_due_on", "number")
    found = Paginator(comments, PAGE_SIZE).get_page(page)
    return CommentList(found, _with_subjects(unit, found, today))


@dataclass(frozen=True)
class Waiting:
    """How many comments the office has to read and to answer; the overdue ones are among the unanswered."""

    received: int
    unanswered: int
    overdue: int


def waiting(*, unit: Unit, today: datetime.date) -> Waiting:
    """Count what the office has to read and to answer, whatever cycle it belongs to. One query."""
    counts = Comment.objects.filter(unit=unit).aggregate(
        received=Count("pk", filter=Q(state=PublicState.RECEIVED)),
        unanswered=Count("pk", filter=Q(state=PublicState.PUBLISHED, answered_at=None)),
        overdue=Count("pk", filter=Q(answered_at=None, answer_due_on__lt=today)),
    )
    return Waiting(**counts)


@dataclass(frozen=True)
class Unsettled:
    """Comments that nobody has read yet, and published ones without an answer."""

    received: int
    unanswered: int

    def __bool__(self) -> bool:
        return bool(self.received or self.unanswered)


def unsettled(*, about: str, ids: Collection[UUID]) -> Unsettled:
    """Count what is still owed to those who commented on these things. One query."""
    counts = Comment.objects.filter(about=about, about_id__in=ids).aggregate(
        received=Count("pk", filter=Q(state=PublicState.RECEIVED)),
        unanswered=Count("pk", filter=Q(state=PublicState.PUBLISHED, answered_at=None)),
    )
    return Unsettled(**counts)


@dataclass(frozen=True)
class RegisterLine:
    """A published comment as a document lists it, in full; the signature is left to the page."""

    number: int
    about_id: UUID
    text: Text
    sent_on: datetime.date
    replies: list[ReplyLine]


def register(*, about: str, ids: Collection[UUID]) -> list[RegisterLine]:
    """Return every published comment on these things with its answers, by number. Two queries."""
    comments = Comment.objects.filter(about=about, about_id__in=ids, state=PublicState.PUBLISHED)
    return [
        RegisterLine(
            number=comment.number,
            about_id=comment.about_id,
            text=comment.text,
            sent_on=localdate(comment.sent_at),
            replies=[_reply(reply) for reply in comment.replies.all()],
        )
        for comment in comments.order_by("number").prefetch_related(_replies())
    ]


@dataclass(frozen=True)
class CommentPage:
    """Everything the page of one comment shows. `text` is None where the reader may not see it."""

    number: int
    state: str
    text: Text | None
    objection: str
    signature: str
    sent_on: datetime.date
    channel: str
    kind: str
    subject: Subject | None
    answer_due_on: datetime.date | None
    is_overdue: bool
    replies: list[ReplyLine]
    group: str = ""
    settlement: Text | None = None
    contact: str = ""


def comment_by_number(unit: Unit, number: int) -> Comment | None:
    """Return a unit's comment by its number, or None."""
    comments = Comment.objects.select_related("cycle", "unit", "settlement", "contact")
    return comments.prefetch_related(_replies()).filter(unit=unit, number=number).first()


def comment_page(*, comment: Comment, today: datetime.date, for_office: bool) -> CommentPage:
    """Return what the page of a comment shows; the office also sees what is not published, and the contact."""
    line = _line(comment, today)
    key = (comment.about, comment.about_id)
    contact = getattr(comment, "contact", None)
    return CommentPage(
        number=comment.number,
        state=comment.state,
        text=comment.text if for_office or comment.state == PublicState.PUBLISHED else None,
        objection=str(Objection(comment.objection).label) if comment.objection else "",
        signature=comment.signature if for_office or comment.state == PublicState.PUBLISHED else "",
        sent_on=line.sent_on,
        channel=comment.get_channel_display(),
        kind=_kind(comment.about),
        subject=find_subjects(comment.unit, [key], on=today).get(key),
        answer_due_on=comment.answer_due_on,
        is_overdue=line.tag == "no",
        replies=line.replies,
        group=str(Group(comment.group).label) if comment.group and for_office else "",
        settlement=comment.settlement.name if comment.settlement and for_office else None,
        contact=contact.contact if contact and for_office else "",
    )


def _published(unit: Unit) -> QuerySet[Comment]:
    comments = Comment.objects.filter(unit=unit, state=PublicState.PUBLISHED)
    return comments.order_by("-number").prefetch_related(_replies())


def _replies() -> Prefetch[Any]:
    return Prefetch("replies", Reply.objects.order_by("replied_at"))


def _with_subjects(unit: Unit, comments: Iterable[Comment], today: datetime.date) -> list[CommentLine]:
    shown = list(comments)
    subjects = find_subjects(unit, [(one.about, one.about_id) for one in shown], on=today)
    return [
        replace(_line(one, today), kind=_kind(one.about), subject=subjects.get((one.about, one.about_id)))
        for one in shown
    ]


def _kind(about: str) -> str:
    return str(KINDS[about].label) if about in KINDS else ""


def _line(comment: Comment, today: datetime.date) -> CommentLine:
    tag, says = _says(comment, today)
    return CommentLine(
        number=comment.number,
        text=comment.text,
        signature=comment.signature,
        sent_on=localdate(comment.sent_at),
        answer_due_on=comment.answer_due_on,
        tag=tag,
        says=says,
        replies=[_reply(reply) for reply in comment.replies.all()],
    )


def _says(comment: Comment, today: datetime.date) -> tuple[str, str]:
    due_on = comment.answer_due_on
    if comment.answered_at is not None:
        return "done", gettext("answered")
    if due_on is None:
        return "neutral", gettext("not published")
    if due_on < today:
        return "no", gettext("answer overdue")
    return "wait", gettext("answer by %(day)s") % {"day": date_format(due_on, "SHORT_DATE_FORMAT")}


def _reply(reply: Reply) -> ReplyLine:
    kind = ReplyKind(reply.kind)
    return ReplyLine(reply.kind, str(kind.label), REPLY_TAGS[kind], reply.text, localdate(reply.replied_at))


def _shortened(line: CommentLine) -> CommentLine:
    replies = [replace(reply, text=_short(reply.text), is_short=_is_long(reply.text)) for reply in line.replies]
    return replace(line, text=_short(line.text), is_short=_is_long(line.text), replies=replies)


def _is_long(text: Text) -> bool:
    return max(len(text.kk), len(text.ru)) > SHOWN_IN_THREAD


def _short(text: Text) -> Text:
    return replace(text, kk=_cut(text.kk), ru=_cut(text.ru)) if _is_long(text) else text


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN_IN_THREAD else f"{words[: SHOWN_IN_THREAD - 1].rstrip()}…"
