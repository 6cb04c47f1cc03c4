"""Facts of a grant that is being carried out: contract, tranches, reports, visits, jobs, survival."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Bilingual
from ortaq.stages.grants.models.applying import Application, Evidence
from ortaq.stages.grants.models.calling import Call


class Contract(models.Model):
    """The contract of one selected application (tiyn). One that ended early has a reason and frees its rest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grant_contracts")
    call = models.ForeignKey(Call, models.PROTECT, related_name="contracts")
    application = models.OneToOneField(Application, models.PROTECT, related_name="contract")
    document = models.CharField(max_length=100)
    grant = models.BigIntegerField()
    own_part = models.BigIntegerField()
    signed_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    ending = Bilingual(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contract_gives_money", condition=Q(grant__gt=0, own_part__gte=0)),
            models.CheckConstraint(name="contract_runs_forward", condition=Q(ends_on__gte=F("signed_on"))),
            models.CheckConstraint(
                name="contract_ended_has_reason",
                condition=Q(ended_on__isnull=True) | ~Q(ending_kk="", ending_ru=""),
            ),
        ]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme whose money it is."""
        return self.call.programme_id


class OfContract(models.Model):
    """A record about one contract: its unit and its programme are the contract's."""

    class Meta:
        abstract = True

    contract: models.ForeignKey[Contract, Contract]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit of the contract."""
        return self.contract.unit_id

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme of the contract."""
        return self.contract.call.programme_id


class ReportState(models.TextChoices):
    """Whether a report was accepted."""

    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned with questions")
    ACCEPTED = "accepted", _("accepted")


class Report(OfContract):
    """What a grantee did with a tranche and with the own part, with photos as evidence (tiyn)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    spent = models.BigIntegerField()
    own_spent = models.BigIntegerField()
    evidence = models.ManyToManyField(Evidence, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.HANDED_IN)
    judgment = models.TextField(blank=True, default="")
    handed_in_at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="report_number_once_in_contract"),
            models.CheckConstraint(name="report_money_not_negative", condition=Q(spent__gte=0, own_spent__gte=0)),
            models.CheckConstraint(
                name="report_judged_or_not",
                condition=Q(state="handed_in", judged_at__isnull=True)
                | ~Q(state="handed_in") & Q(judged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="report_returned_has_reason", condition=~Q(state="returned") | ~Q(judgment="")
            ),
        ]


class Tranche(OfContract):
    """A part of the grant. All but the first are paid once the report before them was accepted (tiyn)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    due_on = models.DateField()
    after_report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="opens")
    paid_on = models.DateField(null=True)
    document = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="tranche_number_once_in_contract"),
            models.CheckConstraint(name="tranche_positive", condition=Q(amount__gt=0, number__gte=1)),
            models.CheckConstraint(
                name="tranche_paid_after_report",
                condition=Q(paid_on__isnull=True) | Q(number=1) | Q(after_report__isnull=False),
            ),
            models.CheckConstraint(
                name="tranche_paid_by_document", condition=Q(paid_on__isnull=True) | ~Q(document="")
            ),
        ]


class Visit(OfContract):
    """Somebody of the programme went there: what was seen, and what they recommend in writing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="visits")
    on = models.DateField()
    seen = models.TextField()
    recommendations = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()


class JobCount(OfContract):
    """How many jobs were proved on a day, for women and for young people, and by which document.

    A person may be both. What was promised stands in the application.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="job_counts")
    on = models.DateField()
    jobs = models.PositiveSmallIntegerField()
    women = models.PositiveSmallIntegerField()
    youth = models.PositiveSmallIntegerField()
    proof = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_count_parts_within_all", condition=Q(women__lte=F("jobs"), youth__lte=F("jobs"))
            ),
            models.CheckConstraint(name="job_count_has_proof", condition=~Q(proof="")),
        ]


class Survival(OfContract):
    """The check 6 and 12 months after the contract ended: does the business work, how many jobs are there?"""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="survivals")
    months = models.PositiveSmallIntegerField(choices=[(6, "6"), (12, "12")])
    on = models.DateField()
    works = models.BooleanField()
    jobs = models.PositiveSmallIntegerField()
    women = models.PositiveSmallIntegerField()
    youth = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "months"], name="survival_checked_once"),
            models.CheckConstraint(name="survival_after_6_or_12", condition=Q(months__in=(6, 12))),
            models.CheckConstraint(
                name="survival_parts_within_all", condition=Q(women__lte=F("jobs"), youth__lte=F("jobs"))
            ),
        ]
