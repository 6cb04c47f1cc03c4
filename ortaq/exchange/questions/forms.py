"""Forms of questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.exchange.cases.selectors import CaseView
from ortaq.ground.forms import DeedForm, add_bilingual, require_one_language
from ortaq.ground.vocabulary import Theme

LONGEST = 4_000


class QuestionForm(DeedForm):
    """A question to other teams."""

    theme = forms.ChoiceField(label=_("Theme"), choices=Theme.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "title", label=_("Your question in one sentence"))
        add_bilingual(
            self, "text", label=_("What you have tried already"), long=True, max_length=LONGEST, required=False
        )
        self.order_fields(["title_kk", "title_ru", "theme", "text_kk", "text_ru"])

    def clean(self) -> None:
        """Ask for the question in one language at least."""
        require_one_language(self, "title")


class AdviceForm(DeedForm):
    """An answer to a question."""

    def __init__(self, *args: Any, cases: Sequence[CaseView], language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label=_("Your advice"), long=True, max_length=LONGEST)
        names = [
            (str(case.id), f"{case.title.in_language(language)} ({case.unit.in_language(language)})")
            for case in cases
        ]
        self.fields["case_id"] = forms.TypedChoiceField(
            label=_("A case that shows it"),
            choices=[("", _("none")), *names],
            required=False,
            coerce={str(case.id): case.id for case in cases}.__getitem__,
            empty_value=None,
        )

    def clean(self) -> None:
        """Ask for the advice in one language at least."""
        require_one_language(self, "text")
