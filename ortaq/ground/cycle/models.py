"""Facts of the planning cycle."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.people.roles import Role
from ortaq.ground.places.models import Unit


class Cycle(models.Model):
    """One way from needs to results for one unit; it makes the plan of the years it names.

    A unit has one cycle for each first year. Cycles may overlap: the next plan is made while the last is
    carried out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cycles")
    first_year = models.PositiveSmallIntegerField(_("first year of the plan"))
    last_year = models.PositiveSmallIntegerField(_("last year of the plan"))
    starts_on = models.DateField(_("planning starts on"))
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "first_year"], name="cycle_first_year_once_in_unit"),
            models.CheckConstraint(
                name="cycle_years_run_forward",
                condition=Q(last_year__gte=F("first_year"), last_year__lt=F("first_year") + 10),
            ),
        ]

    @property
    def years(self) -> range:
        """The years that the plan covers."""
        return range(self.first_year, self.last_year + 1)

    @property
    def cycle_id(self) -> uuid.UUID:
        """The cycle of this record: itself (every record of a cycle answers to `cycle_id`)."""
        return self.id


class Step(models.Model):
    """One of the twelve steps of a cycle: its key says what it opens, its dates say when.

    A step ends on `closes_on`, or on `closed_on` where the team closed it before its day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    lead = models.CharField(max_length=16, choices=Role.choices)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "key"], name="step_key_once_in_cycle"),
            models.UniqueConstraint(fields=["cycle", "number"], name="step_number_once_in_cycle"),
            models.CheckConstraint(name="step_runs_forward", condition=Q(closes_on__gte=F("opens_on"))),
        ]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit whose cycle this step belongs to."""
        return self.cycle.unit_id

    @property
    def unit(self) -> Unit:
        """The unit whose cycle this step belongs to."""
        return self.cycle.unit

    def is_open(self, on: datetime.date) -> bool:
        """Whether the step lets people act on a day."""
        end = self.closes_on if self.closed_on is None else min(self.closes_on, self.closed_on)
        return self.opens_on <= on <= end
