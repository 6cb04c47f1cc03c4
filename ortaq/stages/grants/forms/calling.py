"""Forms with which a manager draws up a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import AmountField, DateField, DeedForm, add_bilingual
from ortaq.ground.pages import language
from ortaq.ground.places.models import Programme
from ortaq.ground.text import Text
from ortaq.stages.grants.content import Terms
from ortaq.stages.grants.models import Call

TEXTS = {
    "objectives": _("1. Objectives and expected results"),
    "activities": _("2. Closed list of activities that can be paid for"),
    "persons": _("3. Who may apply"),
    "amount_criteria": _("5. How the exact amount of a grant is found"),
}
SPARE_ROWS = 4


class ShareField(forms.DecimalField):
    """A share that a person writes in per cent; cleaned to whole thousandths."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=1, max_digits=4, localize=True, **options)
        self.widget.attrs |= {"class": "short", "inputmode": "decimal"}

    def clean(self, value: Any) -> Any:
        """Return thousandths, or None for an empty field."""
        percent = super().clean(value)
        return None if percent is None else int(percent * 10)


class TermsForm(DeedForm):
    """Everything that a call says besides criteria and requirements; all but its name may follow later."""

    def __init__(self, *args: Any, programme: Programme, call: Call | None = None, **options: Any) -> None:
        super().__init__(*args, initial=_initial(call) if call else {}, **options)
        add_bilingual(self, "title", label=_("Name of the call"))
        self.fields["unit_ids"] = forms.TypedMultipleChoiceField(
            label=_("Units in which people may apply"),
            required=False,
            choices=[
                (str(unit.pk), unit.name.in_language(language())) for unit in programme.units.order_by("slug")
            ],
            widget=forms.CheckboxSelectMultiple,
        )
        for name, label in TEXTS.items():
            add_bilingual(self, name, label=label, long=True, max_length=4_000, required=False)
        self.fields["largest_grant"] = AmountField(label=_("6. Largest grant, tenge"), required=False)
        self.fields["fund"] = AmountField(label=_("All the money of the call, tenge"), required=False)
        self.fields["smallest_grant"] = AmountField(label=_("Smallest grant, tenge"), required=False)
        self.fields["smallest_project"] = AmountField(
            label=_("Smallest whole project, tenge"),
            required=False,
            help_text=_("The whole project is the grant and the applicant's own part together."),
        )
        self.fields["largest_project"] = AmountField(label=_("Largest whole project, tenge"), required=False)
        self.fields["least_own_share"] = ShareField(label=_("Smallest own part, % of the whole"), required=False)
        self.fields["most_own_share"] = ShareField(label=_("Largest own part, % of the whole"), required=False)
        self.fields["opens_on"] = DateField(label=_("Opens on"), required=False)
        self.fields["closes_on"] = DateField(label=_("Closes on (the last day)"), required=False)

    def given(self) -> dict[str, Any]:
        """Return the terms."""
        given = super().given()
        return {"terms": Terms(**given | {"unit_ids": tuple(given["unit_ids"])})}


def _initial(call: Call) -> dict[str, Any]:
    initial: dict[str, Any] = {
        f"{name}_{part}": getattr(getattr(call, name), part) for name in ("title", *TEXTS) for part in ("kk", "ru")
    }
    for name in ("largest_grant", "fund", "smallest_grant", "smallest_project", "largest_project"):
        initial[name] = getattr(call, name)
    for name in ("least_own_share", "most_own_share"):
        share = getattr(call, name)
        initial[name] = None if share is None else f"{share / 10:g}"
    initial |= {"opens_on": call.opens_on, "closes_on": call.closes_on}
    initial["unit_ids"] = [str(pk) for pk in call.units.values_list("pk", flat=True)]
    return initial


class CriteriaForm(DeedForm):
    """Rows of a criterion and its most points; an empty row is left out."""

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(call.criteria.order_by("number"))
        self.rows = range(1, len(known) + SPARE_ROWS + 1)
        for number in self.rows:
            criterion = known[number - 1] if number <= len(known) else None
            add_bilingual(self, f"title_{number}", label=_("Criterion %(number)s") % {"number": number})
            self.fields[f"points_{number}"] = forms.IntegerField(
                label=_("Most points"), required=False, min_value=1, max_value=1000
            )
            if criterion:
                self.initial = {**self.initial} | {
                    f"title_{number}_kk": criterion.title.kk,
                    f"title_{number}_ru": criterion.title.ru,
                    f"points_{number}": criterion.most_points,
                }

    def given(self) -> dict[str, Any]:
        """Return the rows that hold something."""
        rows = [
            (self.bilingual(f"title_{number}"), self.cleaned_data[f"points_{number}"] or 0) for number in self.rows
        ]
        return {"criteria": [(title, points) for title, points in rows if title or points]}


class RequirementsForm(DeedForm):
    """Rows of a requirement; an empty row is left out."""

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        known: list[Text] = [row.text for row in call.requirements.order_by("number")]
        self.rows = range(1, len(known) + SPARE_ROWS + 1)
        for number in self.rows:
            label = _("Requirement %(number)s") % {"number": number}
            add_bilingual(self, f"text_{number}", label=label, max_length=300, required=False)
            if number <= len(known):
                text = known[number - 1]
                self.initial = {**self.initial} | {f"text_{number}_kk": text.kk, f"text_{number}_ru": text.ru}

    def given(self) -> dict[str, Any]:
        """Return the texts."""
        return {"requirements": [self.bilingual(f"text_{number}") for number in self.rows]}
