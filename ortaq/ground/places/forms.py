"""Forms of places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ortaq.ground.forms import DateField, DeedForm, add_bilingual, record_field, require_one_language
from ortaq.ground.pages import language
from ortaq.ground.places.models import Area, Programme, Unit, UnitKind
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.places.rules import in_kazakhstan
from ortaq.ground.places.selectors import settlements_of
from ortaq.ground.text import alphabetical

FIFTH_DIGIT = Decimal("0.00001")
Choices = list[tuple[str, str]]


def settlement_field(
    unit: Unit, *, label: Any = _("Settlement"), nothing: Any = _("Choose"), **options: Any
) -> forms.TypedChoiceField:
    """Return a choice of the unit's settlements by name; other options as `record_field` takes them."""
    named = [(place, place.name.in_language(language())) for place in settlements_of(unit)]
    names = dict(sorted(named, key=lambda one: alphabetical(one[1])))
    return record_field(label=label, names=names, nothing=nothing, **options)


class DegreeField(forms.CharField):
    """Degrees with a point or a comma, cleaned to five digits after it (about a metre)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=20, **options)
        self.widget.attrs |= {"inputmode": "decimal", "class": "short"}

    def clean(self, value: Any) -> Any:
        """Return a Decimal, or None for an empty field."""
        written = super().clean(value)
        if not written:
            return None
        try:
            degrees = Decimal(written.replace(",", ".").rstrip("°"))
            if abs(degrees) > 180:
                raise ValidationError(_("Write degrees in figures, for example 51,1280."))
            return degrees.quantize(FIFTH_DIGIT)
        except InvalidOperation as error:
            raise ValidationError(_("Write degrees in figures, for example 51,1280.")) from error


class PlaceField(forms.CharField):
    """A point marked on the map of a unit, sent as `51.128,71.430`; cleaned to a rough point, or None.

    It shows itself only where there is JavaScript, and loads the map only when the reader asks for it.
    """

    def __init__(self, unit: Unit, **options: Any) -> None:
        super().__init__(required=False, max_length=40, **options)
        self.template_name = "places/place_field.html"
        self.map_data = reverse("places:map_data", args=[unit.slug])

    def clean(self, value: Any) -> Any:
        """Return a RoughPoint, or None for an empty field."""
        written = super().clean(value)
        if not written:
            return None
        try:
            latitude, longitude = map(Decimal, written.split(","))
            if not in_kazakhstan(latitude, longitude):
                raise ValueError
        except (ArithmeticError, ValueError) as error:
            raise ValidationError(
                _("This is no place on the map. Mark it again, or take the mark away.")
            ) from error
        return RoughPoint(latitude, longitude)


class NamedForm(DeedForm):
    """A form about something with a name in both languages, which comes first."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "name", label=pgettext_lazy("place", "Name"))
        self.order_fields(["deed", "name_kk", "name_ru", *self.fields])

    def clean(self) -> dict[str, Any]:
        """Check that there is a name."""
        data = super().clean() or {}
        require_one_language(self, "name")
        return data


class SettlementForm(NamedForm):
    """A settlement."""

    is_inhabited = forms.BooleanField(label=_("People live there"), required=False, initial=True)
    latitude = DegreeField(
        label=_("Latitude"),
        help_text=_("For the map; you find both numbers in a map program or on a phone, for example 51,1280."),
    )
    longitude = DegreeField(label=_("Longitude"))


class UnitForm(NamedForm):
    """Type and names of a unit."""

    name_en = forms.CharField(
        label=_("Name in English"), max_length=200, required=False, help_text=_("For partners from abroad.")
    )
    kind = forms.ChoiceField(label=_("Type"), choices=UnitKind.choices, widget=forms.RadioSelect)


class NewUnitForm(UnitForm):
    """A new unit of a programme."""

    kato = forms.RegexField(
        r"^\d{9}$",
        label=_("KATO code"),
        required=False,
        error_messages={"invalid": _("A KATO code has nine digits.")},
    )
    valid_from = DateField(label=_("Exists since"))

    def __init__(
        self, *args: Any, programmes: Sequence[Programme], districts: Sequence[Area], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        names = {programme: programme.name.in_language(language()) for programme in programmes}
        self.fields["programme"] = record_field(label=_("Programme"), names=names)
        self.fields["district"] = record_field(
            label=_("District"), names={area: _with_oblast(area) for area in districts}
        )


def _with_oblast(district: Area) -> str:
    name = district.name.in_language(language())
    return f"{district.parent.name.in_language(language())}: {name}" if district.parent else name


class EndUnitForm(DeedForm):
    """When a unit ends, and into which it goes."""

    ends_on = DateField(label=_("First day on which the unit no longer exists"))
    successor_slug = forms.ChoiceField(label=_("It becomes part of"), required=False)
    reason = forms.CharField(
        label=_("By which decision"),
        max_length=300,
        help_text=_("For example: joint resolution of the akimat and the maslikhat, its number and date."),
    )

    def __init__(self, *args: Any, neighbours: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("no other unit of this system")), *neighbours]
        self.fields["successor_slug"].choices = choices  # type: ignore[attr-defined]


class KatoForm(DeedForm):
    """The classifier file, its year, and how much of it to take."""

    file = forms.FileField(
        label=_("KATO file (.xlsx)"),
        help_text=_("The workbook that the Bureau of National Statistics gives, unchanged, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    year = forms.IntegerField(
        label=_("Year of the classifier"), widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    within = forms.CharField(
        label=_("Only this district or oblast"),
        required=False,
        max_length=9,
        help_text=_("Its KATO code, for example 103200000. Leave it empty to take the whole file."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )

    def given(self) -> dict[str, Any]:
        """Return the fields as the action takes them."""
        given = super().given()
        return given | {"upload": given.pop("file")}
