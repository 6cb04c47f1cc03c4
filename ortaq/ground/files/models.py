"""Facts about stored files."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ortaq.ground.ids import new_id
from ortaq.ground.places.models import Unit


class StoredFile(models.Model):
    """A file kept once by its content within a unit; `sha256` is of what is stored, not of what was sent.

    Photos are kept re-encoded, without the data that a phone hides in them (place, time, maker).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    path = models.FileField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "sha256"], name="file_content_once_in_unit")]


class SheetReport(models.Model):
    """What became of one spreadsheet that was taken in: how many rows, and which could not be understood.

    `faults` lists `[row number, column letters, code, shown value]` for each refused row. Every row of the
    sheet is counted in exactly one of taken, repeated and refused.
    """

    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    class Meta:
        abstract = True


def counts_every_row(name: str) -> models.CheckConstraint:
    """Return the constraint that a report of a spreadsheet leaves no row out."""
    return models.CheckConstraint(name=name, condition=Q(rows=F("taken") + F("repeated") + F("refused")))
