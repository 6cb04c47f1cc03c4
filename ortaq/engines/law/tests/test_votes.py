from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortaq.engines.law import STATUTORY, Kind, carried, elected, initiative, quorum

DAY = date(2027, 3, 1)
HEADS = st.integers(0, 400)


@given(entitled=st.integers(1, 5000), data=st.data())
def test_a_separate_gathering_needs_a_tenth_and_an_assembly_half(entitled, data):
    present = data.draw(st.integers(0, entitled))
    tenth = quorum(kind="separate_gathering", entitled=entitled, present=present, on=DAY)
    half = quorum(kind="assembly", entitled=entitled, present=present, on=DAY)
    assert (tenth.code == "met") == (10 * present >= entitled)
    assert (half.code == "met") == (2 * present >= entitled)


@given(entitled=st.integers(1, 5000), data=st.data())
def test_one_person_more_never_breaks_a_quorum(entitled, data):
    present = data.draw(st.integers(0, entitled - 1))
    codes = [
        quorum(kind="assembly", entitled=entitled, present=here, on=DAY).code for here in (present, present + 1)
    ]
    assert codes != ["met", "not_met"]


def test_nobody_is_never_a_quorum():
    assert quorum(kind="assembly", entitled=0, present=0, on=DAY).code == "not_met"


def test_the_quorum_of_a_gathering_is_asked_of_the_unit(decided):
    unknown = quorum(kind="gathering", entitled=60, present=20, on=DAY)
    assert (unknown.code, [rule.id for rule in unknown.used]) == ("no_value", ["gathering.quorum"])
    own = quorum(kind="gathering", entitled=60, present=20, on=DAY, overrides=[decided("gathering.quorum", "1/2")])
    assert (own.code, own.required) == ("not_met", 30)


@pytest.mark.parametrize("kind", sorted(set(Kind) - STATUTORY))
def test_a_free_meeting_has_no_quorum(kind):
    found = quorum(kind=kind, entitled=100, present=1, on=DAY)
    assert (found.code, found.used) == ("no_rule", ())


@pytest.mark.parametrize(("entitled", "present"), [(10, 11), (-1, 0), (3, -1)])
def test_impossible_attendance_is_refused(entitled, present):
    with pytest.raises(ValueError, match=r"people"):
        quorum(kind="assembly", entitled=entitled, present=present, on=DAY)


def test_one_member_in_ten_can_have_the_assembly_called():
    assert initiative(kind="assembly", members=10, signed=1, on=DAY).code == "met"
    assert initiative(kind="assembly", members=11, signed=1, on=DAY).code == "not_met"
    assert initiative(kind="gathering", members=11, signed=1, on=DAY).code == "no_rule"


@given(votes_for=HEADS, votes_against=HEADS, abstained=HEADS, silent=HEADS)
def test_an_assembly_needs_more_than_half_of_those_present_unless_votes_are_equal(
    votes_for, votes_against, abstained, silent
):
    present = votes_for + votes_against + abstained + silent
    found = carried(
        kind="assembly",
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        present=present,
        on=DAY,
    )
    if votes_for == votes_against > 0:
        assert found.code == "chair_decides"
    else:
        assert found.carried == (2 * votes_for > present)
    assert found.used[0].id == "assembly.decision"


@pytest.mark.parametrize(
    ("chair_vote", "code", "passed"),
    [
        ("for", "carried_by_chair", True),
        ("against", "not_carried_by_chair", False),
        (None, "chair_decides", False),
    ],
)
def test_the_chair_decides_a_tie_of_the_assembly(chair_vote, code, passed):
    found = carried(
        kind="assembly",
        votes_for=4,
        votes_against=4,
        abstained=1,
        present=9,
        chair_vote=chair_vote,
        on=DAY,
    )
    assert (found.code, found.carried) == (code, passed)
    assert [rule.id for rule in found.used] == ["assembly.decision", "assembly.casting_vote"]


def test_the_chair_of_a_free_meeting_has_one_vote_like_everybody():
    found = carried(
        kind="village_meeting",
        votes_for=5,
        votes_against=5,
        abstained=0,
        present=10,
        chair_vote="for",
        on=DAY,
    )
    assert (found.code, found.rule, found.used) == ("not_carried", "more_for_than_against", ())


def test_abstaining_weighs_in_an_assembly_and_not_in_a_free_meeting():
    votes = {"votes_for": 4, "votes_against": 1, "abstained": 5, "present": 10, "on": DAY}
    assert carried(kind="assembly", **votes).code == "not_carried"
    assert carried(kind="village_meeting", **votes).code == "carried"


def test_more_votes_than_people_are_refused():
    with pytest.raises(ValueError, match="more votes"):
        carried(kind="assembly", votes_for=6, votes_against=5, abstained=0, present=10, on=DAY)


@given(
    votes=st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 6), max_size=7),
    seats=st.integers(0, 5),
)
def test_nobody_with_fewer_votes_is_elected_before_somebody_with_more(votes, seats):
    found = elected(kind="separate_gathering", votes=votes, seats=seats, on=DAY)
    inside = {*found.elected, *found.tied}
    assert len(found.elected) + found.seats_left == seats
    assert all(votes[name] > 0 for name in inside)
    assert not set(found.elected) & set(found.tied)
    if seats:
        outside = [votes[name] for name in votes if name not in inside and votes[name]]
        assert not outside or max(outside) < min(votes[name] for name in inside)
    if found.tied:
        assert len({votes[name] for name in found.tied}) == 1
        assert 0 < found.seats_left < len(found.tied)
