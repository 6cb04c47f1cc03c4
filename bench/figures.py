"""What each part of a count takes, beside pabutools on the same file and in the same run."""

from __future__ import annotations

import json
import math
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from bench.peer import Answer, ask, timed
from bench.programs import equal_shares_net, mes_cost
from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.check import check
from ortaq.engines.allocation.contest import contest_of
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, BallotType, Election, Project
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.explanations import nearness
from ortaq.engines.allocation.loops import NUMPY, compiled
from ortaq.engines.allocation.outcome import Completion, Method, Outcome, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties

ROUNDS = 5
VOTERS, PROJECTS, APPROVALS = 1_000_000, 200, 8
VILLAGE_VOTERS, VILLAGE_PROJECTS = range(900, 1401), range(10, 17)


@dataclass(frozen=True)
class Checkouts:
    """Where two other programs lie: pabumeasures and the compute tool of equalshares.net."""

    pabumeasures: Path | None = None
    equal_shares_net: Path | None = None


def figures(path: Path, *, limit: float, checkouts: Checkouts) -> None:
    """Print CPU seconds of every part, the best of five; pabutools and the tool of equalshares.net once."""
    data = path.read_bytes()
    election = read_pabulib(data).election
    method = Method(ties=Ties.LEXICOGRAPHIC)
    outcome = count(election, method=method)
    utility = outcome.utility
    contest = contest_of(election, utility=utility, ties=Ties.LEXICOGRAPHIC, seed="")
    share = Fraction(election.budget, len(election.ballots))
    fast = compiled()
    if fast:
        equal_shares(contest, share=share, loops=fast)
    parts: dict[str, float | None] = {
        "read": best(read_pabulib, data),
        "read, count, certify, check": best(_everything, path, method),
        "count": best(count, election, method=method),
        "Equal Shares alone, NumPy": best(equal_shares, contest, share=share),
        "Equal Shares alone, machine code": best(equal_shares, contest, share=share, loops=fast) if fast else None,
        "greedy, with arrays": best(count, election, method=replace(method, rule=Rule.GREEDY)),
        "Phragmén, with arrays": best(count, election, method=replace(method, rule=Rule.PHRAGMEN)),
    }
    add1u = replace(method, completion=Completion.ADD1U)
    completed = count(election, method=add1u)
    parts["count with Add1U"] = best(count, election, method=add1u)
    parts["every loser explained"] = best(nearness, completed)
    say(f"\n{path.stem}: {len(election.ballots):,} ballots, {len(election.projects)} projects, {utility}")
    say(f"load {os.getloadavg()[0]:.1f}, Add1U took {completed.steps} steps")
    for name, seconds in parts.items():
        say(f"  {name:34}{seconds:>10.4f} s" if seconds is not None else f"  {name:34} numba is not installed")
    if election.ballot_type is BallotType.APPROVAL:
        _beside_programs(path, parts, outcome, completed, checkouts, limit=limit)
    _beside_pabutools(path, parts, election, replace(method, utility=utility), limit=limit)


def _everything(path: Path, method: Method) -> None:
    """What somebody does who counts a file and somebody who checks it."""
    outcome = count(read_pabulib(path.read_bytes()).election, method=method)
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "certificate.json"
        paper.write_text(json.dumps(certificate(outcome)), encoding="utf-8")
        finding = check(paper, path)
    if finding:
        raise ValueError(finding)


def _beside_programs(
    path: Path,
    parts: dict[str, float | None],
    outcome: Outcome,
    completed: Outcome,
    checkouts: Checkouts,
    *,
    limit: float,
) -> None:
    if checkouts.pabumeasures:
        answer = mes_cost(checkouts.pabumeasures, outcome.election, limit=limit)
        _beside("mes_cost", answer, outcome, parts["Equal Shares alone, machine code"], limit=limit)
    if checkouts.equal_shares_net:
        answer = equal_shares_net(checkouts.equal_shares_net, path, limit=limit)
        _beside("equalshares.net, Add1U", answer, completed, parts["count with Add1U"], limit=limit)


def _beside(name: str, answer: Answer, outcome: Outcome, ours: float | None, *, limit: float) -> None:
    if answer.winners is None:
        say(f"  {name:34} not within {limit:.0f} s")
        return
    same = "the same" if set(answer.winners) == set(outcome.ids) else "other"
    ratio = f", {answer.seconds / ours:.1f} times what we took" if ours else ""
    say(f"  {name:34}{answer.seconds:>10.4f} s{ratio}; {same} winners")


