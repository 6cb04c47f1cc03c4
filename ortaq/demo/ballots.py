"""The residents' vote of the first cycle: terms, cards, ballots on the web and on paper, the count."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from ortaq.demo.story import Diary, Row, Story, text, texts
from ortaq.ground.money import thousand_tenge
from ortaq.ground.people.actors import ANYONE
from ortaq.stages.vote.actions import (
    cast_ballot,
    close_vote,
    count_vote,
    open_vote,
    prepare_vote,
    print_cards,
    type_paper_ballot,
    void_cards,
)
from ortaq.stages.vote.models import Vote
from ortaq.stages.vote.terms import Candidacy, VoteTerms

OPENS, CLOSES = 130, 144
HOUR = 1 / 24


def write_into(diary: Diary) -> None:
    """Hold the vote: two weeks from the opening to the close, the count the day after."""
    poll = Poll(diary.story)
    diary.first(OPENS - 4 + 10 * HOUR, poll.prepare)
    diary.first(OPENS - 2 + 10 * HOUR, poll.open)
    diary.first(OPENS - 1 + 10 * HOUR, poll.print)
    for number, (channel, marks) in enumerate(_ballots()):
        day = OPENS + 12 * HOUR + number * 12 / 150 if channel == "web" else CLOSES + 9 * HOUR + number / 600
        diary.first(day, partial(poll.cast, channel, marks))
    diary.first(CLOSES + 20 * HOUR, poll.close)
    diary.first(CLOSES + 1 + 11 * HOUR, poll.count)


def _ballots() -> Iterator[tuple[str, list[str]]]:
    for channel in ("web", "paper"):
        for row in texts("vote")["ballot"]:
            for _ballot in range(row[channel]):
                yield channel, row["marks"]


class Poll:
    """The vote as the office holds it, with the codes of the printed cards."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.vote = Vote()
        self.codes: Iterator[str] = iter(())

    @property
    def row(self) -> Row:
        """The texts of the vote."""
        return texts("vote")

    def prepare(self, now: datetime.datetime) -> None:
        """Prepare the vote with every project that has a cost on the ballot."""
        first = datetime.datetime.combine(self.story.first_day, datetime.time(), tzinfo=now.tzinfo)
        self.vote = prepare_vote(
            by=self.story.actors["planner"],
            cycle=self.story.cycles["first"],
            terms=VoteTerms(
                title=text(self.row, "title"),
                budget=thousand_tenge(self.row["budget"]),
                most_approvals=self.row["most_approvals"],
                opens_at=first + datetime.timedelta(days=OPENS, hours=9),
                closes_at=first + datetime.timedelta(days=CLOSES, hours=18),
            ),
            candidates=[
                Candidacy(self.story.projects[project["key"]].number, thousand_tenge(project["voted"]))
                for project in texts("projects")["project"]
                if "voted" in project
            ],
            now=now,
        )

    def open(self, now: datetime.datetime) -> None:
        """Freeze the rules; the lot is thrown in public."""
        self.vote = open_vote(by=self.story.actors["akim"], vote=self.vote, lot=self.row["lot"], now=now)

    def print(self, now: datetime.datetime) -> None:
        """Print the cards and put aside those that got wet."""
        clerk = self.story.actors["clerk"]
        batch = print_cards(by=clerk, vote=self.vote, cards=self.row["cards"], now=now)
        first, last = self.row["spoiled"]
        void_cards(by=clerk, vote=self.vote, first=first, last=last, reason=self.row["void_reason"], now=now)
        self.codes = iter(batch.codes)

    def cast(self, channel: str, marks: list[str], now: datetime.datetime) -> None:
        """Cast one ballot with the next card from the box."""
        numbers = dict(self.vote.candidates.values_list("project_id", "number"))
        approvals = [numbers[self.story.projects[key].pk] for key in marks]
        given: dict[str, Any] = {"vote": self.vote, "code": next(self.codes), "approvals": approvals, "now": now}
        if channel == "web":
            cast_ballot(by=ANYONE, **given)
        else:
            type_paper_ballot(by=self.story.actors["group"], **given)

    def close(self, now: datetime.datetime) -> None:
        """Close the vote after its last hour, with every paper ballot typed."""
        self.vote = close_vote(by=self.story.actors["planner"], vote=self.vote, now=now)

    def count(self, now: datetime.datetime) -> None:
        """Count the ballots."""
        count_vote(by=self.story.actors["planner"], vote=self.vote, now=now)
