"""Facts of what came of a plan line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.files.models import StoredFile
from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Unit
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Bilingual
from ortaq.stages.plan.models import PlanLine


class LineState(models.TextChoices):
    """How far a plan line has come."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class Progress(models.Model):
    """One report on a line: its state, what was done, photos. The latest one is the line's state."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="progress")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="progress")
    state = models.CharField(max_length=12, choices=LineState.choices)
    note = Bilingual()
    happened_on = models.DateField()
    photos = models.ManyToManyField(StoredFile, related_name="+")
    reported_at = models.DateTimeField()


class Confirmation(models.Model):
    """Somebody of the planning group or the assembly looked at the place and says whether it is so."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="confirmations")
    progress = models.ForeignKey(Progress, models.PROTECT, related_name="confirmations")
    is_so = models.BooleanField()
    note = Bilingual()
    confirmed_at = models.DateTimeField()


class SpendingStage(models.TextChoices):
    """Planned money stands in the plan; here is what was contracted and what was paid."""

    AGREED = "agreed", _("agreed")
    SPENT = "spent", _("spent")


class Spending(models.Model):
    """Money, help in kind or labour agreed or spent on a line, with the document that shows it (tiyn).

    A correction is a second row that says which it reverses; nothing is overwritten.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="spending")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="spending")
    stage = models.CharField(max_length=8, choices=SpendingStage.choices)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices)
    kind = models.CharField(max_length=8, choices=MoneyKind.choices)
    amount = models.BigIntegerField()
    document = models.CharField(max_length=200)
    happened_on = models.DateField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="spending_positive_or_reversal",
                condition=Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
            )
        ]


class Measurement(models.Model):
    """A value of the line's indicator on a day, and where it was read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="measurements")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="measurements")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    women = models.PositiveIntegerField(null=True)
    men = models.PositiveIntegerField(null=True)
    measured_on = models.DateField()
    seen_in = Bilingual(max_length=200)
    recorded_at = models.DateTimeField()
