"""Forms of meetings, one deed each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ortaq.engines import law
from ortaq.ground.forms import DateField, DeedForm, MomentField, add_bilingual, require_one_language
from ortaq.ground.meetings.models import AgendaItem, AssemblyMember, Meeting, MeetingKind
from ortaq.ground.meetings.wording import RULE_WORDS
from ortaq.ground.pages import language
from ortaq.ground.places.forms import settlement_field
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group


class CountField(forms.IntegerField):
    """A number of people."""

    def __init__(self, *, label: Any, required: bool = True) -> None:
        super().__init__(label=label, required=required, min_value=0, max_value=1_000_000)


class NoticeForm(DeedForm):
    """When and where a meeting is, and when people were told."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "title", label=_("What the meeting is about"))
        add_bilingual(self, "place", label=_("Place"))
        self.fields["settlement"] = settlement_field(unit, nothing=_("the whole unit"), required=False)
        self.fields["starts_at"] = MomentField(label=_("Day and hour"))
        self.fields["notice_on"] = DateField(
            label=_("Day on which people are told"),
            help_text=_(
                "Today, or an earlier day on which the notice was put up. Everybody sees it and, beside it, the "
                "day on which you entered it."
            ),
        )
        self.fields["materials_on"] = DateField(
            label=_("Day on which the materials are handed out"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the title and the place in one language at least."""
        data = super().clean() or self.cleaned_data
        require_one_language(self, "title")
        require_one_language(self, "place")
        return data


class CallForm(NoticeForm):
    """The notice of a new meeting, with its questions one on a line."""

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind == MeetingKind.FOCUS_GROUP:
            self.fields["group"] = forms.ChoiceField(
                label=_("Whose voice the focus group hears"),
                required=False,
                choices=[("", _("everybody")), *Group.choices],
            )
        self.fields["agenda"] = forms.CharField(
            label=_("Questions of the agenda"),
            required=False,
            max_length=4_000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_("One question on each line. More can be added until the meeting begins."),
        )

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them; the questions are in the language of the page."""
        lines = [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]
        in_russian = language() == "ru"
        questions = [Text(ru=line[:300]) if in_russian else Text(kk=line[:300]) for line in lines]
        return super().given() | {"agenda": questions}


class CancelForm(DeedForm):
    """Why a meeting is cancelled."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "reason", label=_("Reason"), long=True, max_length=1_000)


class ItemForm(DeedForm):
    """A question of the agenda."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "title", label=_("Question"), max_length=300)
        self.fields["speaker"] = forms.CharField(
            label=_("Who speaks on it"), required=False, max_length=120, help_text=_("Post and name.")
        )


class AttendanceForm(DeedForm):
    """How many came. For the assembly its members are ticked; for others people are only counted."""

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        members: list[tuple[str, str]],
        representatives: int | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if members:
            self.fields["members"] = forms.MultipleChoiceField(
                label=_("Members of the assembly who came"),
                choices=members,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        else:
            if meeting.is_statutory:
                self.fields["entitled"] = CountField(label=_("How many people may take part by law"))
            if representatives is not None:
                self.fields["entitled"].help_text = _(
                    "At the separate gatherings kept here %(count)s representatives were elected. Check it."
                ) % {"count": representatives}
            self.fields["present"] = CountField(label=_("How many came"))
        self.fields["women"] = CountField(label=_("Of them women"), required=False)
        self.fields["youth"] = CountField(label=_("Of them young people, 14 to 34"), required=False)
        if meeting.is_statutory:
            self.fields["invited"] = CountField(label=_("How many were invited besides"), required=False)
            self.fields["invited_names"] = forms.CharField(
                label=_("Who was invited"),
                required=False,
                max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Officials and organisations with their posts. Do not name private persons."),
            )
            self.fields["has_sheet"] = forms.BooleanField(
                label=_("The sheet signed by those present is kept with the paper protocol"), required=False
            )

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them."""
        given = super().given()
        if "members" in given:
            given["members"] = list(AssemblyMember.objects.filter(id__in=given["members"]).order_by("name"))
        return given


class MotionForm(DeedForm):
    """A proposal put to the vote."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Proposal"), long=True, max_length=2_000)


class VotesForm(DeedForm):
    """How a vote went."""

    votes_for = CountField(label=_("For"))
    votes_against = CountField(label=_("Against"))
    abstained = CountField(label=_("Abstained"))
    chair_casts = forms.ChoiceField(
        label=_("How the chair voted"),
        required=False,
        choices=[("", _("the votes are not equal")), ("for", _("for")), ("against", _("against"))],
        help_text=_("Needed only where votes for and against are equal and the chair's vote decides."),
    )


LINE_OF_VOTES = re.compile(r"^(?P<name>.*?[^\s\d:;,–—-])[\s:;,–—-]+(?P<votes>\d{1,6})$")


def in_lines(votes: Iterable[tuple[str, int | None]]) -> str:
    """Return candidates with their votes as `VotesField` reads them."""
    return "\n".join(f"{name}: {number}" for name, number in votes)


class VotesField(forms.CharField):
    """Candidates with the votes for them, one on a line; cleaned to votes by full name."""

    def __init__(self, *, label: Any, help_text: Any, required: bool = True) -> None:
        widget = forms.Textarea(attrs={"rows": 6})
        super().__init__(label=label, help_text=help_text, required=required, max_length=8_000, widget=widget)

    def clean(self, value: Any) -> Any:
        """Return votes by name. Raises ValidationError that names the line which cannot be read."""
        votes: dict[str, int] = {}
        for number, line in enumerate(super().clean(value).splitlines(), start=1):
            if not line.strip():
                continue
            found = LINE_OF_VOTES.match(line.strip())
            if found is None:
                raise ValidationError(
                    _("Line %(line)d: write the full name, a colon and the number of votes."),
                    params={"line": number},
                )
            name = " ".join(found["name"].split())
            if name in votes:
                raise ValidationError(_("Line %(line)d: this candidate stands twice."), params={"line": number})
            votes[name] = int(found["votes"])
        return votes


class ElectionForm(DeedForm):
    """How representatives were elected."""

    seats = forms.IntegerField(
        label=_("How many representatives were to be elected"),
        min_value=1,
        max_value=1_000,
        help_text=_("The number that the maslikhat adopted for this place."),
    )
    votes = VotesField(
        label=_("Candidates and the votes for each"),
        help_text=_(
            "One candidate on each line: full name, a colon, votes for. Only those elected are named in public."
        ),
    )
    votes_again = VotesField(
        label=_("Second vote"),
        required=False,
        help_text=_(
            "Only where candidates had equal votes for the last seat: they again, with the votes of this vote."
        ),
    )


class ProtocolForm(DeedForm):
    """The protocol: who led, what was said on each question, what came of it. Everything may be left empty."""

    def __init__(self, *args: Any, items: list[AgendaItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = items
        self.fields["chair"] = forms.CharField(label=_("Chair"), required=False, max_length=120)
        self.fields["secretary"] = forms.CharField(label=_("Secretary"), required=False, max_length=120)
        for item in items:
            label = _("What was said on question %(number)s") % {"number": item.number}
            add_bilingual(self, f"item_{item.number}", label=label, long=True, max_length=8_000, required=False)
        add_bilingual(self, "summary", label=_("Summary"), long=True, max_length=8_000, required=False)

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them."""
        return {
            "chair": self.cleaned_data["chair"],
            "secretary": self.cleaned_data["secretary"],
            "summary": self.bilingual("summary"),
            "discussions": {item.number: self.bilingual(f"item_{item.number}") for item in self.items},
        }


class SigningForm(DeedForm):
    """The day and the two signatures on paper."""

    signed_on = DateField(label=_("Day of signing"))
    chair_signed = forms.BooleanField(label=_("The chair has signed the paper"), required=False)
    secretary_signed = forms.BooleanField(label=_("The secretary has signed the paper"), required=False)


class HandOverForm(DeedForm):
    """To whom the signed protocol was given, and when."""

    handed_over_to = forms.CharField(
        label=_("To whom: post or office"),
        max_length=120,
        help_text=_("For example: the akim; the akim's office, for registration."),
    )
    handed_over_on = DateField(label=_("Day of the hand-over"))


class RuleForm(DeedForm):
    """The unit's own number and the decision that gives it."""

    def __init__(self, *args: Any, rule: law.Parameter, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rule = rule
        self.fields["value"] = _value_field(rule.unit)
        add_bilingual(self, "decision", label=_("Decision of the maslikhat: number, day, title"), max_length=300)
        self.fields["adopted_on"] = DateField(label=_("Day of the decision"))
        self.fields["verified_by"] = forms.CharField(
            label=_("Lawyer who compared it with the decision"), required=False, max_length=120
        )


def _value_field(unit: str) -> forms.Field:
    label = _("Adopted value")
    if unit in law.values.RULES:
        choices = [(name, RULE_WORDS[name]()) for name in law.values.RULES[unit]]
        return forms.ChoiceField(label=label, choices=choices)
    if unit in law.values.SHARES:
        return forms.CharField(label=label, max_length=9, help_text=_("A share, for example 1/2 or 1/10."))
    return forms.IntegerField(label=label, min_value=0, max_value=10_000)


class RuleEndForm(DeedForm):
    """From which day the unit's own number no longer holds, and why."""

    ended_on = DateField(label=_("Day from which it no longer holds"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class MovedDayForm(DeedForm):
    """A day that a decree moved, and the decree."""

    day = DateField(label=_("Day"))
    is_working = forms.TypedChoiceField(
        label=_("What the decree makes of it"),
        choices=[("off", _("a day off")), ("working", _("a working day"))],
        coerce=lambda chosen: chosen == "working",
        widget=forms.RadioSelect,
        initial="off",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "decree", label=_("Decree: number, day, title"), max_length=300)
