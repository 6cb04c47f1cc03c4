"""Forms of needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ortaq.ground import clock
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.forms import DeedForm, add_bilingual, record_field, require_one_language
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.meetings.rules import day_of
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.forms import PlaceField, settlement_field
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlement_lines
from ortaq.ground.text import Language, Text, alphabetical, guess_language
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.models import Answer, AnswerKind
from ortaq.stages.needs.rules import LONGEST_NEED
from ortaq.stages.needs.selectors import STATES, Filters, meetings_to_name, needs_with_numbers
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


class PublishForm(DeedForm):
    """Publishing a need under a theme."""

    theme = forms.ChoiceField(label=_("What it is about"), choices=[("", "—"), *Theme.choices])


class TranslateForm(DeedForm):
    """A checked translation of a need."""

    translation = forms.CharField(
        label=_("Translation"), max_length=LONGEST_NEED, widget=forms.Textarea(attrs={"rows": 6})
    )


class AnswerForm(DeedForm):
    """The office's answer in both languages, or one."""

    kind = forms.ChoiceField(label=_("What is done"), choices=AnswerKind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, answers: QuerySet[Answer], **options: Any) -> None:
        given = [str(one) for one in answers.order_by("answered_at", "pk").values_list("pk", flat=True)]
        super().__init__(*args, initial={"answers": given}, **options)
        add_bilingual(self, "text", label=_("Text of the answer"), long=True, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """Check that the answer says something in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "text")
        return data


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


SELECTED = {True: SafeString(" selected"), False: SafeString("")}


class QuickSelect(forms.Select):
    """A select written in one go: a template for each option would cost a fifth of the page of a list."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the select with its options as HTML."""
        chosen = str(value or "")
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(attrs or {}),
            format_html_join(
                "",
                '<option value="{}"{}>{}</option>',
                ((option, SELECTED[option == chosen], label) for option, label in self.choices),
            ),
        )


STATE_LABELS = {
    "open": _("waiting for an answer"),
    "overdue": _("answer overdue"),
    "answered": _("answered"),
    "merged": _("part of a problem"),
    "alone": _("not part of a problem"),
}


class FilterForm(forms.Form):
    """What a reader asks of the list of needs."""

    q = forms.CharField(
        label=_("Words or number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    settlement = forms.ChoiceField(label=_("Settlement"), required=False, widget=QuickSelect)
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("all")), *Theme.choices], widget=QuickSelect
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        widget=QuickSelect,
        choices=[("", _("all")), *((state, STATE_LABELS[state]) for state in STATES)],
    )

    def __init__(self, *args: Any, names: Mapping[UUID, Text], **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        places = [(str(id), name.in_language(language())) for id, name in names.items()]
        settlement: Any = self.fields["settlement"]
        settlement.choices = [("", _("all")), *sorted(places, key=lambda place: alphabetical(place[1]))]

    def asked(self) -> Filters:
        """Return what is asked of the list; what makes no sense asks nothing."""
        self.is_valid()
        known = getattr(self, "cleaned_data", {})
        return Filters(
            words=known.get("q") or "",
            settlement=known.get("settlement") or "",
            theme=known.get("theme") or "",
            state=known.get("state") or "",
        )


class NeedSearchForm(FilterForm):
    """What the office looks for among the needs that can be merged."""

    state = None  # type: ignore[assignment]
