"""Many hands at once: one card gives one ballot, the close is the close, a vote is counted once."""

import json
import os
import subprocess
import sys

import pytest

from ortaq.stages.vote.tests.village import PROJECTS


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What many_hands says of a vote on SQLite on disk, as on the laptop of an office."""
    home = {"ORTAQ_HOME": str(tmp_path_factory.mktemp("many-hands"))}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "ortaq.stages.vote.tests.many_hands"],
        env=kept | home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_one_code_sent_from_everywhere_at_once_gives_one_ballot(found):
    assert found["cast_with_one"] == found["entries_of_one"] == 12
    (ballot,) = found["ballots_of_one"]
    assert set(ballot) <= set(range(1, len(PROJECTS) + 1))


def test_a_ballot_comes_before_the_close_or_not_at_all(found):
    assert found["sealed"] == 1 + found["taken_while_closing"]


def test_three_who_count_at_once_count_once(found):
    assert found["counts_done"] == found["counts_kept"] == 1
    assert found["counted"] == found["sealed"]
