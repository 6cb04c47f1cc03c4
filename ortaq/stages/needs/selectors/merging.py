"""Needs that can be merged into a problem, those that say nearly the same first."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.moderation import PublicState
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, searchable
from ortaq.stages.needs.models import Need, Problem
from ortaq.stages.needs.selectors.lists import LINE_COLUMNS, Filters, NeedLine, filtered, line_of

SHOWN_AT_ONCE = 40
STEM, SHORTEST_WORD, MOST_STEMS = 5, 4, 12
"""Words are compared by their first letters: endings carry the case in Kazakh and in Russian."""
NEEDS_LISTENED_TO = 5
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Mergeable:
    """Needs to choose from, those chosen before first; `more` pages show more, 0 where all are shown."""

    lines: list[NeedLine]
    more: int


def mergeable(
    *,
    cycle: Cycle,
    filters: Filters,
    like: str,
    pages: int,
    chosen: Collection[int],
    today: datetime.date,
    names: Mapping[UUID, Text],
) -> Mergeable:
    """Return published needs that are part of no problem yet.

    Those that share most words with the text `like`, or with those chosen where it is empty, come first, then the
    newest; `pages` times SHOWN_AT_ONCE are shown. `chosen` are numbers of needs, `names` those of the unit's
    settlements. One query, and one for those chosen.
    """
    most = pages * SHOWN_AT_ONCE
    needs = Need.objects.filter(cycle=cycle, state=PublicState.PUBLISHED, problem__isnull=True)
    found = filtered(needs.exclude(number__in=chosen), filters, today)
    before = needs.filter(number__in=chosen).order_by("-number").values(*LINE_COLUMNS)
    first = [line_of(row, names, today) for row in before]
    like = like or searchable(*(said for line in first for said in (line.text.kk, line.text.ru)))
    nearest = found.annotate(nearness=_nearness(like)).order_by("-nearness", "-number")
    rows = list(nearest.values(*LINE_COLUMNS)[: most + 1])
    return Mergeable(
        lines=[*first, *(line_of(row, names, today) for row in rows[:most])],
        more=pages + 1 if len(rows) > most else 0,
    )


def problem_and_said(unit: Unit, number: int) -> tuple[Problem, str] | None:
    """Return a problem with what it and the newest of its needs say, to compare others with. One query."""
    newest = Need.objects.filter(problem=OuterRef("pk")).order_by("-number").values("search")
    said = {f"said_{place}": Subquery(newest[place : place + 1]) for place in range(NEEDS_LISTENED_TO)}
    rows = Problem.objects.filter(unit=unit, number=number).select_related("unit", "cycle").annotate(**said)
    problem = rows.first()
    if problem is None:
        return None
    named = (problem.title.kk, problem.title.ru, problem.description.kk, problem.description.ru)
    return problem, searchable(*named, *(getattr(problem, name) or "" for name in said))


def stems(text: str) -> list[str]:
    """Return the beginnings of the words of a text, the most frequent first.

    >>> stems("Көшеде жарық жоқ, жарығы жанбайды. На улице нет света")
    ['жары', 'көше', 'жанба', 'улиц', 'свет']
    """
    words = [word for word in WORD.findall(searchable(text)) if len(word) >= SHORTEST_WORD]
    return [stem for stem, _count in Counter(map(_stem, words)).most_common(MOST_STEMS)]


def _stem(word: str) -> str:
    return word[: min(STEM, max(SHORTEST_WORD, len(word) - 2))]


def _nearness(text: str) -> Combinable:
    """Return the number of stems of a text that a need says, for the database to count."""
    said: list[Combinable] = [Case(When(search__contains=stem, then=1), default=0) for stem in stems(text)]
    return sum(said, start=Value(0))
