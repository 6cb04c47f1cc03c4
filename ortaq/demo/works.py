"""What came of the plan: reports with pictures, money, measurements, and people who went to look."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import partial

from ortaq.demo.pictures import photo
from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.ground.money import thousand_tenge
from ortaq.ground.text import Text
from ortaq.stages.results.actions import confirm, measure, record_spending, report_progress

NOON = 12 / 24


def write_into(diary: Diary) -> None:
    """Report on the lines of the plan through the years of its execution."""
    for row in texts("results")["report"]:
        if "ago" in row:
            diary.on(diary.story.now.date(), NOON - row["ago"], partial(_report, diary.story, row))
        else:
            diary.first(row["day"] + NOON, partial(_report, diary.story, row))


def _report(story: Story, row: Row, now: datetime.datetime) -> None:
    line, clerk = story.lines[row["line"]], story.actors["clerk"]
    progress = report_progress(
        by=clerk,
        line=line,
        state=row["state"],
        note=text(row, "note"),
        happened_on=now.date(),
        photos=[photo(name) for name in row.get("photos", [])],
        now=now,
    )
    for stage, rows in (("agreed", row.get("contracted", [])), ("spent", row.get("paid", []))):
        for year, source, kind, amount, document in rows:
            record_spending(
                by=clerk,
                line=line,
                stage=stage,
                year=story.year + year,
                source=source,
                kind=kind,
                amount=thousand_tenge(amount),
                document=document,
                happened_on=now.date(),
                now=now,
            )
    if "measured" in row:
        _measure(story, row, now)
    for who, is_so, kk, ru in row.get("seen", []):
        confirm(by=story.actors[who], progress=progress, is_so=is_so, note=Text(kk, ru), now=now)


def _measure(story: Story, row: Row, now: datetime.datetime) -> None:
    value, women, men, kk, ru = row["measured"]
    are_people = bool(women or men)
    measure(
        by=story.actors["adviser"],
        line=story.lines[row["line"]],
        value=Decimal(str(value)),
        women=women if are_people else None,
        men=men if are_people else None,
        measured_on=now.date(),
        seen_in=Text(kk, ru),
        now=now,
    )
