"""A project knows what residents said of it, and a candidacy which project stood for it."""

import pytest

from ortaq.ground import chain
from ortaq.stages.vote.actions import open_vote
from ortaq.stages.vote.models import Candidate
from ortaq.stages.vote.selectors import outcome_of
from ortaq.stages.vote.tests.village import LOT, PREPARED_AT

pytestmark = pytest.mark.django_db


def knot_of(project, language="en"):
    (stretch,) = [
        s for s in chain.forward("project", [project.pk], language=language) if s.kind.name == "candidacy"
    ]
    return stretch.knots[0]


def test_a_project_that_stands_for_the_vote_says_so_once_it_is_open(village):
    village.prepare()
    assert not knot_of(village.cycle.projects.get(number=1)).public
    village.vote = open_vote(by=village.akim, vote=village.vote, lot=LOT, now=PREPARED_AT)
    knot = knot_of(village.cycle.projects.get(number=1))
    assert (knot.state, knot.public) == ("now", True)


def test_winners_and_losers_are_told_apart(village):
    village.counted()
    projects = {project.number: project for project in village.cycle.projects.all()}
    assert (knot_of(projects[1]).state, knot_of(projects[4]).state) == ("done", "waiting")
    assert "/vote/result/?cycle=2028" in knot_of(projects[1]).url
    assert knot_of(projects[1], "ru").detail == "Весенний голос"


def test_the_walk_back_finds_the_project(village):
    village.counted()
    candidate = Candidate.objects.get(number=2)
    assert chain.ids_back("candidacy", [candidate.pk])["project"] == {candidate.project_id}


def test_later_rooms_ask_for_outcomes_by_project(village):
    ids = [project.pk for project in village.cycle.projects.all()]
    assert outcome_of(ids) == {}
    village.counted()
    found = outcome_of(village.cycle.projects.values_list("pk", flat=True))
    assert sorted((line.project, line.won) for line in found.values()) == [
        (1, True),
        (2, False),
        (3, True),
        (4, False),
    ]
