"""Forms in which a need is said: by a resident, by a helper, as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.forms import DeedForm, record_field
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.meetings.rules import day_of
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.forms import PlaceField, settlement_field
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_lines
from ortaq.ground.text import Language, guess_language
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.rules import LONGEST_NEED
from ortaq.stages.needs.selectors import meetings_to_name
from ortaq.stages.needs.sheet import read_needs


class NeedForm(DeedForm):
    """What a resident says: the text and the settlement are enough."""

    order = ["text", "settlement", "place"]
    text = forms.CharField(
        label=_("What is needed?"),
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In your own words, in Kazakh or Russian. Please name no private persons."),
    )
    theme = forms.ChoiceField(
        label=_("What is it about? (if you like)"), required=False, choices=[("", _("I do not know"))]
    )
    group = forms.ChoiceField(
        label=_("Who are you? (if you like)"), required=False, choices=[("", _("I would rather not say"))]
    )
    photo = forms.FileField(
        label=_("Photo (if you like)"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 12 MB. The place and time hidden in the photo are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    phone = forms.CharField(
        label=_("Phone, if you want to be told the answer"),
        required=False,
        max_length=30,
        help_text=_("Only the office sees it. It is deleted a year after the answer."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["settlement"] = settlement_field(cycle.unit, label=_("Where?"), nothing=_("Choose a place"))
        if any(place.is_on_map for place in settlement_lines(cycle.unit)):
            self.fields["place"] = PlaceField(cycle.unit, label=_("Place on the map (if you like)"))
        for name, choices in (("theme", Theme.choices), ("group", Group.choices)):
            field: Any = self.fields[name]
            field.choices = [*field.choices, *choices]
        self.order_fields(self.order)

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them; the letters of the text tell its language."""
        spoken = guess_language(self.cleaned_data["text"], otherwise="ru" if language() == "ru" else "kk")
        return {"language": spoken} | super().given()


class HelperNeedForm(NeedForm):
    """What a helper types: how it came, in which language it was said, and at which meeting."""

    channel = forms.TypedChoiceField(
        label=_("How it came"),
        coerce=Channel,
        choices=[
            (Channel.HELPER.value, _("from a person who is here with me")),
            (Channel.PAPER.value, _("from a paper form")),
            (Channel.MEETING.value, _("from a meeting")),
        ],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the words"), choices=Language.choices, widget=forms.RadioSelect
    )
    order = ["channel", "meeting", "text", "language", "settlement", "place"]

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, cycle=cycle, **options)
        self.fields["group"].label = _("Who speaks? (if they like)")
        self.fields["meeting"] = record_field(
            label=_("At which meeting"),
            names={meeting: _title_and_day(meeting) for meeting in meetings_to_name(cycle, now=clock.now())},
            nothing=_("none"),
            required=False,
        )
        self.order_fields(self.order)

    def clean(self) -> dict[str, Any]:
        """Check that a need from a meeting names the meeting."""
        data = super().clean() or {}
        if data.get("channel") == Channel.MEETING and not data.get("meeting"):
            self.add_error("meeting", _("Choose the meeting at which it was said."))
        return data

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them; the channel is the actor's."""
        given = super().given()
        channel = given.pop("channel")
        return given | {"meeting": given["meeting"] if channel == Channel.MEETING else None}


def _title_and_day(meeting: Meeting) -> str:
    return f"{meeting.title.in_language(language())}, {day_of(meeting):%d.%m.%Y}"


class SheetForm(DeedForm):
    """A spreadsheet of needs."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of texts whose letters do not tell"),
        choices=Language.choices,
        initial=Language.KK,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit

    def clean(self) -> dict[str, Any]:
        """Read the sheet; what makes it unreadable stands beside the file."""
        data = super().clean() or {}
        if "file" in data and "language" in data:
            try:
                self.sheet = read_needs(upload=data["file"], unit=self.unit, language=data["language"])
            except Refused as refusal:
                self.refuse(refusal)
        return data

    def given(self) -> dict[str, Any]:
        """Return the sheet that was read."""
        return {"sheet": self.sheet}
