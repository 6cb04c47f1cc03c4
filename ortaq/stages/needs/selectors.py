"""Reads of needs, as plain data for pages."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from ortaq.ground import chain
from ortaq.ground.chain import Stretch
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.meetings.models import Meeting
from ortaq.ground.moderation import Objection, PublicState
from ortaq.ground.places.models import Settlement, Unit
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Text, columns, searchable, text_of
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.models import (
    Answer,
    AnswerKind,
    Need,
    Problem,
    SheetImport,
)
from ortaq.stages.needs.sheet import FAULTS, nearest_settlement

PAGE_SIZE = 25
SHOWN_IN_LIST = 180
NUMBER_SIGNS = str.maketrans("№#", "  ")


@dataclass(frozen=True)
class Filters:
    """What a reader asks of the list; an empty part asks nothing."""

    words: str = ""
    settlement: str = ""
    theme: str = ""
    group: str = ""
    state: str = ""

    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not any((self.words, self.settlement, self.theme, self.group, self.state))


STATES = ("open", "overdue", "answered", "merged", "alone")
"""What the list can be narrowed to: not answered, overdue, answered, part of a problem, not part of one."""


@dataclass(frozen=True)
class NeedLine:
    """A need as a list shows it: `short` is the text cut to a few lines, `tag` the colour of what `says`."""

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


def list_needs(*, cycle: Cycle, filters: Filters, page: int, today: datetime.date) -> NeedList:
    """Return one page of the cycle's published needs, newest first. Three queries, whatever their number."""
    needs = _filtered(Need.objects.filter(cycle=cycle, state=PublicState.PUBLISHED), filters, today)
    paginator = Paginator(needs.order_by("-number").values(*LINE_COLUMNS), PAGE_SIZE)
    shown = paginator.get_page(page)
    names = settlement_names(cycle.unit)
    return NeedList(shown, [_line(row, names, today) for row in shown])


def _filtered(needs: QuerySet[Need], filters: Filters, today: datetime.date) -> QuerySet[Need]:
    for word in searchable(filters.words.translate(NUMBER_SIGNS)).split():
        said = Q(search__contains=word)
        needs = needs.filter(said | Q(number=int(word)) if word.isdecimal() and len(word) < 9 else said)
    if filters.settlement:
        needs = needs.filter(settlement_id=filters.settlement)
    if filters.theme:
        needs = needs.filter(theme=filters.theme)
    if filters.group:
        needs = needs.filter(group=filters.group)
    unanswered = Q(answered_at__isnull=True)
    narrowed = {
        "open": unanswered,
        "overdue": unanswered & Q(answer_due_on__lt=today),
        "answered": ~unanswered,
        "merged": Q(problem__isnull=False),
        "alone": Q(problem__isnull=True),
    }
    return needs.filter(narrowed[filters.state]) if filters.state in narrowed else needs


def _line(row: dict[str, Any], names: Mapping[UUID, Text], today: datetime.date) -> NeedLine:
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
class AnswerLine:
    """An official answer as a need's page shows it."""

    kind: str
    label: str
    text: Text
    answered_on: datetime.date


@dataclass(frozen=True)
class NeedPage:
    """Everything the page of one need shows. `text` is None where the reader may not see it."""

    id: UUID
    number: int
    state: str
    text: Text | None
    objection: str
    settlement: Text
    theme: str
    theme_label: str
    group: str
    channel: str
    submitted_on: datetime.date
    answer_due_on: datetime.date | None
    is_overdue: bool
    photo_id: UUID | None
    latitude: Any
    longitude: Any
    problem: ProblemLine | None
    said_also: int
    answers: list[AnswerLine]
    chain: list[Stretch]
    phone: str = ""


@dataclass(frozen=True)
class ProblemLine:
    """A problem as a list or a link shows it."""

    id: UUID
    number: int
    title: Text
    theme: str
    needs: int
    made_on: datetime.date


def need_by_number(unit: Unit, number: int) -> Need | None:
    """Return a unit's need by its number, or None."""
    return Need.objects.select_related("settlement", "problem", "cycle").filter(unit=unit, number=number).first()


def need_page(*, need: Need, language: str, today: datetime.date, for_office: bool) -> NeedPage:
    """Return what the page of a need shows.

    The office also sees what is not published, a contact, and the group that the speaker named: words and
    group together could point to one person in a village.
    """
    readable = for_office or need.state == PublicState.PUBLISHED
    stretches = chain.forward("need", [need.id], language=language) if readable else []
    return NeedPage(
        id=need.id,
        number=need.number,
        state=need.state,
        text=need.text if readable else None,
        objection=str(Objection(need.objection).label) if need.objection else "",
        settlement=need.settlement.name,
        theme=need.theme,
        theme_label=str(Theme(need.theme).label) if need.theme else "",
        group=str(Group(need.group).label) if need.group and for_office else "",
        channel=need.get_channel_display(),
        submitted_on=localdate(need.submitted_at),
        answer_due_on=need.answer_due_on,
        is_overdue=need.answered_at is None and need.answer_due_on is not None and need.answer_due_on < today,
        photo_id=need.photo_id if readable else None,
        latitude=need.latitude if readable else None,
        longitude=need.longitude if readable else None,
        problem=_problem_line(need.problem, need.problem.needs.count()) if need.problem else None,
        said_also=max(0, need.problem.needs.count() - 1) if need.problem else 0,
        answers=[_answer_line(answer) for answer in need.answers.order_by("answered_at")],
        chain=stretches if for_office else chain.public_knots(stretches),
        phone=_phone(need) if for_office else "",
    )


