"""Forms of those who judge: the manager and the reviewers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import AmountField, DateField, DeedForm, add_bilingual, record_field
from ortaq.ground.pages import language
from ortaq.ground.people.models import Account
from ortaq.stages.grants.models import Call, Outcome, Sitting

ANSWERS = [("yes", _("yes")), ("no", _("no"))]


class EligibilityForm(DeedForm):
    """Every requirement with yes or no, and why not."""

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.requirements = list(call.requirements.order_by("number"))
        for row in self.requirements:
            self.fields[f"met_{row.number}"] = forms.ChoiceField(
                label=row.text.in_language(language()), choices=ANSWERS, widget=forms.RadioSelect
            )
            label = _("If not, why (requirement %(number)s)") % {"number": row.number}
            add_bilingual(self, f"reason_{row.number}", label=label, max_length=300, required=False)

    def given(self) -> dict[str, Any]:
        """Return answers and reasons by the numbers of the requirements."""
        numbers = [row.number for row in self.requirements]
        return {
            "answers": {number: self.cleaned_data[f"met_{number}"] == "yes" for number in numbers},
            "reasons": {number: self.bilingual(f"reason_{number}") for number in numbers},
        }


class AssignForm(DeedForm):
    """To whom an application is given."""

    def __init__(self, *args: Any, reviewers: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reviewer"] = record_field(
            label=_("Reviewer"), names={account: account.name for account in reviewers}, nothing=_("Choose")
        )


class InterestForm(DeedForm):
    """Declares an interest; there is nothing to write."""


class AssessForm(DeedForm):
    """Points for each criterion, and why."""

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = list(call.criteria.order_by("number"))
        for row in self.criteria:
            self.fields[f"points_{row.number}"] = forms.IntegerField(
                label=_("%(title)s: 0 to %(most)s points")
                % {"title": row.title.in_language(language()), "most": row.most_points},
                min_value=0,
                max_value=row.most_points,
            )
        self.fields["comment"] = forms.CharField(
            label=_("Why"),
            max_length=4_000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("The committee reads it. Once handed in, it does not change."),
        )

    def given(self) -> dict[str, Any]:
        """Return points by the numbers of the criteria, and the comment."""
        points = {row.number: self.cleaned_data[f"points_{row.number}"] for row in self.criteria}
        return {"points": points, "comment": self.cleaned_data["comment"]}


class SittingForm(DeedForm):
    """What the protocol says of a sitting."""

    held_on = DateField(label=_("Day of the sitting"))
    chair = forms.CharField(label=_("Chair"), max_length=120)
    secretary = forms.CharField(label=_("Secretary"), max_length=120)
    members = forms.IntegerField(label=_("Members of the committee in all"), min_value=1, max_value=100)
    present = forms.IntegerField(label=_("Members present"), min_value=1, max_value=100)
    present_names = forms.CharField(
        label=_("Who was present"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Office and name of each."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "summary", label=_("What was said"), long=True, max_length=4_000, required=False)


class DecideForm(DeedForm):
    """What a sitting decided on one application."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    grant = AmountField(label=_("If selected: the grant, tenge"), required=False)
    place = forms.IntegerField(
        label=_("If on the reserve list: its place"), required=False, min_value=1, max_value=1000
    )

    def __init__(self, *args: Any, sittings: list[Sitting], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sitting"] = record_field(
            label=_("At which sitting"),
            names={
                row: _("№ %(number)s of %(day)s") % {"number": row.number, "day": f"{row.held_on:%d.%m.%Y}"}
                for row in sittings
            },
        )
        add_bilingual(self, "reasons", label=_("Reasons"), long=True, max_length=2_000)
        self.fields["reasons_kk"].help_text = _("The applicant reads them in the letter.")
        add_bilingual(self, "public_title", label=_("If selected: what everybody may read"), required=False)
        self.fields["public_title_kk"].help_text = _("For example “Bakery”. No name of a person.")
        self.order_fields(["sitting", "outcome", "grant", "place"])


class SignForm(DeedForm):
    """The protocol is signed."""

    signed_on = DateField(label=_("Day on which chair and secretary signed"))


class WithdrawalForm(DeedForm):
    """An applicant told the programme to withdraw."""

    words = forms.CharField(label=_("How the applicant told you, and on which day"), max_length=300)
