"""What people need: needs, what was answered, and the problems that they were merged into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ortaq.ground.moderation import Objection, PublicState
from ortaq.ground.people.actors import Channel
from ortaq.ground.places.models import Unit
from ortaq.ground.places.points import RoughPoint
from ortaq.ground.places.selectors import settlement_names
from ortaq.ground.text import Language, Text, Translation, columns, text_of
from ortaq.publish.opendata.datasets.columns import CYCLE, DESCRIPTION, NUMBER, SETTLEMENT, THEME, TITLE
from ortaq.publish.opendata.shape import (
    Dataset,
    Field,
    Key,
    Row,
    address,
    bilingual,
    code,
    day,
    integer,
    number,
    page,
    text,
    texts,
)
from ortaq.stages.needs.models import Answer, AnswerKind, Need, Problem
from ortaq.stages.projects.models import ProjectProblem
from ortaq.stages.results.became import Became, became_of, reached_by_lines

READ = (
    "id",
    "number",
    "cycle__first_year",
    "state",
    "objection",
    *columns("text"),
    "settlement_id",
    "theme",
    "channel",
    "latitude",
    "longitude",
    "submitted_at",
    "answer_due_on",
    "problem__number",
)


def needs(unit: Unit, after: Key | None, size: int) -> Iterator[Row]:
    """Yield the needs by number: of those that are not published, nothing that somebody wrote.

    Two queries for each `size` rows, and at most twenty-one for what became of them.
    """
    names, reached = settlement_names(unit), reached_by_lines(unit)
    for rows in _in_chunks(unit, after, size):
        answers = _last_answers([row["id"] for row in rows])
        for row in rows:
            yield _need(unit, row, names[row["settlement_id"]], answers.get(row["id"]), reached.get(row["id"]))


def _in_chunks(unit: Unit, after: Key | None, size: int) -> Iterator[list[dict[str, Any]]]:
    last = int(after[0]) if after else 0
    while rows := list(Need.objects.filter(unit=unit, number__gt=last).order_by("number").values(*READ)[:size]):
        yield rows
        last = rows[-1]["number"]


def _last_answers(ids: Iterable[UUID]) -> dict[UUID, Answer]:
    answers = Answer.objects.filter(need__in=list(ids)).order_by("answered_at")
    return {answer.need_id: answer for answer in answers}


def _need(unit: Unit, row: dict[str, Any], settlement: Text, answer: Answer | None, of_line: Became | None) -> Row:
    is_published = row["state"] == PublicState.PUBLISHED
    said = text_of(row, "text") if is_published else Text()
    mark = None
    if is_published and row["latitude"] is not None and row["longitude"] is not None:
        mark = RoughPoint(row["latitude"], row["longitude"])
    return {
        "number": row["number"],
        "cycle": row["cycle__first_year"],
        "state": row["state"],
        "objection": row["objection"],
        **texts(text=said),
        "text_original": said.original if said else "",
        "text_translation": said.translation if said else "",
        "settlement": str(row["settlement_id"]),
        **texts(settlement_name=settlement),
        "theme": row["theme"],
        "channel": row["channel"],
        "latitude": mark.latitude if mark else None,
        "longitude": mark.longitude if mark else None,
        "submitted_on": localdate(row["submitted_at"]),
        "answer_due_on": row["answer_due_on"],
        "answered_on": localdate(answer.answered_at) if answer else None,
        "problem": row["problem__number"],
        "became": became_of(row["state"], of_line, AnswerKind(answer.kind) if answer else None).value,
        "page": address("needs:need", unit.slug, row["number"]),
    }


def answers(unit: Unit, after: Key | None, size: int) -> Iterator[Row]:
    """Yield the office's answers, by the number of the need and in the order given. One query for `size` needs."""
    last, told = (int(after[0]), int(after[1])) if after else (0, 0)
    while True:
        numbers = list(
            Need.objects.filter(unit=unit, number__gte=last, answers__isnull=False)
            .order_by("number")
            .values_list("number", flat=True)
            .distinct()[: size + 1]
        )
        if not numbers:
            return
        rows = Answer.objects.filter(unit=unit, need__number__in=numbers).select_related("need")
        for row in _numbered(rows.order_by("need__number", "answered_at")):
            if (row["need"], row["number"]) > (last, told):
                yield row
        if len(numbers) <= size:
            return
        last, told = numbers[-1] + 1, 0


