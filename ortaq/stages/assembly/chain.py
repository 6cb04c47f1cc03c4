"""The statutory knots of the chain: the assembly agreed a plan line's version, the maslikhat adopted it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.assembly.models import Adoption, Agreement
from ortaq.stages.plan.models import VersionLine


def register() -> None:
    """Add this room's kinds and links to the chain."""
    chain.add_kind("agreement", label=gettext_lazy("Agreed by the assembly"), order=60, show=show_agreements)
    chain.add_kind("adoption", label=gettext_lazy("Adopted by the maslikhat"), order=70, show=show_adoptions)
    chain.add_link(
        earlier="plan_line",
        later="agreement",
        pairs=_version_lines,
        earlier_column="line_id",
        later_column="version__agreement",
    )
    chain.add_link(
        earlier="agreement",
        later="adoption",
        pairs=_adoptions,
        earlier_column="agreement_id",
        later_column="id",
    )


def _version_lines() -> QuerySet[VersionLine]:
    return VersionLine.objects.all()


def _adoptions() -> QuerySet[Adoption]:
    return Adoption.objects.all()


def show_agreements(ids: Keys, language: str) -> list[Knot]:
    """Show agreements in the chain."""
    return [
        Knot(
            kind="agreement",
            id=row.id,
            title=_("Version %(number)s of the plan") % {"number": row.version.number},
            url=_in_cycle(row, "meetings:meeting", row.motion.item.meeting.number),
            on=row.agreed_on,
            detail=row.motion.text.in_language(language),
        )
        for row in Agreement.objects.filter(pk__in=ids).select_related(
            "unit", "version__plan__cycle", "motion__item__meeting"
        )
    ]


def show_adoptions(ids: Keys, language: str) -> list[Knot]:
    """Show adoptions in the chain."""
    return [
        Knot(
            kind="adoption",
            id=row.id,
            title=_("Decision No. %(number)s") % {"number": row.decision_number},
            url=_in_cycle(row, "assembly:home"),
            on=row.decided_on,
            detail=row.title.in_language(language),
        )
        for row in Adoption.objects.filter(pk__in=ids).select_related("unit", "agreement__version__plan__cycle")
    ]


def _in_cycle(row: Agreement | Adoption, name: str, *parts: object) -> str:
    """Return the address of a page in the cycle of the plan that was decided on."""
    return f"{reverse(name, args=[row.unit.slug, *parts])}?cycle={row.cycle.first_year}"
