"""What a vote is about, and how it is written down while the vote is prepared."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ortaq.ground.cycle.models import Cycle
from ortaq.ground.errors import Refused
from ortaq.ground.ids import new_id
from ortaq.ground.text import Text, columns, in_columns
from ortaq.stages.projects.models import Project, ProjectState
from ortaq.stages.vote.models import Candidate, Vote
from ortaq.stages.vote.rules import MOST_CANDIDATES


@dataclass(frozen=True)
class Candidacy:
    """A project that shall stand for the vote, by its number in the unit, with the cost to count (tiyn)."""

    project: int
    cost: int


@dataclass(frozen=True)
class VoteTerms:
    """What a vote is about: its title, the money it divides (tiyn), how many marks a ballot holds, and when."""

    title: Text
    budget: int
    most_approvals: int
    opens_at: datetime.datetime
    closes_at: datetime.datetime


def set_terms(vote: Vote, *, terms: VoteTerms, candidates: Sequence[Candidacy]) -> None:
    """Write a vote and its candidates as these terms say. Raises Refused where they cannot be meant."""
    _check_terms(vote.cycle, terms)
    projects = _candidate_projects(vote.cycle, candidates, budget=terms.budget)
    vote.title, vote.budget, vote.most_approvals = terms.title, terms.budget, terms.most_approvals
    vote.opens_at, vote.closes_at = terms.opens_at, terms.closes_at
    vote.save()
    vote.candidates.all().delete()
    costs = {candidacy.project: candidacy.cost for candidacy in candidates}
    Candidate.objects.bulk_create(
        Candidate(
            id=new_id(),
            vote=vote,
            project=project,
            number=number,
            cost=costs[project.number],
            **in_columns(title=project.title),
        )
        for number, project in enumerate(projects, start=1)
    )


def _check_terms(cycle: Cycle, terms: VoteTerms) -> None:
    if not terms.title:
        raise Refused(_("Give the vote a title in Kazakh or in Russian."), field="title_kk")
    if terms.budget <= 0:
        raise Refused(_("Write how much money the vote divides."), field="budget")
    if terms.most_approvals < 1:
        raise Refused(_("Let people mark at least one project."), field="most_approvals")
    if terms.closes_at <= terms.opens_at:
        raise Refused(_("The vote has to close after it opens."), field="closes_at")
    step = cycle.steps.get(key="vote")
    if timezone.localdate(terms.opens_at) < step.opens_on:
        raise Refused(
            _("The step of the vote is not open yet on this day. Move the step first."), field="opens_at"
        )
    if timezone.localdate(terms.closes_at) > step.closes_on:
        raise Refused(_("The step of the vote ends before this day. Move the step first."), field="closes_at")


def _candidate_projects(cycle: Cycle, candidates: Sequence[Candidacy], *, budget: int) -> list[Project]:
    """Return the projects in the order in which they stand on the ballot: by their numbers."""
    if len(candidates) > MOST_CANDIDATES:
        raise Refused(_("A ballot holds at most 40 projects."), field="candidates")
    for candidacy in candidates:
        if not 0 < candidacy.cost <= budget:
            raise Refused(
                _("Project № %(number)s needs a cost above zero and within the budget of the vote.")
                % {"number": candidacy.project},
                field=f"cost_{candidacy.project}",
            )
    numbers = {candidacy.project for candidacy in candidates}
    projects = list(
        Project.objects.filter(cycle=cycle, state=ProjectState.FEASIBLE, number__in=numbers).order_by("number")
    )
    if len(projects) != len(candidates):
        raise Refused(
            _("Only projects of this cycle that the review found feasible can be voted on."), field="candidates"
        )
    return projects


def freeze_titles(vote: Vote) -> None:
    """Copy the titles of the projects as they are now. Raises Refused where one is not feasible any more."""
    candidates = list(vote.candidates.select_related("project"))
    for candidate in candidates:
        if candidate.project.state != ProjectState.FEASIBLE:
            raise Refused(
                _("Project № %(number)s is not feasible any more. Take it out of the vote first.")
                % {"number": candidate.project.number}
            )
        candidate.title = candidate.project.title
    Candidate.objects.bulk_update(candidates, columns("title"))
