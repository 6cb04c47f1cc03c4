"""Facts of the okrug as it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.text import Bilingual


class Sex(models.TextChoices):
    """Sex as official statistics count it."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")


class AgeBand(models.TextChoices):
    """Age bands that add up to the groups people plan for: youth 14–34, adults 18+, older people 60+."""

    CHILDREN = "0-13", pgettext_lazy("age", "0–13")
    TEENS = "14-17", pgettext_lazy("age", "14–17")
    YOUNG = "18-28", pgettext_lazy("age", "18–28")
    YOUNG_ADULTS = "29-34", pgettext_lazy("age", "29–34")
    MIDDLE = "35-59", pgettext_lazy("age", "35–59")
    OLDER = "60+", pgettext_lazy("age", "60 and older")


ADULT_BANDS = (AgeBand.YOUNG, AgeBand.YOUNG_ADULTS, AgeBand.MIDDLE, AgeBand.OLDER)
YOUTH_BANDS = (AgeBand.TEENS, AgeBand.YOUNG, AgeBand.YOUNG_ADULTS)


class Population(models.Model):
    """How many people of one sex and age band live in a settlement on 1 January of a year."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="population")
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="population")
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=5, choices=Sex.choices)
    band = models.CharField(max_length=5, choices=AgeBand.choices)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "year", "sex", "band"], name="population_figure_once")
        ]
        indexes = [models.Index(fields=["unit", "year"])]


class Availability(models.TextChoices):
    """Whether a service is there for the people of a settlement."""

    EXISTS = "exists", _("exists")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")
    NOT_NEEDED = "not_needed", _("not needed here")


class Service(models.Model):
    """What a settlement has of one service of the regional-standard template (services.toml).

    One row for each settlement and service: the latest state; the journal keeps the earlier ones.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="services")
    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="services")
    service = models.CharField(max_length=30)
    availability = models.CharField(max_length=10, choices=Availability.choices)
    distance_km = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    condition = Bilingual(max_length=300)
    seen_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "service"], name="service_once_in_settlement")
        ]


class BudgetKind(models.TextChoices):
    """Whether a budget figure is what was adopted, what was changed since, or what was carried out."""

    ADOPTED = "adopted", _("adopted")
    REFINED = "refined", _("refined")
    EXECUTED = "executed", _("executed")


class BudgetLine(models.Model):
    """One line of the unit's own budget in the official layout, in tiyn.

    `part` is 1 to 6: income, expenditure, net lending, balance of financial assets, deficit (surplus),
    financing of the deficit. `code` places a line below another ("1.4" in part 1); a line without code sums
    its part. Deficit lines may be negative.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="budget_lines")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=BudgetKind.choices)
    part = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, blank=True, default="")
    name = Bilingual(max_length=300)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "kind", "part", "code"], name="budget_line_once"),
            models.CheckConstraint(name="budget_part_of_six", condition=models.Q(part__range=(1, 6))),
        ]


class FigureImport(models.Model):
    """One spreadsheet of figures that was taken in: how many cells, and which could not be understood.

    Every filled cell of figures is counted once: taken, repeated (the same figure was here) or refused.
    `faults` lists `[row number, column letters, code, shown value, [written, expected]]`, the last in tiyn where
    a sum of the budget did not agree, else empty.
    """

    class Subject(models.TextChoices):
        """What the figures are about."""

        POPULATION = "population", _("population")
        BUDGET = "budget", _("budget")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figure_imports")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    sha256 = models.CharField(max_length=64)
    cells = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_import_counts_every_cell",
                condition=models.Q(cells=models.F("taken") + models.F("repeated") + models.F("refused")),
            )
        ]
