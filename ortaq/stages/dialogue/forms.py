"""Forms of the dialogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ortaq.ground.forms import DateField, DeedForm, add_bilingual, record_field, require_one_language
from ortaq.ground.pages import language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.forms import settlement_field
from ortaq.ground.places.models import Unit
from ortaq.ground.text import guess_language
from ortaq.ground.vocabulary import Group
from ortaq.stages.dialogue.models import Opinion
from ortaq.stages.dialogue.rules import LONGEST_STATEMENT
from ortaq.stages.dialogue.selectors import StatementLine
from ortaq.stages.needs.models import Problem

SEEDS = 7
"""Rows for the office's first statements; more can be added later."""


class OpenForm(DeedForm):
    """A new conversation: the question, its days, and the first statements."""

    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))

    def __init__(self, *args: Any, problems: Iterable[Problem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["problem"] = record_field(
            label=_("Which problem it is about (if any)"),
            names={one: f"№ {one.number}. {one.title.in_language(language())}" for one in problems},
            nothing=_("none"),
            required=False,
        )
        add_bilingual(self, "question", label=pgettext_lazy("conversation", "Question"), max_length=300)
        add_bilingual(
            self, "description", label=_("What to know before"), long=True, max_length=4000, required=False
        )
        for number in range(1, SEEDS + 1):
            label = _("Statement %(number)s") % {"number": number}
            add_bilingual(self, f"statement_{number}", label=label, max_length=LONGEST_STATEMENT, required=False)
        self.order_fields(["question_kk", "question_ru", "description_kk", "description_ru"])

    def clean(self) -> dict[str, Any]:
        """Check that there is a question in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "question")
        return data

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them; rows without a statement are none."""
        given = super().given()
        rows = [given.pop(f"statement_{number}") for number in range(1, SEEDS + 1)]
        return given | {"statements": [text for text in rows if text]}


class StatementForm(DeedForm):
    """A statement of the office."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Statement"), max_length=LONGEST_STATEMENT)

    def clean(self) -> dict[str, Any]:
        """Check that it says something in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "text")
        return data


class ProposeForm(DeedForm):
    """A statement that a resident proposes."""

    text = forms.CharField(
        label=_("Your statement"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence with which others can agree or not. Please name no private persons."),
    )

    def given(self) -> dict[str, Any]:
        """Return the statement; its letters tell its language."""
        spoken = guess_language(self.cleaned_data["text"], otherwise="ru" if language() == "ru" else "kk")
        return {"language": spoken} | super().given()


class VoiceForm(DeedForm):
    """Who a voice says to be, of its own will."""

    group = forms.ChoiceField(
        label=_("Who are you? (if you like)"),
        required=False,
        choices=[("", _("I would rather not say")), *Group.choices],
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["settlement"] = settlement_field(
            unit,
            label=_("Where do you live? (if you like)"),
            nothing=_("I would rather not say"),
            required=False,
        )


class SheetForm(VoiceForm):
    """A sheet of paper, or a person who is present: one voice with all its opinions."""

    channel = forms.TypedChoiceField(
        label=_("How it came"),
        coerce=Channel,
        choices=[
            (Channel.PAPER.value, _("from a paper form")),
            (Channel.HELPER.value, _("from a person who is here with me")),
            (Channel.MEETING.value, _("from a meeting")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, statements: Iterable[StatementLine], **options: Any) -> None:
        self.numbers = [one.number for one in statements]
        texts = {one.number: one.text for one in statements}
        super().__init__(*args, **options)
        for number in self.numbers:
            self.fields[f"opinion_{number}"] = forms.TypedChoiceField(
                label=f"№ {number}. {texts[number].in_language(language())}",
                choices=Opinion.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(["channel", *(f"opinion_{number}" for number in self.numbers)])

    def given(self) -> dict[str, Any]:
        """Return who spoke and the opinions that were marked, by statement number; the channel is the actor's."""
        given = super().given()
        del given["channel"]
        marked = {number: given.pop(f"opinion_{number}") for number in self.numbers}
        return given | {"stances": {number: one for number, one in marked.items() if one is not None}}


class CloseForm(DeedForm):
    """What follows from a conversation."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "conclusion", label=_("What follows from it"), long=True, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """Check that the conclusion says something in one language at least."""
        data = super().clean() or {}
        require_one_language(self, "conclusion")
        return data
