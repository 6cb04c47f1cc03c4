"""Forms of the dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DateField, DeedForm, add_bilingual, require_one_language
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Unit
from ortaq.ground.places.selectors import settlements_of
from ortaq.ground.text import Text
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
    problem = forms.ChoiceField(label=_("Which problem it is about (if any)"), required=False)

    def __init__(self, *args: Any, problems: Sequence[Problem], page_language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.problems = {str(one.number): one for one in problems}
        field: Any = self.fields["problem"]
        field.choices = [
            ("", _("none")),
            *(
                (number, f"№ {number}. {one.title.in_language(page_language)}")
                for number, one in self.problems.items()
            ),
        ]
        add_bilingual(self, "question", label=_("Question"), max_length=300)
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

    @property
    def statements(self) -> list[Text]:
        """The statements that were written; empty rows are none."""
        written = (self.bilingual(f"statement_{number}") for number in range(1, SEEDS + 1))
        return [text for text in written if text]


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


class VoiceForm(DeedForm):
    """Who a voice says to be, of its own will."""

    group = forms.ChoiceField(label=_("Who are you? (if you like)"), required=False)
    settlement = forms.ChoiceField(label=_("Where do you live? (if you like)"), required=False)

    def __init__(self, *args: Any, unit: Unit, page_language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.settlements = {str(one.pk): one for one in settlements_of(unit)}
        fields: dict[str, Any] = self.fields
        silent = [("", _("I would rather not say"))]
        fields["group"].choices = silent + list(Group.choices)
        fields["settlement"].choices = silent + [
            (key, one.name.in_language(page_language)) for key, one in self.settlements.items()
        ]

    @property
    def said(self) -> dict[str, Any]:
        """The group and the settlement, as actions take them."""
        data = self.cleaned_data
        return {"group": data["group"], "settlement": self.settlements.get(data["settlement"])}


class SheetForm(VoiceForm):
    """A sheet of paper, or a person who is present: one voice with all its opinions."""

    channel = forms.ChoiceField(
        label=_("How it came"),
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
                label=f"№ {number}. {texts[number].in_language(options['page_language'])}",
                choices=Opinion.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(["channel", *(f"opinion_{number}" for number in self.numbers)])

    @property
    def stances(self) -> dict[int, int]:
        """The opinions that were marked, by statement number."""
        marked = ((number, self.cleaned_data.get(f"opinion_{number}")) for number in self.numbers)
        return {number: opinion for number, opinion in marked if opinion is not None}


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
