"""Facts of judging: the eligibility check, two independent assessments, interests, the committee's decision."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.people.models import Account
from ortaq.ground.text import Bilingual
from ortaq.stages.grants.models.applying import Application
from ortaq.stages.grants.models.calling import Call, Criterion, Requirement


class OfApplication(models.Model):
    """A record about one application: its unit and its programme are the application's."""

    class Meta:
        abstract = True

    application: models.ForeignKey[Application, Application]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit of the application."""
        return self.application.unit_id

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme whose call the application answers."""
        return self.application.call.programme_id


class EligibilityAnswer(OfApplication):
    """Whether an application meets one requirement; where it does not, why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="eligibility")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="answers")
    met = models.BooleanField()
    reason = Bilingual(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="eligibility_answered_once"),
            models.CheckConstraint(
                name="eligibility_not_met_has_reason", condition=Q(met=True) | ~Q(reason_kk="", reason_ru="")
            ),
        ]


class Assignment(OfApplication):
    """An application is given to a reviewer; two independent ones assess each."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(Account, models.PROTECT, related_name="grant_assignments")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="assigned_once_to_reviewer")
        ]


class Interest(OfApplication):
    """A reviewer, or somebody of the committee, says that they cannot judge one application fairly.

    From then on the file, its scores and every number that contains them are closed to them, for ever.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="interests")
    account = models.ForeignKey(Account, models.PROTECT, related_name="grant_interests")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "account"], name="interest_declared_once")]


class Assessment(OfApplication):
    """One reviewer's whole judgment of one application; handed in once, whole, and never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="assessments")
    reviewer = models.ForeignKey(Account, models.PROTECT, related_name="grant_assessments")
    comment = models.TextField()
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="assessed_once_by_reviewer")
        ]


class Mark(models.Model):
    """The points of one assessment for one criterion."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="criterion_marked_once")]


class Sitting(models.Model):
    """One sitting of the selection committee, and its protocol. `present` are public offices and names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    chair = models.CharField(max_length=120)
    secretary = models.CharField(max_length=120)
    members = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    present_names = models.TextField()
    summary = Bilingual()
    signed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="sitting_number_once_in_call"),
            models.CheckConstraint(
                name="sitting_present_within_members", condition=Q(present__lte=F("members"), present__gt=0)
            ),
        ]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme of the call."""
        return self.call.programme_id


class Outcome(models.TextChoices):
    """What the committee decides."""

    SELECTED = "selected", _("selected")
    RESERVE = "reserve", _("on the reserve list")
    REFUSED = "refused", _("not selected")


class Decision(OfApplication):
    """What a sitting decided on one application, and why. The latest one holds; nothing is overwritten.

    A selected application has the grant it gets (tiyn), a reserve its place on the list from 1.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    grant = models.BigIntegerField(null=True)
    place = models.PositiveSmallIntegerField(null=True)
    reasons = Bilingual()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_names_what_it_gives",
                condition=Q(outcome="selected", grant__gt=0, place__isnull=True)
                | Q(outcome="reserve", grant__isnull=True, place__gt=0)
                | Q(outcome="refused", grant__isnull=True, place__isnull=True),
            ),
            models.CheckConstraint(name="decision_has_reasons", condition=~Q(reasons_kk="") | ~Q(reasons_ru="")),
        ]
