"""Forms in which needs are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ortaq.ground.pages import language
from ortaq.ground.text import Text, alphabetical
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.selectors import STATES, Filters

SELECTED = {True: SafeString(" selected"), False: SafeString("")}
STATE_LABELS = {
    "open": _("waiting for an answer"),
    "overdue": _("answer overdue"),
    "answered": _("answered"),
    "merged": _("part of a problem"),
    "alone": _("not part of a problem"),
}


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
