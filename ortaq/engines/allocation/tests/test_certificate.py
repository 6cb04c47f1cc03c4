"""A right count passes the check; a count that was touched does not."""

from __future__ import annotations

import ast
import copy
import inspect
import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.check import Check, Wrong, check
from ortaq.engines.allocation.check_vote import Vote
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_election, small_elections
from ortaq.engines.allocation.tests.falsified import CALLED_NONE
from ortaq.engines.allocation.ties import Ties
from ortaq.engines.allocation.writing import write_pabulib

MOST = Election(
    projects=tuple(Project(id, cost) for id, cost in [("road", 700), ("stage", 300), ("well", 400), ("lamp", 90)]),
    ballots=(Ballot(("road", "stage")),) * 6 + (Ballot(("well", "lamp")),) * 3 + (Ballot(("well", "stage")),) * 2,
    budget=1100,
)


def written(election: Election, folder: Path) -> Path:
    path = folder / "vote.pb"
    path.write_text(write_pabulib(election, meta={}), encoding="utf-8")
    return path


def findings(paper: dict[str, Any], vote: Path) -> str | None:
    path = vote.with_name("certificate.json")
    path.write_text(json.dumps(paper), encoding="utf-8")
    return check(path, vote)


@pytest.mark.parametrize("completion", Completion)
@pytest.mark.parametrize("utility", Utility)
def test_right_counts_pass(utility: Utility, completion: Completion, tmp_path: Path) -> None:
    for election in small_elections(number=25, seed=99, types=tuple(BallotType)):
        for ties in Ties:
            method = Method(utility=utility, completion=completion, ties=ties, seed="s", step=Fraction(1, 3))
            paper = certificate(count(election, method=method))
            assert findings(paper, written(election, tmp_path)) is None


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.PHRAGMEN])
@pytest.mark.parametrize("completion", [Completion.NONE, Completion.GREEDY])
def test_right_counts_by_other_rules_pass(rule: Rule, completion: Completion, tmp_path: Path) -> None:
    for election in small_elections(number=25, seed=98, types=tuple(BallotType)):
        paper = certificate(count(election, method=Method(rule=rule, completion=completion)))
        assert findings(paper, written(election, tmp_path)) is None


def test_a_project_may_be_called_none(tmp_path: Path) -> None:
    outcome = count(CALLED_NONE, method=Method())
    vote = written(CALLED_NONE, tmp_path)
    assert findings(certificate(outcome), vote) is None
    assert outcome.ids == ["none"]
    assert read_pabulib(vote.read_bytes()).election.votes == {"none": 3, "well": 2}


def test_decimal_costs_and_points_pass(tmp_path: Path) -> None:
    election = Election(
        projects=(Project("a", 10050), Project("b", 4999)),
        ballots=(
            Ballot(("a", "b"), (Fraction(3, 2), 1)),
            Ballot(("b",), (2,)),
            Ballot(("a",), (Fraction(1, 4),)),
        ),
        budget=15049,
        ballot_type=BallotType.CUMULATIVE,
        scale=100,
    )
    for completion in Completion:
        paper = certificate(count(election, method=Method(completion=completion)))
        assert findings(paper, written(election, tmp_path)) is None


def add1u() -> dict[str, Any]:
    return certificate(count(MOST, method=Method(completion=Completion.ADD1U)))


def test_the_example_has_everything_that_can_be_touched() -> None:
    paper = add1u()
    assert len(paper["purchases"]) >= 2
    assert paper["steps"] > 1
    assert len(paper["stops"]) > 2


@pytest.mark.parametrize("seed", range(60))
def test_touched_certificates_are_found(seed: int, tmp_path: Path) -> None:
    paper = add1u()
    touched = touch(copy.deepcopy(paper), random.Random(seed))
    assert touched != paper
    assert findings(touched, written(MOST, tmp_path)) is not None


