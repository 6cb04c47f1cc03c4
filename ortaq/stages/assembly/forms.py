"""Forms of the assembly, one deed each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.forms import DateField, DeedForm, add_bilingual, require_one_language
from ortaq.ground.meetings.selectors import MeetingLine
from ortaq.ground.pages import language
from ortaq.ground.places.forms import settlement_field
from ortaq.ground.places.models import Unit
from ortaq.stages.assembly.models import Reply
from ortaq.stages.assembly.selectors import MotionChoice

MOST_MEMBERS = 100


class MemberForm(DeedForm):
    """A member whom the gathering delegated to the assembly."""

    def __init__(self, *args: Any, unit: Unit, gatherings: list[MeetingLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(
            label=_("Full name"),
            max_length=120,
            help_text=_("Membership of the assembly is a public office: everybody sees this name."),
        )
        self.fields["settlement"] = settlement_field(unit)
        self.fields["since"] = DateField(label=_("Day of the election"))
        self.fields["elected_by"] = forms.ChoiceField(
            label=_("Gathering that delegated the member"),
            required=False,
            choices=[
                ("", _("held before the meetings were kept here")),
                *((str(line.number), _meeting_label(line)) for line in gatherings),
            ],
        )


def _meeting_label(line: MeetingLine) -> str:
    return f"№ {line.number}, {date_format(line.starts_at)}: {line.title.in_language(language())}"


class EndForm(DeedForm):
    """The last day of a membership that ends early, and why."""

    last_day = DateField(label=_("Last day of the membership"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It is kept in the journal. Do not write about health or family."),
    )


class AgreeForm(DeedForm):
    """By which motion the assembly agreed the plan."""

    def __init__(self, *args: Any, motions: list[MotionChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["motion"] = forms.ChoiceField(
            label=_("Proposal that the assembly carried"),
            choices=[(str(one.id), self._label(one)) for one in motions],
            widget=forms.RadioSelect,
        )

    def _label(self, motion: MotionChoice) -> str:
        day = date_format(motion.held_on)
        return f"№ {motion.meeting}, {day}: {motion.text.in_language(language())}"


class AdoptionForm(DeedForm):
    """The maslikhat's decision that adopted the budget."""

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decision_number"] = forms.CharField(label=_("Number of the decision"), max_length=40)
        self.fields["decided_on"] = DateField(label=_("Day of the decision"))
        add_bilingual(self, "title", label=_("Title of the decision"), max_length=300)
        self.fields["year"] = forms.TypedChoiceField(
            label=_("First year of the budget"), choices=[(year, year) for year in cycle.years], coerce=int
        )


class InitiativeForm(DeedForm):
    """Members ask in writing for the assembly."""

    received_on = DateField(label=_("When did the akim receive it?"))
    signed = forms.IntegerField(label=_("How many members signed?"), min_value=1, max_value=MOST_MEMBERS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "question", label=_("What they want to discuss"), long=True, max_length=500)
        self.order_fields(["question_kk", "question_ru", "received_on", "signed"])

    def clean(self) -> None:
        """Ask for the question in one language at least."""
        require_one_language(self, "question")


class ReplyForm(DeedForm):
    """The akim's answer."""

    reply = forms.ChoiceField(label=_("What do you answer?"), choices=Reply.choices, widget=forms.RadioSelect)
    answered_on = DateField(label=_("Day of the answer"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(
            self, "reason", label=_("When and where, or why not"), long=True, max_length=500, required=False
        )
        self.fields["reason_kk"].help_text = _("Everybody reads it. A refusal needs its reason.")
        self.order_fields(["reply", "reason_kk", "reason_ru", "answered_on"])
