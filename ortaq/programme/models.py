"""Facts of a programme. Its units, plans and calls stand in their own rooms; here is what only it knows."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.people.models import Account
from ortaq.ground.places.models import Programme, Unit
from ortaq.ground.text import Bilingual, Trilingual


class Currency(models.TextChoices):
    """In what a budget is kept."""

    KZT = "KZT", _("tenge")
    EUR = "EUR", _("euro")
    USD = "USD", _("US dollar")


class Profile(models.Model):
    """What a programme is: its days, its aim, and the number under which its donor knows it.

    `target_share` is the share of plan items (in thousandths) that shall be done at the end: the headline figure.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.OneToOneField(Programme, models.PROTECT, related_name="profile")
    aim = Trilingual(max_length=1000)
    reference = models.CharField(max_length=100, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    currency = models.CharField(max_length=3, choices=Currency.choices)
    target_share = models.PositiveSmallIntegerField(default=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="programme_runs_forward", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(name="programme_share_is_a_share", condition=Q(target_share__lte=1000)),
        ]


class OrganisationRole(models.TextChoices):
    """As the aid-transparency standard (IATI, OrganisationRole) names them."""

    FUNDING = "funding", _("funds")
    ACCOUNTABLE = "accountable", _("answers for it")
    EXTENDING = "extending", _("passes the funds on")
    IMPLEMENTING = "implementing", _("carries it out")
    PARTNER = "partner", _("partner")


class OrganisationKind(models.TextChoices):
    """What an organisation is, by the codes of the aid-transparency standard (IATI, OrganisationType)."""

    GOVERNMENT = "10", _("government")
    LOCAL_GOVERNMENT = "11", _("local government")
    INTERNATIONAL_NGO = "21", _("international NGO")
    NATIONAL_NGO = "24", _("national NGO")
    MULTILATERAL = "40", _("multilateral organisation")
    PRIVATE = "70", _("private sector")
    OTHER = "90", _("other")


class Organisation(models.Model):
    """An organisation and what it does in a programme; one that does two things stands here twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="organisations")
    role = models.CharField(max_length=12, choices=OrganisationRole.choices)
    kind = models.CharField(max_length=2, choices=OrganisationKind.choices)
    name = Trilingual(max_length=200)
    identifier = models.CharField(max_length=60, blank=True, default="")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="organisation_number_once_in_programme")
        ]


class BudgetLine(models.Model):
    """One line of a programme's budget in one year: planned and spent, in hundredths of its currency.

    `given_by` is who funds it: co-funding is a line of its own. Without a year it is for all years together,
    without a giver nobody has said who gives it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budget_lines")
    given_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="budget_lines")
    number = models.PositiveSmallIntegerField()
    title = Trilingual(max_length=200)
    year = models.PositiveSmallIntegerField(null=True)
    planned = models.BigIntegerField()
    spent = models.BigIntegerField(null=True)
    document = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="budget_line_number_once_in_programme"),
            models.CheckConstraint(
                name="programme_budget_not_negative",
                condition=Q(planned__gte=0) & (Q(spent__isnull=True) | Q(spent__gte=0)),
            ),
            models.CheckConstraint(
                name="programme_spending_has_document", condition=Q(spent__isnull=True) | ~Q(document="")
            ),
        ]


class SupportKind(models.TextChoices):
    """What an adviser did."""

    ADVICE = "advice", _("advice")
    TRAINING = "training", _("training")


class Support(models.Model):
    """An entry in the log of advice and training: by whom, how long, on what, for how many, what comes next.

    No names of those who took part. Without a unit it was for several. Young people are among women and men.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="support")
    for_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="support_received")
    kind = models.CharField(max_length=8, choices=SupportKind.choices)
    adviser = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    topic = Bilingual(max_length=300)
    women = models.PositiveIntegerField()
    men = models.PositiveIntegerField()
    youth = models.PositiveIntegerField()
    next_step = Bilingual(max_length=300)
    next_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="support_youth_within_all", condition=Q(youth__lte=F("women") + F("men"))),
            models.CheckConstraint(name="support_took_time", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="support_next_day_has_step",
                condition=Q(next_on__isnull=True) | ~Q(next_step_kk="", next_step_ru=""),
            ),
        ]


class Level(models.TextChoices):
    """Where an indicator stands in the chain of results."""

    OUTPUT = "output", _("output")
    OUTCOME = "outcome", _("outcome")
    IMPACT = "impact", _("impact")


class Counted(models.TextChoices):
    """Figures that Ortaq counts itself from the records of the units."""

    PLANS_AGREED = "plans_agreed", _("plans that an assembly agreed")
    ITEMS_DONE = "items_done", _("plan items done")
    SHARE_DONE = "share_done", _("share of plan items done, per cent")
    GRANTS = "grants", _("grants given")
    JOBS = "jobs", _("jobs of grants that documents prove")
    TRAINED = "trained", _("participations in advice and training")


class Indicator(models.Model):
    """What a programme measures: its unit, its baseline and target, where it is read, and which goal it serves.

    `counted` names a figure that Ortaq counts itself; such an indicator takes no typed values.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=Level.choices)
    title = Trilingual(max_length=200)
    measured_in = Trilingual(max_length=60)
    counted = models.CharField(max_length=20, choices=Counted.choices, blank=True, default="")
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    target_year = models.PositiveSmallIntegerField(null=True)
    sdg_target = models.CharField(max_length=5, blank=True, default="")
    national_goal = Trilingual(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="indicator_number_once_in_programme")
        ]


class IndicatorValue(models.Model):
    """A typed value of an indicator on a day, and where it was read.

    Where it counts people, by sex and with the young among them: then the value is women and men together.
    A correction is a later row; nothing is overwritten.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    women = models.PositiveIntegerField(null=True)
    men = models.PositiveIntegerField(null=True)
    youth = models.PositiveIntegerField(null=True)
    seen_in = Trilingual(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_value_counts_people_wholly",
                condition=Q(women__isnull=True, men__isnull=True, youth__isnull=True)
                | Q(women__isnull=False, men__isnull=False, youth__lte=F("women") + F("men")),
            )
        ]

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme of the indicator."""
        return self.indicator.programme_id


class PublicFact(models.Model):
    """What a public source says of a programme, or of one of its units there.

    For what happened before the programme was kept in Ortaq: each fact has its source, and none is counted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="public_facts")
    about_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="public_facts")
    number = models.PositiveSmallIntegerField()
    text = Trilingual(max_length=500)
    on = models.DateField(null=True)
    source = Trilingual(max_length=200)
    link = models.URLField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="public_fact_number_once_in_programme"),
            models.CheckConstraint(name="public_fact_has_source", condition=~Q(source_kk="", source_ru="")),
        ]