def _phone(need: Need) -> str:
    contact = getattr(need, "contact", None)
    return contact.phone if contact else ""


def _answer_line(answer: Answer) -> AnswerLine:
    return AnswerLine(answer.kind, str(AnswerKind(answer.kind).label), answer.text, localdate(answer.answered_at))


def _problem_line(problem: Problem, needs: int) -> ProblemLine:
    return ProblemLine(
        id=problem.id,
        number=problem.number,
        title=problem.title,
        theme=str(Theme(problem.theme).label),
        needs=needs,
        made_on=localdate(problem.made_at),
    )


def list_problems(*, cycle: Cycle) -> list[ProblemLine]:
    """Return the cycle's problems, those that most needs name first. One query."""
    problems = Problem.objects.filter(cycle=cycle).annotate(said=Count("needs")).order_by("-said", "number")
    return [_problem_line(problem, problem.said) for problem in problems]


@dataclass(frozen=True)
class ProblemPage:
    """Everything the page of one problem shows."""

    line: ProblemLine
    description: Text
    needs: list[NeedLine]
    settlements: list[tuple[Text, int]]
    chain: list[Stretch]


def problem_by_number(unit: Unit, number: int) -> Problem | None:
    """Return a unit's problem by its number, or None."""
    return Problem.objects.select_related("cycle").filter(unit=unit, number=number).first()


def problem_page(*, problem: Problem, language: str, today: datetime.date, for_office: bool) -> ProblemPage:
    """Return what the page of a problem shows: its needs, where they come from, what became of it."""
    names = settlement_names(problem.unit)
    rows = list(problem.needs.order_by("number").values(*LINE_COLUMNS))
    counts: dict[UUID, int] = {}
    for row in rows:
        counts[row["settlement_id"]] = counts.get(row["settlement_id"], 0) + 1
    stretches = chain.forward("problem", [problem.id], language=language)
    return ProblemPage(
        line=_problem_line(problem, len(rows)),
        description=problem.description,
        needs=[_line(row, names, today) for row in rows],
        settlements=sorted(((names[id], count) for id, count in counts.items()), key=lambda pair: -pair[1]),
        chain=stretches if for_office else chain.public_knots(stretches),
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for the office: how many, and the first of them."""

    received: int
    overdue: int
    unanswered: int
    lines: list[NeedLine] = field(default_factory=list)


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
    shown = Paginator(needs.values(*LINE_COLUMNS), PAGE_SIZE).get_page(page)
    names = settlement_names(cycle.unit)
    return NeedList(shown, [_line(row, names, today) for row in shown])


def mergeable(*, cycle: Cycle, filters: Filters, today: datetime.date) -> list[NeedLine]:
    """Return published needs that are part of no problem yet, at most two hundred, newest first."""
    needs = Need.objects.filter(cycle=cycle, state=PublicState.PUBLISHED, problem__isnull=True)
    names = settlement_names(cycle.unit)
    rows = _filtered(needs, filters, today).order_by("-number").values(*LINE_COLUMNS)[:200]
    return [_line(row, names, today) for row in rows]


def needs_with_numbers(*, cycle: Cycle, numbers: Collection[int]) -> list[Need]:
    """Return the cycle's needs with these numbers."""
    return list(Need.objects.filter(cycle=cycle, number__in=numbers))


@dataclass(frozen=True)
class FaultLine:
    """A row that was not understood, in words."""

    row: int
    column: str
    why: str
    value: str
    perhaps: str


@dataclass(frozen=True)
class ImportPage:
    """What became of every row of a spreadsheet."""

    rows: int
    taken: int
    repeated: int
    refused: int
    faults: list[FaultLine]


def import_page(made: SheetImport) -> ImportPage:
    """Return the report of one import."""
    faults = [
        FaultLine(
            row=row,
            column=column,
            why=str(FAULTS[code]),
            value=value,
            perhaps=nearest_settlement(made.unit, value) if code == "unknown_settlement" else "",
        )
        for row, column, code, value in made.faults
    ]
    return ImportPage(made.rows, made.taken, made.repeated, made.refused, faults)


def import_by_id(unit: Unit, id: UUID) -> SheetImport | None:
    """Return a unit's import of a spreadsheet, or None."""
    return SheetImport.objects.select_related("unit").filter(unit=unit, pk=id).first()


def meetings_to_name(cycle: Cycle) -> list[Meeting]:
    """Return the meetings at which needs of the cycle may have been said, newest first."""
    return list(Meeting.objects.filter(unit=cycle.unit, cancelled_at__isnull=True).order_by("-starts_at")[:50])


def settlement_choices(unit: Unit) -> list[Settlement]:
    """Return the settlements a speaker can name."""
    return sorted(unit.settlements.all(), key=lambda settlement: str(settlement.name))
