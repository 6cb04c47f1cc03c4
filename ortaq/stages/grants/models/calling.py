"""Facts of a grant call: what it must say before anybody may apply."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Bilingual


class Call(models.Model):
    """A call of a programme for small grants, in the units it names.

    The six contents that financial support to third parties must have (domain reference §4.2) are `objectives`,
    `activities` (a closed list), `persons`, its criteria, `amount_criteria` and `largest_grant`; a call opens
    with all of them or not at all, and does not change afterwards. Money in tiyn, shares in thousandths of the
    whole project; `smallest_project` and `largest_project` bound the whole project where the donor bounds it.
    """

    # Identification
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="grant_calls")
    number = models.PositiveIntegerField()
    title = Bilingual(max_length=200)
    units = models.ManyToManyField(Unit, related_name="grant_calls")

    # The compulsory contents
    objectives = Bilingual()
    activities = Bilingual()
    persons = Bilingual()
    amount_criteria = Bilingual()
    largest_grant = models.BigIntegerField(null=True)

    # Money
    fund = models.BigIntegerField(null=True)
    smallest_grant = models.BigIntegerField(null=True)
    smallest_project = models.BigIntegerField(null=True)
    largest_project = models.BigIntegerField(null=True)
    least_own_share = models.PositiveSmallIntegerField(null=True)
    most_own_share = models.PositiveSmallIntegerField(null=True)

    # Days
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="grant_call_number_once"),
            models.CheckConstraint(
                name="grant_call_published_is_complete",
                condition=Q(published_at__isnull=True)
                | Q(
                    largest_grant__gt=0,
                    fund__gte=F("largest_grant"),
                    opens_on__isnull=False,
                    closes_on__gte=F("opens_on"),
                )
                & (~Q(objectives_kk="") | ~Q(objectives_ru=""))
                & (~Q(activities_kk="") | ~Q(activities_ru=""))
                & (~Q(persons_kk="") | ~Q(persons_ru=""))
                & (~Q(amount_criteria_kk="") | ~Q(amount_criteria_ru="")),
            ),
            models.CheckConstraint(
                name="grant_call_own_share_runs_upward",
                condition=Q(least_own_share__isnull=True)
                | Q(most_own_share__isnull=True)
                | Q(most_own_share__gte=F("least_own_share"), most_own_share__lte=1000),
            ),
        ]


class Criterion(models.Model):
    """By what applications are judged, and the most points it gives."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    title = Bilingual(max_length=200)
    most_points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="criterion_number_once_in_call"),
            models.CheckConstraint(name="criterion_gives_points", condition=Q(most_points__gt=0)),
        ]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme of the call."""
        return self.call.programme_id


class Requirement(models.Model):
    """A question of the eligibility check, answered by yes or no with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="requirements")
    number = models.PositiveSmallIntegerField()
    text = Bilingual(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="requirement_number_once_in_call")]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme of the call."""
        return self.call.programme_id
