"""Money, numbers, dates and texts as each language writes them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from ortaq.web.templatetags.ortaq import (
    in_language,
    in_language_plain,
    number,
    percent,
    short_date,
    tenge,
    thousand_tenge,
    thousands,
)

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "written", "month_and_year", "with_time"),
    [
        ("kk", "2026 ж. 22 қараша", "2026 ж. қараша", "2026 ж. 22 қараша, 09:05"),
        ("ru", "22 ноября 2026 г.", "Ноябрь 2026 г.", "22 ноября 2026 г., 09:05"),
        ("en", "22 November 2026", "November 2026", "22 November 2026, 09:05"),
    ],
)
def test_dates_stand_as_each_language_writes_them(language, written, month_and_year, with_time):
    with translation.override(language):
        assert date_format(DAY, "DATE_FORMAT") == written
        assert date_format(DAY, "YEAR_MONTH_FORMAT") == month_and_year
        assert date_format(datetime(2026, 11, 22, 9, 5), "DATETIME_FORMAT") == with_time  # noqa: DTZ001 (only its look)
        assert short_date(DAY) == "22.11.2026"
        assert Template("{{ day }}").render(Context({"day": DAY})) == written


def test_all_twelve_kazakh_months_are_written_small_within_a_date():
    with translation.override("kk"):
        months = [date_format(date(2026, month, 1), "j E")[2:] for month in range(1, 13)]
    assert months == [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("written", ["22.11.2026", "22.11.26", "2026-11-22"])
def test_dates_are_read_as_people_and_as_browsers_write_them(language, written):
    with translation.override(language):
        assert forms.DateField().clean(written) == DAY


@pytest.mark.parametrize(
    ("language", "in_thousands", "whole", "share"),
    [
        ("kk", "12 345,6 мың тг", "12 345 600 теңге", "54 %"),
        ("ru", "12 345,6 тыс. тг", "12 345 600 тенге", "54 %"),
        ("en", "12,345.6 thousand tenge", "12,345,600 tenge", "54%"),
    ],
)
def test_money_and_shares_stand_as_each_language_writes_them(language, in_thousands, whole, share):
    with translation.override(language):
        assert thousand_tenge(1_234_560_000).replace("\xa0", " ") == in_thousands
        assert tenge(1_234_560_000).replace("\xa0", " ") == whole
        assert percent(0.54).replace("\xa0", " ") == share


def test_thousands_are_never_rounded_and_tiyn_are_shown_where_there_are_any():
    with translation.override("kk"):
        assert [thousands(3_333_000) for _part in range(3)] == ["33,33"] * 3
        assert thousands(9_999_000) == "99,99"
        assert thousands(4_999) == "0,04999"
        assert thousands(-25_000) == "−0,25"
        assert thousands(100_000_000) == "1\xa0000,0"
        assert tenge(150) == "1,50 теңге"
        assert tenge(-150) == "−1,50 теңге"
        assert tenge(-200) == "−2 теңге"
        assert percent(Decimal("0.125"), 1) == "12,5\xa0%"


def test_nothing_is_a_dash_and_zero_is_zero_but_no_money_in_a_table_is_a_dash():
    with translation.override("ru"):
        assert [f(None) for f in (number, tenge, thousands, thousand_tenge, percent, short_date)] == ["—"] * 6
        assert tenge(0) == "0 тенге"
        assert thousands(0) == thousand_tenge(0) == "—"
        assert [number(Decimal(one)) for one in ("370.0", "0.50", "0")] == ["370", "0,5", "0"]
        assert number(1_234_567) == "1\xa0234\xa0567"


@dataclass
class Bilingual:
    kk: str
    ru: str
    original: str


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("kk", Bilingual("Су керек", "Нужна вода", "kk"), "Су керек"),
        ("ru", Bilingual("Су керек", "Нужна вода", "kk"), "Нужна вода"),
        ("ru", Bilingual("Су керек", "", "kk"), '<span lang="kk">Су керек</span>'),
        (
            "kk",
            Bilingual("", "<b>Вода</b>", "ru"),
            '<span lang="ru">&lt;b&gt;Вода&lt;/b&gt;</span>',
        ),
        ("en", Bilingual("Су керек", "Нужна вода", "ru"), '<span lang="ru">Нужна вода</span>'),
        ("kk", {"kk": "", "ru": "Вода", "original": "ru"}, '<span lang="ru">Вода</span>'),
        ("kk", Bilingual("", "", "kk"), ""),
        ("kk", None, ""),
    ],
)
def test_a_text_is_shown_in_the_language_of_the_page_or_marked_as_another(language, text, shown):
    with translation.override(language):
        assert in_language(text) == shown


def test_the_plain_text_is_the_same_choice_without_marks():
    with translation.override("ru"):
        assert in_language_plain(Bilingual("Су", "", "kk")) == "Су"
