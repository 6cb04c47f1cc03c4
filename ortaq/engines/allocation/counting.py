"""Counting an election: from ballots to winners with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from gettext import gettext as _

from ortaq.engines.allocation.add1 import Walk, add1
from ortaq.engines.allocation.bos import PartPurchase, bounded_overspending
from ortaq.engines.allocation.contest import Contest, contest_of
from ortaq.engines.allocation.election import BallotType, Election
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.greedy import greedy
from ortaq.engines.allocation.loops import fastest
from ortaq.engines.allocation.outcome import Completion, Loser, Method, Outcome, Reason, Rule, Winner
from ortaq.engines.allocation.phragmen import Load, phragmen
from ortaq.engines.allocation.support import Utility


def count(election: Election, *, method: Method) -> Outcome:
    """Count an election. Pure and exact: the same election and method give the same outcome on every machine.

    Every ballot counts as one voter, empty ones too. Phragmén's rule knows no utility: whoever chose a
    project supports it. Raises `ValueError` when `method.step` is not positive, or for a completion the
    rule does not have (Add1 belongs to Equal Shares; every rule may fill up greedily), or when amounts
    grow above 2**61.

    >>> from ortaq.engines.allocation.election import Ballot, Project
    >>> village = Election(
    ...     projects=(Project("road", 700), Project("stage", 300), Project("well", 400)),
    ...     ballots=(Ballot(("road", "stage")),) * 6 + (Ballot(("well",)),) * 4,
    ...     budget=1000,
    ... )
    >>> count(village, method=Method(rule=Rule.GREEDY)).ids
    ['stage', 'road']
    >>> fair = count(village, method=Method())
    >>> fair.ids
    ['stage', 'well']
    >>> [(loser.project, loser.reason.value, loser.needed, loser.had) for loser in fair.losers]
    [('road', 'supporters_money', 700, Fraction(300, 1))]
    """
    utility, step = _settled(election, method)
    contest = contest_of(election, utility=utility, ties=method.ties, seed=method.seed)
    walk, share = None, None
    loads: Sequence[Load] = ()
    parts: Sequence[PartPurchase] = ()
    if method.rule is Rule.EQUAL_SHARES and election.ballots:
        walk = _walk(contest, completion=method.completion, step=step)
        share = walk.run.share
    if method.rule is Rule.PHRAGMEN:
        loads = phragmen(contest)
    if method.rule is Rule.BOS:
        parts, share = bounded_overspending(contest)
    winners = [
        *_buyers(election, contest, walk),
        *(replace(_winner(election, load.project, Rule.PHRAGMEN), load=load.load) for load in loads),
        *_overspenders(election, contest, parts),
    ]
    filled: list[int] = []
    turned_away: dict[int, int] = {}
    if method.rule is Rule.GREEDY or method.completion in (Completion.ADD1U, Completion.GREEDY):
        chosen = {winner.project for winner in winners}
        already = [number for number, project in enumerate(election.projects) if project.id in chosen]
        filled, turned_away = greedy(contest, already=already)
    winners += [_winner(election, number, Rule.GREEDY) for number in filled]
    return Outcome(
        election=election,
        method=method,
        utility=utility,
        step=step,
        winners=[replace(winner, round=round) for round, winner in enumerate(winners, start=1)],
        losers=_losers(election, contest, winners, walk, turned_away),
        share=share,
        steps=walk.steps if walk else 0,
        stops=_stops(election, walk) if walk else (),
    )


def _settled(election: Election, method: Method) -> tuple[Utility, Fraction]:
    """The utility and the step a method means for this election."""
    step = Fraction(election.scale) if method.step is None else method.step
    if step <= 0:
        raise ValueError(_("a step of Add1 has to be above 0"))
    if method.rule is not Rule.EQUAL_SHARES and method.completion in (Completion.ADD1, Completion.ADD1U):
        raise ValueError(_("Add1 belongs to Equal Shares: no other rule has shares to raise"))
    if method.rule is Rule.PHRAGMEN:
        return Utility.CARDINALITY, step
    return method.utility or default_utility(election.ballot_type), step


def default_utility(ballot_type: BallotType) -> Utility:
    """Cost where people only approve, points where they grade or rank."""
    approving = ballot_type in (BallotType.APPROVAL, BallotType.CHOOSE_ONE)
    return Utility.COST if approving else Utility.POINTS


def _walk(contest: Contest, *, completion: Completion, step: Fraction) -> Walk:
    if completion in (Completion.ADD1, Completion.ADD1U):
        return add1(contest, step=step)
    share = Fraction(contest.budget, contest.support.voters)
    run = equal_shares(contest, share=share, loops=fastest(approvals=len(contest.support.choices), runs=1))
    return Walk(run, steps=0, stops=())


def _stops(election: Election, walk: Walk) -> Sequence[tuple[int, Sequence[str] | None]]:
    """The stops with ids of projects; None where a stop bought what the one before it did."""
    stops: list[tuple[int, Sequence[str] | None]] = []
    before: Sequence[int] | None = None
    for steps, bought in walk.stops:
        ids = [election.projects[number].id for number in bought]
        stops.append((steps, None if bought == before else ids))
        before = bought
    return stops


def _winner(election: Election, number: int, by: Rule) -> Winner:
    project = election.projects[number]
    return Winner(project=project.id, cost=project.cost, votes=election.votes[project.id], by=by)


def _buyers(election: Election, contest: Contest, walk: Walk | None) -> list[Winner]:
    return [
        replace(
            _winner(election, purchase.project, Rule.EQUAL_SHARES),
            price=purchase.price / contest.support.supporters[purchase.project].factor,
            payment=purchase.price,
            full=purchase.full,
            rest=purchase.rest,
        )
        for purchase in (walk.run.purchases if walk else ())
    ]


def _overspenders(election: Election, contest: Contest, parts: Sequence[PartPurchase]) -> list[Winner]:
    return [
        replace(
            _winner(election, part.project, Rule.BOS),
            price=part.payment / contest.support.supporters[part.project].factor,
            payment=part.payment,
            part=part.part,
            full=part.full,
            rest=part.rest,
        )
        for part in parts
    ]


def _losers(
    election: Election,
    contest: Contest,
    winners: Sequence[Winner],
    walk: Walk | None,
    turned_away: Mapping[int, int],
) -> list[Loser]:
    """The others, in the order of ties."""
    chosen = {winner.project for winner in winners}
    left = election.budget - sum(winner.cost for winner in winners)
    losers = []
    for number in sorted(range(len(contest.costs)), key=contest.order.__getitem__):
        project = election.projects[number]
        if project.id in chosen:
            continue
        held = walk.run.purse.held(number) if walk else None
        reason, had = _reason(contest, number, held, turned_away.get(number), left)
        losers.append(Loser(project.id, election.votes[project.id], reason, project.cost, had, held))
    return losers


def _reason(
    contest: Contest, number: int, held: Fraction | None, turned_away_with: int | None, left: int
) -> tuple[Reason, Fraction]:
    """Why a project lost, and what it had of what it needed."""
    if contest.costs[number] > contest.budget:
        return Reason.OVER_BUDGET, Fraction(contest.budget)
    if turned_away_with is not None:
        return Reason.DOES_NOT_FIT, Fraction(turned_away_with)
    if not contest.support.supporters[number].weight:
        return Reason.NO_SUPPORT, Fraction(0)
    if held is not None:
        return Reason.SUPPORTERS_MONEY, held
    return Reason.DOES_NOT_FIT if contest.costs[number] > left else Reason.RULE_ENDED, Fraction(left)
