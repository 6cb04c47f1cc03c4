"""The form of the office's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DeedForm, add_bilingual, require_one_language
from ortaq.stages.needs.models import Answer, AnswerKind


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
