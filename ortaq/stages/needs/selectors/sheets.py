"""The spreadsheets that were taken in."""

from __future__ import annotations

from uuid import UUID

from ortaq.ground.places.models import Unit
from ortaq.stages.needs.models import SheetImport


def import_by_id(unit: Unit, id: UUID) -> SheetImport | None:
    """Return a unit's import of a spreadsheet, or None."""
    return SheetImport.objects.select_related("unit").filter(unit=unit, pk=id).first()
