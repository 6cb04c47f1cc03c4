"""The situation of the first cycle: what problems come from, and the SWOT analysis with what it rests on."""

from __future__ import annotations

import datetime
from functools import partial

from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.stages.circle.models import Stakeholder
from ortaq.stages.needs.actions import change_statement, link_problem, remove_statement, write_statement
from ortaq.stages.needs.models import Problem, SwotStatement
from ortaq.stages.profile.models import Service

HOUR = 1 / 24


def write_into(diary: Diary) -> None:
    """Link the problems, write the statements, better one of them and take another one off."""
    rows = texts("situation")
    for row in rows["link"]:
        diary.first(row["day"], partial(_link, diary.story, row))
    for number, row in enumerate(rows["statement"]):
        diary.first(rows["day"] + number * HOUR / 4, partial(_write, diary.story, row))
    diary.first(rows["better"]["day"], partial(_better, diary.story, rows["better"]))
    diary.first(rows["doubted"]["day"], partial(_take_off, diary.story, rows["doubted"]))


def _link(story: Story, row: Row, now: datetime.datetime) -> None:
    link_problem(
        by=story.actors["group"],
        problem=Problem.objects.get(pk=story.problems[row["problem"]].pk),
        comes_from=story.problems[row["comes_from"]],
        now=now,
    )


def _write(story: Story, row: Row, now: datetime.datetime) -> None:
    write_statement(
        by=story.actors["planner"],
        cycle=story.cycles["first"],
        kind=row["kind"],
        text=text(row, "text"),
        problem=story.problems[row["problem"]] if "problem" in row else None,
        service=_service(story, *row["service"]) if "service" in row else None,
        stakeholder=_stakeholder(story, row["stakeholder"]) if "stakeholder" in row else None,
        source=text(row, "source"),
        now=now,
    )


def _better(story: Story, row: Row, now: datetime.datetime) -> None:
    statement = _statement(story, row["text"])
    change_statement(
        by=story.actors["group"],
        statement=statement,
        kind=statement.kind,
        text=statement.text,
        problem=statement.problem,
        service=statement.service,
        stakeholder=statement.stakeholder,
        source=text(row, "source"),
        now=now,
    )


def _take_off(story: Story, row: Row, now: datetime.datetime) -> None:
    remove_statement(
        by=story.actors["planner"], statement=_statement(story, row["text"]), reason=row["reason"], now=now
    )


def _statement(story: Story, words: str) -> SwotStatement:
    return SwotStatement.objects.get(cycle=story.cycles["first"], text_kk=words)


def _service(story: Story, place: str, service: str) -> Service:
    return Service.objects.get(settlement=story.settlements[place], service=service)


def _stakeholder(story: Story, name: str) -> Stakeholder:
    return Stakeholder.objects.get(cycle=story.cycles["first"], name_kk=name)
