"""Legal data in the reader's words: where a number stands, and what it says."""

from __future__ import annotations

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ortaq.engines import law
from ortaq.ground.meetings.rules import FIELD_LABELS

RULE_WORDS = {
    "majority_of_present": lambda: _("more than half of those present vote for it"),
    "more_for_than_against": lambda: _("more votes for than against"),
    "most_votes": lambda: _("each candidate separately; those with most votes are elected"),
    "chair": lambda: _("the chair's vote decides"),
    "nobody": lambda: _("nobody's vote decides"),
    "largest_remainder": lambda: _("in proportion to population, by the largest remainder"),
}


def in_words(words: law.Words) -> str:
    """Return a text of the law's data in the language of the page."""
    language = (get_language() or "kk")[:2]
    return str(getattr(words, language, words.kk))


def cite(parameter: law.Parameter) -> str:
    """Return the act and the article in which a number stands."""
    title = in_words(parameter.act.title)
    if not parameter.article:
        return title
    return _("%(act)s, article %(article)s") % {"act": title, "article": parameter.article}


def say_value(parameter: law.Parameter) -> str:
    """Return what a parameter says; where each unit adopts its own number and has not, an empty text."""
    value = parameter.value
    match value:
        case None:
            return ""
        case law.Bands():
            return "; ".join(_band(band) for band in value)
        case law.Names():
            return ", ".join(str(FIELD_LABELS[name]) for name in value)
        case Fraction():
            return _share(value, parameter.unit)
        case int():
            return _whole(value, parameter.unit)
        case _:
            return RULE_WORDS[str(value)]()


def _share(share: Fraction, unit: str) -> str:
    exact = share * 100
    percent = number_format(float(exact), decimal_pos=0 if exact.denominator == 1 else 1)
    if unit == "share_of_residents":
        return _("at least %(percent)s%% of residents entitled to take part") % {"percent": percent}
    return _("at least %(percent)s%% of members") % {"percent": percent}


def _whole(number: int, unit: str) -> str:
    if unit == "calendar_days_before":
        pattern = ngettext("%(n)d calendar day before", "%(n)d calendar days before", number)
    elif unit == "calendar_days_after":
        pattern = ngettext("%(n)d calendar day after", "%(n)d calendar days after", number)
    elif unit == "working_days_after":
        pattern = ngettext("%(n)d working day after", "%(n)d working days after", number)
    elif unit == "years":
        pattern = ngettext("%(n)d year", "%(n)d years", number)
    elif unit == "meetings_per_quarter":
        pattern = ngettext("%(n)d time a quarter", "%(n)d times a quarter", number)
    else:
        pattern = ngettext("%(n)d seat", "%(n)d seats", number)
    return pattern % {"n": number}


def _band(band: law.Band) -> str:
    seats = {"least": band.seats_min, "most": band.seats_max}
    if band.population_to is None:
        return _("from %(people)s people: %(least)s–%(most)s") % (
            seats | {"people": number_format(band.population_from, force_grouping=True)}
        )
    return _("up to %(people)s people: %(least)s–%(most)s") % (
        seats | {"people": number_format(band.population_to, force_grouping=True)}
    )
