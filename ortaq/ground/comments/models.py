"""Facts of comments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.moderation import Moderated
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Bilingual
from ortaq.ground.vocabulary import Group


class Comment(Moderated):
    """What one person says about one thing; read by everybody once a moderator has published it.

    `about` and `about_id` name the thing as its room registered it (`ortaq.ground.comments.subjects`). Numbered
    within its unit, for ever. `signature` is what the author wants to be called, or nothing. A published comment
    has a day by which the office answers; `answered_at` is when it answered last.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="comments")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="comments")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=20)
    about_id = models.UUIDField()
    text = Bilingual()
    signature = models.CharField(max_length=60, blank=True, default="")
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sent_at = models.DateTimeField()

    answer_due_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *Moderated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "number"], name="comment_number_once_in_unit"),
            models.CheckConstraint(
                name="comment_published_has_due_day",
                condition=~Q(state="published") | Q(answer_due_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["about", "about_id", "state", "-number"]),
            models.Index(fields=["unit", "state", "answered_at"]),
        ]


class CommentContact(models.Model):
    """How to tell the author the answer, given of their own will; seen by the office only, deleted in time."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="contact")
    contact = models.CharField(max_length=120)
    consented_at = models.DateTimeField()


class ReplyKind(models.TextChoices):
    """What the office makes of a comment."""

    ACCEPTED = "accepted", pgettext_lazy("comment", "accepted")
    PARTLY = "partly", _("accepted in part")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    EXPLAINED = "explained", _("explained")


class Reply(models.Model):
    """The office's answer to a comment, marked as the office's. A later one does not overwrite it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="replies")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=12, choices=ReplyKind.choices)
    text = Bilingual()
    replied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="reply_says_something", condition=~Q(text_kk="") | ~Q(text_ru=""))
        ]
