import pytest
from django.utils import translation

from ortaq.stages.vote.tests.village import make_village


@pytest.fixture(autouse=True)
def _english_sentences():
    with translation.override("en"):
        yield


@pytest.fixture
def village(cycle, actor):
    """The okrug of the tests on the eve of its vote."""
    return make_village(cycle, actor)
