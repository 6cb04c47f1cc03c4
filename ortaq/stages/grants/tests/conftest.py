"""What tests of grants stand on."""

import pytest

from ortaq.ground import clock
from ortaq.stages.grants.tests import built
from ortaq.stages.grants.tests.browsing import signed_in


@pytest.fixture
def site(unit):
    """A programme of one unit, with a manager and three reviewers."""
    return built.build(unit)


@pytest.fixture
def at_site(monkeypatch, site):
    """The clock of the pages shows the moment of the site, whatever it is."""
    monkeypatch.setattr(clock, "now", lambda: site.now)


@pytest.fixture
def photos(settings, tmp_path):
    """A place for the photos of one test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def manager(site):
    return signed_in(site.manager)


@pytest.fixture
def reviewers(site):
    return [signed_in(actor) for actor in site.reviewers]
