"""Reads of the advisory vote. Until it is counted they give no more of the ballots than how many were cast."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count as CountOf
from django.db.models import Q

from ortaq.ground.chain import Keys
from ortaq.ground.cycle.models import Cycle
from ortaq.ground.money import TIYN_PER_TENGE
from ortaq.ground.sources import MoneyKind, Source
from ortaq.ground.text import Text
from ortaq.stages.projects.models import Project, ProjectState
from ortaq.stages.vote.ballot_file import published_file
from ortaq.stages.vote.codes import receipt_of
from ortaq.stages.vote.models import Candidate, CardBatch, CountedBallot, Outcome, Vote, VoteState
from ortaq.stages.vote.rules import ballots_for_secrecy, phase


@dataclass(frozen=True)
class CandidateLine:
    """A project on the ballot."""

    number: int
    project: int
    title: Text
    cost: int


@dataclass(frozen=True)
class CardSums:
    """The reconciliation of cards: printed = used + void + unused."""

    printed: int
    used: int
    void: int

    @property
    def unused(self) -> int:
        """Cards that are neither used nor void."""
        return self.printed - self.used - self.void


@dataclass(frozen=True)
class VotePage:
    """What everybody sees of a vote. `phase` is one of `rules.phase`; `ballots` is how many were cast so far."""

    phase: str
    title: Text
    budget: int
    most_approvals: int
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    closed_at: datetime.datetime | None
    closing_reason: str
    lot: str
    candidates: list[CandidateLine]
    cards: CardSums
    ballots: int
    ballots_for_secrecy: int

    @property
    def asked(self) -> int:
        """What all candidates cost together."""
        return sum(candidate.cost for candidate in self.candidates)

    @property
    def is_secrecy_weak(self) -> bool:
        """Whether fewer cards are printed than it takes to hide a ballot among others like it."""
        return self.cards.printed - self.cards.void < self.ballots_for_secrecy


def vote_of(cycle: Cycle | None) -> Vote | None:
    """Return the vote of a cycle, or None. One query."""
    return Vote.objects.select_related("unit", "cycle").filter(cycle=cycle).first() if cycle else None


def vote_page(*, vote: Vote, now: datetime.datetime) -> VotePage:
    """Return what everybody sees of a vote. Two queries."""
    candidates = candidate_lines(vote)
    cards = _cards(vote)
    return VotePage(
        phase=phase(vote, now=now),
        title=vote.title,
        budget=vote.budget,
        most_approvals=vote.most_approvals,
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        closed_at=vote.closed_at,
        closing_reason=vote.closing_reason,
        lot=vote.tie_lot,
        candidates=candidates,
        cards=cards,
        ballots=cards.used,
        ballots_for_secrecy=ballots_for_secrecy(candidates=len(candidates), most_approvals=vote.most_approvals),
    )


def candidate_lines(vote: Vote) -> list[CandidateLine]:
    """Return the ballot: its candidates in their order. One query."""
    candidates = Candidate.objects.filter(vote=vote).select_related("project").order_by("number")
    return [
        CandidateLine(candidate.number, candidate.project.number, candidate.title, candidate.cost)
        for candidate in candidates
    ]


def _cards(vote: Vote) -> CardSums:
    sums = vote.cards.aggregate(
        printed=CountOf("pk"),
        used=CountOf("pk", filter=Q(is_used=True)),
        void=CountOf("pk", filter=Q(is_void=True)),
    )
    return CardSums(**sums)


@dataclass(frozen=True)
class BatchLine:
    """Cards printed together, by their serials."""

    first: int
    last: int
    printed_at: datetime.datetime


def batches(vote: Vote) -> list[BatchLine]:
    """Return the printed batches, in order. One query."""
    return [
        BatchLine(batch.first_serial, batch.first_serial + batch.cards - 1, batch.printed_at)
        for batch in CardBatch.objects.filter(vote=vote).order_by("first_serial")
    ]


@dataclass(frozen=True)
class Choice:
    """A feasible project that can be put on the ballot, with the cost that is proposed for the count."""

    number: int
    title: Text
    cost: int


def choices(*, cycle: Cycle) -> list[Choice]:
    """Return the feasible projects of a cycle. Two queries.

    The cost proposed is what a project asks of the unit's own budget in money, since that is what residents
    divide; where it asks nothing of it, all the money it costs.
    """
    projects = Project.objects.filter(cycle=cycle, state=ProjectState.FEASIBLE)
    lines = projects.order_by("number").prefetch_related("costs")
    return [Choice(project.number, project.title, _proposed_cost(project)) for project in lines]


def _proposed_cost(project: Project) -> int:
    money = [cost for cost in project.costs.all() if cost.kind == MoneyKind.MONEY]
    own = sum(cost.amount for cost in money if cost.source == Source.OKRUG_BUDGET)
    return own or sum(cost.amount for cost in money)


@dataclass(frozen=True)
class OutcomeLine:
    """What became of a project in the vote. `reason` is data, see `models.Outcome`; amounts in tiyn."""

    number: int
    project: int
    title: Text
    cost: int
    won: bool
    place: int | None
    approvals: int
    won_by_greedy: bool
    reason: Mapping[str, Any]


@dataclass(frozen=True)
class ResultPage:
    """The result of a counted vote. `share` is what every ballot had at the end, rounded down to tiyn."""

    winners: list[OutcomeLine]
    losers: list[OutcomeLine]
    only_fair: list[OutcomeLine]
    only_greedy: list[OutcomeLine]
    ballots: int
    empty_ballots: int
    spent: int
    left: int
    sha256: str
    counted_at: datetime.datetime
    share: int


def result_page(*, vote: Vote) -> ResultPage | None:
    """Return the result of a vote, or None before it is counted. Three queries."""
    count = getattr(vote, "count", None)
    if count is None:
        return None
    outcomes = Outcome.objects.filter(candidate__vote=vote).select_related("candidate__project")
    lines = [_outcome_line(outcome) for outcome in outcomes]
    won = sorted((line for line in lines if line.won), key=lambda line: line.place or 0)
    lost = sorted((line for line in lines if not line.won), key=lambda line: (-line.approvals, line.number))
    spent = sum(line.cost for line in won)
    ballots = CountedBallot.objects.filter(vote=vote).values_list("approvals", flat=True)
    marks = [len(approvals) for approvals in ballots]
    return ResultPage(
        winners=won,
        losers=lost,
        only_fair=[line for line in won if not line.won_by_greedy],
        only_greedy=[line for line in lost if line.won_by_greedy],
        ballots=len(marks),
        empty_ballots=marks.count(0),
        spent=spent,
        left=vote.budget - spent,
        sha256=count.ballots_sha256,
        counted_at=count.counted_at,
        share=int(Fraction(str(count.result["share"])) * TIYN_PER_TENGE),
    )


def _outcome_line(outcome: Outcome) -> OutcomeLine:
    candidate = outcome.candidate
    return OutcomeLine(
        number=candidate.number,
        project=candidate.project.number,
        title=candidate.title,
        cost=candidate.cost,
        won=outcome.won,
        place=outcome.place,
        approvals=outcome.approvals,
        won_by_greedy=outcome.won_by_greedy,
        reason=outcome.reason,
    )


def file_of(vote: Vote) -> bytes | None:
    """Return the published Pabulib file of a counted vote, or None before the count. Two queries."""
    if vote.state != VoteState.COUNTED:
        return None
    ballots = CountedBallot.objects.filter(vote=vote).order_by("number").values_list("approvals", flat=True)
    candidates = Candidate.objects.filter(vote=vote).order_by("number")
    return published_file(vote, candidates=list(candidates), ballots=list(ballots)).encode()


def certificate_of(vote: Vote) -> dict[str, Any] | None:
    """Return the certificate of a counted vote, or None where there is none. One query."""
    count = getattr(vote, "count", None)
    return count.certificate or None if count else None


@dataclass(frozen=True)
class NearLine:
    """A project that was not chosen: the highest cost in tiyn and the least number of further voters with which it
    surely would have been bought; None where nothing of the kind helps.
    """

    line: OutcomeLine
    cost: int | None
    supporters: int | None


@dataclass(frozen=True)
class OtherRule:
    """The same ballots under another rule: what it chooses beside, what it leaves out, the money in tiyn, and how
    many voters chose at least one of its winners.
    """

    rule: str
    more: list[OutcomeLine]
    fewer: list[OutcomeLine]
    cost: int
    represented: int


@dataclass(frozen=True)
class WhyPage:
    """How near others came, how few further ballots surely change the result (None: no number of them), and what
    other rules say. `represented` of `ballots` voters chose at least one winner.
    """

    near: list[NearLine]
    margin: int | None
    others: list[OtherRule]
    represented: int
    ballots: int


def why_page(*, vote: Vote) -> WhyPage | None:
    """Return what explains the result of a vote, or None where it was not kept. Two queries."""
    count = getattr(vote, "count", None)
    if count is None or not count.insight:
        return None
    outcomes = Outcome.objects.filter(candidate__vote=vote).select_related("candidate__project")
    lines = {str(outcome.candidate.number): _outcome_line(outcome) for outcome in outcomes}
    near = count.insight["near"]
    losers = sorted(
        (line for line in lines.values() if not line.won), key=lambda line: (-line.approvals, line.number)
    )
    return WhyPage(
        near=[NearLine(line, **near.get(str(line.number), {"cost": None, "supporters": None})) for line in losers],
        margin=count.insight["margin"],
        others=[_other_rule(other, lines) for other in count.insight["others"]],
        represented=count.insight["fair"]["represented"],
        ballots=count.result["voters"],
    )


def _other_rule(other: Mapping[str, Any], lines: Mapping[str, OutcomeLine]) -> OtherRule:
    chosen = other["winners"]
    return OtherRule(
        rule=other["rule"],
        more=[lines[number] for number in chosen if not lines[number].won],
        fewer=[line for number, line in lines.items() if line.won and number not in chosen],
        cost=other["cost"],
        represented=other["represented"],
    )


def receipts(vote: Vote) -> list[str]:
    """Return the receipt numbers of all used cards of a counted vote, sorted. One query."""
    if vote.state != VoteState.COUNTED:
        return []
    return sorted(map(receipt_of, vote.cards.filter(is_used=True).values_list("code_hash", flat=True)))


def winners(cycle: Cycle) -> list[UUID]:
    """Return the ids of the projects that won the vote of a cycle, in the order chosen; none before the count."""
    won = Outcome.objects.filter(candidate__vote__cycle=cycle, won=True).order_by("place")
    return list(won.values_list("candidate__project_id", flat=True))


def outcome_of(project_ids: Collection[UUID] | Keys) -> dict[UUID, OutcomeLine]:
    """Return what became of projects in the vote, by their ids; a project without a counted vote is left out."""
    outcomes = Outcome.objects.filter(candidate__project_id__in=project_ids).select_related("candidate__project")
    return {outcome.candidate.project_id: _outcome_line(outcome) for outcome in outcomes}
