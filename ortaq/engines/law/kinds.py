"""Kinds of meeting, and which legal parameter speaks about which of them."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from .parameters import Override, Parameter, every_version, statement


class Kind(StrEnum):
    """A kind of meeting, named as in the glossary: жиын, жиналыс and бөлек жиын stay apart."""

    SEPARATE_GATHERING = "separate_gathering"
    GATHERING = "gathering"
    ASSEMBLY = "assembly"
    VILLAGE_MEETING = "village_meeting"
    FOCUS_GROUP = "focus_group"
    PLANNING_GROUP = "planning_group"
    AKIM_REPORT = "akim_report"


STATUTORY = frozenset({Kind.SEPARATE_GATHERING, Kind.GATHERING, Kind.ASSEMBLY})


def rule_for(*, kind: str, topic: str, on: date, overrides: Collection[Override] = ()) -> Parameter | None:
    """The parameter about a topic of a kind of meeting, or None when the law's data say nothing about it.

    `ValueError` for an unknown kind; `NoValueOnDateError` when the parameter did not hold on that day.

    >>> rule_for(kind="assembly", topic="notice", on=date(2027, 3, 1)).id
    'assembly.notice'
    >>> rule_for(kind="focus_group", topic="notice", on=date(2027, 3, 1)) is None
    True
    """
    id = f"{Kind(kind)}.{topic}"
    return statement(id, on=on, overrides=overrides) if id in every_version() else None
