"""Reads of questions, of all units on this computer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils import timezone

from ortaq.exchange.models import Advice, Question
from ortaq.ground.text import Text
from ortaq.ground.vocabulary import Theme

ON_PAGE = 24


@dataclass(frozen=True)
class QuestionLine:
    """A question in a list."""

    number: int
    unit_slug: str
    unit: Text
    theme: str
    title: Text
    asked_on: datetime.date
    answers: int
    is_settled: bool

    @property
    def theme_label(self) -> str:
        """The theme in the reader's language."""
        return str(Theme(self.theme).label)


@dataclass(frozen=True)
class Advised:
    """What a team advises; where it points to a case, of which unit and under which number."""

    id: UUID
    unit: Text
    text: Text
    given_on: datetime.date
    case_unit: str
    case_number: int | None
    case_title: Text


def list_questions(*, page: int) -> tuple[Page[Any], list[QuestionLine]]:
    """Return a page of questions: open ones first, the latest first among them. Two queries."""
    rows = Question.objects.select_related("unit").annotate(answers=Count("advice"))
    shown = Paginator(rows.order_by("settled_at", "-asked_at"), ON_PAGE).get_page(page)
    return shown, [line_of(one, answers=one.answers) for one in shown]  # type: ignore[attr-defined]


def question_by_number(slug: str, number: int) -> Question | None:
    """Return the question of the unit with this name in addresses, or None. One query."""
    return Question.objects.select_related("unit").filter(unit__slug=slug, number=number).first()


def line_of(question: Question, *, answers: int) -> QuestionLine:
    """Return a question (with its unit read) as lists show it."""
    return QuestionLine(
        number=question.number,
        unit_slug=question.unit.slug,
        unit=question.unit.name,
        theme=question.theme,
        title=question.title,
        asked_on=timezone.localdate(question.asked_at),
        answers=answers,
        is_settled=question.settled_at is not None,
    )


def advice_for(question: Question) -> list[Advised]:
    """Return what others advise, the earliest first. One query."""
    rows = Advice.objects.filter(question=question).select_related("unit", "points_to__unit").order_by("given_at")
    return [
        Advised(
            id=row.pk,
            unit=row.unit.name,
            text=row.text,
            given_on=timezone.localdate(row.given_at),
            case_unit=row.points_to.unit.slug if row.points_to else "",
            case_number=row.points_to.number if row.points_to else None,
            case_title=row.points_to.title if row.points_to else Text(),
        )
        for row in rows
    ]
