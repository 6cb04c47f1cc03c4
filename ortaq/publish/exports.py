"""What the command line and the pages take out of the record as files."""

from __future__ import annotations

import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from ortaq.ground import clock
from ortaq.ground.errors import Refused
from ortaq.publish.plan_document import PlanData, plan_data, plan_document
from ortaq.publish.rendering import render
from ortaq.stages.plan.models import Plan, PlanVersion
from ortaq.stages.plan.selectors import latest_version

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LANGUAGES = ("kk", "ru", "en")


def plan_file(source: PlanVersion | Plan, *, kind: str, language: str, today: datetime.date) -> bytes:
    """Return a version, or the draft, of a plan as `pdf`, `docx` or `xlsx`."""
    return plan_file_of(plan_data(source), kind=kind, language=language, today=today)


def plan_file_of(data: PlanData, *, kind: str, language: str, today: datetime.date) -> bytes:
    """Return the file made of this data."""
    if kind == "xlsx":
        from ortaq.publish.plan_table import plan_table

        return plan_table(data.content, language=language, today=today)
    document = plan_document(data, language=language, today=today)
    return render(document, kind)


def export_plan(unit_slug: str, year: int, kind: str, language: str, path: Path) -> Path:
    """Write the latest published version of the plan that begins in a year to a file, and return its path.

    Raises Refused, with a sentence for the person, where there is no such plan or no such kind of file.
    """
    if kind not in MEDIA_TYPES or language not in LANGUAGES:
        raise Refused(_("A plan is written as pdf, docx or xlsx, in kk, ru or en."))
    plan = Plan.objects.filter(unit__slug=unit_slug, cycle__first_year=year).first()
    version = latest_version(plan, published=True) if plan else None
    if version is None:
        raise Refused(
            _("No plan of %(unit)s that begins in %(year)s is published yet.") % {"unit": unit_slug, "year": year}
        )
    path.write_bytes(plan_file(version, kind=kind, language=language, today=clock.today()))
    return path
