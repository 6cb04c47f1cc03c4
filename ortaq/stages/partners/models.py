"""Facts of partnerships."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Unit
from ortaq.ground.sources import MoneyKind
from ortaq.ground.text import Bilingual
from ortaq.stages.plan.models import PlanLine


class PartnerKind(models.TextChoices):
    """What a partner is."""

    COMPANY = "company", _("company")
    FARM = "farm", _("farm or entrepreneur")
    NGO = "ngo", _("NGO")
    STATE = "state", _("state body or state enterprise")
    RESIDENTS = "residents", _("residents (asar)")
    NATIVES = "natives", _("people who come from here and live elsewhere")


class Partner(models.Model):
    """Somebody outside the budget who can help. The contact lies in `PartnerContact`.

    `is_named` says that the partner agreed to be named in public; otherwise the public reads only its kind.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="partners")
    kind = models.CharField(max_length=10, choices=PartnerKind.choices)
    name = Bilingual(max_length=200)
    is_named = models.BooleanField(default=False)
    added_at = models.DateTimeField()


class PartnerContact(models.Model):
    """How the office reaches a partner; seen by the office only."""

    partner = models.OneToOneField(Partner, models.PROTECT, primary_key=True, related_name="contact")
    person = models.CharField(max_length=120, blank=True, default="")
    contact = models.CharField(max_length=120)


class Stage(models.TextChoices):
    """How far the matter has come, in the order in which it usually goes."""

    ASKED = "asked", _("asked")
    TALKS = "talks", _("talks under way")
    OFFERED = "offered", _("help is offered")
    MEMORANDUM = "memorandum", _("memorandum signed")
    DELIVERED = "delivered", _("delivered")
    VERIFIED = "verified", _("delivered, residents looked")
    DECLINED = "declined", _("declined")


PUBLIC = (Stage.OFFERED, Stage.MEMORANDUM, Stage.DELIVERED, Stage.VERIFIED)
"""Stages at which everybody may read of it: a partner who is only asked, or who declines, is exposed by nobody."""


class Partnership(models.Model):
    """One partner is asked for one thing, for a line of the plan where there is one.

    `asked_for` is what was asked, `asked_by` the office that asked. `stage` is the stage of the latest event that
    was not taken back. `people_served` is how many people have the thing, from the delivery on.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="partnerships")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="partnerships")
    number = models.PositiveIntegerField()
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="partnerships")
    line = models.ForeignKey(PlanLine, models.PROTECT, null=True, related_name="partnerships")
    asked_for = Bilingual(max_length=500)
    asked_by = Bilingual(max_length=200)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ASKED)
    people_served = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="partnership_number_once_in_unit"),
            models.CheckConstraint(
                name="partnership_delivered_serves_people",
                condition=~Q(stage__in=("delivered", "verified")) | Q(people_served__isnull=False),
            ),
        ]


class Event(models.Model):
    """One step of a partnership: a letter, a talk, an offer, a signature, a delivery, a look at the place.

    Nothing is overwritten: a wrong event is taken back with a reason and stays to be read. A memorandum and a
    delivery name their document; a refusal has words.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="partnership_events")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    happened_on = models.DateField()
    note = Bilingual(max_length=500)
    document = models.CharField(max_length=200, blank=True, default="")
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taking_back = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="partnership_event_number_once"),
            models.CheckConstraint(
                name="partnership_signed_names_document",
                condition=~Q(stage__in=("memorandum", "delivered")) | ~Q(document=""),
            ),
            models.CheckConstraint(
                name="partnership_declined_has_words", condition=~Q(stage="declined") | ~Q(note_kk="", note_ru="")
            ),
            models.CheckConstraint(
                name="partnership_taken_back_has_reason",
                condition=Q(taken_back_at__isnull=True, taking_back="")
                | Q(taken_back_at__isnull=False) & ~Q(taking_back=""),
            ),
        ]

    @property
    def cycle_id(self) -> uuid.UUID:
        """The cycle of the partnership."""
        return self.partnership.cycle_id


class Contribution(models.Model):
    """What an event offers, promises or delivers: money, things or labour, its value in tiyn, in a year.

    Labour also has its days. Where nobody can value a thing in money, `amount` is zero and `what` says what it is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=8, choices=MoneyKind.choices)
    year = models.PositiveSmallIntegerField()
    what = Bilingual(max_length=300)
    amount = models.BigIntegerField()
    days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contribution_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="contribution_of_money_is_some", condition=~Q(kind="money") | Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="contribution_labour_has_days", condition=~Q(kind="labour") | Q(days__gt=0)
            ),
        ]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit of the partnership."""
        return self.event.unit_id


class Proposal(models.Model):
    """Somebody read the list of lines that look for a partner and says that they can help.

    What they wrote and how to reach them is seen by the office only.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="partner_proposals")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="partner_proposals")
    number = models.PositiveIntegerField()
    text = models.TextField()
    name = models.CharField(max_length=200)
    contact = models.CharField(max_length=120)
    consented_at = models.DateTimeField()
    partnership = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="proposals")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="partner_proposal_number_once_in_unit")
        ]
