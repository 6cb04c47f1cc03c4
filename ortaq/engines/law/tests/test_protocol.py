from datetime import date

import pytest

from ortaq.engines.law import STATUTORY, Kind, protocol_gaps

DAY = date(2027, 3, 1)
COMPLETE = {
    "held_on": DAY,
    "place": "Мысал ауылы, клуб",
    "members_count": 9,
    "members_names": ["бірінші", "екінші"],
    "invited_count": 0,
    "invited_names": [],
    "chair": "төраға",
    "secretary": "хатшы",
    "agenda": ["даму жоспары"],
    "speeches": ["су туралы"],
    "decisions": ["келісілді"],
    "chair_signature": True,
    "secretary_signature": True,
}


def test_a_complete_protocol_lacks_nothing_even_when_nobody_was_invited():
    found = protocol_gaps(kind="assembly", fields=COMPLETE, on=DAY)
    assert (found.code, found.missing) == ("complete", ())
    assert [rule.id for rule in found.used] == ["assembly.protocol"]


@pytest.mark.parametrize(
    ("name", "nothing"),
    [
        ("place", "  "),
        ("held_on", None),
        ("agenda", []),
        ("chair_signature", False),
        ("members_names", []),
        ("members_count", None),
    ],
)
def test_a_field_given_as_nothing_is_missing(name, nothing):
    found = protocol_gaps(kind="assembly", fields={**COMPLETE, name: nothing}, on=DAY)
    assert (found.code, found.missing) == ("incomplete", (name,))


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_a_field_that_is_not_there_is_missing(name):
    fields = {key: value for key, value in COMPLETE.items() if key != name}
    expected = {name, "invited_names"} if name == "invited_count" else {name} - {"invited_names"}
    assert set(protocol_gaps(kind="assembly", fields=fields, on=DAY).missing) == expected


def test_an_empty_protocol_of_a_separate_gathering_lacks_the_number_of_residents_first_of_all_numbers():
    missing = protocol_gaps(kind="separate_gathering", fields={}, on=DAY).missing
    assert [name for name in missing if name.endswith("_count")] == ["entitled_count", "present_count"]


def test_what_the_data_do_not_know_is_not_called_complete(decided):
    assert protocol_gaps(kind="gathering", fields={}, on=DAY).code == "no_value"
    own = protocol_gaps(
        kind="gathering",
        fields={},
        on=DAY,
        overrides=[decided("gathering.protocol", ["agenda", "decisions"])],
    )
    assert own.missing == ("agenda", "decisions")


@pytest.mark.parametrize("kind", sorted(set(Kind) - STATUTORY))
def test_a_free_meeting_writes_what_it_likes(kind):
    assert protocol_gaps(kind=kind, fields={}, on=DAY).code == "no_rule"
