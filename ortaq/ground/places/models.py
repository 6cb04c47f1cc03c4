"""Facts about places."""

from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ortaq.ground.ids import new_id
from ortaq.ground.text import Bilingual

kato_validator = RegexValidator(r"^\d{9}$", _("A KATO code has nine digits."))


class AreaLevel(models.TextChoices):
    """The two levels above a unit."""

    OBLAST = "oblast", _("oblast")
    DISTRICT = "district", _("district")


class Area(models.Model):
    """An oblast, or a district (also a city administration) inside one.

    A district belongs to an oblast and an oblast to nothing, which a constraint keeps.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    level = models.CharField(max_length=8, choices=AreaLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="districts")
    name = Bilingual(max_length=200)
    kato = models.CharField(max_length=9, unique=True, null=True, validators=[kato_validator])

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="area_district_has_oblast",
                condition=Q(level="oblast", parent__isnull=True) | Q(level="district", parent__isnull=False),
            )
        ]


class UnitKind(models.TextChoices):
    """The types of a unit of local self-government."""

    OKRUG = "okrug", _("rural okrug")
    KENT = "kent", _("settlement (kent)")
    VILLAGE = "village", _("village")
    TOWN = "town", _("town of district significance")


class Unit(models.Model):
    """A unit of local self-government, with an akim and an assembly.

    Units merge and split: a unit is valid from one day until another and may name its successor. The KATO
    code is an attribute with the year of its classifier, never an identity.
    """

    # Identification
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=8, choices=UnitKind.choices)
    name = Bilingual(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    kato = models.CharField(max_length=9, null=True, blank=True, validators=[kato_validator])
    kato_year = models.PositiveSmallIntegerField(null=True, blank=True)
    district = models.ForeignKey(Area, models.PROTECT, related_name="units")
    is_fictional = models.BooleanField(default=False)

    # Validity
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kato"], condition=Q(valid_until__isnull=True), name="unit_kato_once_among_valid"
            ),
            models.CheckConstraint(
                name="unit_validity_runs_forward",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="unit_with_successor_has_ended",
                condition=Q(successor__isnull=True) | Q(valid_until__isnull=False),
            ),
        ]

    @property
    def unit_id(self) -> uuid.UUID:
        """The unit of this record: itself (every record of a unit answers to `unit_id`)."""
        return self.id


class Settlement(models.Model):
    """A populated place inside a unit; a winter camp is one too.

    A name stands once within its unit, so that a spreadsheet can name a settlement.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="settlements")
    name = Bilingual(max_length=200)
    kato = models.CharField(max_length=9, null=True, blank=True, validators=[kato_validator])
    is_inhabited = models.BooleanField(default=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name_kk"], name="settlement_name_kk_once", condition=~Q(name_kk="")
            ),
            models.UniqueConstraint(
                fields=["unit", "name_ru"], name="settlement_name_ru_once", condition=~Q(name_ru="")
            ),
            models.CheckConstraint(
                name="settlement_on_earth",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]


class Programme(models.Model):
    """A programme that supports many units (a donor's project, a ministry's, an NGO's)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = Bilingual(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    units = models.ManyToManyField(Unit, related_name="programmes", blank=True)
    is_fictional = models.BooleanField(default=False)

    @property
    def programme_id(self) -> uuid.UUID:
        """The programme of this record: itself (every record of a programme answers to `programme_id`)."""
        return self.id


class KatoImport(models.Model):
    """One classifier file that was taken in, and what became of each of its rows.

    Every filled row is counted once: `taken` (a new place), `renamed`, `known` (there already, left as it is),
    `outside` the chosen area, `skipped` (a city or its district, which is no unit of local self-government; a new
    place in a unit where others work) or `refused`.
    `faults` lists `[row number, column letters, code, shown value]`; a row taken with a doubt has one too.
    `gone` lists `[code, name]` of places here that the file no longer knows; nothing was ended by it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="kato_imports")
    sha256 = models.CharField(max_length=64)
    within = models.CharField(max_length=9, blank=True, default="", validators=[kato_validator])
    year = models.PositiveSmallIntegerField()
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    renamed = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    outside = models.PositiveIntegerField()
    skipped = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    gone = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kato_import_counts_every_row",
                condition=Q(
                    rows=F("taken") + F("renamed") + F("known") + F("outside") + F("skipped") + F("refused")
                ),
            )
        ]
