"""Forms of problems."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.forms import DeedForm, add_bilingual, require_one_language
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.selectors import needs_with_numbers


class MergeForm(DeedForm):
    """More needs for a problem."""

    needs = forms.TypedMultipleChoiceField(
        label=_("Needs that say the same"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, cycle: Cycle, numbers: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.cycle = cycle
        needs: Any = self.fields["needs"]
        needs.choices = numbers

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them, the chosen needs as records."""
        numbers = self.cleaned_data["needs"]
        return super().given() | {"needs": needs_with_numbers(cycle=self.cycle, numbers=numbers)}


class ProblemForm(MergeForm):
    """A new problem made of chosen needs."""

    theme = forms.ChoiceField(label=_("What it is about"), choices=Theme.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "title", label=_("Name of the problem"))
        add_bilingual(self, "description", label=_("What it is like"), long=True, max_length=4000, required=False)
        self.order_fields(["title_kk", "title_ru", "description_kk", "description_ru", "theme", "needs"])

    def clean(self) -> dict[str, Any]:
        """Check that the problem has a name in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "title")
        return data


class PartForm(DeedForm):
    """Taking a need out of a problem."""

    reason = forms.CharField(label=_("Why it does not belong here"), max_length=300)
