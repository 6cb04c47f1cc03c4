"""The second cycle: begun six weeks ago, in the middle of its needs, where the visitor can act."""

from __future__ import annotations

import datetime
from functools import partial

from ortaq.demo import gatherings, voices
from ortaq.demo.story import Diary, Row, Story, texts
from ortaq.ground.cycle.actions import close_step, reschedule_step, start_cycle


def write_into(diary: Diary) -> None:
    """Start the cycle, open its needs early, hear them, make one problem and call one meeting."""
    story, row = diary.story, texts("needs_next")
    diary.second(0.4, partial(_start, story))
    diary.second(30.5, partial(_close_group, story))
    voices.hear(diary, "second", row, begin=diary.second)
    for problem in row["problem"]:
        diary.second(problem["day"], partial(_merge, story, problem))
    for meeting in row["meeting"]:
        diary.second(meeting["called"], partial(gatherings.call, story, "second", meeting))


def _start(story: Story, now: datetime.datetime) -> None:
    akim, row = story.actors["akim"], texts("needs_next")["early"]
    cycle = start_cycle(
        by=akim,
        unit=story.unit,
        first_year=story.year + 2,
        last_year=story.year + 4,
        starts_on=story.second_day,
        now=now,
    )
    story.cycles["second"] = cycle
    step = cycle.steps.get(key="needs")
    reschedule_step(
        by=akim,
        step=step,
        opens_on=story.second_day + datetime.timedelta(days=row["opens"]),
        closes_on=step.closes_on,
        reason=row["reason"],
        now=now,
    )


def _close_group(story: Story, now: datetime.datetime) -> None:
    step = story.cycles["second"].steps.get(key="group")
    reason = texts("needs_next")["early"]["group"]
    close_step(by=story.actors["akim"], step=step, reason=reason, now=now)


def _merge(story: Story, row: Row, now: datetime.datetime) -> None:
    voices.gather(story, story.cycles["second"], row, texts("needs_next")["need"], now)
