"""Forms of the cycle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DateField, DeedForm


class StartCycleForm(DeedForm):
    """The years of a new plan and the day on which its planning starts."""

    first_year = forms.IntegerField(
        label=_("First year of the plan"), min_value=2000, max_value=2100, localize=False
    )
    last_year = forms.IntegerField(
        label=_("Last year of the plan"), min_value=2000, max_value=2109, localize=False
    )
    starts_on = DateField(
        label=_("Planning starts on"),
        help_text=_("The twelve steps get their dates from this day; each can be changed afterwards."),
    )


class StepForm(DeedForm):
    """New dates of a step, and why."""

    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Why the dates change"),
        max_length=300,
        help_text=_("Residents will read it on the page of the way."),
    )

    def clean(self) -> dict[str, Any]:
        """Check that the step does not end before it begins."""
        data = super().clean() or {}
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day must not come before the first."))
        return data


class ReasonForm(DeedForm):
    """Why a step closes early."""

    reason = forms.CharField(
        label=_("Why the step closes early"),
        max_length=300,
        help_text=_("Residents will read it on the page of the way."),
    )
