"""The first knots of the chain: a need, the problem it was merged into, the office's answers."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.ground import chain
from ortaq.ground.chain import Keys, Knot
from ortaq.ground.moderation import PublicState
from ortaq.stages.needs.models import Answer, AnswerKind, Need, Problem


def register() -> None:
    """Add this room's kinds and links to the chain."""
    chain.add_kind("need", label=_("Need"), order=10, show=show_needs)
    chain.add_kind("problem", label=_("Merged into a problem"), order=20, show=show_problems)
    chain.add_kind("answer", label=_("Answer of the office"), order=100, show=show_answers)
    chain.add_link(earlier="need", later="problem", pairs=_needs, earlier_column="id", later_column="problem_id")
    chain.add_link(earlier="need", later="answer", pairs=_answers, earlier_column="need_id", later_column="id")


def _needs() -> QuerySet[Need]:
    return Need.objects.all()


def _answers() -> QuerySet[Answer]:
    return Answer.objects.all()


def show_needs(ids: Keys, language: str) -> list[Knot]:
    """Show needs in the chain; the words of one that is not published are for the office."""
    return [
        Knot(
            kind="need",
            id=need.id,
            title=f"№ {need.number}",
            url=reverse("needs:need", args=[need.unit.slug, need.number]),
            on=localdate(need.submitted_at),
            detail=need.text.in_language(language),
            public=need.state == PublicState.PUBLISHED,
        )
        for need in Need.objects.filter(pk__in=ids).select_related("unit")
    ]


def show_problems(ids: Keys, language: str) -> list[Knot]:
    """Show problems in the chain."""
    return [
        Knot(
            kind="problem",
            id=problem.id,
            title=problem.title.in_language(language),
            url=reverse("needs:problem", args=[problem.unit.slug, problem.number]),
        )
        for problem in Problem.objects.filter(pk__in=ids).select_related("unit")
    ]


def show_answers(ids: Keys, language: str) -> list[Knot]:
    """Show answers in the chain."""
    return [
        Knot(
            kind="answer",
            id=answer.id,
            title=str(AnswerKind(answer.kind).label),
            url=reverse("needs:need", args=[answer.unit.slug, answer.need.number]) + "#answers",
            state="refused" if answer.kind == AnswerKind.REFUSED else "done",
            on=localdate(answer.answered_at),
        )
        for answer in Answer.objects.filter(pk__in=ids).select_related("unit", "need")
    ]
