"""Counting an election: from ballots to winners with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ortaq.engines.allocation.election import BallotType, Election
from ortaq.engines.allocation.equal_shares import Purchase, Purse, equal_shares
from ortaq.engines.allocation.greedy import greedy
from ortaq.engines.allocation.outcome import Completion, Loser, Method, Outcome, Reason, Rule, Winner
from ortaq.engines.allocation.support import Support, Utility, support_of
from ortaq.engines.allocation.ties import tie_order


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
    order = tie_order(election, ties=method.ties, seed=method.seed)
    contest = _Contest(
        support=support_of(election, utility=utility),
        costs=[project.cost for project in election.projects],
        order=[order[project.id] for project in election.projects],
        budget=election.budget,
    )
    shared = None
    if method.rule is Rule.EQUAL_SHARES and election.ballots:
        shared = _shared(contest, completion=method.completion, step=step)
    bought = [purchase.project for purchase in shared.purchases] if shared else []
    filled: list[int] = []
    turned_away: dict[int, int] = {}
    if method.rule is Rule.GREEDY or method.completion in (Completion.ADD1U, Completion.GREEDY):
        filled, turned_away = greedy(
            contest.support, contest.costs, budget=contest.budget, order=contest.order, already=bought
        )
    lost = sorted(set(range(len(contest.costs))) - {*bought, *filled}, key=contest.order.__getitem__)
    return Outcome(
        election=election,
        method=method,
        utility=utility,
        step=step,
        winners=_winners(election, contest, shared, filled),
        losers=[_loser(election, contest, shared, turned_away, project) for project in lost],
        share=shared.share if shared else None,
        steps=shared.steps if shared else 0,
    )


def default_utility(ballot_type: BallotType) -> Utility:
    """Cost where people only approve, points where they grade or rank."""
    approving = ballot_type in (BallotType.APPROVAL, BallotType.CHOOSE_ONE)
    return Utility.COST if approving else Utility.POINTS


@dataclass(frozen=True)
class _Contest:
    """What every rule needs, by the number of the project."""

    support: Support
    costs: Sequence[int]
    order: Sequence[int]
    budget: int


@dataclass(frozen=True)
class _Shared:
    """A run of Equal Shares."""

    purchases: Sequence[Purchase]
    purse: Purse
    share: Fraction
    steps: int


def _shared(contest: _Contest, *, completion: Completion, step: Fraction) -> _Shared:
    """Equal Shares, and with Add1 the last of its runs that stays within the budget."""
    share = Fraction(contest.budget, contest.support.voters)
    run = _run(contest, share=share, steps=0)
    if completion not in (Completion.ADD1, Completion.ADD1U):
        return run
    while not _nothing_fits(contest, run):
        following = _run(contest, share=run.share + step, steps=run.steps + 1)
        if _cost(contest, following) > contest.budget:
            return run
        run = following
    return run


def _run(contest: _Contest, *, share: Fraction, steps: int) -> _Shared:
    purchases, purse = equal_shares(contest.support, contest.costs, share=share, order=contest.order)
    return _Shared(purchases, purse, share, steps)


def _cost(contest: _Contest, run: _Shared) -> int:
    return sum(contest.costs[purchase.project] for purchase in run.purchases)


def _nothing_fits(contest: _Contest, run: _Shared) -> bool:
    """Whether every project that anybody gains from is bought or costs more than what is left of the
    budget.
    """
    left = contest.budget - _cost(contest, run)
    bought = {purchase.project for purchase in run.purchases}
    return all(
        project in bought or not supporters.weight or contest.costs[project] > left
        for project, supporters in enumerate(contest.support.supporters)
    )


def _winners(
    election: Election, contest: _Contest, shared: _Shared | None, filled: Sequence[int]
) -> Sequence[Winner]:
    winners: list[Winner] = []
    for purchase in shared.purchases if shared else ():
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
    election: Election, contest: _Contest, shared: _Shared | None, turned_away: dict[int, int], number: int
) -> Loser:
    project = election.projects[number]
    supporters_had = shared.purse.held(number) if shared else None
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
