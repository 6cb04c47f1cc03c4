"""No English is left in what Django itself says to a person in Kazakh or Russian."""

import re
from datetime import date, timedelta

import pytest
from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    get_default_password_validators,
    password_validators_help_texts,
    validate_password,
)
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import InvalidPage, Paginator
from django.db import models
from django.forms.models import BaseModelFormSet, InlineForeignKeyField, ModelChoiceField
from django.template.defaultfilters import filesizeformat, yesno
from django.utils import timesince, translation
from django.utils.formats import date_format
from django.utils.text import Truncator

LANGUAGES = ("kk", "ru")
NAMES_OF_THINGS = {"JSON", "UUID", "URL", "IPv", "email", "cookie", "null"}
SAMPLE = "жат"
BASES = (forms.Field, models.Field, forms.BaseFormSet)


def english_in(text):
    """The words in Latin letters that are neither a placeholder nor the name of a thing."""
    bare = re.sub(r"%\(\w+\)[sdr]|%[sdr]|\{\w+\}|@/\./\+/-/_", " ", str(text))
    return [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word not in NAMES_OF_THINGS]


def field_classes(module_or_base):
    seen, waiting = [], [module_or_base]
    while waiting:
        current = waiting.pop()
        seen.append(current)
        waiting += [one for one in current.__subclasses__() if one.__module__.startswith("django.")]
    return seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", [forms.Field, models.Field, forms.BaseFormSet], ids=lambda base: base.__module__)
def test_every_built_in_error_message(language, base):
    messages = [
        (one.__name__, code, text)
        for one in field_classes(base)
        for code, text in one.__dict__.get("default_error_messages", {}).items()
    ]
    assert messages
    with translation.override(language):
        left = [(name, code, str(text)) for name, code, text in messages if english_in(text)]
    assert left == []


