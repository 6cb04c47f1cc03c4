"""What tests of programmes stand on."""

import pytest

from ortaq.ground import clock
from ortaq.programme.tests import built


@pytest.fixture
def site(unit, now):
    """A programme of one unit, with a manager, an adviser and a donor."""
    return built.build(unit, now)


@pytest.fixture
def at_site(monkeypatch, site):
    """The clock of the pages shows the moment of the site, whatever it is."""
    monkeypatch.setattr(clock, "now", lambda: site.now)
