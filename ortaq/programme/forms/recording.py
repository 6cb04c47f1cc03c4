"""Forms in which a programme's people record what happens while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import (
    AmountField,
    DateField,
    DeedForm,
    FigureField,
    NumberOfPeopleField,
    add_bilingual,
    add_trilingual,
    record_field,
    require_one_language,
)
from ortaq.ground.places.models import Unit
from ortaq.programme.content import Participants, Session
from ortaq.programme.forms.describing import year_field
from ortaq.programme.models import Organisation, SupportKind

MINUTES = 60
PEOPLE = ("women", "men", "youth")


class BudgetForm(DeedForm):
    """A line of the budget in one year."""

    year = year_field(_("Year"), help_text=_("Leave it empty for all years together."))

    def __init__(self, *args: Any, givers: Mapping[Organisation, str], currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        add_trilingual(self, "title", label=_("What the money is for"), max_length=200)
        self.fields["given_by"] = record_field(
            label=_("Who gives it"), names=givers, nothing=_("not said"), required=False
        )
        self.fields["planned"] = AmountField(label=_("Planned, %(currency)s") % {"currency": currency})
        self.order_fields(["title_kk", "title_ru", "title_en", "given_by", "year", "planned"])

    def clean(self) -> dict[str, Any]:
        """Require the title in one language."""
        require_one_language(self, "title")
        return self.cleaned_data


class SpentForm(DeedForm):
    """What was spent on a line so far."""

    document = forms.CharField(
        label=_("Which document says so"), max_length=200, help_text=_("Everybody sees it: no names of persons.")
    )

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["spent"] = AmountField(label=_("Spent so far, %(currency)s") % {"currency": currency})
        self.order_fields(["spent", "document"])


class SupportForm(DeedForm):
    """Advice or training for the log."""

    kind = forms.ChoiceField(label=_("What was it?"), choices=SupportKind.choices, widget=forms.RadioSelect)
    on = DateField(label=_("On which day?"))
    hours = forms.DecimalField(
        label=_("How many hours?"),
        min_value=Decimal("0.1"),
        max_value=24,
        decimal_places=2,
        localize=True,
        help_text=_("For example 1,5 for an hour and a half."),
    )
    women = NumberOfPeopleField(label=_("Women who took part"), max_value=100_000)
    men = NumberOfPeopleField(label=_("Men who took part"), max_value=100_000)
    youth = NumberOfPeopleField(label=_("Young people among them"), max_value=100_000)
    next_on = DateField(label=_("Day of the next step"), required=False)

    def __init__(self, *args: Any, units: Mapping[Unit, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["for_unit"] = record_field(
            label=_("For which place?"), names=units, nothing=_("for several places"), required=False
        )
        add_bilingual(self, "topic", label=_("Topic"), max_length=300)
        add_bilingual(self, "next_step", label=_("What comes next"), max_length=300, required=False)
        self.fields["topic_kk"].help_text = _("One language is enough. Name none of those who took part.")
        texts = ["topic_kk", "topic_ru", *PEOPLE, "next_step_kk", "next_step_ru", "next_on"]
        self.order_fields(["kind", "for_unit", "on", "hours", *texts])

    def clean(self) -> dict[str, Any]:
        """Require the topic in one language."""
        require_one_language(self, "topic")
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """Return the session and its place."""
        said = super().given()
        people = Participants(**{name: said.pop(name) or 0 for name in PEOPLE})
        minutes = round(said.pop("hours") * MINUTES)
        return {"for_unit": said.pop("for_unit"), "session": Session(minutes=minutes, people=people, **said)}


class ValueForm(DeedForm):
    """What an indicator showed."""

    on = DateField(label=_("On which day was this so?"))
    value = FigureField(label=_("Value"))
    women = NumberOfPeopleField(
        label=_("Women among them"),
        max_value=10_000_000,
        help_text=_("Where people are counted: women and men together are the value. Otherwise leave it empty."),
    )
    men = NumberOfPeopleField(label=_("Men among them"), max_value=10_000_000)
    youth = NumberOfPeopleField(label=_("Young people among them"), max_value=10_000_000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_trilingual(self, "seen_in", label=_("Where it was read"), max_length=200)

    def clean(self) -> dict[str, Any]:
        """Require the place of reading, and people wholly or not at all."""
        require_one_language(self, "seen_in")
        data = self.cleaned_data
        given = [name for name in PEOPLE if data.get(name) is not None]
        if given and len(given) < len(PEOPLE):
            missing = next(name for name in PEOPLE if name not in given)
            self.add_error(
                missing, _("Write women, men and young people, 0 where there is none, or none of them.")
            )
        return data

    def given(self) -> dict[str, Any]:
        """Return the value with the people it counts."""
        said = super().given()
        counted = {name: said.pop(name) for name in PEOPLE}
        return said | {"people": None if counted["women"] is None else Participants(**counted)}
