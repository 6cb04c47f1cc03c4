"""A form as it is read: by eye, by ear, and after a slip."""

import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from ortaq.web.tests.gallery import GalleryForm


class Line(forms.Form):
    name = forms.CharField(label="Аты")


class DayForm(forms.Form):
    born = forms.DateField(label="Туған күні", widget=forms.SelectDateWidget(years=[1960]))
    when = forms.SplitDateTimeField(label="Қашан")
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Қаржы сомасы жоспарға сай емес.")


@pytest.fixture
def sent():
    with translation.override("kk"):
        yield str(GalleryForm({"village": "9", "language": "xx"}))


def test_a_fresh_form_shows_no_errors_and_says_in_words_what_is_required():
    with translation.override("kk"):
        html = str(GalleryForm())
    assert "errors" not in html
    assert html.count("(міндетті)") == sum(field.required for field in GalleryForm.base_fields.values())


def test_hints_and_errors_belong_to_their_field(sent):
    area = re.search(r"<textarea[^>]*>", sent)[0]
    assert 'aria-describedby="id_text_helptext id_text_error"' in area
    assert 'aria-invalid="true"' in area
    assert 'id="id_text_helptext"' in sent
    assert 'id="id_text_error"' in sent
    assert 'for="id_text"' in sent


def test_a_group_of_choices_is_a_fieldset_with_a_legend_and_its_error(sent):
    group = re.search(r"<fieldset[^>]*>\s*<legend>Қай тілде.*?</fieldset>", sent, re.DOTALL)[0]
    assert 'aria-describedby="id_language_error"' in group
    assert "aria-invalid" not in group
    assert "xx тізімде жоқ" in group


def test_every_error_stands_in_the_summary_with_a_link(sent):
    summary = re.search(r'<div class="errors".*?</div>', sent, re.DOTALL)[0]
    assert re.findall(r'href="#(\w+)"', summary) == ["id_text", "id_village", "id_language_0", "id_consent"]
    assert "Ауыл – Тізімнен таңдаңыз. 9 тізімде жоқ." in summary


def test_errors_of_the_whole_form_and_of_joined_fields():
    with translation.override("kk"):
        html = str(DayForm({}))
    summary = re.search(r'<div class="errors".*?</div>', html, re.DOTALL)[0]
    assert "Қаржы сомасы жоспарға сай емес." in summary
    assert re.findall(r'href="#(\w+)"', summary) == ["id_born_year", "id_when_0"]
    assert 'id="id_born_year"' in html
    assert 'id="id_when_0"' in html
    assert html.count('type="hidden"') == 1


def test_what_was_written_is_still_there_and_is_escaped():
    with translation.override("kk"):
        html = str(GalleryForm({"text": "<b>су & жарық</b>"}, {"photo": SimpleUploadedFile("a", b"")}))
    assert "&lt;b&gt;су &amp; жарық&lt;/b&gt;" in html


def test_a_unit_stands_beside_its_field():
    with translation.override("kk"):
        assert re.search(r'<div class="money"><input[^>]*> <span>теңге</span>', str(GalleryForm()))


def test_several_lines_are_numbered_for_the_ear():
    with translation.override("kk"):
        formset = forms.formset_factory(Line, extra=2, min_num=0)
        html = str(formset())
        refused = str(formset({"form-TOTAL_FORMS": "1"}))
    assert re.findall(r'<legend class="hidden">(.*?)</legend>', html) == ["1-жол", "2-жол"]
    assert 'name="form-TOTAL_FORMS"' in html
    assert 'role="alert"' in refused
