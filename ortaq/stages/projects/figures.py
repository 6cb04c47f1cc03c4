"""The numbers of a project as the charts of its page draw them, worded in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ortaq.stages.projects.selectors import Benefit, ProjectPage


@dataclass(frozen=True)
class Figures:
    """Bars: (label, number) each. Empty where there is nothing to compare, or where it is not published."""

    people: tuple[tuple[str, int], ...]
    ages: tuple[tuple[str, int], ...]
    change: tuple[tuple[str, Decimal], ...]


def figures(project: ProjectPage, *, language: str) -> Figures:
    """Return what the page of a project draws."""
    by_settlement = tuple(
        (line.settlement.in_language(language), line.people)
        for line in project.benefit.lines
        if line.people is not None
    )
    return Figures(
        people=by_settlement if len(by_settlement) > 1 else (),
        ages=_ages(project.benefit),
        change=_change(project),
    )


def _ages(benefit: Benefit) -> tuple[tuple[str, int], ...]:
    labels = (_("under 14"), _("14–34"), _("35–59"), _("60 and older"))
    return tuple(
        (label, number) for label, number in zip(labels, benefit.ages, strict=False) if number is not None
    )


def _change(project: ProjectPage) -> tuple[tuple[str, Decimal], ...]:
    indicator = project.indicator
    if indicator.baseline is None or indicator.target is None:
        return ()
    return (
        (_("now, %(year)s") % {"year": indicator.baseline_year or "—"}, _plain(indicator.baseline)),
        (_("by %(year)s") % {"year": indicator.target_year or "—"}, _plain(indicator.target)),
    )


def _plain(value: Decimal) -> Decimal:
    """Return the number without zeros after its comma."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
