"""Facts of an application."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.files.models import StoredFile
from ortaq.ground.ids import new_id
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Bilingual, Language
from ortaq.stages.grants.models.calling import Call
from ortaq.stages.plan.models import PlanLine


class ApplicationState(models.TextChoices):
    """How far an application has come."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("handed in")
    INELIGIBLE = "ineligible", _("does not meet the conditions")
    ELIGIBLE = "eligible", _("meets the conditions, being judged")
    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("on the reserve list")
    REFUSED = "refused", _("not selected")
    WITHDRAWN = "withdrawn", _("withdrawn by the applicant")


class PersonKind(models.TextChoices):
    """What the applicant is."""

    FUTURE = "future", _("wants to start a business")
    SOLE_TRADER = "sole_trader", _("sole trader")
    FARM = "farm", _("farm")
    COMPANY = "company", _("company")


class Application(models.Model):
    """One application for a grant. A draft may have empty parts; one that was handed in has none and is fixed.

    Numbered within the call, for ever. Whoever holds the secret that the receipt shows once may read it, finish
    it, withdraw it and report on it (`key` is a keyed hash of the secret). Jobs are those promised; women and
    youth may overlap. Money in tiyn. The name lies in `Applicant`; the words of the plan stay inside, everybody
    reads `public_title`, which the programme writes when the application is selected. Letters are in `language`.
    """

    # Identification
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grant_applications")
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=ApplicationState.choices, default=ApplicationState.DRAFT)

    # The business
    title = models.CharField(max_length=200, blank=True, default="")
    idea = models.TextField(blank=True, default="")
    use_for_village = models.TextField(blank=True, default="")
    person_kind = models.CharField(max_length=12, choices=PersonKind.choices, blank=True, default="")
    woman_led = models.BooleanField(null=True)
    youth_led = models.BooleanField(null=True)
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="+")
    plan_line = models.ForeignKey(PlanLine, models.PROTECT, null=True, related_name="grant_applications")

    # Money and jobs
    requested = models.BigIntegerField(null=True)
    own_part = models.BigIntegerField(null=True)
    jobs = models.PositiveSmallIntegerField(null=True)
    jobs_women = models.PositiveSmallIntegerField(null=True)
    jobs_youth = models.PositiveSmallIntegerField(null=True)

    # What became of it
    public_title = Bilingual(max_length=200)
    language = models.CharField(max_length=2, choices=Language.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="application_number_once_in_call"),
            models.CheckConstraint(
                name="application_handed_in_is_complete",
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(submitted_at__isnull=False, requested__gt=0, own_part__gte=0, settlement__isnull=False)
                & ~Q(title="")
                & ~Q(idea=""),
            ),
            models.CheckConstraint(
                name="application_withdrawn_says_when",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="application_jobs_within_all",
                condition=Q(jobs__isnull=True)
                | Q(jobs_women__lte=models.F("jobs"), jobs_youth__lte=models.F("jobs")),
            ),
        ]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme whose call this answers."""
        return self.call.programme_id


class Applicant(models.Model):
    """Who applies and how to reach them; seen by the programme and the helping office only.

    Nothing is kept without consent; an application that is handed in has all three.
    """

    application = models.OneToOneField(Application, models.PROTECT, primary_key=True, related_name="applicant")
    name = models.CharField(max_length=200, blank=True, default="")
    contact = models.CharField(max_length=120, blank=True, default="")
    consented_at = models.DateTimeField()


class BudgetItem(models.Model):
    """One thing the project buys: from the grant, from the own part, or both (tiyn)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="budget")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    from_grant = models.BigIntegerField()
    from_own = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="budget_item_number_once"),
            models.CheckConstraint(
                name="budget_item_costs_something",
                condition=Q(from_grant__gte=0, from_own__gte=0) & (Q(from_grant__gt=0) | Q(from_own__gt=0)),
            ),
        ]


class Evidence(models.Model):
    """A photo that shows something: an invoice, the work, a job. Seen by the programme only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, related_name="evidence")
    photo = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200, blank=True, default="")
    given_at = models.DateTimeField()

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme whose call the application answers."""
        return self.application.call.programme_id
