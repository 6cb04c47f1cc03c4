"""Forms of the moderator."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DeedForm
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.rules import LONGEST_NEED


class PublishForm(DeedForm):
    """Publishing a need under a theme."""

    theme = forms.ChoiceField(label=_("What it is about"), choices=[("", "—"), *Theme.choices])


class TranslateForm(DeedForm):
    """A checked translation of a need."""

    translation = forms.CharField(
        label=_("Translation"), max_length=LONGEST_NEED, widget=forms.Textarea(attrs={"rows": 6})
    )
