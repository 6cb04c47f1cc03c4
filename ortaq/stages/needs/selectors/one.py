"""The page of one need."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from ortaq.ground import chain
from ortaq.ground.chain import Stretch
from ortaq.ground.moderation import Objection
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Group, Theme
from ortaq.stages.needs.models import Answer, AnswerKind, Need
from ortaq.stages.needs.rules import is_overdue, is_readable
from ortaq.stages.needs.selectors.map import MarkedPlaces, mark_of, marked_places
from ortaq.stages.needs.selectors.problems import ProblemLine, line_of_problem


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
    places: MarkedPlaces | None
    problem: ProblemLine | None
    said_also: int
    answers: list[AnswerLine]
    chain: list[Stretch]
    phone: str = ""


def need_by_number(unit: Unit, number: int) -> Need | None:
    """Return a unit's need by its number, or None."""
    return (
        Need.objects.select_related("settlement", "problem", "cycle", "unit__district")
        .filter(unit=unit, number=number)
        .first()
    )


def need_page(*, need: Need, language: str, today: datetime.date, for_office: bool) -> NeedPage:
    """Return what the page of a need shows.

    The office also sees what is not published, a contact, and the group that the speaker named: words and
    group together could point to one person in a village.
    """
    readable = for_office or is_readable(need)
    merged = need.problem.needs.count() if need.problem else 0
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
        is_overdue=is_overdue(need, on=today),
        photo_id=need.photo_id if readable else None,
        places=marked_places(need.unit, marked=mark_of(need), language=language) if readable else None,
        problem=line_of_problem(need.problem, merged) if need.problem else None,
        said_also=max(0, merged - 1),
        answers=[_answer_line(answer) for answer in need.answers.order_by("answered_at")],
        chain=stretches if for_office else chain.public_knots(stretches),
        phone=_phone(need) if for_office else "",
    )


def _phone(need: Need) -> str:
    contact = getattr(need, "contact", None)
    return contact.phone if contact else ""


def _answer_line(answer: Answer) -> AnswerLine:
    return AnswerLine(answer.kind, str(AnswerKind(answer.kind).label), answer.text, localdate(answer.answered_at))
