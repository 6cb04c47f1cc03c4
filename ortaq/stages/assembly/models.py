"""Facts of the assembly: the two statutory decisions on a plan, and what its members ask of the akim."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.meetings.models import Motion
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Bilingual
from ortaq.stages.plan.models import PlanVersion


class Agreement(models.Model):
    """The community assembly agreed (келісілді) one frozen version of the plan by one carried motion.

    The hash is repeated here, so that what was agreed can be proved from this row alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements")
    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="agreement")
    motion = models.OneToOneField(Motion, models.PROTECT, related_name="agreement")
    sha256 = models.CharField(max_length=64)
    agreed_on = models.DateField()
    recorded_at = models.DateTimeField()

    @property
    def cycle(self) -> Cycle:
        """The cycle of the plan that was agreed."""
        return self.version.cycle


class Adoption(models.Model):
    """The district maslikhat adopted (бекітілді) the budget that carries the plan: a separate, later fact."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adoptions")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="adoptions")
    decision_number = models.CharField(max_length=40)
    decided_on = models.DateField()
    title = Bilingual(max_length=300)
    year = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "decision_number", "decided_on"], name="adoption_once")
        ]

    @property
    def cycle(self) -> Cycle:
        """The cycle of the plan that the budget carries."""
        return self.agreement.cycle


class Reply(models.TextChoices):
    """What the akim answers to members who ask for the assembly."""

    CALLS = "calls", _("the assembly is called")
    DECLINES = "declines", _("the assembly is not called")


class Initiative(models.Model):
    """Members of the assembly ask the akim in writing to call it; `signed` of `members` signed.

    `due_on` is the last day of the akim's answer, as the law stood on the day it came. A refusal has its reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assembly_initiatives")
    number = models.PositiveIntegerField()
    question = Bilingual(max_length=500)
    received_on = models.DateField()
    signed = models.PositiveSmallIntegerField()
    members = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
    reply = models.CharField(max_length=8, choices=Reply.choices, blank=True, default="")
    reason = Bilingual(max_length=500)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="initiative_number_once_in_unit"),
            models.CheckConstraint(
                name="initiative_signed_by_members", condition=Q(signed__gte=1, signed__lte=F("members"))
            ),
            models.CheckConstraint(
                name="initiative_answered_with_reply",
                condition=Q(reply="", answered_on__isnull=True) | ~Q(reply="") & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="initiative_declined_has_reason",
                condition=~Q(reply="declines") | ~Q(reason_kk="", reason_ru=""),
            ),
        ]
