"""`ortaq count` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

VILLAGE = """META
key;value
budget;1000.50
vote_type;approval
PROJECTS
project_id;cost
road;700
stage;300
well;400
lamp;1000.51
VOTES
voter_id;vote
1;road,stage
2;road,stage
3;road,stage
4;well
5;well
6;
"""


def ortaq(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ortaq.engines.allocation", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def village(tmp_path: Path) -> str:
    path = tmp_path / "village.pb"
    path.write_text(VILLAGE, encoding="utf-8")
    return str(path)


def test_json_has_the_promised_shape(village: str) -> None:
    done = ortaq("count", village, "--json", "--utility", "cost", "--ties", "lexicographic")
    result = json.loads(done.stdout)
    assert done.returncode == 0
    assert result["rule"] == "equal-shares"
    assert result["winners"] == ["stage"]
    assert result["cost"] == 300
    assert result["budget"] == 1000.5
    assert result["left"] == 700.5
    assert result["purchases"][0]["payment"] == "100"
    reasons = {loser["project"]: loser["reason"] for loser in result["losers"]}
    assert reasons == {"road": "supporters_money", "well": "supporters_money", "lamp": "over_budget"}
    assert result["remarks"]["empty_ballots"] == 1


@pytest.mark.parametrize(
    ("options", "winners"),
    [
        (["--rule", "greedy"], ["stage", "road"]),
        (["--completion", "greedy"], ["stage", "road"]),
        (["--completion", "add1"], ["stage", "well"]),
        (["--completion", "add1u", "--step", "10%"], ["stage", "well"]),
    ],
)
def test_options(village: str, options: list[str], winners: list[str]) -> None:
    assert json.loads(ortaq("count", village, "--json", *options).stdout)["winners"] == winners


def test_text_names_winners_and_reasons(village: str) -> None:
    text = ortaq("count", village).stdout
    assert "300 of 1,000.50 spent" in text
    assert "needed 700, its supporters had 200.25" in text
    assert "empty ballots: 1" in text


def test_explains_how_near_the_others_came(village: str) -> None:
    near = {
        edge["project"]: edge for edge in json.loads(ortaq("count", village, "--json", "--explain").stdout)["near"]
    }
    assert near["road"] == {"project": "road", "cost": 200.25, "supporters": 2}
    assert near["lamp"]["cost"] is None
    assert "road at a cost of 200.25 or with 2 more" in ortaq("count", village, "--explain").stdout


def test_refuses_kindly(village: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pb"
    broken.write_text(VILLAGE.replace("5;well", "5;wall"), encoding="utf-8")
    done = ortaq("count", str(broken))
    assert done.returncode == 2
    assert 'line 17, column 2: the vote names project "wall", which is not in PROJECTS' in done.stderr
    missing, folder = ortaq("count", str(tmp_path / "missing.pb")), ortaq("count", str(tmp_path))
    assert (missing.returncode, missing.stderr) == (2, f"there is no file {tmp_path / 'missing.pb'}\n")
    assert (folder.returncode, folder.stderr) == (2, f"{tmp_path} is a folder, not a file\n")
    assert "neither an amount nor a percentage" in ortaq("count", village, "--step", "much").stderr


def test_certificate_and_check(village: str, tmp_path: Path) -> None:
    paper = tmp_path / "certificate.json"
    done = ortaq("count", village, "--completion", "add1u", "--certificate", str(paper))
    assert done.returncode == 0
    assert ortaq("check", str(paper), village).stdout == "the count is right\n"
    paper.write_text(paper.read_text().replace('"steps": ', '"steps": 1'), encoding="utf-8")
    done = ortaq("check", str(paper), village)
    assert (done.returncode, done.stdout) == (1, "wrong: the share is not the equal share\n")
    assert ortaq("check", str(tmp_path / "missing.json"), village).returncode == 2


@pytest.mark.parametrize("rule", ["equal-shares", "greedy", "phragmen", "bos"])
def test_an_election_without_ballots_is_counted(rule: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.pb"
    path.write_text(VILLAGE[: VILLAGE.index("1;road")], encoding="utf-8")
    done = ortaq("count", str(path), "--rule", rule, "--explain", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["voters"] == 0
