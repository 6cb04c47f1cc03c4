"""Forms of contracts: signing, paying, judging reports, visiting, counting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import AmountField, DateField, DeedForm, add_bilingual

MOST_TRANCHES = 4


class CountField(forms.IntegerField):
    """A number of people."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=10_000)


class ContractForm(DeedForm):
    """What the contract says, with rows of tranches; an empty row is left out."""

    document = forms.CharField(label=_("Number of the contract"), max_length=100)
    own_part = AmountField(label=_("Own part, tenge"))
    signed_on = DateField(label=_("Signed on"))
    ends_on = DateField(label=_("Runs until"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, MOST_TRANCHES + 1):
            of = {"number": number}
            self.fields[f"amount_{number}"] = AmountField(
                label=_("Tranche %(number)s, tenge") % of, required=number == 1
            )
            self.fields[f"due_{number}"] = DateField(label=_("Due on"), required=number == 1)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of every tranche that has an amount."""
        data = super().clean() or self.cleaned_data
        for number in range(2, MOST_TRANCHES + 1):
            if data.get(f"amount_{number}") and not data.get(f"due_{number}"):
                self.add_error(f"due_{number}", _("Write when this tranche is due."))
        return data

    def given(self) -> dict[str, Any]:
        """Return the fields with the tranches as pairs."""
        data = self.cleaned_data
        pairs = [(data[f"amount_{number}"], data[f"due_{number}"]) for number in range(1, MOST_TRANCHES + 1)]
        names = ("document", "own_part", "signed_on", "ends_on")
        return {name: data[name] for name in names} | {"tranches": [pair for pair in pairs if pair[0]]}


class PayForm(DeedForm):
    """A tranche was paid."""

    paid_on = DateField(label=_("Paid on"))
    document = forms.CharField(label=_("Number of the payment order"), max_length=100)


class JudgeForm(DeedForm):
    """Whether a report is accepted."""

    accepted = forms.TypedChoiceField(
        label=_("The report"),
        choices=[("yes", _("is accepted")), ("no", _("is returned with questions"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    judgment = forms.CharField(
        label=_("What is missing, or a word to the grantee"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class VisitForm(DeedForm):
    """What was seen on the spot."""

    on = DateField(label=_("Day of the visit"))
    seen = forms.CharField(label=_("What was seen"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))
    recommendations = forms.CharField(
        label=_("Recommendations"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The grantee reads them on the page of the application."),
    )


class JobCountForm(DeedForm):
    """Jobs that a document proves."""

    on = DateField(label=_("On which day"))
    jobs = CountField(label=_("Jobs in all"))
    women = CountField(label=_("Of them women"))
    youth = CountField(label=_("Of them young people, under 35"))
    proof = forms.CharField(label=_("Which document proves it"), max_length=200)


class SurvivalForm(DeedForm):
    """The check 6 or 12 months after the contract."""

    on = DateField(label=_("Day of the check"))
    works = forms.TypedChoiceField(
        label=_("Does the business work?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    jobs = CountField(label=_("Jobs in all"))
    women = CountField(label=_("Of them women"))
    youth = CountField(label=_("Of them young people, under 35"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class EndForm(DeedForm):
    """Why a contract ends early."""

    ended_on = DateField(label=_("Ends on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "ending", label=_("Why it ends"), max_length=300)
