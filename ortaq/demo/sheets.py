"""Projects of the first cycle: whole sheets, sent, improved where asked, and reviewed by other eyes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import partial

from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.ground.money import thousand_tenge
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.projects.actions import (
    change_project,
    draft_project,
    review_project,
    set_beneficiaries,
    set_costs,
    submit_project,
)
from ortaq.stages.projects.models import Verdict
from ortaq.stages.projects.sheet import Basics, Care, CostRow, Indicator, ServedRow, Upkeep

HOUR = 1 / 24


def write_into(diary: Diary) -> None:
    """Write, send and review every sheet in the step of the projects."""
    for number, row in enumerate(texts("projects")["project"]):
        day = 90 + 2 * number + 10 * HOUR
        diary.first(day, partial(_draft, diary.story, row))
        diary.first(day + 1, partial(_send, diary.story, row))
        if "returned" in row:
            diary.first(day + 2, partial(_review, diary.story, row, Verdict.TO_IMPROVE, text(row, "returned")))
            diary.first(day + 3, partial(_send, diary.story, row))
        verdict = Verdict(row["verdict"])
        diary.first(day + 6, partial(_review, diary.story, row, verdict, text(row, "reasons")))


def _draft(story: Story, row: Row, now: datetime.datetime) -> None:
    planner = story.actors["planner"]
    project = draft_project(
        by=planner,
        cycle=story.cycles["first"],
        problems=[story.problems[key] for key in row["problems"]],
        title=text(row, "title"),
        now=now,
    )
    story.projects[row["key"]] = project
    for part in (_basics(story, row), _upkeep(row), _indicator(story, row), _care(row)):
        change_project(by=planner, project=project, part=part, now=now)
    costs = [
        CostRow(story.year + year, Source(source), MoneyKind(kind), thousand_tenge(amount))
        for year, source, kind, amount in row["cost"]
    ]
    set_costs(by=planner, project=project, costs=costs, now=now)
    served = [ServedRow(story.settlements[place].pk, *people) for place, *people in row["served"]]
    set_beneficiaries(by=planner, project=project, served=served, now=now)


def _basics(story: Story, row: Row) -> Basics:
    return Basics(
        title=text(row, "title"),
        description=text(row, "description"),
        owner=text(row, "owner"),
        theme=row["theme"],
        settlements=tuple(story.settlements[place].pk for place in row["places"]),
        sdg_target=row["sdg"],
        national_programme=row.get("programme", ""),
    )


def _upkeep(row: Row) -> Upkeep:
    return Upkeep(upkeep=thousand_tenge(row["upkeep"]), upkeep_payer=text(row, "upkeep_payer"))


def _indicator(story: Story, row: Row) -> Indicator:
    return Indicator(
        indicator=text(row, "indicator"),
        indicator_unit=text(row, "indicator_unit"),
        baseline=Decimal(str(row["baseline"])),
        baseline_year=story.year - 2,
        target=Decimal(str(row["target"])),
        target_year=story.year + row["target_year"],
        verification=text(row, "verification"),
    )


def _care(row: Row) -> Care:
    return Care(risks=text(row, "risks"), who_may_lose=text(row, "losers"))


def _send(story: Story, row: Row, now: datetime.datetime) -> None:
    submit_project(by=story.actors["planner"], project=story.projects[row["key"]], now=now)


def _review(story: Story, row: Row, verdict: Verdict, reasons: Text, now: datetime.datetime) -> None:
    review_project(
        by=story.actors["akim"],
        project=story.projects[row["key"]],
        verdict=verdict,
        reasons=reasons,
        now=now,
    )
