"""Writes of comments."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground import moderation
from ortaq.ground.action import action
from ortaq.ground.comments.models import Comment, CommentContact, Reply, ReplyKind
from ortaq.ground.comments.rules import (
    CONTACTS_KEPT,
    LONGEST_COMMENT,
    LONGEST_SIGNATURE,
    SHORTEST_COMMENT,
    answer_due_on,
)
from ortaq.ground.comments.subjects import Subject, find_subject
from ortaq.ground.errors import Refused
from ortaq.ground.moderation import TO_A_REMARK, PublicState
from ortaq.ground.people.actors import Actor
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Text, in_columns


@action("comments.write", private={"contact"})
def write_comment(
    *,
    by: Actor,
    unit: Unit,
    about: str,
    about_id: UUID,
    text: str,
    language: str,
    signature: str = "",
    contact: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Comment:
    """Record what a person says about something; a moderator reads it before everybody can."""
    return _record(
        by=by,
        unit=unit,
        subject=_open_subject(unit, about, about_id, now),
        about=about,
        text=text,
        language=language,
        signature=signature,
        contact=contact,
        now=now,
        id=deed,
    )


@action("comments.write_for_person", private={"contact"})
def write_comment_for_person(
    *,
    by: Actor,
    unit: Unit,
    about: str,
    about_id: UUID,
    text: str,
    language: str,
    signature: str = "",
    settlement: Settlement | None = None,
    group: str = "",
    contact: str = "",
    now: datetime.datetime,
    deed: UUID | None = None,
) -> Comment:
    """Record what a person who is present, a paper or a meeting says; `by.channel` tells which."""
    return _record(
        by=by,
        unit=unit,
        subject=_open_subject(unit, about, about_id, now),
        about=about,
        text=text,
        language=language,
        signature=signature,
        settlement=settlement,
        group=group,
        contact=contact,
        now=now,
        id=deed,
    )


@action("comments.moderate")
def publish_comment(*, by: Actor, comment: Comment, now: datetime.datetime, deed: UUID | None = None) -> Comment:
    """Let everybody read a comment; the day of its answer is counted from now."""
    moderation.publish(comment, now=now)
    comment.answer_due_on = answer_due_on(comment.unit_id, published_at=now)
    comment.save()
    return comment


@action("comments.moderate")
def refuse_comment(
    *, by: Actor, comment: Comment, objection: str, now: datetime.datetime, deed: UUID | None = None
) -> Comment:
    """Keep a comment from being read; its author reads why on the comment's page."""
    if comment.answered_at is not None:
        raise Refused(_("This comment has an answer already, so it stays published."))
    moderation.refuse(comment, objection, offered=TO_A_REMARK, now=now)
    comment.answer_due_on = None
    comment.save()
    return comment


@action("comments.reply")
def reply_to_comment(
    *, by: Actor, comment: Comment, kind: str, text: Text, now: datetime.datetime, deed: UUID | None = None
) -> Reply:
    """Give the office's answer to a published comment; an earlier answer stays beside it."""
    if kind not in ReplyKind.values:
        raise Refused(_("Choose what the office makes of the comment."), field="kind")
    if not text:
        raise Refused(_("Write the answer in Kazakh or in Russian."), field="text_kk")
    if comment.state != PublicState.PUBLISHED:
        raise Refused(_("Publish the comment before you answer it."))
    reply = Reply.objects.create(
        id=deed, unit_id=comment.unit_id, comment=comment, kind=kind, replied_at=now, **in_columns(text=text)
    )
    comment.answered_at = now
    comment.save(update_fields=["answered_at"])
    forget_contacts(now=now)
    return reply


def forget_contacts(*, now: datetime.datetime) -> int:
    """Delete the contacts of comments that were answered, or refused, a year ago; return how many.

    Nobody decides it, so it is no deed of the journal, which never knew the contacts. Each answer and each start
    of Ortaq calls it.
    """
    past = now - CONTACTS_KEPT
    refused = Q(comment__state=PublicState.REFUSED, comment__decided_at__lt=past)
    forgotten, _kinds = CommentContact.objects.filter(Q(comment__answered_at__lt=past) | refused).delete()
    return forgotten


def _open_subject(unit: Unit, about: str, about_id: UUID, now: datetime.datetime) -> Subject:
    subject = find_subject(unit, about, about_id, on=timezone.localdate(now))
    if subject is None:
        raise Refused(_("What you wrote about cannot be read here any more, so no comment is taken on it."))
    if not subject.is_open:
        raise Refused(subject.closed)
    return subject


def _record(
    *,
    by: Actor,
    unit: Unit,
    subject: Subject,
    about: str,
    text: str,
    language: str,
    signature: str,
    contact: str,
    now: datetime.datetime,
    id: UUID | None,
    settlement: Settlement | None = None,
    group: str = "",
) -> Comment:
    said = text.strip()
    if len(said) < SHORTEST_COMMENT:
        raise Refused(_("Write in a few words what you think."), field="text")
    if len(said) > LONGEST_COMMENT:
        raise Refused(
            _("The text is longer than %(most)s characters. Say the most important part.")
            % {"most": LONGEST_COMMENT},
            field="text",
        )
    comment = Comment.objects.create(
        id=id,
        unit=unit,
        cycle=subject.cycle,
        number=_next_number(unit),
        about=about,
        about_id=subject.id,
        signature=" ".join(signature.split())[:LONGEST_SIGNATURE],
        settlement=settlement,
        group=group,
        channel=by.channel,
        sent_at=now,
        **in_columns(text=Text(kk=said) if language == "kk" else Text(ru=said)),
    )
    if contact.strip():
        CommentContact.objects.create(comment=comment, contact=contact.strip(), consented_at=now)
    return comment


def _next_number(unit: Unit) -> int:
    """Return the next number within the unit; the book of the unit is locked, so nobody else takes it."""
    last: int | None = Comment.objects.filter(unit=unit).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