def _beside_pabutools(
    path: Path, parts: dict[str, float | None], election: Election, method: Method, *, limit: float
) -> None:
    rules = {Rule.EQUAL_SHARES: "Equal Shares", Rule.GREEDY: "greedy", Rule.PHRAGMEN: "Phragmén"}
    if election.ballot_type not in (BallotType.APPROVAL, BallotType.CHOOSE_ONE):
        del rules[Rule.PHRAGMEN]
        say(f"  pabutools: {'Phragmén':23} only for approval ballots")
    stages = [[replace(method, rule=rule)] for rule in rules]
    answers = [
        answer
        for stage in ask(path, ballot_type=election.ballot_type, stages=stages, limit=limit)
        for answer in stage
    ]
    taken = dict(zip(("read", *rules.values()), answers, strict=True))
    for name, answer in taken.items():
        told = f"{answer.seconds:>10.4f} s" if answer.winners is not None else f" not within {limit:.0f} s"
        say(f"  pabutools: {name:23}{told}")
    bought = taken["Equal Shares"].seconds
    theirs = {
        "read, count, certify, check": taken["read"].seconds + bought,
        "Equal Shares alone, NumPy": bought,
        "Equal Shares alone, machine code": bought,
        "greedy, with arrays": taken["greedy"].seconds,
    }
    if "Phragmén" in taken:
        theirs["Phragmén, with arrays"] = taken["Phragmén"].seconds
    for name, seconds in theirs.items():
        ours = parts[name]
        if ours and math.isfinite(seconds):
            say(f"  {name:34}{seconds / ours:>8.1f} times as fast as pabutools")
    counts = (parts["count with Add1U"] or 0) / (parts["count"] or 1)
    explained = (parts["every loser explained"] or 0) / (parts["count with Add1U"] or 1)
    say(f"  Add1U took as long as {counts:.0f} counts without completion")
    say(f"  the explanations took as long as {explained:.2f} counts with Add1U")


def villages(folder: Path, *, limit: float) -> None:
    """Print for every approval election of a village's size: Add1U with all explanations, the best of five,
    beside pabutools' Add1U without explanations, once.
    """
    method = Method(completion=Completion.ADD1U, ties=Ties.LEXICOGRAPHIC)
    say(f"\nvillages: Add1U and every loser explained, load {os.getloadavg()[0]:.1f}")
    say(f"  {'':46}{'ballots':>8}{'projects':>9}{'steps':>6}{'ours s':>9}{'pabutools s':>13}{'ratio':>7}")
    for path in sorted(folder.glob("*.pb")):
        election = read_pabulib(path.read_bytes()).election
        if election.ballot_type is not BallotType.APPROVAL or not _is_of_a_village(election):
            continue
        seconds = best(lambda of=election: nearness(count(of, method=method)))
        stages = [[replace(method, utility=Utility.COST)]]
        theirs = next(ask(path, ballot_type=election.ballot_type, stages=stages, limit=limit))[-1].seconds
        size = f"{len(election.ballots):>8,}{len(election.projects):>9}{count(election, method=method).steps:>6}"
        say(f"  {path.stem[:46]:46}{size}{seconds:>9.4f}{theirs:>13.2f}{theirs / seconds:>7.1f}")


def _is_of_a_village(election: Election) -> bool:
    return len(election.ballots) in VILLAGE_VOTERS and len(election.projects) in VILLAGE_PROJECTS


def synthetic() -> None:
    """A million ballots on 200 projects, nearly all different: Equal Shares beside one NumPy pass that gathers
    a number for every approval.
    """
    chance = random.Random(2026)
    projects = tuple(Project(str(id), chance.randint(20_000, 400_000)) for id in range(PROJECTS))
    names = [project.id for project in projects]
    ballots = tuple(Ballot(tuple(chance.sample(names, APPROVALS))) for _ in range(VOTERS))
    election = Election(projects=projects, ballots=ballots, budget=10_000_000)
    contest = contest_of(election, utility=Utility.COST, ties=Ties.PUBLISHED, seed="")
    share = Fraction(election.budget, VOTERS)
    money = np.ones(len(contest.support.copies))
    entries = np.concatenate([supporters.ballots for supporters in contest.support.supporters])
    gather = best(lambda: float(money[entries].sum()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    say(f"\nsynthetic: {VOTERS:,} ballots of {APPROVALS} approvals, {PROJECTS} projects")
    say(f"  load {os.getloadavg()[0]:.1f}, one gathering pass {gather:.3f} s")
    for name, loops in (("NumPy", NUMPY), ("machine code", compiled())):
        if loops:
            seconds = best(equal_shares, contest, share=share, loops=loops)
            say(f"  Equal Shares alone, {name}: {seconds:.3f} s, {seconds / gather:.1f} passes")
    say(f"  most memory of the whole process {memory:.2f} GB")


def best(work: Callable[..., Any], *args: Any, **kwargs: Any) -> float:
    """The least CPU seconds of five times."""
    return min(timed(work, *args, **kwargs)[1] for _ in range(ROUNDS))


def say(text: str) -> None:
    """Print at once, also into a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
