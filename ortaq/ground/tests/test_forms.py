"""What a form gives its action."""

from __future__ import annotations

from django import forms

from ortaq.ground.forms import DeedForm, add_bilingual
from ortaq.ground.text import Text


class Invitation(DeedForm):
    """A text in two languages and a number."""

    seats = forms.IntegerField()

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        add_bilingual(self, "text", label="Text")


def test_gives_fields_by_name_and_halves_as_one_text():
    form = Invitation({"seats": "12", "text_kk": "Келіңіз", "text_ru": ""})
    assert form.is_valid()
    assert form.given() == {"seats": 12, "text": Text(kk="Келіңіз")}
