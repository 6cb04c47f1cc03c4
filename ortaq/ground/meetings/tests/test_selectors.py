"""What everybody may read of who came."""

import pytest

from ortaq.ground.meetings.models import Meeting
from ortaq.ground.meetings.selectors import women_and_young


@pytest.mark.parametrize(
    ("present", "women", "young", "shown"),
    [
        (20, 12, 6, (12, 6)),
        (20, 12, 3, (12, None)),
        (20, 18, 6, (None, 6)),
        (20, 2, None, (None, None)),
        (20, 12, None, (12, None)),
        (20, None, 6, (None, None)),
        (None, None, None, (None, None)),
    ],
)
def test_few_women_or_young_people_are_not_told(present, women, young, shown):
    assert women_and_young(Meeting(present=present, women_present=women, youth_present=young)) == shown
