"""What each part of a count takes, beside pabutools on the same file and in the same run."""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from bench.peer import ask, timed
from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.check import check
from ortaq.engines.allocation.contest import contest_of
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Ballot, Election, Project
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.explanations import nearness
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties

ROUNDS = 5
VOTERS, PROJECTS, APPROVALS = 1_000_000, 200, 8


def figures(path: Path, *, limit: float) -> None:
    """Print CPU seconds of every part, the best of five; Add1U and pabutools once."""
    data = path.read_bytes()
    election = read_pabulib(data).election
    method = Method(ties=Ties.LEXICOGRAPHIC)
    outcome = count(election, method=method)
    utility = outcome.utility
    contest = contest_of(election, utility=utility, ties=Ties.LEXICOGRAPHIC, seed="")
    share = Fraction(election.budget, len(election.ballots))
    parts = {
        "read": best(read_pabulib, data),
        "count": min(timed(count, replace(election), method=method)[1] for _ in range(ROUNDS)),
        "certificate": best(certificate, outcome),
        "check": _checking(outcome, path),
        "Equal Shares alone": best(equal_shares, contest, share=share),
        "greedy, with arrays": best(count, election, method=replace(method, rule=Rule.GREEDY)),
        "Phragmén, with arrays": best(count, election, method=replace(method, rule=Rule.PHRAGMEN)),
    }
    completed, parts["count with Add1U"] = timed(
        count, election, method=replace(method, completion=Completion.ADD1U)
    )
    parts["every loser explained"] = timed(nearness, completed)[1]
    say(f"\n{path.stem}: {len(election.ballots):,} ballots, {len(election.projects)} projects, {utility}")
    say(f"load {os.getloadavg()[0]:.1f}, Add1U took {completed.steps} steps")
    for name, seconds in parts.items():
        say(f"  {name:34}{seconds:>10.4f} s")
    _beside_pabutools(path, parts, election, replace(method, utility=utility), limit=limit)


def _checking(outcome: Any, path: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "certificate.json"
        paper.write_text(json.dumps(certificate(outcome)), encoding="utf-8")
        return best(check, paper, path)


def _beside_pabutools(
    path: Path, parts: dict[str, float], election: Election, method: Method, *, limit: float
) -> None:
    rules = [replace(method, rule=rule) for rule in (Rule.EQUAL_SHARES, Rule.GREEDY, Rule.PHRAGMEN)]
    stages = [[rule] for rule in rules]
    answers = [
        answer
        for stage in ask(path, ballot_type=election.ballot_type, stages=stages, limit=limit)
        for answer in stage
    ]
    read, bought, *_ = (answer.seconds for answer in answers)
    for name, answer in zip(("read", "Equal Shares", "greedy", "Phragmén"), answers, strict=True):
        told = f"{answer.seconds:>10.4f} s" if answer.winners is not None else f" not within {limit:.0f} s"
        say(f"  pabutools: {name:23}{told}")
    ours = sum(parts[name] for name in ("read", "count", "certificate", "check"))
    ratios = {
        "read, count, certify, check : read, count": (read + bought) / ours,
        "Equal Shares alone": bought / parts["Equal Shares alone"],
        "greedy": answers[2].seconds / parts["greedy, with arrays"],
        "Phragmén": answers[3].seconds / parts["Phragmén, with arrays"],
    }
    for name, ratio in ratios.items():
        say(f"  {name:42} {ratio:>8.1f} times as fast as pabutools")
    say(f"  Add1U as long as {parts['count with Add1U'] / parts['count']:.0f} counts without completion")
    explained = parts["every loser explained"] / parts["count with Add1U"]
    say(f"  explanations as long as {explained:.2f} counts with Add1U")


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
    seconds = best(equal_shares, contest, share=share)
    money = np.ones(len(contest.support.copies))
    entries = np.concatenate([supporters.ballots for supporters in contest.support.supporters])
    gather = best(lambda: float(money[entries].sum()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    say(f"\nsynthetic: {VOTERS:,} ballots of {APPROVALS} approvals, {PROJECTS} projects")
    say(f"  load {os.getloadavg()[0]:.1f}")
    say(f"  Equal Shares alone {seconds:.3f} s; one gathering pass {gather:.3f} s: {seconds / gather:.1f} times")
    say(f"  most memory of the whole process {memory:.2f} GB")


def best(work: Callable[..., Any], *args: Any, **kwargs: Any) -> float:
    """The least CPU seconds of five times."""
    return min(timed(work, *args, **kwargs)[1] for _ in range(ROUNDS))


def say(text: str) -> None:
    """Print at once, also into a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
