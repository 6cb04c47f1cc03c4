"""Grants in the chain: a line of the plan leads to the grants that help it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.stages.grants.models import Application
from ortaq.stages.grants.selectors.public import public_grants, state_of_grant

STATES = {"chosen": "waiting", "running": "now", "paid": "done", "ended": "refused"}


def register() -> None:
    """Add grants, and the lines that they help, to the chain."""
    chain.add_kind("grant", label=_("Grant"), order=75, show=show_grants)
    chain.add_link(
        earlier="plan_line", later="grant", pairs=_grants, earlier_column="plan_line_id", later_column="id"
    )


def _grants() -> QuerySet[Application]:
    """Only what the committee decided: before that an application is nobody's business but its holder's."""
    return public_grants(Application.objects.all())


def show_grants(ids: Keys, language: str) -> list[Knot]:
    """Show grants in the chain; each is public from its decision on. Three queries."""
    found = _grants().filter(pk__in=ids).select_related("unit", "contract").prefetch_related("contract__tranches")
    return [
        Knot(
            kind="grant",
            id=application.id,
            title=application.public_title.in_language(language),
            url=reverse("grants:home", args=[application.unit.slug]) + f"#grant-{application.id}",
            state=STATES[state_of_grant(application)[0]],
            on=application.contract.signed_on if hasattr(application, "contract") else None,
        )
        for application in found
    ]
