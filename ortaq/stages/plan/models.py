"""Facts of the plan."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Unit
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Bilingual
from ortaq.stages.projects.models import Project


class Plan(models.Model):
    """The inclusive development plan that a cycle makes. Its draft is edited here; versions are frozen copies."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="plan")
    vision = Bilingual()
    made_at = models.DateTimeField()


class Goal(models.Model):
    """A goal of the plan that lines serve."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    title = Bilingual(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="goal_number_once_in_plan")]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit of the plan."""
        return self.plan.unit_id

    @property
    def cycle(self) -> Cycle:
        """The cycle of the plan."""
        return self.plan.cycle


class Envelope(models.Model):
    """How much one source can give in one year, as far as the office knows; lines may not exceed it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="envelopes")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices)
    amount = models.BigIntegerField()
    basis = Bilingual(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "source"], name="envelope_once_in_plan"),
            models.CheckConstraint(name="envelope_not_negative", condition=Q(amount__gte=0)),
        ]


class Origin(models.TextChoices):
    """Why a line stands in the plan."""

    VOTED = "voted", _("chosen by the residents' vote")
    DUTY = "duty", _("a duty of the unit")
    TALKS = "talks", _("through talks with a partner")
    WAITING = "waiting", _("waits for money")


class PlanLine(models.Model):
    """One item of the plan.

    A line `waiting` has no money yet and is carried to the next cycle; every other line's money sums to its
    cost once a version is closed. A voted line names its project. A line that repeats one of an earlier cycle
    names it. `reason` explains the line to the public; a line that was taken out keeps its number and says why
    in `removal`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_lines")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=8, choices=Origin.choices)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="plan_lines")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="lines")
    title = Bilingual(max_length=200)
    owner = Bilingual(max_length=200)
    cost = models.BigIntegerField()
    reason = Bilingual(max_length=500)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    removal = Bilingual(max_length=500)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_line_number_once_in_plan"),
            models.UniqueConstraint(
                fields=["plan", "project"],
                condition=Q(project__isnull=False, removed_at__isnull=True),
                name="plan_line_project_once_in_plan",
            ),
            models.CheckConstraint(name="plan_line_cost_not_negative", condition=Q(cost__gte=0)),
            models.CheckConstraint(
                name="plan_line_voted_has_project", condition=~Q(origin="voted") | Q(project__isnull=False)
            ),
            models.CheckConstraint(
                name="plan_line_removed_has_reason",
                condition=Q(removed_at__isnull=True) | ~Q(removal_kk="", removal_ru=""),
            ),
            models.UniqueConstraint(
                fields=["plan", "carried_from"],
                condition=Q(carried_from__isnull=False, removed_at__isnull=True),
                name="plan_line_carried_once_into_plan",
            ),
        ]

    @property
    def cycle(self) -> Cycle:
        """The cycle whose plan this line stands in."""
        return self.plan.cycle


class LineMoney(models.Model):
    """Money, help in kind or labour for a line: from one source, in one year (tiyn)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(PlanLine, models.CASCADE, related_name="money")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices)
    kind = models.CharField(max_length=8, choices=MoneyKind.choices)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "year", "source", "kind"], name="line_money_once"),
            models.CheckConstraint(name="line_money_positive", condition=Q(amount__gt=0)),
        ]


class PlanVersion(models.Model):
    """A frozen copy of the plan: everything it said, as canonical JSON, and the SHA-256 of that text.

    Versions are numbered from 1 and never change. `published_at` is when residents could read it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_versions")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    note = Bilingual(max_length=500)
    closed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once_in_plan")]

    @property
    def cycle(self) -> Cycle:
        """The cycle of the plan."""
        return self.plan.cycle


class CommentPeriod(models.Model):
    """The days in which everybody may comment on one published version, before the assembly meets.

    Every published comment gets an answer before the assembly can agree the version.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="comment_periods")
    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="comment_period")
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="comment_period_runs_forward", condition=Q(closes_on__gte=F("opens_on")))
        ]

    @property
    def cycle(self) -> Cycle:
        """The cycle of the plan."""
        return self.version.plan.cycle


class VersionLine(models.Model):
    """A line of the draft stands in a frozen version: the link of the chain from lines to what was agreed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="version_lines")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="version_lines")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "line"], name="version_line_once")]
