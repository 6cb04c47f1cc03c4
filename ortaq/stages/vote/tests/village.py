"""A vote in the okrug of the tests, brought about by the same actions as in the office."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from ortaq.ground.money import tenge
from ortaq.ground.people.actors import ANYONE, Actor
from ortaq.ground.people.roles import Role
from ortaq.ground.text import Text, in_columns
from ortaq.stages.projects.models import Project
from ortaq.stages.vote.actions import (
    cast_ballot,
    close_vote,
    count_vote,
    open_vote,
    prepare_vote,
    print_cards,
)
from ortaq.stages.vote.models import Vote
from ortaq.stages.vote.terms import Candidacy, VoteTerms

ZONE = ZoneInfo("Asia/Almaty")
PREPARED_AT = datetime.datetime(2027, 5, 10, 9, 0, tzinfo=ZONE)
OPENS_AT = datetime.datetime(2027, 5, 12, 9, 0, tzinfo=ZONE)
VOTING = datetime.datetime(2027, 5, 15, 12, 0, tzinfo=ZONE)
CLOSES_AT = datetime.datetime(2027, 5, 30, 18, 0, tzinfo=ZONE)
AFTER = datetime.datetime(2027, 5, 31, 10, 0, tzinfo=ZONE)

LOT = "3 1 4 1 5"
PROJECTS = (
    ("Көктал құдығы", "Колодец в Коктале", 400_000),
    ("Жол", "Дорога", 700_000),
    ("Сахна", "Сцена", 300_000),
    ("Музей", "Музей", 200_000),
)
BALLOTS = ([2, 3],) * 6 + ([1],) * 4 + ([], [1, 2, 3])


def make_projects(cycle, by: Actor, *, state: str = "feasible", specs=PROJECTS) -> list[Project]:
    first = Project.objects.filter(unit=cycle.unit).count() + 1
    return [
        Project.objects.create(
            unit=cycle.unit,
            cycle=cycle,
            number=number,
            state=state,
            theme="water",
            made_at=PREPARED_AT,
            submitted_at=PREPARED_AT,
            submitted_by=by.account,
            **in_columns(title=Text(kk=kk, ru=ru)),
        )
        for number, (kk, ru, _cost) in enumerate(specs, start=first)
    ]


def terms(**other) -> VoteTerms:
    given = {
        "title": Text(kk="Көктемгі дауыс", ru="Весенний голос"),
        "budget": tenge(1_000_000),
        "most_approvals": 3,
        "opens_at": OPENS_AT,
        "closes_at": CLOSES_AT,
    }
    return VoteTerms(**given | other)


@dataclass
class Village:
    """A vote with its people and the codes that were printed for it."""

    cycle: object
    akim: Actor
    vote: Vote | None = None
    codes: list[str] = field(default_factory=list)

    def prepare(self, **other) -> Vote:
        projects = make_projects(self.cycle, self.akim)
        candidates = [
            Candidacy(project.number, tenge(cost))
            for project, (_kk, _ru, cost) in zip(projects, PROJECTS, strict=True)
        ]
        self.vote = prepare_vote(
            by=self.akim, cycle=self.cycle, terms=terms(**other), candidates=candidates, now=PREPARED_AT
        )
        return self.vote

    def open(self, **other) -> Vote:
        self.prepare(**other)
        self.vote = open_vote(by=self.akim, vote=self.vote, lot=LOT, now=PREPARED_AT)
        return self.vote

    def print(self, cards: int) -> list[str]:
        made = print_cards(by=self.akim, vote=self.vote, cards=cards, now=PREPARED_AT)
        self.codes += made.codes
        return list(made.codes)

    def cast(self, code: str, approvals, *, now=VOTING) -> Vote:
        return cast_ballot(by=ANYONE, vote=self.vote, code=code, approvals=approvals, now=now)

    def close(self) -> Vote:
        self.vote = close_vote(by=self.akim, vote=self.vote, now=AFTER)
        return self.vote

    def count(self):
        return count_vote(by=self.akim, vote=self.vote, now=AFTER)

    def counted(self, ballots=BALLOTS, *, spare_cards: int = 3):
        self.open()
        self.print(len(ballots) + spare_cards)
        for code, approvals in zip(self.codes, ballots, strict=False):
            self.cast(code, approvals)
        self.close()
        counted = self.count()
        self.vote.refresh_from_db()
        return counted


def make_village(cycle, actor) -> Village:
    return Village(cycle, actor(cycle.unit, Role.AKIM))
