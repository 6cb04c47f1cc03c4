"""What tests of results stand on."""

import pytest

from ortaq.ground import clock
from ortaq.stages.results.tests import built


@pytest.fixture
def site(cycle, actor, now):
    """A plan that the assembly agreed, and the people who carry it out."""
    return built.build(cycle, actor, now)


@pytest.fixture
def at_work(monkeypatch):
    """Pages believe that it is the first spring of the plan."""
    monkeypatch.setattr(clock, "now", lambda: built.AT_WORK)
