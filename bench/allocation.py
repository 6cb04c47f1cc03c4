"""Compare our count with pabutools, the exact reference, on real elections.

`python -m bench.allocation --pabulib DIR` counts every `.pb` file of a directory by Equal Shares under
every utility that fits its ballots and by the greedy rule, compares winners and order, and prints CPU
seconds side by side.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pabutools.election import (
    Additive_Borda_Sat,
    Additive_Cardinal_Sat,
    Cardinality_Sat,
    Cost_Sat,
    parse_pabulib,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import BallotType
from ortaq.engines.allocation.outcome import Method, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pabulib", type=Path, required=True, metavar="DIR", help="where .pb files are")
    parser.add_argument("--smallest", type=int, metavar="N", help="only the N smallest files")
    args = parser.parse_args()
    paths = sorted(args.pabulib.glob("*.pb"), key=lambda path: path.stat().st_size)[: args.smallest]
    totals = {"reading": Total()}
    for path in paths:
        compare(path, totals)
    sys.stdout.write(f"\n{len(paths)} files, load {os.getloadavg()[0]:.1f}\n")
    sys.stdout.write(f"{'':28}{'counts':>8}{'different':>11}{'ours s':>10}{'pabutools s':>13}{'ratio':>8}\n")
    for name, total in totals.items():
        counts = f"{name:28}{total.counts:>8}{total.differences:>11}"
        ratio = total.theirs / max(total.ours, 1e-9)
        sys.stdout.write(f"{counts}{total.ours:>10.2f}{total.theirs:>13.2f}{ratio:>8.1f}\n")
    return int(any(total.differences for total in totals.values()))


if __name__ == "__main__":
    raise SystemExit(main())
