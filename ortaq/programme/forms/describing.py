"""Forms in which a programme says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DateField, DeedForm, FigureField, add_trilingual, record_field, require_one_language
from ortaq.ground.places.models import Unit
from ortaq.programme.content import Description, Measure
from ortaq.programme.models import (
    Counted,
    Currency,
    Indicator,
    Level,
    OrganisationKind,
    OrganisationRole,
    Profile,
)
from ortaq.stages.projects import tags

PER_CENT = 10
"""Thousandths in one per cent."""


def written(record: Any, *names: str) -> dict[str, Any]:
    """Return what a form shows first of the texts of a record in three languages."""
    return {
        f"{name}_{part}": getattr(record, f"{name}_{part}")
        for name in names
        for part in ("kk", "ru", "en", "original")
    }


def year_field(label: Any, **options: Any) -> forms.IntegerField:
    """Return a field for a year, which may stay empty."""
    return forms.IntegerField(
        label=label, min_value=1990, max_value=2100, required=False, localize=False, **options
    )


class DescriptionForm(DeedForm):
    """What a programme says of itself."""

    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    currency = forms.ChoiceField(label=_("Currency of the budget"), choices=Currency.choices)
    target = forms.IntegerField(
        label=_("Share of plan items that shall be done at the end, per cent"), min_value=1, max_value=100
    )
    reference = forms.CharField(
        label=_("Number by which the donor knows the programme"), max_length=100, required=False
    )

    def __init__(self, *args: Any, profile: Profile | None, **options: Any) -> None:
        options["initial"] = _described(profile) if profile else {"target": 20, "currency": Currency.KZT}
        super().__init__(*args, **options)
        add_trilingual(self, "aim", label=_("What the programme is for"), long=True, max_length=1000)
        self.order_fields(["aim_kk", "aim_ru", "aim_en", *self.fields])

    def clean(self) -> dict[str, Any]:
        """Require the aim in one language."""
        require_one_language(self, "aim")
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """Return the description."""
        said = super().given()
        return {"said": Description(target_share=said.pop("target") * PER_CENT, **said)}


def _described(profile: Profile) -> dict[str, Any]:
    names = ("starts_on", "ends_on", "currency", "reference")
    known = {name: getattr(profile, name) for name in names}
    return known | written(profile, "aim") | {"target": profile.target_share // PER_CENT}


class OrganisationForm(DeedForm):
    """An organisation and what it does."""

    role = forms.ChoiceField(label=_("What it does"), choices=OrganisationRole.choices)
    kind = forms.ChoiceField(label=_("What it is"), choices=OrganisationKind.choices)
    identifier = forms.CharField(
        label=_("Identifier in open data"),
        max_length=60,
        required=False,
        help_text=_("For example KZ-BIN-000140001234. It may stay empty."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_trilingual(self, "name", label=_("Name of the organisation"), max_length=200)
        self.order_fields(["name_kk", "name_ru", "name_en", *self.fields])

    def clean(self) -> dict[str, Any]:
        """Require the name in one language."""
        require_one_language(self, "name")
        return self.cleaned_data


class IndicatorForm(DeedForm):
    """What the programme measures."""

    level = forms.ChoiceField(label=_("Where it stands in the chain of results"), choices=Level.choices)
    counted = forms.ChoiceField(
        label=_("Who counts"),
        required=False,
        choices=[("", _("people read it and type it in")), *Counted.choices],
        help_text=_("A figure that Ortaq counts itself needs no typing."),
    )
    baseline = FigureField(label=_("Value at the start"), required=False)
    baseline_year = year_field(_("Year of that value"))
    target = FigureField(label=_("Value that shall be reached"), required=False)
    target_year = year_field(_("By which year"))
    sdg_target = forms.ChoiceField(label=_("Target of sustainable development it serves"), required=False)
    order = ("title", "measured_in", "national_goal")

    def __init__(self, *args: Any, indicator: Indicator | None, language: str, **options: Any) -> None:
        options["initial"] = _measured(indicator) if indicator else {}
        super().__init__(*args, **options)
        add_trilingual(self, "title", label=_("What is measured"), max_length=200)
        add_trilingual(self, "measured_in", label=_("In what it is counted"), max_length=60)
        add_trilingual(self, "national_goal", label=_("National goal it serves"), max_length=200, required=False)
        sdg: Any = self.fields["sdg_target"]
        sdg.choices = [
            ("", "—"),
            *((code, f"{code} {tag.name(language)}") for code, tag in tags.sdg_targets().items()),
        ]
        first = [f"{name}_{part}" for name in self.order[:2] for part in ("kk", "ru", "en")]
        self.order_fields([*first, *self.fields])

    def clean(self) -> dict[str, Any]:
        """Require the title and the unit in one language."""
        require_one_language(self, "title")
        require_one_language(self, "measured_in")
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """Return the measure."""
        return {"said": Measure(**super().given())}


def _measured(indicator: Indicator) -> dict[str, Any]:
    names = ("level", "counted", "baseline", "baseline_year", "target", "target_year", "sdg_target")
    known = {name: getattr(indicator, name) for name in names}
    return known | written(indicator, *IndicatorForm.order)


class FactForm(DeedForm):
    """What a public source says."""

    on = DateField(label=_("On which day it was so"), required=False)
    link = forms.URLField(label=_("Address of the source"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, units: Mapping[Unit, str], **options: Any) -> None:
        super().__init__(*args, **options)
        add_trilingual(self, "text", label=_("What the source says"), long=True, max_length=500)
        add_trilingual(self, "source", label=_("The source"), max_length=200)
        self.fields["about_unit"] = record_field(
            label=_("About which place"), names=units, nothing=_("about the programme"), required=False
        )
        self.fields["text_kk"].help_text = _("Name no private persons.")
        texts = [f"{name}_{part}" for name in ("text", "source") for part in ("kk", "ru", "en")]
        self.order_fields([*texts, "link", "about_unit", "on"])

    def clean(self) -> dict[str, Any]:
        """Require the words and their source in one language."""
        require_one_language(self, "text")
        require_one_language(self, "source")
        return self.cleaned_data
