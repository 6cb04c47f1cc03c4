"""What became of every need of a cycle: each stands in exactly one class, and no need is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from ortaq.ground import chain
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.moderation import PublicState
from ortaq.ground.places.models import Unit
from ortaq.ground.text import Text, columns, text_of
from ortaq.stages.needs.models import Answer, AnswerKind, Need
from ortaq.stages.plan.content import Item, content_of
from ortaq.stages.plan.models import PlanVersion, VersionLine
from ortaq.stages.results.models import LineState, Progress


class Became(models.TextChoices):
    """What can have become of a need, the best first."""

    DONE = "done", _("done")
    IN_WORK = "in_work", _("in work")
    IN_PLAN = "in_plan", _("in the plan")
    WAITS = "waits", _("waits for money")
    STOPPED = "stopped", _("work was stopped")
    REFUSED = "refused", _("not taken up, with the reason")
    ANSWERED = "answered", _("answered otherwise")
    NOT_ANSWERED = "not_answered", _("not answered yet")
    NOT_PUBLISHED = "not_published", _("not published")


OF_LINES = (Became.DONE, Became.IN_WORK, Became.IN_PLAN, Became.WAITS, Became.STOPPED)
"""What a line of a plan makes of the needs it answers; one need may reach several lines, the best counts."""

OF_STATES = {
    LineState.DONE: Became.DONE,
    LineState.IN_PROGRESS: Became.IN_WORK,
    LineState.STOPPED: Became.STOPPED,
}
OF_ANSWERS = {
    AnswerKind.DONE: Became.DONE,
    AnswerKind.IN_WORK: Became.IN_WORK,
    AnswerKind.TAKEN_UP: Became.ANSWERED,
    AnswerKind.FORWARDED: Became.ANSWERED,
    AnswerKind.REFUSED: Became.REFUSED,
}


@dataclass(frozen=True)
class NeedFate:
    """A need and what became of it; `answer` is the office's last word to its author, empty where none."""

    number: int
    became: Became
    text: Text
    answer: Text


@dataclass(frozen=True)
class Fates:
    """Every need of a cycle, each in one class."""

    needs: tuple[NeedFate, ...]

    @property
    def total(self) -> int:
        """How many needs the cycle has."""
        return len(self.needs)

    @property
    def counts(self) -> dict[Became, int]:
        """How many needs stand in each class, all classes named; the numbers add up to `total`."""
        found = dict.fromkeys(Became, 0)
        for need in self.needs:
            found[need.became] += 1
        return found

    def of(self, became: Became) -> tuple[NeedFate, ...]:
        """Return the needs of one class."""
        return tuple(need for need in self.needs if need.became is became)


def what_became_of_needs(*, cycle: Cycle) -> Fates:
    """Return every need of the cycle in exactly one class.

    At most six queries, and three more for each class that lines stand in, whatever the number of needs.
    The office's refusal to an author stands until it answers again. Otherwise the best that happened counts:
    lines of plans that residents can read or the assembly agreed, and what the office answered. A line that
    waited and was carried into a later plan tells what became of it there.
    """
    reached = reached_by_lines(cycle.unit)
    answers = _last_answers(cycle)
    rows = Need.objects.filter(cycle=cycle).order_by("number").values("id", "number", "state", *columns("text"))
    return Fates(
        tuple(
            NeedFate(
                number=row["number"],
                became=became_of(row["state"], reached.get(row["id"]), answers.get(row["id"], (None,))[0]),
                text=text_of(row, "text") if row["state"] == PublicState.PUBLISHED else Text(),
                answer=answers[row["id"]][1] if row["id"] in answers else Text(),
            )
            for row in rows
        )
    )


def became_of(state: str, of_line: Became | None, answer: AnswerKind | None) -> Became:
    """Return the class of a need by its state, the best line that answers it, and the last answer."""
    if state != PublicState.PUBLISHED:
        return Became.NOT_PUBLISHED
    answered = OF_ANSWERS[answer] if answer else Became.NOT_ANSWERED
    if of_line is None or answered is Became.REFUSED:
        return answered
    return min(of_line, answered, key=list(Became).index)


def reached_by_lines(unit: Unit) -> dict[UUID, Became]:
    """Return the best class of every need of a unit that a line of a plan answers.

    Four queries, and three more for each class that lines stand in.
    """
    return _reached(_of_lines(unit))


def _reached(of_lines: Mapping[UUID, Became]) -> dict[UUID, Became]:
    """Return the best class of every need that a line answers, walking the chain back once for each class."""
    found: dict[UUID, Became] = {}
    for became in OF_LINES:
        lines = [id for id, of_line in of_lines.items() if of_line is became]
        for need in chain.ids_back("plan_line", lines).get("need", set()) if lines else ():
            found.setdefault(need, became)
    return found


def _of_lines(unit: Unit) -> dict[UUID, Became]:
    """Return what every line of the unit's plans means for its needs, by what was frozen. Four queries."""
    open_to_all = models.Q(published_at__isnull=False) | models.Q(agreement__isnull=False)
    versions = PlanVersion.objects.filter(open_to_all, unit=unit)
    latest = dict(versions.order_by("number").values_list("plan_id", "id"))
    contents = map(content_of, PlanVersion.objects.filter(pk__in=latest.values()))
    standing = {item.uuid: item for content in contents for item in content.items}
    states = dict(
        Progress.objects.filter(unit=unit).order_by("happened_on", "reported_at").values_list("line_id", "state")
    )
    rows = VersionLine.objects.filter(version__in=versions).values_list("line_id", "line__carried_from_id")
    earlier = dict(rows.distinct())
    found = {line: _of_line(states.get(line), standing.get(line)) for line in earlier}
    return _carried_back({line: became for line, became in found.items() if became is not None}, earlier)


def _of_line(state: str | None, item: Item | None) -> Became | None:
    if state is not None and state in OF_STATES:
        return OF_STATES[LineState(state)]
    if item is None:
        return None
    return Became.WAITS if item.is_waiting else Became.IN_PLAN


def _carried_back(found: Mapping[UUID, Became], earlier: Mapping[UUID, UUID | None]) -> dict[UUID, Became]:
    """Return the classes with those of carried lines given to the lines of earlier plans that they repeat."""
    told = dict(found)
    for line, became in found.items():
        before = earlier.get(line)
        while before is not None:
            told[before] = min(told.get(before, became), became, key=list(Became).index)
            before = earlier.get(before)
    return told


def _last_answers(cycle: Cycle) -> dict[UUID, tuple[AnswerKind, Text]]:
    """Return the kind and the words of the last answer to each need. One query."""
    rows = Answer.objects.filter(need__cycle=cycle).order_by("answered_at")
    return {
        row["need_id"]: (AnswerKind(row["kind"]), text_of(row, "text"))
        for row in rows.values("need_id", "kind", *columns("text"))
    }
