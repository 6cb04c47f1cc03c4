"""Programs of others that do parts of what we do, run on the same election from a checkout of theirs.

`mes_cost` of pabumeasures (https://github.com/mdbrnowski/pabumeasures, C++, long double with a tolerance) counts
Equal Shares; the compute tool of equalshares.net (https://github.com/equalshares/equalshares-compute-tool,
JavaScript, floats) counts Add1U. Both read approval ballots only.
"""

from __future__ import annotations

import math
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.peer import Answer
from ortaq.engines.allocation.election import Election

HERE = Path(__file__).parent
FIRST_MEASURE = "\nlong long cost_reduction_for_mes_cost"


def mes_cost(checkout: Path, election: Election, *, limit: float) -> Answer:
    """Compile the counting part of pabumeasures (without what needs a solver) and count, the best of five."""
    with tempfile.TemporaryDirectory() as folder:
        rule, program = Path(folder) / "rule.cpp", Path(folder) / "mes_cost"
        rule.write_text(_counting_part(checkout), encoding="utf-8")
        sources = [str(HERE / "mes_cost.cpp"), str(rule), *_math(checkout)]
        headers = [f"-I{checkout / 'src/cpp_src'}", f"-I{checkout / 'src/cpp_src/pb_rules_and_measures'}"]
        command = ["g++", "-std=c++20", "-O3", *headers, *sources, "-o", str(program)]
        subprocess.run(command, check=True)  # noqa: S603 - our own arguments
        answer = _answer([str(program)], given=_numbers(election), limit=limit)
    return replace(answer, winners=answer.winners and [election.projects[int(at)].id for at in answer.winners])


def equal_shares_net(checkout: Path, vote: Path, *, limit: float) -> Answer:
    """Count a file with Add1U, once."""
    return _answer(["node", str(HERE / "equal_shares_net.mjs"), str(checkout), str(vote)], limit=limit)


def _counting_part(checkout: Path) -> str:
    source = (checkout / "src/cpp_src/pb_rules_and_measures/MesCost.cpp").read_text(encoding="utf-8")
    lines = source.partition(FIRST_MEASURE)[0].splitlines(keepends=True)
    return "".join(line for line in lines if "ortools" not in line and "operations_research" not in line)


def _math(checkout: Path) -> list[str]:
    return [str(path) for path in sorted((checkout / "src/cpp_src/utils").glob("*.cpp"))]


def _numbers(election: Election) -> str:
    """The election as `mes_cost.cpp` reads it; projects are named by their places."""
    place = {project.id: at for at, project in enumerate(election.projects)}
    supporters: list[list[str]] = [[] for _ in election.projects]
    for voter, ballot in enumerate(election.ballots):
        for choice in ballot.choices:
            supporters[place[choice]].append(str(voter))
    lines = [f"{election.budget} {len(election.ballots)} {len(election.projects)}"]
    for at, (project, numbers) in enumerate(zip(election.projects, supporters, strict=True)):
        lines.append(f"{project.cost} {at} {len(numbers)} {' '.join(numbers)}")
    return "\n".join(lines)


def _answer(command: list[str], *, limit: float, given: str = "") -> Answer:
    """What a program prints: its CPU seconds, then the winners. It has `limit` seconds by the clock."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            command, input=given, capture_output=True, text=True, check=True, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return Answer(None, math.inf)
    seconds, *winners = done.stdout.split()
    return Answer(winners, float(seconds))
