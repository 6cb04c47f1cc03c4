"""Facts of projects: the sheet that a problem's answer is written on, and its public review."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.ids import new_id
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Bilingual
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Problem


class ProjectState(models.TextChoices):
    """How far a project sheet has come before the vote and the plan."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("under review")
    TO_IMPROVE = "to_improve", _("to be improved")
    FEASIBLE = "feasible", _("feasible")
    NOT_FEASIBLE = "not_feasible", _("not feasible")
    WITHDRAWN = "withdrawn", _("withdrawn")


WAS_SENT = (ProjectState.SUBMITTED, ProjectState.TO_IMPROVE, ProjectState.FEASIBLE, ProjectState.NOT_FEASIBLE)
"""States that only a sheet which was sent for review can be in."""


class Project(models.Model):
    """A project sheet. A draft may have empty parts; what is under review has none that the form requires.

    Numbered within its unit, for ever. Everybody may read it from the day it is first sent for review, and it
    is known who sent it: another person reviews it. A withdrawn sheet keeps its reason. Money in tiyn;
    `upkeep` is a year's cost after it is built.
    """

    # Identification
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="projects")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="projects")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=ProjectState.choices, default=ProjectState.DRAFT)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")

    # What and for whom
    title = Bilingual(max_length=200)
    description = Bilingual()
    owner = Bilingual(max_length=200)
    theme = models.CharField(max_length=20, choices=Theme.choices, blank=True, default="")
    problems = models.ManyToManyField(Problem, through="ProjectProblem", related_name="projects")
    settlements = models.ManyToManyField(Settlement, related_name="projects")

    # Cost after it is built
    upkeep = models.BigIntegerField(null=True)
    upkeep_payer = Bilingual(max_length=200)

    # Indicator
    indicator = Bilingual(max_length=200)
    indicator_unit = Bilingual(max_length=50)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    target_year = models.PositiveSmallIntegerField(null=True)
    verification = Bilingual(max_length=200)

    # Care
    risks = Bilingual()
    who_may_lose = Bilingual()

    # Tags
    sdg_target = models.CharField(max_length=5, blank=True, default="")
    national_programme = models.CharField(max_length=30, blank=True, default="")

    # What became of it
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = Bilingual(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="project_number_once_in_unit"),
            models.CheckConstraint(
                name="project_upkeep_not_negative", condition=Q(upkeep__isnull=True) | Q(upkeep__gte=0)
            ),
            models.CheckConstraint(
                name="project_sent_by_somebody",
                condition=~Q(state__in=WAS_SENT) | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="project_withdrawn_has_reason",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                & (~Q(withdrawal_kk="") | ~Q(withdrawal_ru=""))
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="project_indicator_runs_forward",
                condition=Q(baseline_year__isnull=True)
                | Q(target_year__isnull=True)
                | Q(target_year__gte=F("baseline_year")),
            ),
        ]


class ProjectProblem(models.Model):
    """A project answers a problem: the link of the chain from needs to projects."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="problem_links")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="project_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "problem"], name="project_answers_problem_once")]


class ProjectCost(models.Model):
    """What a project costs in one year, and from which source it is hoped to come."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source.choices)
    kind = models.CharField(max_length=8, choices=MoneyKind.choices, default=MoneyKind.MONEY)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year", "source", "kind"], name="project_cost_once"),
            models.CheckConstraint(name="project_cost_positive", condition=Q(amount__gt=0)),
        ]


class Beneficiaries(models.Model):
    """How many people of a settlement a project serves, by sex, and how many of them are of which age.

    Children are under 14, youth 14 to 34, older people 60 and more: nobody is in two of them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="beneficiaries")
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="+")
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    children = models.PositiveIntegerField(default=0)
    youth = models.PositiveIntegerField(default=0)
    older = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "settlement"], name="beneficiaries_once_in_settlement"),
            models.CheckConstraint(name="beneficiaries_are_somebody", condition=Q(women__gt=0) | Q(men__gt=0)),
            models.CheckConstraint(
                name="beneficiaries_ages_within_all",
                condition=Q(women__gte=F("children") + F("youth") + F("older") - F("men")),
            ),
        ]


class Verdict(models.TextChoices):
    """What the review says."""

    FEASIBLE = "feasible", _("feasible")
    NOT_FEASIBLE = "not_feasible", _("not feasible")
    TO_IMPROVE = "to_improve", _("to be improved")


class Review(models.Model):
    """One feasibility review with its public reasons. A project may be reviewed again; nothing is overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews")
    project = models.ForeignKey(Project, models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    reasons = Bilingual()
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="review_has_reasons", condition=~Q(reasons_kk="") | ~Q(reasons_ru=""))
        ]

    @property
    def cycle_id(self) -> uuid.UUID:
        """The cycle of the reviewed project."""
        return self.project.cycle_id
