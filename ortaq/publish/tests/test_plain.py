import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortaq.publish.plain import clean_text, printable_characters, printable_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("и\u0306", "й"),
        ("а\x00\x07\x1bә", "аә"),
        ("ақша\u202eтапкен", "ақшатапкен"),
        ("бір\r\nекі\rүш\u2028төрт", "бір\nекі\nүш\nтөрт"),
        ("жарты \ud83d сурет", "жарты  сурет"),
    ],
)
def test_what_no_file_may_hold_is_left_out(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Су керек 😀!", "Су керек □!"),
        ("👍🏽", "□"),
        ("❤\ufe0f", "□"),
        ("５ ㎡ ﬁ", "5 m2 fi"),
        ("中国", "□□"),
    ],
)
def test_a_character_the_fonts_lack_is_shown_as_its_plain_form_or_a_box(typed, printed):
    assert printable_text(typed, longest_word=60) == printed


def test_a_word_longer_than_the_line_may_be_broken():
    assert printable_text("ә" * 25, longest_word=10).split("\u200b") == ["ә" * 10, "ә" * 10, "ә" * 5]


@given(st.text())
def test_printed_text_holds_only_what_the_fonts_hold(typed):
    assert printable_characters().issuperset(printable_text(typed, longest_word=10_000))
