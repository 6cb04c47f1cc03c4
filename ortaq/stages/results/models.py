"""Facts of what came of a plan line."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.models import StoredFile
from ortaq.ground.ids import new_id
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Unit
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Bilingual
from ortaq.stages.plan.models import PlanLine


class LineState(models.TextChoices):
    """How far a plan line has come."""

    NOT_STARTED = "not_started", _("work has not begun")
    IN_PROGRESS = "in_progress", _("work goes on")
    DONE = "done", _("work is done")
    STOPPED = "stopped", _("work was stopped")


NEEDS_NOTE = (LineState.DONE, LineState.STOPPED)
"""States that nobody may report without saying what was done, or why it was stopped."""


class Progress(models.Model):
    """One report on a line: its state, what was done, photos. The one of the latest day is the line's state."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="progress")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="progress")
    state = models.CharField(max_length=12, choices=LineState.choices)
    note = Bilingual()
    happened_on = models.DateField()
    photos = models.ManyToManyField(StoredFile, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="progress_ended_has_note",
                condition=~Q(state__in=NEEDS_NOTE) | ~Q(note_kk="", note_ru=""),
            )
        ]

    @property
    def cycle(self) -> Cycle:
        """The cycle whose plan the line stands in."""
        return self.line.cycle


class Confirmation(models.Model):
    """Somebody of the planning group or the assembly looked at the place and says whether it is so.

    Each person once for a report; who says that it is not so writes what they saw.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="confirmations")
    progress = models.ForeignKey(Progress, models.PROTECT, related_name="confirmations")
    is_so = models.BooleanField()
    note = Bilingual()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["progress", "confirmed_by"], name="confirmed_once_by_person"),
            models.CheckConstraint(
                name="confirmation_denied_has_note", condition=Q(is_so=True) | ~Q(note_kk="", note_ru="")
            ),
        ]


class SpendingStage(models.TextChoices):
    """Planned money stands in the plan; here is what was contracted and what was paid."""

    AGREED = "agreed", _("by contract")
    SPENT = "spent", _("spent")


class Spending(models.Model):
    """Money, help in kind or labour agreed or spent on a line, with the document that shows it (tiyn).

    A correction is a second row that says which it reverses, and why; nothing is overwritten.
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
    reason = models.CharField(max_length=300, blank=True, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="spending_positive_or_reversal",
                condition=Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
            ),
            models.CheckConstraint(
                name="spending_reversal_has_reason", condition=Q(reverses__isnull=True) | ~Q(reason="")
            ),
        ]

    @property
    def cycle(self) -> Cycle:
        """The cycle whose plan the line stands in."""
        return self.line.cycle


class Measurement(models.Model):
    """A value of the line's indicator on a day, and where it was read; women and men are counted both or not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="measurements")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="measurements")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    women = models.PositiveIntegerField(null=True)
    men = models.PositiveIntegerField(null=True)
    measured_on = models.DateField()
    seen_in = Bilingual(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measurement_counts_both_sexes",
                condition=Q(women__isnull=True, men__isnull=True) | Q(women__isnull=False, men__isnull=False),
            )
        ]
