"""A published file tells how was voted, leads to nobody, and is read back whole by us and by pabutools."""

from __future__ import annotations

import random

import pytest
from pabutools.election.pabulib import parse_pabulib_from_string

from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.tests.elections import small_elections
from ortaq.engines.allocation.writing import write_pabulib

META = {"description": "a; b", "country": "Kazakhstan", "unit": "Мысал", "instance": "2027", "rule": "equal"}


def election(ballots: tuple[Ballot, ...], **facts: tuple[str, ...]) -> Election:
    projects = (Project("well", 60050, 'A "deep" well; new'), Project("bench", 15000, "Орындық"))
    return Election(projects=projects, ballots=ballots, budget=100000, scale=100, voter_facts=facts)


def test_order_of_voting_and_declared_facts_leave_no_trace() -> None:
    first = election((Ballot(("well", "bench")), Ballot(("bench",)), Ballot(())), sex=("F", "M", "F"))
    second = election((Ballot(()), Ballot(("bench",)), Ballot(("bench", "well"))), age=("20", "30", "40"))
    assert write_pabulib(first, meta=META) == write_pabulib(second, meta=META)
    assert "sex" not in write_pabulib(first, meta=META)


def test_columns_have_the_names_of_the_format() -> None:
    text = write_pabulib(election((Ballot(("well",)),)), meta=META)
    for section, columns in (
        ("META", "key;value"),
        ("PROJECTS", "project_id;cost;votes;name"),
        ("VOTES", "voter_id;"),
    ):
        assert f"{section}\n{columns}" in text


def test_the_order_of_an_ordinal_ballot_is_kept() -> None:
    ordinal = Election(
        projects=(Project("a", 1), Project("b", 1)),
        ballots=(Ballot(("b", "a")),),
        budget=1,
        ballot_type=BallotType.ORDINAL,
    )
    assert "1;b,a" in write_pabulib(ordinal, meta=META)


def test_what_is_written_is_read_back() -> None:
    written = election((Ballot(("well", "bench")), Ballot(())))
    text = write_pabulib(written, meta=META)
    reading = read_pabulib(text.encode())
    assert (reading.election.budget, reading.election.scale) == (10000, 10)
    assert reading.election.projects[0].cost == 6005
    names = [project.name for project in reading.election.projects]
    assert names == [project.name for project in written.projects]
    assert reading.election.meta["unit"] == "Мысал"
    assert write_pabulib(reading.election, meta=META) == text


@pytest.mark.parametrize("ballot_type", BallotType)
def test_pabutools_reads_what_we_write(ballot_type: BallotType) -> None:
    for written in small_elections(number=10, seed=5, types=(ballot_type,)):
        instance, profile = parse_pabulib_from_string(write_pabulib(written, meta=META))
        assert {project.name: int(project.cost) for project in instance} == {
            project.id: project.cost for project in written.projects
        }
        assert instance.budget_limit == written.budget
        theirs = sorted(",".join(sorted(project.name for project in ballot)) for ballot in profile)
        assert theirs == sorted(",".join(sorted(ballot.choices)) for ballot in written.ballots)


def test_caller_cannot_overwrite_what_is_counted() -> None:
    text = write_pabulib(election(()), meta={"budget": "1", "num_votes": "5"})
    assert "budget;1000\n" in text
    assert "num_votes;0\n" in text


def test_shuffled_voters_give_the_same_bytes() -> None:
    for written in small_elections(number=20, seed=6, types=tuple(BallotType)):
        ballots = list(written.ballots)
        random.Random(1).shuffle(ballots)
        shuffled = Election(
            projects=written.projects,
            ballots=tuple(ballots),
            budget=written.budget,
            ballot_type=written.ballot_type,
        )
        assert write_pabulib(shuffled, meta=META) == write_pabulib(written, meta=META)