WRONG = [
    (forms.CharField(), "", "required"),
    (forms.CharField(min_length=3), "а", "min_length"),
    (forms.CharField(max_length=1), "аб", "max_length"),
    (forms.CharField(), "а\x00", "null_characters_not_allowed"),
    (forms.IntegerField(), "ә", "invalid"),
    (forms.IntegerField(min_value=3), "1", "min_value"),
    (forms.IntegerField(max_value=3), "9", "max_value"),
    (forms.IntegerField(step_size=3), "4", "step_size"),
    (forms.IntegerField(step_size=3, min_value=1), "3", "step_size"),
    (forms.FloatField(), "ә", "invalid"),
    (forms.DecimalField(), "ә", "invalid"),
    (forms.DecimalField(max_digits=2), "123", "max_digits"),
    (forms.DecimalField(decimal_places=1), "1.23", "max_decimal_places"),
    (forms.DecimalField(max_digits=3, decimal_places=2), "12.1", "max_whole_digits"),
    (forms.DateField(), "32.13.2026", "invalid"),
    (forms.TimeField(), "25:61", "invalid"),
    (forms.DateTimeField(), "ә", "invalid"),
    (forms.DurationField(), "ә", "invalid"),
    (forms.DurationField(), "9999999999 00:00:00", "overflow"),
    (forms.RegexField(r"^\d+$"), "ә", "invalid"),
    (forms.EmailField(), "ә", "invalid"),
    (forms.URLField(assume_scheme="https"), "ә ә", "invalid"),
    (forms.SlugField(), "ә ә", "invalid"),
    (forms.SlugField(allow_unicode=True), "ә ә", "invalid"),
    (forms.UUIDField(), "ә", "invalid"),
    (forms.JSONField(), "ә", "invalid"),
    (forms.GenericIPAddressField(), "ә", "invalid"),
    (forms.GenericIPAddressField(protocol="ipv4"), "ә", "invalid"),
    (forms.GenericIPAddressField(protocol="ipv6"), ":ә", "invalid"),
    (forms.ChoiceField(choices=[("1", "Бір")]), SAMPLE, "invalid_choice"),
    (forms.TypedChoiceField(choices=[("1", "Бір")], coerce=int), SAMPLE, "invalid_choice"),
    (forms.MultipleChoiceField(choices=[("1", "Бір")]), [SAMPLE], "invalid_choice"),
    (forms.MultipleChoiceField(choices=[("1", "Бір")]), SAMPLE, "invalid_list"),
    (forms.BooleanField(), False, "required"),
    (forms.SplitDateTimeField(), ["ә", "10:00"], "invalid"),
    (forms.SplitDateTimeField(), ["22.11.2026", "ә"], "invalid"),
    (forms.ComboField(fields=[forms.CharField(max_length=1)]), "аб", "max_length"),
    (forms.FileField(), None, "required"),
    (forms.FileField(), SimpleUploadedFile("а.txt", b""), "empty"),
    (forms.FileField(max_length=3), SimpleUploadedFile("аааа.txt", b"1"), "max_length"),
    (forms.FileField(), "жол", "invalid"),
    (forms.FileField(required=False), forms.widgets.FILE_INPUT_CONTRADICTION, "contradiction"),
    (forms.ImageField(), SimpleUploadedFile("а.png", b"1"), "invalid_image"),
    (
        forms.FileField(validators=[validators.FileExtensionValidator(["жжж"])]),
        SimpleUploadedFile("а.ффф", b"1"),
        "invalid_extension",
    ),
    (forms.CharField(validators=[validators.DomainNameValidator()]), "ә ә", "invalid"),
    (forms.CharField(validators=[validators.validate_comma_separated_integer_list]), "ә", "invalid"),
    (forms.CharField(validators=[validators.validate_integer]), "ә", "invalid"),
    (forms.CharField(validators=[validators.ProhibitNullCharactersValidator()], strip=False), "\x00", None),
    (forms.IntegerField(validators=[validators.BaseValidator(3)]), "4", "limit_value"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "value", "code"),
    WRONG,
    ids=[f"{type(field).__name__}-{code}-{number}" for number, (field, _value, code) in enumerate(WRONG)],
)
def test_every_field_says_what_is_wrong_in_the_language_of_the_page(language, field, value, code):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        field.clean(value)
    error = refused.value.error_list[0]
    assert code is None or error.code == code
    with translation.override(language):
        assert refused.value.messages
        assert [english_in(message) for message in refused.value.messages] == [[]] * len(refused.value.messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_from_the_database(language):
    with translation.override(language):
        for one in (ModelChoiceField, forms.ModelMultipleChoiceField, InlineForeignKeyField):
            assert not [text for text in one.default_error_messages.values() if english_in(text)]


class Line(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "data",
    [
        {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"},
        {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0"},
        {},
    ],
)
def test_forms_in_several_lines(language, data):
    formset = forms.formset_factory(
        Line, min_num=1, validate_min=True, max_num=2, validate_max=True, can_delete=True, can_order=True
    )
    with translation.override(language):
        sent = formset(data)
        assert not sent.is_valid()
        messages = [
            *sent.non_form_errors(),
            *(text for form in sent for lines in form.errors.values() for text in lines),
        ]
        assert messages
        said = [english_in(re.sub(r"form-\w+", "", str(text))) for text in messages]
        assert said == [[]] * len(messages)
        labels = [str(field.label) for field in formset().empty_form.fields.values() if field.label]
        assert not [label for label in labels if english_in(label)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_that_repeat_each_other(language):
    formset = BaseModelFormSet.__new__(BaseModelFormSet)
    with translation.override(language):
        said = [
            formset.get_unique_error_message(["ат"]),
            formset.get_unique_error_message(["ат", "жыл"]),
            formset.get_date_error_message(("", "month", "ат", "күн")),
            formset.get_form_error(),
        ]
    assert [english_in(str(text).replace("month", "")) for text in said] == [[]] * len(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("password", ["12345", "password", "akylbek77"])
def test_passwords_are_refused_with_reasons(language, password):
    assert get_default_password_validators()
    with translation.override(language):
        with pytest.raises(ValidationError) as refused:
            validate_password(password, User(username="akylbek77", email="a@b.kz"))
        said = [*refused.value.messages, *password_validators_help_texts()]
        assert [english_in(text) for text in said] == [[]] * len(said)


AUTH_FORMS = (
    auth_forms.AuthenticationForm,
    auth_forms.BaseUserCreationForm,
    auth_forms.PasswordChangeForm,
    auth_forms.PasswordResetForm,
    auth_forms.SetPasswordForm,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", AUTH_FORMS, ids=lambda one: one.__name__)
def test_signing_in_and_changing_the_password(language, one):
    with translation.override(language):
        said = [
            *(field.label for field in one.base_fields.values()),
            *(field.help_text for field in one.base_fields.values()),
            *getattr(one, "error_messages", {}).values(),
            *(text for field in one.base_fields.values() for text in field.error_messages.values()),
        ]
        left = [str(text) for text in said if text and english_in(re.sub(r"</?\w+>", "", str(text)))]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_the_database_refuses(language):
    with translation.override(language):
        user = User(username="ә ә", email="ә")
        with pytest.raises(ValidationError) as refused:
            user.clean_fields()
        clash = user.unique_error_message(User, ("username",))
        both = user.unique_error_message(User, ("username", "email"))
        rule = models.CheckConstraint(condition=models.Q(id=1), name="ереже").get_violation_error_message()
        said = [*refused.value.messages, *clash.messages, *both.messages, rule]
        assert [english_in(text) for text in said] == [[]] * len(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["ә", 0, 99])
def test_pages_that_do_not_exist(language, page):
    with translation.override(language):
        with pytest.raises(InvalidPage) as refused:
            Paginator(range(3), 2).page(page)
        assert english_in(refused.value) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_widgets_dates_and_counted_words(language):
    with translation.override(language):
        uploaded = SimpleUploadedFile("сурет", b"1")
        uploaded.url = "/1"
        widgets = (
            forms.NullBooleanSelect().render("а", None),
            forms.ClearableFileInput().render("а", uploaded),
            forms.SelectDateWidget(years=[2026]).render("а", None),
        )
        words = [re.sub(r"<[^>]*>", " ", html) for html in widgets]
        days = [date(2026, 1, 1) + timedelta(days=35 * step) for step in range(12)]
        words += [date_format(day, shape) for day in days for shape in ("l j F Y", "D j M", "j E", "b", "N")]
        start = date(2024, 1, 1)
        words += [timesince.timesince(start, start + timedelta(days=gap)) for gap in (1, 9, 45, 400)]
        words += [timesince.timesince(start, start + timedelta(minutes=gap)) for gap in (1, 70)]
        words += [filesizeformat(size) for size in (1, 2_000, 5_000_000, 9 * 10**9)]
        words += [
            yesno(True),
            yesno(False),
            yesno(None),
            Truncator("аааа аааа").chars(5),
        ]
    assert [word for word in words if english_in(word)] == []


def test_weekdays_have_the_usual_short_names_in_kazakh():
    with translation.override("kk"):
        week = [date_format(date(2026, 11, 23) + timedelta(days=step), "D") for step in range(7)]
    assert week == ["Дс", "Сс", "Ср", "Бс", "Жм", "Сб", "Жс"]
