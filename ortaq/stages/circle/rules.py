"""When volunteers are received, what a call lacks, and when its quotas contradict one another."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ortaq.ground.errors import Refused
from ortaq.ground.vocabulary import Group
from ortaq.stages.circle.models import AgeBand, Call, Category, Feature, Sex

MOST_SEATS = 60
"""A group of more people is an assembly."""

YOUNGEST = 14
LAST_AGE = {AgeBand.YOUTH: 34, AgeBand.MIDDLE: 59}

WHOLE_FEATURES = frozenset({Feature.SEX, Feature.AGE, Feature.SETTLEMENT})
"""Features of which everybody has exactly one value; of `GROUP` a person names one, or none."""

CATEGORY_OF_GROUP = {
    Group.OLDER: Category.ELDERLY,
    Group.DISABILITY: Category.DISABILITY,
    Group.MINORITY: Category.MINORITY,
}
"""Groups that are one of the seven categories under another name."""


@dataclass(frozen=True)
class Bounds:
    """At least and at most how many members have one value of a feature."""

    feature: str
    value: str
    minimum: int
    maximum: int


@dataclass(frozen=True)
class Thresholds:
    """The parameters of criterion Q5: shares of the members, and a number of them."""

    women: Fraction
    youth: Fraction
    with_disability: int
    civil_servants: Fraction


@cache
def thresholds() -> Thresholds:
    """Return the thresholds of `criteria.toml`."""
    data = tomllib.loads(files("ortaq.stages.circle").joinpath("criteria.toml").read_text("utf-8"))
    return Thresholds(
        women=Fraction(data["women"]),
        youth=Fraction(data["youth"]),
        with_disability=data["with_disability"],
        civil_servants=Fraction(data["civil_servants"]),
    )


def band_of(years: int) -> str:
    """Return the age band of somebody so many years old, or an empty string for a child.

    >>> [str(band_of(years)) for years in (13, 14, 34, 35, 60)]
    ['', 'youth', 'youth', 'middle', 'older']
    """
    if years < YOUNGEST:
        return ""
    return next((str(band.value) for band, last in LAST_AGE.items() if years <= last), str(AgeBand.OLDER.value))


def values_of(feature: str, settlements: Iterable[object]) -> list[str]:
    """Return the values that a quota of a feature can name; `settlements` are their ids."""
    fixed: Mapping[str, list[str]] = {
        Feature.SEX: list(Sex.values),
        Feature.AGE: list(AgeBand.values),
        Feature.GROUP: list(Group.values),
    }
    return fixed.get(feature) or [str(id) for id in settlements]


def state_of(call: Call, *, on: datetime.date) -> str:
    """Return draft, coming (opened, before its first day), open or closed."""
    if call.opened_at is None or call.opens_on is None or call.closes_on is None:
        return "draft"
    if on < call.opens_on:
        return "coming"
    return "open" if on <= call.closes_on else "closed"


def require_open(call: Call, *, on: datetime.date) -> None:
    """Refuse a volunteer where the call does not receive any on this day."""
    if call.opened_at is None or call.opens_on is None or call.closes_on is None:
        raise Refused(_("The call for the planning group is not open yet."))
    if on < call.opens_on:
        raise Refused(_("The call opens on %(day)s.") % {"day": date_format(call.opens_on)})
    if on > call.closes_on:
        raise Refused(
            _("The call closed on %(day)s. Ask the office whether a place has become free.")
            % {"day": date_format(call.closes_on)}
        )


def gaps_of(call: Call) -> list[tuple[str, str]]:
    """Return (field, sentence) for everything that a call lacks before it can be opened."""
    gaps = []
    if not call.text:
        gaps.append(("text_kk", _("Write what the group does and whom you invite.")))
    if call.seats is None:
        gaps.append(("seats", _("Say how many seats the group has.")))
    if call.opens_on is None:
        gaps.append(("opens_on", _("Choose the first day of the call.")))
    if call.closes_on is None:
        gaps.append(("closes_on", _("Choose the last day of the call.")))
    return gaps


def contradictions(
    *, seats: int | None, quotas: Sequence[Bounds], values: Mapping[str, Collection[str]]
) -> list[tuple[str, str]]:
    """Return (feature, sentence) where no group of `seats` people can meet the quotas.

    `values` are all values of each feature. Minimums of a feature may not add up to more than the seats. Where
    everybody has one value of a feature and each value has a quota, maximums must add up to the seats at least.
    """
    if seats is None:
        return []
    found = []
    for feature in Feature:
        rows = [row for row in quotas if row.feature == feature]
        least, most = sum(row.minimum for row in rows), sum(row.maximum for row in rows)
        words = {"feature": feature.label, "least": least, "most": most, "seats": seats}
        if least > seats:
            sentence = ngettext(
                "By %(feature)s the minimums add up to %(least)s, but there is %(seats)s seat.",
                "By %(feature)s the minimums add up to %(least)s, but there are %(seats)s seats.",
                seats,
            )
            found.append((str(feature.value), sentence % words))
        is_whole = feature in WHOLE_FEATURES and {row.value for row in rows} >= set(values[feature])
        if is_whole and rows and most < seats:
            sentence = ngettext(
                "By %(feature)s the maximums add up to %(most)s, so %(seats)s seat cannot be filled.",
                "By %(feature)s the maximums add up to %(most)s, so %(seats)s seats cannot be filled.",
                seats,
            )
            found.append((str(feature.value), sentence % words))
    return found
