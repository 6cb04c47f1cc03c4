"""Reading accepts what the format allows, counts what is odd, and says where and why it refuses."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortaq.engines.allocation.election import BallotType
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.sections import PabulibError

HEAD = "META\nkey;value\nunit;Мысал\nbudget;1000\nvote_type;{type}\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\nwell;600;Құдық\nbench;150;Орындық\n"


def file(votes: str, *, type: str = "approval", projects: str = PROJECTS, head: str = HEAD) -> bytes:
    return (head.format(type=type) + projects + "VOTES\n" + votes).encode()


VOTES = "voter_id;vote\n1;well,bench\n2;bench\n"


def refusal(data: bytes) -> PabulibError:
    with pytest.raises(PabulibError) as caught:
        read_pabulib(data)
    return caught.value


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_with_and_without_byte_order_mark_and_either_line_end(mark: bytes, end: str) -> None:
    data = mark + file(VOTES).decode().replace("\n", end).encode()
    election = read_pabulib(data).election
    assert [project.name for project in election.projects] == ["Құдық", "Орындық"]
    assert [ballot.choices for ballot in election.ballots] == [("well", "bench"), ("bench",)]


def test_quoted_names_may_hold_semicolons_quotes_and_line_ends() -> None:
    projects = 'PROJECTS\nproject_id;cost;name\nwell;600;"A ""deep"" well;\nand a trough"\nbench;150;B\n'
    reading = read_pabulib(file(VOTES, projects=projects))
    assert reading.election.projects[0].name == 'A "deep" well;\nand a trough'
    error = refusal(file("voter_id;vote\n1;nothing\n", projects=projects))
    assert (error.line, error.column) == (13, 2)


def test_decimal_commas_and_points_become_whole_units() -> None:
    projects = "PROJECTS\nproject_id;cost\nwell;600,25\nbench;150.5\nlamp;70.00\n"
    election = read_pabulib(file("voter_id;vote\n1;lamp\n", projects=projects)).election
    assert election.scale == 100
    assert [project.cost for project in election.projects] == [60025, 15050, 7000]
    assert election.budget == 100000


def test_optional_columns_may_be_missing_and_come_in_any_order() -> None:
    election = read_pabulib(file("voter_id;sex;vote\n1;F;well\n2;;bench\n")).election
    assert election.voter_facts == {"sex": ("F", "")}
    assert election.votes == {"well": 1, "bench": 1}


def test_odd_ballots_are_counted_and_kept() -> None:
    head = HEAD + "num_votes;9\nmin_length;1\nmax_length;1\nunit;Again\n"
    votes = "voter_id;vote\n1;well,well\n1;bench,well\n2;\n3;None\n"
    reading = read_pabulib(file(votes, head=head))
    assert [ballot.choices for ballot in reading.election.ballots] == [("well",), ("bench", "well"), (), ()]
    remarks = reading.remarks
    assert remarks.empty_ballots == 2
    assert remarks.repeated_voters == 1
    assert remarks.repeated_keys == 1
    assert remarks.repeated_choices == 1
    assert remarks.shorter_than_allowed == 2
    assert remarks.longer_than_allowed == 1
    assert remarks.declared_ballots == 9


def test_points_may_have_decimals() -> None:
    votes = "voter_id;vote;points\n1;well,bench;2,1.5\n2;;\n3;;None\n"
    reading = read_pabulib(file(votes, type="cumulative"))
    assert reading.election.ballot_type is BallotType.CUMULATIVE
    assert reading.election.ballots[0].points == (2, Fraction(3, 2))
    assert reading.election.points_scale == 2
    assert reading.remarks.empty_ballots == 2


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "section_missing", 1, 1),
        (b"META\nkey;value\nunit;\xd0\n", "not_utf8", 3, 6),
        (b"PK\x03\x04;;", "text_before_section", 1, 1),
        (b"META\n", "section_empty", 1, 1),
        (file(VOTES) + b"META\nkey;value\n", "section_twice", 14, 1),
        (file(VOTES, head="META\nkey;value\nvote_type;approval\n"), "key_missing", 1, 1),
        (file(VOTES, head=HEAD + "budget;1\n"), "key_twice", 6, 1),
        (file(VOTES, head="META\nkey;value\nbudget\nvote_type;approval\n"), "field_missing", 3, 1),
        (file(VOTES, head="META\nkey;value\nbudget;10 000\nvote_type;approval\n"), "not_an_amount", 3, 2),
        (file(VOTES, head="META\nkey;value\nbudget;-5\nvote_type;approval\n"), "not_an_amount", 3, 2),
        (
            file(VOTES, head=f"META\nkey;value\nbudget;{2**53 + 1}\nvote_type;approval\n"),
            "amount_too_large",
            3,
            1,
        ),
        (file(VOTES, type="scoring"), "unknown_vote_type", 5, 2),
        (file(VOTES, projects="PROJECTS\nproject_id;name\nwell;W\n"), "column_missing", 7, 1),
        (file(VOTES, projects=PROJECTS + "well;5;Again\n"), "project_twice", 10, 1),
        (file(VOTES, projects=PROJECTS + ";5;Nothing\n"), "bad_project_id", 10, 1),
        (file(VOTES, projects=PROJECTS + "lamp;five;Lamp\n"), "not_an_amount", 10, 2),
        (file(VOTES, projects=PROJECTS + "lamp\n"), "field_missing", 10, 1),
        (file(VOTES, projects=PROJECTS + "lamp;5;A lamp; bright\n"), "too_many_fields", 10, 4),
        (file("voter_id;choice\n1;well\n"), "column_missing", 11, 1),
        (file("voter_id;vote\n1;well\n2;road\n"), "unknown_project", 13, 2),
        (file("voter_id;vote\n1;well\n2\n"), "field_missing", 13, 1),
        (file("voter_id;vote\n1;well\n2;bench;F\n"), "too_many_fields", 13, 3),
        (file('voter_id;vote\n1;"well\n2;bench\n'), "open_quote", 12, 2),
        (file("voter_id;vote\n1;well\n", type="cumulative"), "column_missing", 11, 1),
        (file("voter_id;vote;points\n1;well,bench;3\n", type="cumulative"), "points_mismatch", 12, 3),
        (file("voter_id;vote;points\n1;well;-3\n", type="cumulative"), "not_an_amount", 12, 3),
        (file('voter_id;vote\n1;"' + "w" * 200_000 + '"\n'), "broken_row", 12, 1),
    ],
)
def test_refuses_with_line_column_and_reason(data: bytes, code: str, line: int, column: int) -> None:
    error = refusal(data)
    assert (error.code, error.line, error.column) == (code, line, column)
    assert str(error).startswith(f"line {line}, column {column}: ")


@pytest.mark.parametrize("blank", ["\n", "  \n"])
def test_blank_lines_hold_nothing_and_are_counted_as_lines(blank: str) -> None:
    votes = f"voter_id;vote\n1;well\n{blank}2;bench\n{blank}"
    projects = PROJECTS.replace("bench", f"{blank}bench")
    reading = read_pabulib(file(votes, projects=projects))
    assert [project.id for project in reading.election.projects] == ["well", "bench"]
    assert [ballot.choices for ballot in reading.election.ballots] == [("well",), ("bench",)]
    error = refusal(file(f"{votes}3;road\n", projects=projects))
    assert (error.code, error.line) == ("unknown_project", 17)


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 200), st.integers(0, 20))
def test_damaged_files_are_read_or_refused_and_nothing_else(noise: bytes, at: int, cut: int) -> None:
    whole = file(VOTES)
    line = 1
    try:
        read_pabulib(whole[:at] + noise + whole[at + cut :])
    except PabulibError as error:
        line = error.line
    assert line >= 1
