"""The plan of the first cycle: drafted, discussed, changed, agreed by the assembly, adopted by the maslikhat."""

from __future__ import annotations

import datetime
from functools import partial

from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.engines.schedule import Part
from ortaq.ground.meetings.models import Motion
from ortaq.ground.money import thousand_tenge
from ortaq.ground.text import Text
from ortaq.stages.assembly.actions import agree_plan, record_adoption
from ortaq.stages.assembly.models import Agreement
from ortaq.stages.plan.actions import (
    add_line,
    change_line,
    close_version,
    publish_version,
    remove_line,
    set_envelope,
    set_line_money,
    set_vision,
    start_plan,
    take_winners,
)
from ortaq.stages.plan.content import Ceiling
from ortaq.stages.plan.models import Origin, Plan, PlanLine

HOUR = 1 / 24


def write_into(diary: Diary) -> None:
    """Draft the plan, freeze it twice, have it agreed and adopted."""
    desk = Desk(diary.story)
    diary.first(80.5, desk.look_ahead)
    diary.first(155.4, desk.take_winners)
    diary.first(156.4, desk.draft)
    diary.first(165.4, partial(desk.freeze, Text("Тұрғындар талқылауына", "Для обсуждения с жителями")))
    diary.first(180.4, desk.change)
    diary.first(188.4, partial(desk.freeze, text(texts("plan")["second"], "note")))
    diary.first(207.4, desk.agree)
    for row in texts("plan")["adoption"]:
        diary.first(row["day"], partial(desk.adopt, row))


class Desk:
    """The planner's and the akim's desk with the plan on it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.plan = Plan()

    def look_ahead(self, now: datetime.datetime) -> None:
        """Write the vision and the goals."""
        by, row = self.story.actors["planner"], texts("plan")
        self.plan = start_plan(by=by, cycle=self.story.cycles["first"], now=now)
        goals = {number: Text(*goal) for number, goal in enumerate(row["goals"], start=1)}
        set_vision(by=by, plan=self.plan, vision=text(row, "vision"), goals=goals, now=now)

    def take_winners(self, now: datetime.datetime) -> None:
        """Take what the vote chose; the mast comes through talks with its operator."""
        by, row = self.story.actors["planner"], texts("plan")
        take_winners(by=by, plan=self.plan, now=now)
        for key, project in self.story.projects.items():
            line = self.plan.lines.filter(project=project).first()
            if line is None:
                continue
            self.story.lines[key] = line
            change = row["mast"] if key == "mast" else {}
            self._change(line, Origin.TALKS if change else Origin.VOTED, text(change, "reason"), key, now)

    def _change(self, line: PlanLine, origin: str, reason: Text, key: str, now: datetime.datetime) -> None:
        change_line(
            by=self.story.actors["planner"],
            line=line,
            origin=origin,
            title=line.title,
            owner=line.owner,
            cost=line.cost,
            reason=reason,
            goal=self.plan.goals.get(number=texts("plan")["goal_of"][key]),
            now=now,
        )

    def draft(self, now: datetime.datetime) -> None:
        """Write what each source can give, then the other lines."""
        ceilings = [
            Ceiling(self.story.year + year, row["source"], thousand_tenge(amount), text(row, "basis"))
            for row in texts("plan")["ceiling"]
            for year, amount in zip((-1, 0, 1), row["amounts"], strict=True)
            if amount
        ]
        set_envelope(by=self.story.actors["planner"], plan=self.plan, ceilings=ceilings, now=now)
        for row in texts("plan")["line"]:
            self._add(row, now)

    def _add(self, row: Row, now: datetime.datetime) -> None:
        by, money = self.story.actors["planner"], self._parts(row.get("money", []))
        cost = sum(part.amount for part in money) or thousand_tenge(row.get("cost", 0))
        line = add_line(
            by=by,
            plan=self.plan,
            origin=row["origin"],
            title=text(row, "title"),
            owner=text(row, "owner"),
            cost=cost or None,
            reason=text(row, "reason"),
            goal=self.plan.goals.get(number=row["goal"]) if "goal" in row else None,
            project=self.story.projects[row["project"]] if "project" in row else None,
            now=now,
        )
        self.story.lines[row["key"]] = line
        if money:
            set_line_money(by=by, line=line, money=money, now=now)

    def _parts(self, rows: list[tuple[int, str, str, int]]) -> list[Part]:
        return [
            Part(self.story.year + year, source, kind, thousand_tenge(amount))
            for year, source, kind, amount in rows
        ]

    def freeze(self, note: Text, now: datetime.datetime) -> None:
        """Close a version and let everybody read it."""
        akim = self.story.actors["akim"]
        version = close_version(by=akim, plan=self.plan, note=note, now=now)
        publish_version(by=akim, version=version, now=now)

    def change(self, now: datetime.datetime) -> None:
        """Do what residents asked for in the discussion."""
        by, row = self.story.actors["planner"], texts("plan")["second"]
        remove_line(by=by, line=self.story.lines[row["line"]], reason=text(row, "removal"), now=now)
        self._add(row["fire"], now)
        light = PlanLine.objects.get(pk=self.story.lines["light"].pk)
        self._change(light, Origin.VOTED, text(row, "light_reason"), "light", now)
        set_line_money(by=by, line=light, money=self._parts(row["light"]), now=now)

    def agree(self, now: datetime.datetime) -> None:
        """Record that the assembly agreed the second version."""
        agree_plan(
            by=self.story.actors["clerk"],
            version=self.plan.versions.get(number=2),
            motion=Motion.objects.get(item__meeting=self.story.meetings["assembly"]),
            now=now,
        )

    def adopt(self, row: Row, now: datetime.datetime) -> None:
        """Record the maslikhat's decision on the budget of a year."""
        record_adoption(
            by=self.story.actors["clerk"],
            agreement=Agreement.objects.get(version__plan=self.plan),
            decision_number=row["number"],
            decided_on=now.date() - datetime.timedelta(days=2),
            title=text(row, "title"),
            year=self.story.year + row["year"],
            now=now,
        )
