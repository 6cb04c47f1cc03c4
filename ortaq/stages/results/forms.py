"""Forms of results, one deed each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.files.forms import PhotosField
from ortaq.ground.forms import AmountField, DateField, DeedForm, FigureField, NumberOfPeopleField, add_bilingual
from ortaq.ground.sources import MoneyKind, Source
from ortaq.stages.results.models import LineState, SpendingStage

MOST_PEOPLE = 1_000_000


class ProgressForm(DeedForm):
    """How far a line has come."""

    state = forms.ChoiceField(
        label=_("How far has the work come?"), choices=LineState.choices, widget=forms.RadioSelect
    )
    happened_on = DateField(label=_("On which day was this so?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "note", label=_("What was done"), long=True, max_length=4_000, required=False)
        self.fields["note_kk"].help_text = _(
            "One language is enough. Work that is done or stopped needs these words. "
            "Please name no private persons."
        )
        self.fields["photos"] = PhotosField(
            label=_("Photos, up to five"),
            required=False,
            help_text=_("JPEG, PNG or WebP, up to 12 MB each. Everybody sees them: no faces without consent."),
        )


class SpendingForm(DeedForm):
    """Money, help in kind or labour contracted or spent, with its document."""

    stage = forms.ChoiceField(
        label=_("What is recorded?"), choices=SpendingStage.choices, widget=forms.RadioSelect
    )
    source = forms.ChoiceField(label=_("Who gives"), choices=Source.choices)
    kind = forms.ChoiceField(label=_("In what form"), choices=MoneyKind.choices)
    amount = AmountField(
        label=_("Amount, tenge"), help_text=_("Help in kind and labour: what they would cost in money.")
    )
    document = forms.CharField(
        label=_("Number of the document"),
        max_length=200,
        help_text=_("Contract, payment order or act. Everybody sees it: no names of private persons."),
    )
    happened_on = DateField(label=_("Day of the document"))

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Year of the plan"), choices=[(year, str(year)) for year in cycle.years], coerce=int
        )
        self.order_fields(["stage", "year", "source", "kind", "amount", "document", "happened_on"])


class ReversalForm(DeedForm):
    """Why a row of money was wrong."""

    reason = forms.CharField(
        label=_("Why is this row wrong?"),
        max_length=300,
        help_text=_("Both rows stay to be seen by everybody, with this reason."),
    )


class MeasurementForm(DeedForm):
    """A value of the line's indicator."""

    value = FigureField(label=_("Value"))
    measured_on = DateField(label=_("Day of the measurement"))
    women = NumberOfPeopleField(label=_("Of them women, if people were counted"), max_value=MOST_PEOPLE)
    men = NumberOfPeopleField(label=_("Of them men, if people were counted"), max_value=MOST_PEOPLE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "seen_in", label=_("Where it was read"))


class ConfirmForm(DeedForm):
    """What somebody saw who looked at the place."""

    is_so = forms.TypedChoiceField(
        label=_("You looked at the place. Is it so?"),
        choices=[("yes", _("Yes, it is so")), ("no", _("No, it is not so"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "note", label=_("What you saw"), long=True, max_length=1_000, required=False)
        self.fields["note_kk"].help_text = _(
            "If it is not so, write what you saw. Please name no private persons."
        )
