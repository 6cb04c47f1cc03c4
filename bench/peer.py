"""pabutools, the exact reference, in a process of its own with a limit of CPU seconds.

It counts with exact fractions and can take hours for one large election. What it does not finish within the
limit is ended by the system and comes back without winners.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pabutools.election import (
    Additive_Borda_Sat,
    Additive_Cardinal_Sat,
    Cardinality_Sat,
    Cost_Sat,
    parse_pabulib,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

from ortaq.engines.allocation.election import BallotType
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties

FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Answer:
    """What pabutools made of one question: winners in order (None: not within the limit) and CPU seconds."""

    winners: list[str] | None
    seconds: float


def methods(ballot_type: BallotType) -> list[Method]:
    """The counts without Add1 that both sides can do with these ballots, Equal Shares first."""
    utilities = [Utility.COST, Utility.CARDINALITY]
    if ballot_type in (BallotType.CUMULATIVE, BallotType.ORDINAL):
        utilities.append(Utility.POINTS)
    return [
        Method(rule=rule, utility=utility, ties=Ties.LEXICOGRAPHIC)
        for rule in (Rule.EQUAL_SHARES, Rule.GREEDY)
        for utility in utilities
    ]


def satisfaction(utility: Utility, ballot_type: BallotType) -> type:
    """What pabutools calls a utility."""
    if utility is Utility.POINTS:
        return Additive_Borda_Sat if ballot_type is BallotType.ORDINAL else Additive_Cardinal_Sat
    return Cost_Sat if utility is Utility.COST else Cardinality_Sat


def count_by_pabutools(instance: Any, profile: Any, *, method: Method, ballot_type: BallotType) -> list[str]:
    """The winners by pabutools, in the order it chooses them."""
    sat_class = satisfaction(method.utility or Utility.COST, ballot_type)
    if method.rule is Rule.PHRAGMEN:
        chosen = sequential_phragmen(instance, profile)
    elif method.rule is Rule.GREEDY:
        chosen = greedy_utilitarian_welfare(instance, profile, sat_class=sat_class)
    elif method.completion is Completion.ADD1U:
        bought = method_of_equal_shares(instance, profile, sat_class=sat_class, voter_budget_increment=1)
        chosen = greedy_utilitarian_welfare(
            instance, profile, sat_class=sat_class, initial_budget_allocation=bought
        )
    else:
        chosen = method_of_equal_shares(instance, profile, sat_class=sat_class)
    return [project.name for project in chosen]


def ask(
    path: Path, *, ballot_type: BallotType, stages: Sequence[Sequence[Method]], limit: float
) -> Iterator[list[Answer]]:
    """The answers to each stage, the first with reading the file in front. Every stage has `limit` CPU
    seconds; the first that does not finish ends the process and leaves all later questions unanswered.
    """
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_work, args=(theirs, path, ballot_type, stages, limit), daemon=True)
    process.start()
    theirs.close()
    for at, stage in enumerate(stages):
        yield list(_receive(ours, len(stage) + (at == 0)))
    process.terminate()
    process.join()


def _receive(pipe: Connection, number: int) -> Iterator[Answer]:
    for _ in range(number):
        try:
            yield pipe.recv()
        except EOFError:
            yield Answer(None, math.inf)


def _work(
    pipe: Connection, path: Path, ballot_type: BallotType, stages: Sequence[Sequence[Method]], limit: float
) -> None:
    _allow(limit)
    (instance, profile), seconds = timed(parse_pabulib, str(path))
    pipe.send(Answer([project.name for project in instance], seconds))
    for at, stage in enumerate(stages):
        if at:
            _allow(limit)
        for method in stage:
            winners, seconds = timed(count_by_pabutools, instance, profile, method=method, ballot_type=ballot_type)
            pipe.send(Answer(winners, seconds))


def _allow(seconds: float) -> None:
    """Let the system end this process after so many more CPU seconds."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))


def timed(work: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, float]:
    """What the work returns and the CPU seconds it took."""
    start = time.process_time()
    result = work(*args, **kwargs)
    return result, time.process_time() - start
