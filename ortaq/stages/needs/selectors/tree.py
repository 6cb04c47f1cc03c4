"""The problem tree: what problems come from, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.text import Text
from ortaq.stages.needs.models import Problem
from ortaq.stages.needs.rules import causes_of


@dataclass(frozen=True)
class Branch:
    """A problem in the tree, with what comes of it."""

    number: int
    title: Text
    effects: tuple[Branch, ...]


@dataclass(frozen=True)
class Place:
    """Where one problem stands in the tree: its causes, the first of all at the head, and what comes of it."""

    causes: tuple[Branch, ...]
    effects: tuple[Branch, ...]


def trees_of(cycle: Cycle) -> tuple[Branch, ...]:
    """Return the trees of a cycle by their first causes; a problem that stands alone is none. One query."""
    roots = _effects(None, _by_cause(_problems(cycle)))
    return tuple(root for root in roots if root.effects)


def place_in_tree(problem: Problem) -> Place:
    """Return what a problem comes from and what comes of it. One query."""
    problems = _problems(problem.cycle)
    by_id = {one.id: one for one in problems}
    above = causes_of(problem.id, causes={one.id: one.comes_from_id for one in problems})
    causes = (Branch(by_id[id].number, by_id[id].title, ()) for id in reversed(above))
    return Place(tuple(causes), _effects(problem.id, _by_cause(problems)))


def possible_causes(problem: Problem) -> list[Problem]:
    """Return the problems that a problem may come from: those of its cycle that do not come from it. One query."""
    problems = _problems(problem.cycle)
    causes = {one.id: one.comes_from_id for one in problems}
    return [one for one in problems if problem.id not in (one.id, *causes_of(one.id, causes=causes))]


def _problems(cycle: Cycle) -> list[Problem]:
    return list(Problem.objects.filter(cycle=cycle).order_by("number"))


def _by_cause(problems: Iterable[Problem]) -> dict[UUID | None, list[Problem]]:
    found: dict[UUID | None, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.comes_from_id, []).append(one)
    return found


def _effects(cause: UUID | None, by_cause: Mapping[UUID | None, list[Problem]]) -> tuple[Branch, ...]:
    """Return the branches that grow from a cause; without one, the roots."""
    return tuple(Branch(one.number, one.title, _effects(one.id, by_cause)) for one in by_cause.get(cause, []))
