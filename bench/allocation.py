"""Compare our count with pabutools, the exact reference, on real and on random elections.

`python -m bench.allocation --pabulib DIR` counts every `.pb` file of a directory: Equal Shares under every
utility that fits its ballots, with Add1U, and the greedy rule. It compares winners and order and prints a line
per group of files as soon as it is done. pabutools has `--limit` CPU seconds per file, and as many again for
Add1U; what it does not finish is counted and named. Where its own seconds for one count say that Add1U would
take many times the limit it is not asked.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pabutools.election.pabulib import parse_pabulib_from_string

from bench.figures import Checkouts, figures, say, synthetic, villages
from bench.peer import Answer, ask, count_by_pabutools, methods, timed
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import BallotType, Election
from ortaq.engines.allocation.outcome import Completion, Method
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.tests.elections import small_elections
from ortaq.engines.allocation.ties import Ties
from ortaq.engines.allocation.writing import write_pabulib

APPROVAL = (BallotType.APPROVAL, BallotType.CHOOSE_ONE)
META = {"description": "random", "country": "-", "unit": "-", "instance": "-", "rule": "-"}
SIZES = {"up to 1,000 voters": 1_000, "up to 5,000 voters": 5_000, "more voters": 10**9}
FIGURES = ("Poland_Warszawa_2026", "Poland_Krakow_2024", "Hungary_Budapest_2024")
PATIENCE = 60  # CPU seconds of pabutools for each figure that is compared
HOPELESS = 10  # times the limit: pabutools takes about a tenth of `steps * one count`


@dataclass
class Line:
    """One line of a table: counts of both sides. Seconds are those of counts that pabutools finished."""

    counts: int = 0
    differences: int = 0
    unfinished: int = 0
    not_asked: int = 0
    ours: float = 0.0
    theirs: float = 0.0

    def add(self, *, same: bool, ours: float, answer: Answer) -> None:
        self.counts += 1
        if answer.winners is None:
            self.unfinished += 1
            return
        self.differences += not same
        self.ours += ours
        self.theirs += answer.seconds

    def __add__(self, other: Line) -> Line:
        sums = {name: getattr(self, name) + getattr(other, name) for name in vars(self)}
        return Line(**sums)

    def text(self, name: str) -> str:
        ratio = self.theirs / max(self.ours, 1e-9)
        counted = f"{name:42}{self.counts:>7}{self.differences:>7}{self.unfinished:>12}{self.not_asked:>11}"
        return f"{counted}{self.ours:>9.2f}{self.theirs:>13.2f}{ratio:>8.1f}"


COLUMNS = (
    f"{'counts':>7}{'differ':>7}{'unfinished':>12}{'not asked':>11}{'ours s':>9}{'pabutools s':>13}{'ratio':>8}"
)
HEAD = f"{'':42}{COLUMNS}"


@dataclass
class Comparison:
    """Both sides on many files, by what was counted; `left` names what pabutools did not finish."""

    limit: float
    brief: bool = False
    lines: dict[str, Line] = field(default_factory=lambda: defaultdict(Line))
    left: list[str] = field(default_factory=list)

    def file(self, path: Path) -> None:
        """Read and count one file on both sides."""
        reading, ours = timed(read_pabulib, path.read_bytes())
        election = reading.election
        plain = methods(election.ballot_type)[: 1 if self.brief else None]
        add1u = replace(plain[0], completion=Completion.ADD1U)
        stages = [plain] if self.brief else [plain, [add1u]]
        answers = ask(path, ballot_type=election.ballot_type, stages=stages, limit=self.limit)
        read, *counted = next(answers)
        same = read.winners is not None and len(read.winners) == len(election.projects)
        self._add("reading", path, same=same, ours=ours, answer=read)
        for method, answer in zip(plain, counted, strict=True):
            self._count(path, election, method, answer)
        if not self.brief:
            self._complete(path, election, add1u, counted[0], answers)
        answers.close()

    def _complete(
        self, path: Path, election: Election, add1u: Method, plain: Answer, answers: Iterator[list[Answer]]
    ) -> None:
        """Compare Add1U too, unless pabutools would take many times its limit."""
        steps = count(election, method=add1u).steps
        if steps * plain.seconds > HOPELESS * self.limit:
            self.lines[_name(add1u)].not_asked += 1
        else:
            self._count(path, election, add1u, *next(answers))

    def _count(self, path: Path, election: Election, method: Method, answer: Answer) -> None:
        outcome, ours = timed(count, election, method=method)
        self._add(_name(method), path, same=outcome.ids == answer.winners, ours=ours, answer=answer)

    def _add(self, name: str, path: Path, *, same: bool, ours: float, answer: Answer) -> None:
        self.lines[name].add(same=same, ours=ours, answer=answer)
        if answer.winners is None:
            self.left.append(f"{path.stem}: {name}")
        elif not same:
            say(f"DIFFERENCE {path.name}: {name}")

    def total(self) -> Line:
        return sum(self.lines.values(), Line())


def _name(method: Method) -> str:
    completion = "" if method.completion is Completion.NONE else f", {method.completion}"
    return f"{method.rule}, {method.utility}{completion}"


def groups(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Files by type and number of ballots, small elections first; both stand in the head of a file."""
    found: dict[str, list[Path]] = {f"{type}, {size}": [] for size in SIZES for type in BallotType}
    for path in paths:
        head = path.read_bytes()[:4000].decode(errors="replace")
        facts = dict(re.findall(r"^(vote_type|num_votes);\s*([\w-]+)", head, flags=re.MULTILINE))
        voters = int(facts["num_votes"])
        size = next(size for size, most in SIZES.items() if voters <= most)
        found[f"{facts['vote_type']}, {size}"].append(path)
    return {name: files for name, files in found.items() if files}


