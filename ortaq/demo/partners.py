"""Partners of the example: a mast for no tenge of budget, an asar, a car on Thursdays, and who is asked now."""

from __future__ import annotations

import datetime
from functools import partial

from ortaq.demo.story import Deed, Diary, Row, Story, text, texts
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.actors import ANYONE
from ortaq.ground.text import Text
from ortaq.stages.partners.actions import (
    Gift,
    add_partner,
    ask_partner,
    propose_help,
    record_event,
    sign_memorandum,
    verify,
)
from ortaq.stages.partners.models import Partner, Partnership, Stage

ASKED_BY = Text("Округ әкімі", "Аким округа")
FIRST = 156.4
"""The day on which the office begins its list of partners: the plan has its lines."""


def write_into(diary: Diary) -> None:
    """Ask every partner, follow each matter step by step, and hear somebody who can help."""
    desk, rows = Desk(diary.story), texts("partners")
    for row in rows["partner"]:
        diary.first(FIRST, partial(desk.add, row))
    for row in rows["partnership"]:
        _write(diary, row, partial(desk.ask, row))
        for step in row["step"]:
            _write(diary, step, partial(desk.follow, row, step))
    _write(diary, rows["proposal"], partial(desk.hear, rows["proposal"]))


def _write(diary: Diary, row: Row, deed: Deed) -> None:
    if "ago" in row:
        diary.on(diary.story.now.date(), 0.5 - row["ago"], deed)
    else:
        diary.first(row["day"], deed)


class Desk:
    """The akim's desk with the list of partners, and the matter with each of them, by the partner's key."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.partners: dict[str, Partner] = {}
        self.matters: dict[str, Partnership] = {}

    def add(self, row: Row, now: datetime.datetime) -> None:
        """Write down somebody who could help."""
        self.partners[row["key"]] = add_partner(
            by=self.story.actors["clerk"],
            cycle=self.story.cycles["first"],
            kind=row["kind"],
            name=text(row, "name"),
            is_named=row["is_named"],
            person=row.get("person", ""),
            contact=row.get("contact", ""),
            now=now,
        )

    def ask(self, row: Row, now: datetime.datetime) -> None:
        """Record what the akim asked a partner for."""
        self.matters[row["partner"]] = ask_partner(
            by=self.story.actors["akim"],
            cycle=self.story.cycles["first"],
            partner=self.partners[row["partner"]],
            line=self.story.lines[row["line"]],
            asked_for=text(row, "asked_for"),
            asked_by=ASKED_BY,
            happened_on=self._day(row, now),
            now=now,
        )

    def follow(self, row: Row, step: Row, now: datetime.datetime) -> None:
        """Record the next step: the akim signs, residents look, the clerk records the rest."""
        actors, stage = self.story.actors, Stage(step["stage"])
        matter = self.matters[row["partner"]]
        day, note = self._day(step, now), text(step, "note")
        if stage == Stage.VERIFIED:
            verify(by=actors[step["who"]], partnership=matter, happened_on=day, note=note, now=now)
        elif stage == Stage.MEMORANDUM:
            given = {"document": step["document"], "gift": self._gift(step)}
            sign_memorandum(by=actors["akim"], partnership=matter, happened_on=day, note=note, now=now, **given)
        else:
            record_event(
                by=actors["clerk"],
                partnership=matter,
                stage=stage,
                happened_on=day,
                note=note,
                document=step.get("document", ""),
                gift=self._gift(step) if "gift" in step else None,
                people_served=step.get("served"),
                now=now,
            )

    def hear(self, row: Row, now: datetime.datetime) -> None:
        """Take in what somebody offers who read the list of lines that look for a partner."""
        given = {name: row[name] for name in ("text", "name", "contact")}
        propose_help(by=ANYONE, line=self.story.lines[row["line"]], now=now, **given)

    def _day(self, row: Row, now: datetime.datetime) -> datetime.date:
        return self.story.first_day + datetime.timedelta(days=row["on"]) if "on" in row else now.date()

    def _gift(self, row: Row) -> Gift:
        kind, year, kk, ru, amount, *days = row["gift"]
        return Gift(
            kind=kind,
            year=self.story.year + year,
            what=Text(kk, ru),
            amount=thousand_tenge(amount),
            days=days[0] if days else None,
        )
