"""A cycle in spring, when project sheets are written, and a problem to answer."""

import pytest

from ortaq.ground.people.roles import Role
from ortaq.stages.projects.tests.build import a_draft, a_problem, a_sent_sheet, a_whole_sheet


@pytest.fixture
def spring(now):
    """A noon in the projects step of the cycle 2028–2030."""
    return now.replace(month=4, day=15)


@pytest.fixture
def akim(cycle, actor):
    """The akim of the unit."""
    return actor(cycle.unit, Role.AKIM)


@pytest.fixture
def planner(cycle, actor):
    """A planner of the unit."""
    return actor(cycle.unit, Role.PLANNER)


@pytest.fixture
def problem(cycle, akim, now):
    """A problem that three needs say."""
    return a_problem(cycle, akim, now)


@pytest.fixture
def draft(cycle, planner, problem, spring):
    """A sheet that has hardly been begun."""
    return a_draft(cycle, planner, problem, spring)


@pytest.fixture
def whole(cycle, planner, problem, spring):
    """A sheet in which nothing is missing."""
    return a_whole_sheet(cycle, planner, problem, spring)


@pytest.fixture
def sent(cycle, planner, problem, spring):
    """A sheet under review, sent by the planner."""
    return a_sent_sheet(cycle, planner, problem, spring)
