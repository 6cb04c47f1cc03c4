"""Forms of needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.forms import DeedForm, add_bilingual, require_one_language
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Settlement
from ortaq.ground.text import Language
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.models import AnswerKind
from ortaq.stages.needs.rules import LONGEST_NEED
from ortaq.stages.needs.selectors import STATES, Filters, meetings_to_name, settlement_choices


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of records that have a bilingual name."""

    def label_from_instance(self, record: Settlement) -> str:
        """Return the record's name in the language of the page."""
        return str(record.name.in_language(language()))


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of meetings by title and day."""

    def label_from_instance(self, record: Meeting) -> str:
        """Return the meeting's title and day."""
        return f"{record.title.in_language(language())}, {record.starts_at:%d.%m.%Y}"


class NeedForm(DeedForm):
    """What a resident says: the text and the settlement are enough."""

    text = forms.CharField(
        label=_("What is needed?"),
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In your own words, in Kazakh or Russian. Please name no private persons."),
    )
    settlement = NamedChoice(
        label=_("Where?"), queryset=Settlement.objects.none(), empty_label=_("Choose a place")
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
    latitude = forms.DecimalField(
        min_value=-90, max_value=90, max_digits=8, decimal_places=5, required=False, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        min_value=-180, max_value=180, max_digits=8, decimal_places=5, required=False, widget=forms.HiddenInput
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
        settlement: Any = self.fields["settlement"]
        settlement.queryset = Settlement.objects.filter(pk__in=[s.pk for s in settlement_choices(cycle.unit)])
        for name, choices in (("theme", Theme.choices), ("group", Group.choices)):
            field: Any = self.fields[name]
            field.choices = [*field.choices, *choices]


CHANNELS = (Channel.HELPER, Channel.PAPER, Channel.MEETING)


class HelperNeedForm(NeedForm):
    """What a helper types: how it came, in which language it was said, and at which meeting."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[
            (Channel.HELPER.value, _("from a person who is here with me")),
            (Channel.PAPER.value, _("from a paper form")),
            (Channel.MEETING.value, _("from a meeting")),
        ],
        widget=forms.RadioSelect,
    )
    meeting = MeetingChoice(
        label=_("At which meeting"), queryset=Meeting.objects.none(), required=False, empty_label=_("none")
    )
    language = forms.ChoiceField(
        label=_("Language of the words"), choices=Language.choices, widget=forms.RadioSelect
    )
    field_order = ["channel", "meeting", "text", "language", "settlement", "theme", "group"]

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, cycle=cycle, **options)
        meeting: Any = self.fields["meeting"]
        meeting.queryset = Meeting.objects.filter(pk__in=[m.pk for m in meetings_to_name(cycle)])

    def clean(self) -> dict[str, Any]:
        """Check that a need from a meeting names the meeting."""
        data = super().clean() or {}
        if data.get("channel") == Channel.MEETING and not data.get("meeting"):
            self.add_error("meeting", _("Choose the meeting at which it was said."))
        return data


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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Text of the answer"), long=True, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """Check that the answer says something in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "text")
        return data


class ProblemForm(DeedForm):
    """A new problem made of chosen needs."""

    theme = forms.ChoiceField(label=_("What it is about"), choices=Theme.choices)
    needs = forms.TypedMultipleChoiceField(
        label=_("Needs that say the same"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, numbers: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "title", label=_("Name of the problem"))
        add_bilingual(self, "description", label=_("What it is like"), long=True, max_length=4000, required=False)
        needs: Any = self.fields["needs"]
        needs.choices = numbers
        self.order_fields(["title_kk", "title_ru", "description_kk", "description_ru", "theme", "needs"])

    def clean(self) -> dict[str, Any]:
        """Check that the problem has a name in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "title")
        return data


class MergeForm(DeedForm):
    """More needs for a problem."""

    needs = forms.TypedMultipleChoiceField(
        label=_("Needs that say the same"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, numbers: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        needs: Any = self.fields["needs"]
        needs.choices = numbers


class PartForm(DeedForm):
    """Taking a need out of a problem."""

    reason = forms.CharField(label=_("Why it does not belong here"), max_length=300)


SELECTED = {True: SafeString(" selected"), False: SafeString("")}


class QuickSelect(forms.Select):
    """A select written in one go: a template for each option would cost a fifth of the page of a list."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the select with its options as HTML."""
        widget = self.get_context(name, value, attrs)["widget"]
        options = [option for _group, options, _index in widget["optgroups"] for option in options]
        return format_html(
            '<select name="{}"{}>{}</select>',
            widget["name"],
            flatatt(widget["attrs"]),
            format_html_join(
                "",
                '<option value="{}"{}>{}</option>',
                ((option["value"], SELECTED[option["selected"]], option["label"]) for option in options),
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
    settlement = NamedChoice(
        label=_("Settlement"),
        queryset=Settlement.objects.none(),
        required=False,
        empty_label=_("all"),
        widget=QuickSelect,
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("all")), *Theme.choices], widget=QuickSelect
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        widget=QuickSelect,
        choices=[("", _("all")), *((state, STATE_LABELS[state]) for state in STATES)],
    )

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        settlement: Any = self.fields["settlement"]
        settlement.queryset = cycle.unit.settlements.all()

    def asked(self) -> Filters:
        """Return what is asked of the list; what makes no sense asks nothing."""
        self.is_valid()
        settlement = self.cleaned_data.get("settlement")
        return Filters(
            words=self.cleaned_data.get("q") or "",
            settlement=str(settlement.pk) if settlement else "",
            theme=self.cleaned_data.get("theme") or "",
            state=self.cleaned_data.get("state") or "",
        )
