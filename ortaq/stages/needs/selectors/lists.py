"""Lists of needs: the public one, and what waits for the office."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.moderation import PublicState
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text, columns, searchable, text_of
from ortaq.ground.vocabulary import Theme
from ortaq.stages.needs.models import Need

PAGE_SIZE = 25
SHOWN_IN_LIST = 180
NUMBER_SIGNS = str.maketrans("№#", "  ")


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the list; an empty part asks nothing."""

    words: str = ""
    settlement: str = ""
    theme: str = ""
    state: str = ""

    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not any((self.words, self.settlement, self.theme, self.state))


STATES = ("open", "overdue", "answered", "merged", "alone")
"""What the list can be narrowed to: not answered, overdue, answered, part of a problem, not part of one."""


@dataclass(frozen=True)
class NeedLine:
    """A need as a list shows it.

    `sign` is the number as addresses have it, `short` the text cut to a few lines, `tag` the colour of what
    `says`.
    """

    number: int
    text: Text
    short: Text
    settlement: Text
    theme: str
    submitted_on: datetime.date
    answer_due_on: datetime.date | None
    tag: str
    says: str
    problem_number: int | None

    @property
    def sign(self) -> str:
        """The number without the spaces in which languages group digits."""
        return str(self.number)


@dataclass(frozen=True)
class NeedList:
    """One page of the list of published needs, and how many there are in all."""

    page: Page[Any]
    lines: list[NeedLine]


LINE_COLUMNS = (
    "number",
    *columns("text"),
    "settlement_id",
    "theme",
    "submitted_at",
    "answer_due_on",
    "answered_at",
    "problem__number",
)


def list_needs(
    *, cycle: Cycle, filters: Filters, page: int, today: datetime.date, names: Mapping[UUID, Text]
) -> NeedList:
    """Return one page of the cycle's published needs, newest first. Two queries, whatever their number.

    `names` are those of the unit's settlements, which the page has read for its filters already.
    """
    needs = filtered(Need.objects.filter(cycle=cycle, state=PublicState.PUBLISHED), filters, today)
    shown = Paginator(needs.order_by("-number"), PAGE_SIZE).get_page(page)
    return NeedList(shown, [line_of(row, names, today) for row in _rows(shown)])


def _rows(shown: Page[Need]) -> Iterable[dict[str, Any]]:
    """Return the rows of a page; joined with problems only here, for the count would join every row too."""
    needs: Any = shown.object_list
    rows: Iterable[dict[str, Any]] = needs.values(*LINE_COLUMNS)
    return rows


def filtered(needs: QuerySet[Need], filters: Filters, today: datetime.date) -> QuerySet[Need]:
    """Return those of the needs that a reader asks for."""
    for word in searchable(filters.words.translate(NUMBER_SIGNS)).split():
        said = Q(search__contains=word)
        needs = needs.filter(said | Q(number=int(word)) if word.isdecimal() and len(word) < 9 else said)
    if filters.settlement:
        needs = needs.filter(settlement_id=filters.settlement)
    if filters.theme:
        needs = needs.filter(theme=filters.theme)
    unanswered = Q(answered_at__isnull=True)
    narrowed = {
        "open": unanswered,
        "overdue": unanswered & Q(answer_due_on__lt=today),
        "answered": ~unanswered,
        "merged": Q(problem__isnull=False),
        "alone": Q(problem__isnull=True),
    }
    return needs.filter(narrowed[filters.state]) if filters.state in narrowed else needs


def line_of(row: dict[str, Any], names: Mapping[UUID, Text], today: datetime.date) -> NeedLine:
    """Return a row of LINE_COLUMNS as a list shows it, given the names of the settlements. No query."""
    text, due_on = text_of(row, "text"), row["answer_due_on"]
    tag, says = _says(row["answered_at"] is not None, due_on, today)
    return NeedLine(
        number=row["number"],
        text=text,
        short=_short(text),
        settlement=names[row["settlement_id"]],
        theme=str(Theme(row["theme"]).label) if row["theme"] else "",
        submitted_on=localdate(row["submitted_at"]),
        answer_due_on=due_on,
        tag=tag,
        says=says,
        problem_number=row["problem__number"],
    )


def _says(answered: bool, due_on: datetime.date | None, today: datetime.date) -> tuple[str, str]:
    if answered:
        return "done", gettext("answered")
    if due_on is None:
        return "neutral", gettext("not published")
    if due_on < today:
        return "no", gettext("answer overdue")
    return "wait", gettext("answer by %(day)s") % {"day": date_format(due_on, "SHORT_DATE_FORMAT")}


def _short(text: Text) -> Text:
    if max(len(text.kk), len(text.ru)) <= SHOWN_IN_LIST:
        return text
    return replace(text, **{one: _cut(getattr(text, one)) for one in ("kk", "ru")})


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN_IN_LIST else f"{words[: SHOWN_IN_LIST - 1].rstrip()}…"


@dataclass(frozen=True)
class Waiting:
    """How many needs wait for the office: to be read, overdue, and not answered yet."""

    received: int
    overdue: int
    unanswered: int


def waiting(*, cycle: Cycle, today: datetime.date) -> Waiting:
    """Count what the office has to read and to answer. One query."""
    counts = Need.objects.filter(cycle=cycle).aggregate(
        received=Count("pk", filter=Q(state=PublicState.RECEIVED)),
        overdue=Count("pk", filter=Q(answered_at__isnull=True, answer_due_on__lt=today)),
        unanswered=Count("pk", filter=Q(state=PublicState.PUBLISHED, answered_at__isnull=True)),
    )
    return Waiting(**counts)


def received(*, cycle: Cycle, page: int, today: datetime.date) -> NeedList:
    """Return the needs that wait for a moderator, the oldest first. Three queries."""
    needs = Need.objects.filter(cycle=cycle, state=PublicState.RECEIVED).order_by("number")
    shown = Paginator(needs, PAGE_SIZE).get_page(page)
    names = settlement_names(cycle.unit)
    return NeedList(shown, [line_of(row, names, today) for row in _rows(shown)])
