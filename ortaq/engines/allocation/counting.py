"""Counting an election: from ballots to winners with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ortaq.engines.allocation.add1 import Walk, add1
from ortaq.engines.allocation.contest import Contest, contest_of
from ortaq.engines.allocation.election import BallotType, Election
from ortaq.engines.allocation.equal_shares import Run, equal_shares
from ortaq.engines.allocation.greedy import greedy
from ortaq.engines.allocation.outcome import Completion, Loser, Method, Outcome, Reason, Rule, Winner
from ortaq.engines.allocation.support import Utility


def count(election: Election, *, method: Method) -> Outcome:
    """Count an election. Pure and exact: the same election and method give the same outcome on every machine.

    Every ballot counts as one voter, empty ones too. Raises `ValueError` when `method.step` is not positive.

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
    utility = method.utility or default_utility(election.ballot_type)
    step = Fraction(election.scale) if method.step is None else method.step
    if step <= 0:
        raise ValueError("a step of Add1 has to be above 0")
    contest = contest_of(election, utility=utility, ties=method.ties, seed=method.seed)
    walk = None
    if method.rule is Rule.EQUAL_SHARES and election.ballots:
        walk = _walk(contest, completion=method.completion, step=step)
    run = walk.run if walk else None
    bought = [purchase.project for purchase in run.purchases] if run else []
    filled: list[int] = []
    turned_away: dict[int, int] = {}
    if method.rule is Rule.GREEDY or method.completion in (Completion.ADD1U, Completion.GREEDY):
        filled, turned_away = greedy(contest, already=bought)
    lost = sorted(set(range(len(contest.costs))) - {*bought, *filled}, key=contest.order.__getitem__)
    return Outcome(
        election=election,
        method=method,
        utility=utility,
        step=step,
        winners=_winners(election, contest, run, filled),
        losers=[_loser(election, contest, run, turned_away, project) for project in lost],
        share=run.share if run else None,
        steps=walk.steps if walk else 0,
        stops=_stops(election, walk) if walk else (),
    )


def default_utility(ballot_type: BallotType) -> Utility:
    """Cost where people only approve, points where they grade or rank."""
    approving = ballot_type in (BallotType.APPROVAL, BallotType.CHOOSE_ONE)
    return Utility.COST if approving else Utility.POINTS


def _walk(contest: Contest, *, completion: Completion, step: Fraction) -> Walk:
    if completion in (Completion.ADD1, Completion.ADD1U):
        return add1(contest, step=step)
    run = equal_shares(contest, share=Fraction(contest.budget, contest.support.voters))
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


def _winners(
    election: Election, contest: Contest, run: Run | None, filled: Sequence[int]
) -> Sequence[Winner]:
    winners: list[Winner] = []
    for purchase in run.purchases if run else ():
        project = election.projects[purchase.project]
        factor = contest.support.supporters[purchase.project].factor
        winners.append(
            Winner(
                project=project.id,
                cost=project.cost,
                votes=election.votes[project.id],
                round=len(winners) + 1,
                price=purchase.price / factor,
                payment=purchase.price,
                full=purchase.full,
                rest=purchase.rest,
            )
        )
    for project in (election.projects[number] for number in filled):
        winners.append(Winner(project.id, project.cost, election.votes[project.id], round=len(winners) + 1))
    return winners


def _loser(
    election: Election, contest: Contest, run: Run | None, turned_away: dict[int, int], number: int
) -> Loser:
    project = election.projects[number]
    supporters_had = run.purse.held(number) if run else None
    if number in turned_away:
        reason, had = Reason.DOES_NOT_FIT, Fraction(turned_away[number])
    elif not contest.support.supporters[number].weight or supporters_had is None:
        reason, had = Reason.NO_SUPPORT, Fraction(0)
    else:
        reason, had = Reason.SUPPORTERS_MONEY, supporters_had
    if project.cost > election.budget:
        reason, had = Reason.OVER_BUDGET, Fraction(election.budget)
    return Loser(
        project=project.id,
        votes=election.votes[project.id],
        reason=reason,
        needed=project.cost,
        had=had,
        supporters_had=supporters_had,
    )
