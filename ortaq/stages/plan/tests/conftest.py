"""What tests of the plan stand on."""

import pytest

from ortaq.ground.people.roles import Role
from ortaq.stages.plan.tests import plans


@pytest.fixture
def akim(cycle, actor):
    """The akim of the unit."""
    return actor(cycle.unit, Role.AKIM, username="akim")


@pytest.fixture
def empty(cycle, akim):
    """A desk with an empty plan."""
    return plans.begin(cycle, akim)


@pytest.fixture
def desk(cycle, akim):
    """A desk with a plan that agrees."""
    return plans.draw_up(cycle, akim)
