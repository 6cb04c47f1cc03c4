"""Forms of the passport."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ortaq.ground.forms import DateField, DeedForm, NumberOfPeopleField, ThousandTengeField, add_bilingual
from ortaq.stages.profile.actions import Figure, ServiceState
from ortaq.stages.profile.amounts import read_signed
from ortaq.stages.profile.layout import layout
from ortaq.stages.profile.models import AgeBand, Availability, BudgetKind, Sex
from ortaq.stages.profile.rules import FARTHEST_KM, MOST_PEOPLE
from ortaq.stages.profile.standard import standard


class SignedThousandTengeField(ThousandTengeField):
    """Thousand tenge that may lie below zero; cleaned to whole tiyn."""

    def read(self, written: str) -> int:
        """Return whole tiyn. Raises ValueError where it is no amount."""
        return read_signed(written)

    def prepare_value(self, value: Any) -> Any:
        """Show stored tiyn in thousand tenge, with a minus where they lie below zero."""
        if isinstance(value, int) and value < 0:
            return f"-{super().prepare_value(-value)}"
        return super().prepare_value(value)


class PopulationForm(DeedForm):
    """The people of one settlement in a year; empty fields are figures not known yet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for band in AgeBand:
            for sex in Sex:
                self.fields[f"{sex.value}_{band.value}"] = NumberOfPeopleField(
                    label=f"{sex.label}, {band.label}",
                    max_value=MOST_PEOPLE,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                )

    def grid(self) -> Iterator[tuple[object, list[BoundField]]]:
        """Yield each age band with its fields for women and men."""
        for band in AgeBand:
            yield band.label, [self[f"{sex.value}_{band.value}"] for sex in Sex]

    def figures(self) -> list[Figure]:
        """Return what was written, empty fields as figures taken back."""
        return [
            Figure(sex.value, band.value, self.cleaned_data.get(f"{sex.value}_{band.value}"))
            for sex in Sex
            for band in AgeBand
        ]


class SheetForm(DeedForm):
    """A workbook of figures."""

    file = forms.FileField(
        label=_("Filled-in template (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )


class ServicesForm(DeedForm):
    """What one settlement has of every service; those not looked at stay empty."""

    seen_on = DateField(
        label=_("Seen on"),
        help_text=_("The day on which somebody looked. It goes to the services that you change or tick as seen."),
    )

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.language = language
        for kind in standard().services.values():
            self.fields[f"{kind.key}-availability"] = forms.ChoiceField(
                label=kind.name[language],
                choices=[("", _("nobody has looked yet")), *Availability.choices],
                required=False,
            )
            self.fields[f"{kind.key}-distance_km"] = forms.DecimalField(
                label=_("Distance to the nearest, km"),
                min_value=0,
                max_value=FARTHEST_KM,
                decimal_places=1,
                required=False,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
            )
            add_bilingual(self, f"{kind.key}-condition", label=_("Condition"), max_length=300, required=False)
            if self.initial.get(f"{kind.key}-availability"):
                self.fields[f"{kind.key}-seen_again"] = forms.BooleanField(
                    label=_("Looked again: it is still so"), required=False
                )

    def clean(self) -> dict[str, Any]:
        """Check that what is described is also judged."""
        data = super().clean() or {}
        for key in standard().services:
            described = any(data.get(f"{key}-{part}") for part in ("distance_km", "condition_kk", "condition_ru"))
            if described and not data.get(f"{key}-availability"):
                self.add_error(f"{key}-availability", _("Choose whether the service is there."))
        return data

    def by_category(self) -> Iterator[tuple[str, list[tuple[BoundField, BoundField | None, list[BoundField]]]]]:
        """Yield each category with, for each service, its choice, its tick and the fields that describe it."""
        for category in standard().categories:
            yield (
                category.name[self.language],
                [
                    (
                        self[f"{kind.key}-availability"],
                        self[f"{kind.key}-seen_again"] if f"{kind.key}-seen_again" in self.fields else None,
                        [self[f"{kind.key}-{part}"] for part in ("distance_km", "condition_kk", "condition_ru")],
                    )
                    for kind in category.services
                ],
            )

    def states(self) -> list[ServiceState]:
        """Return the services that were judged, and those whose judgement was taken back."""
        data = self.cleaned_data
        return [
            ServiceState(
                key,
                data[f"{key}-availability"],
                data.get(f"{key}-distance_km"),
                self.bilingual(f"{key}-condition"),
                data.get(f"{key}-seen_again", False),
            )
            for key in standard().services
            if data.get(f"{key}-availability") or self.initial.get(f"{key}-availability")
        ]


class BudgetChoiceForm(forms.Form):
    """Which year's budget to write, and of which kind."""

    year = forms.IntegerField(label=_("Year"), widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    kind = forms.ChoiceField(label=_("Figures"), choices=BudgetKind.choices)


class BudgetForm(DeedForm):
    """The budget of a year in the official layout, in thousand tenge."""

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in layout():
            self.fields[part.code] = SignedThousandTengeField(
                label=f"{part.code}. {part.name[language]}", required=False
            )
            for one in part.classes:
                self.fields[one.code] = SignedThousandTengeField(
                    label=f"{one.code}. {one.name[language]}", required=False
                )

    def by_part(self) -> Iterator[tuple[BoundField, list[BoundField]]]:
        """Yield the field of each part with the fields of its classes."""
        for part in layout():
            yield self[part.code], [self[one.code] for one in part.classes]

    def amounts(self) -> dict[str, int]:
        """Return what was written, in tiyn by code."""
        codes = (code for part in layout() for code in (part.code, *(one.code for one in part.classes)))
        return {code: self.cleaned_data[code] for code in codes if self.cleaned_data.get(code) is not None}