def touch(paper: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Change one thing, as somebody would who wants another result or slips."""
    purchase = chance.choice(paper["purchases"])
    kind = chance.randrange(8)
    if kind == 0:
        purchase["payment"] = str(Fraction(purchase["payment"]) + Fraction(chance.choice((-1, 1)), 10**9))
    elif kind == 1:
        paper["purchases"].reverse()
    elif kind == 2:
        paper["purchases"].remove(purchase)
        paper["winners"].remove(purchase["project"])
    elif kind == 3:
        paper["share"] = str(Fraction(paper["share"]) + 1)
    elif kind == 4:
        paper["steps"] += chance.choice((-1, 1))
    elif kind == 5:
        paper["winners"] = paper["winners"][1:]
    elif kind == 6:
        paper["stops"].pop(chance.choice((0, -1)))
    else:
        paper["election"] = "0" * 64
    return paper


def test_other_ballots_are_found(tmp_path: Path) -> None:
    ballots = (*MOST.ballots[:-1], Ballot(("well",)))
    other = Election(projects=MOST.projects, ballots=ballots, budget=MOST.budget)
    assert findings(add1u(), written(other, tmp_path)) == "the certificate is about other ballots"


def test_a_wrong_tie_is_found(tmp_path: Path) -> None:
    tied = Election(
        projects=(Project("a", 50), Project("b", 60)),
        ballots=(Ballot(("a", "b")),) * 4,
        budget=100,
    )
    paper = certificate(count(tied, method=Method()))
    assert paper["winners"] == ["a"]
    forged = paper | {"winners": ["b"], "purchases": [{"project": "b", "payment": "15"}]}
    assert findings(forged, written(tied, tmp_path)) == "the tie of b and a went wrong"


@pytest.mark.parametrize("seed", [361, 500, 934, 969, 1194, 1321, 1338])
def test_a_stretch_in_which_something_changes_is_not_passed_over(seed: int, tmp_path: Path) -> None:
    """What Add1 buys changes and comes back. A certificate that leaves out the change has the same ends."""
    election = small_election(random.Random(seed), BallotType.APPROVAL)
    paper = certificate(count(election, method=Method(completion=Completion.ADD1, step=Fraction(1, 4))))
    vote = written(election, tmp_path)
    assert findings(paper, vote) is None
    stops = paper["stops"]
    shown = [names for _, names in stops if names]
    first = next(at for at, names in enumerate(shown) if names in shown[at + 1 :])
    begin = next(at for at, (_, names) in enumerate(stops) if names == shown[first])
    end = next(at for at, (_, names) in enumerate(stops) if at > begin and names == shown[first])
    forged = paper | {"stops": [*stops[: begin + 1], [stops[end][0], None], *stops[end + 1 :]]}
    assert "could be had for less" in str(findings(forged, vote))


def test_gifts_come_in_the_order_of_ties(tmp_path: Path) -> None:
    free = Election(
        projects=(Project("a", 0), Project("b", 0)), ballots=(Ballot(("b",)),) * 2 + (Ballot(("a",)),), budget=10
    )
    paper = certificate(count(free, method=Method(utility=Utility.CARDINALITY)))
    vote = written(free, tmp_path)
    assert paper["winners"] == ["b", "a"]
    assert findings(paper, vote) is None
    turned = {"winners": ["a", "b"], "purchases": paper["purchases"][::-1]}
    assert findings(paper | turned, vote) == "projects without cost come first"


def test_random_purchases_never_pass(tmp_path: Path) -> None:
    """Payments that add up are not enough: only what the rule buys passes."""
    chance = random.Random(4)
    forged = 0
    for _ in range(120):
        election = small_election(chance, BallotType.APPROVAL)
        paper = certificate(count(election, method=Method()))
        inspector = Check(paper, Vote(written(election, tmp_path)))
        share = Fraction(paper["share"])
        ids = chance.sample(list(inspector.costs), k=chance.randint(0, min(4, len(inspector.costs))))
        try:
            payments = inspector.derive(share, ids)
        except Wrong:
            continue
        if ids != [purchase["project"] for purchase in paper["purchases"]]:
            forged += 1
            with pytest.raises(Wrong):
                inspector.run(share, ids, payments)
    assert forged > 20


def test_unreadable_certificates_are_refused(tmp_path: Path) -> None:
    vote = written(MOST, tmp_path)
    assert "cannot be read" in str(findings({}, vote))
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "missing.json", vote)


@pytest.mark.parametrize("part", [Check, Vote])
def test_the_check_shares_no_code_with_the_counter(part: type) -> None:
    source = Path(inspect.getfile(part)).read_text(encoding="utf-8")
    modules = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    names = {node.module or "" for node in modules if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.startswith("ortaq")} <= {"ortaq.engines.allocation.check_vote"}
