"""Forms of partnerships, one deed each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.forms import (
    AmountField,
    DateField,
    DeedForm,
    NumberOfPeopleField,
    add_bilingual,
    record_field,
    require_one_language,
)
from ortaq.ground.sources import MoneyKind
from ortaq.stages.partners.actions import Gift
from ortaq.stages.partners.models import Partner, PartnerKind, Stage
from ortaq.stages.plan.models import PlanLine

MOST_PEOPLE = 1_000_000
MOST_DAYS = 100_000


class PartnerForm(DeedForm):
    """Somebody who could help."""

    kind = forms.ChoiceField(
        label=_("What is the partner?"), choices=PartnerKind.choices, widget=forms.RadioSelect
    )
    is_named = forms.BooleanField(
        label=_("The partner agrees to be named in public"),
        required=False,
        help_text=_("Otherwise residents read only what kind of partner it is."),
    )
    person = forms.CharField(label=_("Whom to speak to"), max_length=120, required=False)
    contact = forms.CharField(
        label=_("Phone or address"),
        max_length=120,
        required=False,
        help_text=_("Only the office sees this."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "name", label=_("Name of the partner"))
        self.order_fields(["kind", "name_kk", "name_ru", "is_named", "person", "contact"])

    def clean(self) -> None:
        """Ask for the name in one language at least."""
        require_one_language(self, "name")


class AskForm(DeedForm):
    """A partner is asked for something."""

    happened_on = DateField(label=_("When did you ask?"))

    def __init__(
        self, *args: Any, partners: Sequence[Partner], lines: Sequence[PlanLine], language: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["partner"] = record_field(
            label=_("Whom did you ask?"),
            names={one: one.name.in_language(language) for one in partners},
            nothing=_("Choose"),
        )
        self.fields["line"] = record_field(
            label=_("For which line of the plan?"),
            names={line: f"{line.number}. {line.title.in_language(language)}" for line in lines},
            nothing=_("for none of them"),
            required=False,
        )
        add_bilingual(self, "asked_for", label=_("What was asked for"), max_length=500)
        add_bilingual(self, "asked_by", label=_("Who asked"))
        self.order_fields(["partner", "line", "asked_for_kk", "asked_for_ru", "asked_by_kk", "asked_by_ru"])

    def clean(self) -> None:
        """Ask for each text in one language at least."""
        for name in ("asked_for", "asked_by"):
            require_one_language(self, name)


class AcceptForm(DeedForm):
    """An offer of help is taken up: who offers it, and what they are asked for."""

    kind = forms.ChoiceField(
        label=_("What is the partner?"), choices=PartnerKind.choices, widget=forms.RadioSelect, required=False
    )
    is_named = forms.BooleanField(
        label=_("The partner agrees to be named in public"),
        required=False,
        help_text=_("Otherwise residents read only what kind of partner it is."),
    )

    def __init__(self, *args: Any, partners: Sequence[Partner], language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["partner"] = record_field(
            label=_("Do you know this partner already?"),
            names={one: one.name.in_language(language) for one in partners},
            nothing=_("No, it is a new one"),
            required=False,
        )
        add_bilingual(self, "name", label=_("Name of the partner"), required=False)
        add_bilingual(self, "asked_for", label=_("What you ask for"), max_length=500)
        add_bilingual(self, "asked_by", label=_("Who asks"))
        self.order_fields(["partner", "kind", "name_kk", "name_ru", "is_named"])

    def clean(self) -> None:
        """Ask for each text in one language at least, and for who a new partner is."""
        for name in ("asked_for", "asked_by"):
            require_one_language(self, name)
        if self.cleaned_data.get("partner") is None:
            require_one_language(self, "name")
            if not self.cleaned_data.get("kind") and not self.has_error("kind"):
                self.add_error("kind", _("Choose what the partner is."))


class EventForm(DeedForm):
    """A step without a gift: talks, or a refusal."""

    happened_on = DateField(label=_("When was this?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "note", label=_("What was said"), long=True, max_length=500, required=False)
        self.fields["note_kk"].help_text = _("One language is enough. Please name no private persons.")


class GiftForm(EventForm):
    """A step with a gift: an offer, a memorandum, a delivery."""

    gift_kind = forms.ChoiceField(label=_("In what form"), choices=MoneyKind.choices, widget=forms.RadioSelect)
    amount = AmountField(
        label=_("Its value in tenge"),
        required=False,
        help_text=_("What it would cost to buy. Where nobody can say, leave it empty."),
    )
    days = forms.IntegerField(
        label=_("Days of work, where it is labour"), min_value=0, max_value=MOST_DAYS, required=False
    )

    def __init__(self, *args: Any, cycle: Cycle, stage: Stage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stage = stage
        add_bilingual(self, "what", label=_("What is given"), max_length=300)
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Year of the plan"), choices=[(year, str(year)) for year in cycle.years], coerce=int
        )
        if stage != Stage.OFFERED:
            self.fields["document"] = forms.CharField(
                label=_("Number and day of the document"),
                max_length=200,
                help_text=_("The memorandum or the act. Everybody sees it: no names of private persons."),
            )
        if stage == Stage.DELIVERED:
            self.fields["people_served"] = NumberOfPeopleField(
                label=_("How many people does it serve?"), max_value=MOST_PEOPLE
            )
        self.order_fields(["happened_on", "document", "what_kk", "what_ru", "gift_kind", "year", "amount", "days"])

    def clean(self) -> None:
        """Ask in words for what is given."""
        require_one_language(self, "what")

    def given(self) -> dict[str, Any]:
        """Give the gift as one thing."""
        parts = super().given()
        gift = Gift(
            kind=parts.pop("gift_kind"),
            year=parts.pop("year"),
            what=parts.pop("what"),
            amount=parts.pop("amount") or 0,
            days=parts.pop("days"),
        )
        return parts | {"gift": gift}


class TakeBackForm(DeedForm):
    """Why a step was recorded by mistake."""

    reason = forms.CharField(label=_("What was wrong?"), max_length=300)


class ProposalForm(DeedForm):
    """Somebody can help."""

    text = forms.CharField(
        label=_("How can you help?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    name = forms.CharField(label=_("Your name or your company"), max_length=200)
    contact = forms.CharField(
        label=_("Phone or address"),
        max_length=120,
        help_text=_("Only the akim's office sees what you write here. By sending it you agree that it may call."),
    )
