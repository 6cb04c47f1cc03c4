"""Facts of the dialogue: conversations, their statements and what people think of each."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.moderation import Moderated
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Bilingual
from ortaq.ground.vocabulary import Group
from ortaq.stages.needs.models import Problem


class Conversation(models.Model):
    """A question to the residents, open from one day until another, with statements to agree or disagree on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conversations")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="conversations")
    number = models.PositiveIntegerField()
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="conversations")
    question = Bilingual(max_length=300)
    description = Bilingual()
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    conclusion = Bilingual()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="conversation_number_once_in_unit"),
            models.CheckConstraint(name="conversation_runs_forward", condition=Q(closes_on__gte=F("opens_on"))),
        ]


class Statement(Moderated):
    """One sentence on which people agree, disagree or pass. The office's own (`seed`) are published at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="statements")
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    text = Bilingual(max_length=280)
    seed = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            *Moderated.Meta.constraints,
            models.UniqueConstraint(fields=["conversation", "number"], name="statement_number_once"),
        ]

    @property
    def cycle_id(self) -> uuid.UUID:
        """The cycle of the conversation."""
        return self.conversation.cycle_id


class Participant(models.Model):
    """One voice in a conversation: no name, only what it declares of its own will.

    `key` is a keyed hash of what the browser holds, so that the same browser is one voice; a paper sheet or a
    person helped by another is a voice of its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="participants")
    key = models.CharField(max_length=64)
    group = models.CharField(max_length=20, choices=Group.choices, blank=True, default="")
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "key"], name="participant_once_in_conversation")
        ]


class Opinion(models.IntegerChoices):
    """What somebody thinks of a statement."""

    AGREE = 1, _("agree")
    PASS = 0, _("pass")
    DISAGREE = -1, _("disagree")


class Stance(models.Model):
    """What one voice thinks of one statement; changed as often as the voice likes while it is open."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="stances")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="stances")
    opinion = models.SmallIntegerField(choices=Opinion.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "statement"], name="stance_once_on_statement"),
            models.CheckConstraint(name="stance_is_an_opinion", condition=Q(opinion__in=(-1, 0, 1))),
        ]
