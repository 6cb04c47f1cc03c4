"""What every rule reads, with projects by their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ortaq.engines.allocation.election import Election
from ortaq.engines.allocation.support import Support, Utility, support_of
from ortaq.engines.allocation.ties import Ties, tie_order


@dataclass(frozen=True)
class Contest:
    """Supporters, costs and places in ties (the smallest wins) of every project, and the budget."""

    support: Support
    costs: Sequence[int]
    order: Sequence[int]
    budget: int

    @cached_property
    def wanted(self) -> Sequence[int]:
        """The projects somebody gains from, in the order of ties."""
        supporters = self.support.supporters
        numbers = (number for number in range(len(self.costs)) if supporters[number].weight)
        return sorted(numbers, key=self.order.__getitem__)


def contest_of(election: Election, *, utility: Utility, ties: Ties, seed: str) -> Contest:
    """An election under a utility and a rule for ties."""
    order = tie_order(election, ties=ties, seed=seed)
    return Contest(
        support=support_of(election, utility=utility),
        costs=[project.cost for project in election.projects],
        order=[order[project.id] for project in election.projects],
        budget=election.budget,
    )