def compare_files(folder: Path, *, limit: float, smallest: int | None, brief: bool) -> int:
    """Compare on the files of a folder, print as it goes; the number of differences."""
    paths = sorted(folder.glob("*.pb"), key=lambda path: path.stat().st_size)[:smallest]
    say(f"{len(paths)} files; pabutools has {limit:.0f} CPU seconds per file, and as many again for Add1U\n{HEAD}")
    total: dict[str, Line] = defaultdict(Line)
    left: list[str] = []
    for name, files in groups(paths).items():
        group = Comparison(limit, brief)
        for path in files:
            group.file(path)
        say(group.total().text(f"{name} ({len(files)} files)"))
        left += group.left
        for rule, line in group.lines.items():
            total[rule] += line
    say(f"\nall {len(paths)} files, by what was counted; load {os.getloadavg()[0]:.1f}\n{HEAD}")
    for rule, line in total.items():
        say(line.text(rule))
    if left:
        say(f"\nnot finished by pabutools in {limit:.0f} CPU seconds:")
        say("\n".join(f"  {name}" for name in left))
    return sum(line.differences for line in total.values())


def compare_random(number: int) -> int:
    """Compare on elections of our own, full of ties, with Add1U; the number of differences."""
    line = Line()
    for at, election in enumerate(small_elections(number=number, seed=2026, types=APPROVAL)):
        instance, profile = parse_pabulib_from_string(write_pabulib(election, meta=META))
        utility = (Utility.COST, Utility.CARDINALITY)[at % 2]
        method = Method(utility=utility, completion=Completion.ADD1U, ties=Ties.LEXICOGRAPHIC)
        outcome, ours = timed(count, election, method=method)
        winners, theirs = timed(
            count_by_pabutools, instance, profile, method=method, ballot_type=election.ballot_type
        )
        line.add(same=outcome.ids == winners, ours=ours, answer=Answer(winners, theirs))
    say(f"\n{HEAD}\n{line.text('random elections full of ties, add1u')}")
    return line.differences


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.allocation", description=__doc__)
    parser.add_argument("--pabulib", type=Path, metavar="DIR", help="compare on all .pb files there")
    parser.add_argument("--limit", type=float, default=20, metavar="S", help="CPU seconds of pabutools per file")
    parser.add_argument("--smallest", type=int, metavar="N", help="only the N smallest files")
    parser.add_argument("--brief", action="store_true", help="only Equal Shares with cost utility, without Add1U")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="compare on N random elections")
    parser.add_argument("--figures", type=Path, nargs="*", default=[], metavar="FILE.pb", help="time the parts")
    parser.add_argument("--pabumeasures", type=Path, metavar="DIR", help="beside it: this checkout, in C++")
    parser.add_argument("--equal-shares-net", type=Path, metavar="DIR", help="beside it: this tool, under node")
    parser.add_argument(
        "--villages", action="store_true", help="time Add1U with explanations on small files in DIR"
    )
    parser.add_argument("--synthetic", action="store_true", help="time a million ballots on 200 projects")
    parser.add_argument("--all", action="store_true", help="everything: the figures of known files in DIR first")
    args = parser.parse_args()
    start = time.monotonic()
    if args.all:
        args.random, args.synthetic, args.villages = 5000, True, True
        known = [args.pabulib / f"{name}.pb" for name in FIGURES] if args.pabulib else []
        args.figures += [path for path in known if path.exists()]
    checkouts = Checkouts(args.pabumeasures, args.equal_shares_net)
    for path in args.figures:
        figures(path, limit=max(args.limit, PATIENCE), checkouts=checkouts)
    if args.synthetic:
        synthetic()
    differences = compare_random(args.random) if args.random else 0
    if args.pabulib and args.villages:
        villages(args.pabulib, limit=max(args.limit, PATIENCE))
    if args.pabulib and (args.all or not args.villages):
        differences += compare_files(args.pabulib, limit=args.limit, smallest=args.smallest, brief=args.brief)
    say(f"\n{differences} differences; {(time.monotonic() - start) / 60:.0f} minutes by the clock")
    return int(differences > 0)


if __name__ == "__main__":
    raise SystemExit(main())
