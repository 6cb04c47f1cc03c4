"""Compare our count with pabutools, the exact reference, on real elections.

`python -m bench.allocation --pabulib DIR` counts every `.pb` file of a directory by Equal Shares under
every utility that fits its ballots and by the greedy rule, compares winners and order, and prints CPU
seconds side by side.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from pabutools.election import (
    Additive_Borda_Sat,
    Additive_Cardinal_Sat,
    Cardinality_Sat,
    Cost_Sat,
    parse_pabulib,
)
from pabutools.election.pabulib import parse_pabulib_from_string
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.check import check
from ortaq.engines.allocation.contest import contest_of
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import BallotType
from ortaq.engines.allocation.equal_shares import equal_shares
from ortaq.engines.allocation.explanations import nearness
from ortaq.engines.allocation.greedy import greedy
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.phragmen import phragmen
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_elections
from ortaq.engines.allocation.ties import Ties
from ortaq.engines.allocation.writing import write_pabulib

APPROVAL = (BallotType.APPROVAL, BallotType.CHOOSE_ONE)
META = {"description": "random", "country": "-", "unit": "-", "instance": "-", "rule": "-"}


@dataclass
class Total:
    """One line of the table: how many counts agreed, and what both sides took."""

    counts: int = 0
    differences: int = 0
    ours: float = 0.0
    theirs: float = 0.0

    def add(self, *, same: bool, ours: float, theirs: float) -> None:
        self.counts += 1
        self.differences += not same
        self.ours += ours
        self.theirs += theirs


def timed(work: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, float]:
    """What the work returns and the CPU seconds it took."""
    start = time.process_time()
    result = work(*args, **kwargs)
    return result, time.process_time() - start


def satisfactions(ballot_type: BallotType) -> Iterator[tuple[Utility, type]]:
    """Our utilities that fit a ballot type and their names in pabutools."""
    yield Utility.COST, Cost_Sat
    yield Utility.CARDINALITY, Cardinality_Sat
    if ballot_type is BallotType.CUMULATIVE:
        yield Utility.POINTS, Additive_Cardinal_Sat
    if ballot_type is BallotType.ORDINAL:
        yield Utility.POINTS, Additive_Borda_Sat


def compare(path: Path, totals: dict[str, Total]) -> None:
    """Read and count one file on both sides."""
    reading, ours = timed(read_pabulib, path.read_bytes())
    (instance, profile), theirs = timed(parse_pabulib, str(path))
    election = reading.election
    totals["reading"].add(same=len(profile) == len(election.ballots), ours=ours, theirs=theirs)
    for utility, sat in satisfactions(election.ballot_type):
        for rule, reference in (
            (Rule.EQUAL_SHARES, method_of_equal_shares),
            (Rule.GREEDY, greedy_utilitarian_welfare),
        ):
            method = Method(rule=rule, utility=utility, ties=Ties.LEXICOGRAPHIC)
            outcome, ours = timed(count, election, method=method)
            chosen, theirs = timed(reference, instance, profile, sat_class=sat)
            same = outcome.ids == [project.name for project in chosen]
            totals.setdefault(f"{rule} {utility}", Total()).add(same=same, ours=ours, theirs=theirs)
            if not same:
                sys.stdout.write(f"DIFFERENCE {path.name}: {rule} {utility}\n")


def random_elections(number: int, totals: dict[str, Total]) -> None:
    """Elections of our own, full of ties, with Add1U."""
    for at, election in enumerate(small_elections(number=number, seed=2026, types=APPROVAL)):
        instance, profile = parse_pabulib_from_string(write_pabulib(election, meta=META))
        utility, sat = [(Utility.COST, Cost_Sat), (Utility.CARDINALITY, Cardinality_Sat)][at % 2]
        method = Method(utility=utility, completion=Completion.ADD1U, ties=Ties.LEXICOGRAPHIC)
        outcome, ours = timed(count, election, method=method)
        chosen, theirs = timed(add1u_by_pabutools, instance, profile, sat)
        same = outcome.ids == [project.name for project in chosen]
        totals.setdefault("random elections, Add1U", Total()).add(same=same, ours=ours, theirs=theirs)


def add1u_by_pabutools(instance: Any, profile: Any, sat: type) -> Any:
    bought = method_of_equal_shares(instance, profile, sat_class=sat, voter_budget_increment=1)
    return greedy_utilitarian_welfare(instance, profile, sat_class=sat, initial_budget_allocation=bought)


def figures(path: Path) -> None:
    """What each part of one count takes, the best of five, and the count by pabutools, once."""
    data = path.read_bytes()
    election = read_pabulib(data).election
    contest = contest_of(election, utility=Utility.COST, ties=Ties.LEXICOGRAPHIC, seed="")
    share = Fraction(election.budget, len(election.ballots))
    method = Method(utility=Utility.COST, ties=Ties.LEXICOGRAPHIC)
    outcome = count(election, method=method)
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "certificate.json"
        paper.write_text(json.dumps(certificate(outcome)), encoding="utf-8")
        parts = {
            "read": best(read_pabulib, data),
            "arrays": best(contest_of, election, utility=Utility.COST, ties=Ties.LEXICOGRAPHIC, seed=""),
            "Equal Shares alone": best(equal_shares, contest, share=share),
            "count with reasons": best(count, replace(election), method=method),
            "certificate": best(certificate, outcome),
            "check": best(check, paper, path),
            "near misses of all": best(nearness, outcome),
            "Phragmén alone": best(phragmen, contest),
            "greedy alone": best(greedy, contest),
        }
    with_add1u = replace(method, completion=Completion.ADD1U)
    parts["count with Add1U"] = timed(count, election, method=with_add1u)[1]
    (instance, profile), parts["pabutools: read"] = timed(parse_pabulib, str(path))
    parts["pabutools: Equal Shares"] = timed(method_of_equal_shares, instance, profile, sat_class=Cost_Sat)[1]
    sys.stdout.write(f"\n{path.name}, load {os.getloadavg()[0]:.1f}\n")
    for name, seconds in parts.items():
        sys.stdout.write(f"  {name:28}{seconds:>10.4f} s\n")
    alone = parts["pabutools: Equal Shares"] / parts["Equal Shares alone"]
    theirs = parts["pabutools: read"] + parts["pabutools: Equal Shares"]
    ours = parts["read"] + parts["count with reasons"] + parts["certificate"] + parts["check"]
    sys.stdout.write(f"  Equal Shares alone: {alone:.0f} times as fast as pabutools\n")
    sys.stdout.write(f"  read, count, certify, check against read, count: {theirs / ours:.1f} times as fast\n")


def best(work: Callable[..., Any], *args: Any, **kwargs: Any) -> float:
    """The least CPU seconds of five times."""
    return min(timed(work, *args, **kwargs)[1] for _ in range(5))


def table(totals: dict[str, Total]) -> None:
    sys.stdout.write(f"\nload {os.getloadavg()[0]:.1f}\n")
    sys.stdout.write(f"{'':28}{'counts':>8}{'different':>11}{'ours s':>10}{'pabutools s':>13}{'ratio':>8}\n")
    for name, total in totals.items():
        counts = f"{name:28}{total.counts:>8}{total.differences:>11}"
        ratio = total.theirs / max(total.ours, 1e-9)
        sys.stdout.write(f"{counts}{total.ours:>10.2f}{total.theirs:>13.2f}{ratio:>8.1f}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pabulib", type=Path, metavar="DIR", help="compare on all .pb files there")
    parser.add_argument("--smallest", type=int, metavar="N", help="only the N smallest files")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="compare on N random elections")
    parser.add_argument("--figures", type=Path, nargs="*", default=[], metavar="FILE.pb", help="time the parts")
    args = parser.parse_args()
    totals = {"reading": Total()}
    if args.pabulib:
        for path in sorted(args.pabulib.glob("*.pb"), key=lambda path: path.stat().st_size)[: args.smallest]:
            compare(path, totals)
    random_elections(args.random, totals)
    table(totals)
    for path in args.figures:
        figures(path)
    return int(any(total.differences for total in totals.values()))


if __name__ == "__main__":
    raise SystemExit(main())
