"""Facts of the two statutory decisions on a plan: the assembly agrees it, the maslikhat adopts what follows."""

from __future__ import annotations

from django.db import models

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
