"""Filters of every page: money, numbers, dates and words in the language of the page."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext

from ortaq.ground.money import say_thousands
from ortaq.web.road import Road, lay_road

register = template.Library()

TIYN_IN_TENGE = 100
NOTHING = "—"
MINUS = "−"
SPOKEN = ("kk", "ru")
WRITTEN = (*SPOKEN, "en")
STATE_WORDS = {
    "past": lambda: pgettext("state of a step", "done"),
    "now": lambda: pgettext("state of a step", "now"),
    "future": lambda: pgettext("state of a step", "not yet"),
}


@register.filter
def number(value: float | Decimal | None, digits: int | None = None) -> str:
    """`1234567.5` as the language writes it; `digits` decimals if given; a dash for nothing."""
    if value is None or value == "":
        return NOTHING
    if digits is None and isinstance(value, Decimal):
        value = value.quantize(1) if value == value.to_integral_value() else value.normalize()
    return number_format(value, decimal_pos=digits, use_l10n=True, force_grouping=True).replace("-", MINUS)


@register.filter
def tenge(tiyn: int | None) -> str:
    """An amount in tiyn as tenge; tiyn are shown only where there are any."""
    if tiyn is None:
        return NOTHING
    whole, rest = divmod(abs(tiyn), TIYN_IN_TENGE)
    amount = Decimal(tiyn) / TIYN_IN_TENGE if rest else (whole if tiyn >= 0 else -whole)
    return pgettext("money", "%(amount)s tenge") % {"amount": number(amount, 2 if rest else 0)}


@register.filter
def thousand_tenge(tiyn: int | None) -> str:
    """An amount in tiyn as officials write it: thousand tenge with one decimal, more where there are more.

    Nothing is a dash, and so is zero.
    """
    if not tiyn:
        return NOTHING
    return pgettext("money", "%(amount)s thousand tenge") % {"amount": thousands(tiyn)}


@register.filter
def thousands(tiyn: int | None) -> str:
    """The same number without its unit, for the cells of a table whose heading names the unit."""
    return say_thousands(tiyn).replace("-", MINUS) if tiyn else NOTHING


@register.filter
def percent(share: float | Decimal | None, digits: int = 0) -> str:
    """A share from 0 to 1 as per cent."""
    if share is None:
        return NOTHING
    step = Decimal(1).scaleb(-digits)
    rounded = (Decimal(str(share)) * 100).quantize(step, rounding=ROUND_HALF_UP)
    return pgettext("share", "%(number)s%%") % {"number": number(rounded, digits)}


@register.filter
def short_date(value: date | None) -> str:
    """22.11.2026 in every language of the place."""
    return date_format(value, "SHORT_DATE_FORMAT") if value else NOTHING


@register.filter
def in_language(text: Any) -> str:
    """The text in the page's language; another language is marked for readers by ear.

    `text` has the attributes (or keys) `kk`, `ru` and `original` (`"kk"` or `"ru"`), some also `en`.
    """
    language, words = _best(text)
    if language == get_language():
        return format_html("{}", words)
    return format_html('<span lang="{}">{}</span>', language, words) if words else ""


@register.filter
def in_language_plain(text: Any) -> str:
    """The same choice as a bare string, for titles and attributes."""
    return _best(text)[1]


def _best(text: Any) -> tuple[str, str]:
    if not text:
        return "", ""
    part = text.get if isinstance(text, dict) else partial(getattr, text)
    for code in (get_language(), part("original", ""), *SPOKEN):
        if code in WRITTEN and (words := part(code, "")):
            return code, words
    return "", ""


@register.filter
def state_word(state: str) -> str:
    """What a screen reader says where the eye sees the colour of a knot."""
    return STATE_WORDS[state]()


@register.filter
def road(steps: Sequence[tuple[int, str, str, str]]) -> Road:
    """The steps (number, title, state, url) laid out as a road for `way.html`."""
    return lay_road(steps=steps)


@register.filter
def beside(row: Sequence[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Every cell of a row beside its column."""
    return list(zip(columns, row, strict=True))


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers a reader may jump to, gaps as a string."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def is_gap(entry: int | str) -> bool:
    """Whether an entry of `page_numbers` is a gap."""
    return isinstance(entry, str)
