"""What every form of a deed shares: its own identifier, bilingual texts, money, and refusals beside fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ortaq.ground.errors import Overtaken, Refused, Several
from ortaq.ground.ids import new_id
from ortaq.ground.journal.chaining import digest
from ortaq.ground.moderation import Objection
from ortaq.ground.money import TIYN_PER_TENGE, TIYN_PER_THOUSAND_TENGE, read_amount
from ortaq.ground.text import Language, Text, WithEnglish

PRINT_LENGTH = 8
"""Figures of a fingerprint: enough to tell one value of a field from another."""

LONGEST_AMOUNT = 30
"""Characters of an amount, its spaces among them."""

AMOUNT_ERRORS = {
    "not a number": _("Write the amount in figures, for example 1 200 000."),
    "negative": _("The amount cannot be less than zero."),
    "too large": _("The amount is too large. Check the number of zeros."),
    "finer than one tiyn": _("Write no more than two figures after the comma."),
}


class AmountField(forms.CharField):
    """An amount that a person writes in tenge or thousand tenge; cleaned to whole tiyn."""

    unit = TIYN_PER_TENGE

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("maxlength", str(LONGEST_AMOUNT))

    def clean(self, value: Any) -> Any:
        """Return whole tiyn, or None for an empty field."""
        written = super().clean(value)
        if not written:
            return None
        if len(written) > LONGEST_AMOUNT:
            raise ValidationError(AMOUNT_ERRORS["too large"])
        try:
            return self.read(written)
        except ValueError as error:
            raise ValidationError(AMOUNT_ERRORS.get(str(error), AMOUNT_ERRORS["finer than one tiyn"])) from error

    def read(self, written: str) -> int:
        """Return what a person wrote in whole tiyn. Raises ValueError where it is no amount."""
        return read_amount(written, unit=self.unit)

    def prepare_value(self, value: Any) -> Any:
        """Show stored tiyn in the unit in which the person writes."""
        if isinstance(value, int):
            whole, rest = divmod(value, self.unit)
            digits = len(str(self.unit)) - 1
            return f"{whole}" if not rest else f"{whole},{rest:0{digits}d}".rstrip("0")
        return value


class ThousandTengeField(AmountField):
    """An amount that an official writes in thousand tenge; cleaned to whole tiyn."""

    unit = TIYN_PER_THOUSAND_TENGE


class FigureField(forms.DecimalField):
    """A figure of an indicator, with a comma or a point; below zero with any of the signs that people write."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, localize=True, **options)
        self.widget.attrs.setdefault("class", "short")

    def to_python(self, value: Any) -> Any:
        """Return a Decimal, or None for an empty field."""
        return super().to_python(re.sub("^[−–—]", "-", value.strip()) if isinstance(value, str) else value)