def _numbered(rows: Iterable[Answer]) -> Iterator[Row]:
    need, place = 0, 0
    for answer in rows:
        place = place + 1 if answer.need.number == need else 1
        need = answer.need.number
        yield {
            "need": need,
            "number": place,
            "kind": answer.kind,
            **texts(text=answer.text),
            "text_translation": answer.text.translation,
            "answered_on": localdate(answer.answered_at),
        }


def problems(unit: Unit) -> Iterator[Row]:
    """Yield the problems with the projects that answer them. Two queries."""
    links = ProjectProblem.objects.filter(problem__unit=unit, project__submitted_at__isnull=False)
    answered: dict[UUID, list[int]] = {}
    for id, project in links.order_by("project__number").values_list("problem_id", "project__number"):
        answered.setdefault(id, []).append(project)
    found = Problem.objects.filter(unit=unit).select_related("cycle").annotate(said=Count("needs"))
    for problem in found:
        yield {
            "number": problem.number,
            "cycle": problem.cycle.first_year,
            **texts(title=problem.title, description=problem.description),
            "theme": problem.theme,
            "needs": problem.said,
            "projects": " ".join(map(str, answered.get(problem.pk, ()))),
            "made_on": localdate(problem.made_at),
            "page": address("needs:problem", unit.slug, problem.number),
        }


TRANSLATION: Field = code(
    "text_translation", _("What the text in the other language is worth"), Translation.choices
)

DATASETS = (
    Dataset(
        name="needs",
        title=_("Needs"),
        says=_(
            "What residents and meetings said is needed. No name, contact or group of a speaker."
            " A need that is not published keeps its number here, without its words."
        ),
        action="needs.read",
        key=("number",),
        columns=(
            NUMBER,
            CYCLE,
            code("state", _("Whether everybody may read its words"), PublicState.choices),
            code("objection", _("Why it is not published"), Objection.choices),
            *bilingual("text", _("The words, where they are published")),
            code("text_original", _("The language in which it was said"), Language.choices),
            TRANSLATION,
            *SETTLEMENT,
            THEME,
            code("channel", _("How it came"), Channel.choices),
            number("latitude", _("Degrees north of the place that was marked, to about 100 m")),
            number("longitude", _("Degrees east of the place that was marked, to about 100 m")),
            day("submitted_on", _("When it was said")),
            day("answer_due_on", _("By which day the office answers")),
            day("answered_on", _("When the office answered last")),
            integer("problem", _("Number of the problem that it was merged into")),
            code("became", _("What became of it"), Became.choices),
            page(_("Page on this server")),
        ),
        many=needs,
    ),
    Dataset(
        name="answers",
        title=_("Answers to needs"),
        says=_("What the office answered to each need; nothing is overwritten."),
        action="needs.read",
        key=("need", "number"),
        columns=(
            integer("need", _("Number of the need")),
            integer("number", _("First, second… answer to this need")),
            code("kind", _("What the office says"), AnswerKind.choices),
            *bilingual("text", _("The words of the answer")),
            TRANSLATION,
            day("answered_on", _("When it was answered")),
        ),
        many=answers,
    ),
    Dataset(
        name="problems",
        title=_("Problems"),
        says=_("What several needs say together."),
        action="needs.read",
        key=("number",),
        columns=(
            NUMBER,
            CYCLE,
            *TITLE,
            *DESCRIPTION,
            THEME,
            integer("needs", _("How many needs say it")),
            text("projects", _("Numbers of the projects that answer it, with spaces between")),
            day("made_on", _("When it was put together")),
            page(_("Page on this server")),
        ),
        few=problems,
    ),
)