class NumberOfPeopleField(forms.IntegerField):
    """How many people: a whole number, also with the spaces that people write between thousands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, required=False, localize=False, **options)

    def to_python(self, value: Any) -> int | None:
        """Return the number, or None for an empty field."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class DateField(forms.DateField):
    """A day, given by the browser's own calendar or typed as DD.MM.YYYY."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)


class MomentField(forms.SplitDateTimeField):
    """A day and an hour, in two inputs that a phone understands."""

    def __init__(self, **options: Any) -> None:
        day: dict[str, Any] = {"type": "date", "aria-label": _("day")}
        hour: dict[str, Any] = {"type": "time", "aria-label": _("hour")}
        widget = forms.SplitDateTimeWidget(
            date_attrs=day,
            time_attrs=hour,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )
        super().__init__(widget=widget, input_date_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)


def record_field(
    *,
    label: Any,
    names: Mapping[Any, str],
    nothing: Any = "",
    required: bool = True,
    widget: type[forms.Select] = forms.Select,
) -> forms.TypedChoiceField:
    """Return a choice among records by their names, in the order given; cleaned to the record, or None.

    `nothing` are the words of the empty choice that stands first.
    """
    known = {str(record.pk): record for record in names}
    first = [("", nothing)] if nothing else []
    return forms.TypedChoiceField(
        label=label,
        required=required,
        choices=[*first, *((str(record.pk), name) for record, name in names.items())],
        coerce=known.__getitem__,
        empty_value=None,
        widget=widget,
    )


class DeedForm(forms.Form):
    """A form that does one deed. It carries the deed's identifier, so that sending it twice does it once."""

    deed = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("deed", new_id())
        self.label_suffix = ""
        self.bilinguals: list[str] = []
        self.fresh: Callable[[], DeedForm] | None = None

    def watch(self, fresh: Callable[[], DeedForm]) -> None:
        """Carry what the form shows, so that nobody writes unseen over what somebody else saves meanwhile.

        `fresh` returns the same form, not sent, filled with what stands when it is called. `perform` hands `still`
        to the action, and the template shows the hidden field `shown`.
        """
        self.fresh = fresh
        self.fields["shown"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["shown"] = " ".join(sorted(self.prints().values()))

    def prints(self) -> dict[str, str]:
        """Return a short fingerprint of each value that the form was filled with."""
        names = {*self.fields, *self.initial} - {"deed", "shown"}
        return {name: digest(f"{name}={self._filled(name)}")[:PRINT_LENGTH] for name in names}

    def _filled(self, name: str) -> Any:
        value = self.get_initial_for_field(self.fields[name], name) if name in self.fields else self.initial[name]
        return "" if value is None else value

    def still(self) -> bool:
        """Whether what the form showed when it was opened stands unchanged."""
        shown = set(self.cleaned_data["shown"].split())
        return not shown or self.fresh is None or shown == set(self.fresh().prints().values())

    def given(self) -> dict[str, Any]:
        """Return what the form gives its action: each field by its name, the two halves of a text as a `Text`."""
        halves = {f"{name}_{language}" for name in self.bilinguals for language in (*Language.values, "en")}
        apart = halves | {"deed", "shown"}
        fields = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return fields | {name: self.bilingual(name) for name in self.bilinguals}

    def refuse(self, refusal: Refused) -> None:
        """Show what an action answered beside the field it belongs to."""
        if isinstance(refusal, Overtaken):
            self._show_what_stands()
        sentences = refusal.sentences if isinstance(refusal, Several) else {refusal.field: refusal.sentence}
        for name, sentence in sentences.items():
            self.add_error(name if name in self.fields else None, str(sentence))

    def _show_what_stands(self) -> None:
        """Say beside each field what somebody else wrote there; saved once more, the form takes its place."""
        fresh, shown = cast(Callable[[], DeedForm], self.fresh)(), self.cleaned_data["shown"].split()
        for name, fingerprint in fresh.prints().items():
            stands = written_in(fresh[name]) if name in fresh.fields and name in self.fields else None
            if stands is not None and fingerprint not in shown and stands != written_in(self[name]):
                self.add_error(name, _("Now there stands: %(text)s") % {"text": stands or _("nothing")})
        sent = cast(QueryDict, self.data).copy()
        sent["shown"] = " ".join(sorted(fresh.prints().values()))
        self.data = sent

    def ask_for_files_again(self) -> None:
        """Say beside each file that came with a form in error that it must be chosen again: it is not kept."""
        for name in self.files:
            if name in self.fields and not self.has_error(name):
                self.add_error(name, _("Choose the file again: it is not kept while the form has errors."))

    def bilingual(self, name: str) -> Text:
        """Return the text of the fields `name_kk` and `name_ru`, of which one may be empty, and of `name_en`."""
        data = self.cleaned_data
        said = {
            "kk": data.get(f"{name}_kk", ""),
            "ru": data.get(f"{name}_ru", ""),
            "original": self.initial.get(f"{name}_original", ""),
        }
        return WithEnglish(**said, en=data[f"{name}_en"]) if f"{name}_en" in self.fields else Text(**said)


def written_in(field: BoundField) -> str:
    """Return what stands in a field, as the reader of its page sees it."""
    value = field.value()
    if choices := getattr(field.field, "choices", None):
        chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
        return ", ".join(str(label) for key, label in choices if str(key) in chosen and key != "")
    return str(field.field.widget.format_value(value) or "")


class ObjectionForm(DeedForm):
    """Keeping a text from being published, for one of the reasons that its room offers."""

    objection = forms.ChoiceField(label=_("Why it is not published"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Collection[Objection], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["objection"]
        field.choices = [(one.value, one.label) for one in offered]


def add_bilingual(
    form: DeedForm, name: str, *, label: Any, long: bool = False, max_length: int = 200, required: bool = True
) -> None:
    """Add the fields `name_kk` and `name_ru` to a form; `require_one_language` checks them when cleaning."""
    form.bilinguals.append(name)
    labels = {"kk": _("%(label)s, in Kazakh"), "ru": _("%(label)s, in Russian")}
    for language, pattern in labels.items():
        widget = (
            forms.Textarea(attrs={"rows": 4, "lang": language})
            if long
            else forms.TextInput(attrs={"lang": language})
        )
        form.fields[f"{name}_{language}"] = forms.CharField(
            label=pattern % {"label": label}, max_length=max_length, required=False, widget=widget
        )
    if required:
        form.fields[f"{name}_kk"].help_text = _("One language is enough; the other can follow.")


def add_trilingual(form: DeedForm, name: str, *, label: Any, max_length: int, **options: Any) -> None:
    """Add the fields of `add_bilingual` and `name_en`, which may stay empty."""
    add_bilingual(form, name, label=label, max_length=max_length, **options)
    widget = form.fields[f"{name}_kk"].widget
    form.fields[f"{name}_en"] = forms.CharField(
        label=_("%(label)s, in English") % {"label": label},
        max_length=max_length,
        required=False,
        widget=type(widget)(attrs=widget.attrs | {"lang": "en"}),
    )


def require_one_language(form: DeedForm, name: str) -> None:
    """Add an error to the Kazakh field where both languages are empty."""
    data = form.cleaned_data
    if not data.get(f"{name}_kk") and not data.get(f"{name}_ru") and not form.has_error(f"{name}_kk"):
        form.add_error(f"{name}_kk", _("Write this in Kazakh or in Russian."))


def check_not_past(day: datetime.date | None, *, today: datetime.date) -> None:
    """Raise ValidationError where a day that must lie ahead has gone by."""
    if day is not None and day < today:
        raise ValidationError(_("This day has already gone by. Choose today or a later day."))
