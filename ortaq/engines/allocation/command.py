"""`ortaq count`: count a Pabulib file from the command line."""

from __future__ import annotations

import argparse
import json
import re
import sys
from fractions import Fraction
from pathlib import Path

from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Election
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.report import as_json, as_text
from ortaq.engines.allocation.sections import PabulibError
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties

STEP = re.compile(r"([0-9]+(?:\.[0-9]+)?)(%?)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq count`."""
    parser.add_argument("file", type=Path, help="a Pabulib file (.pb)")
    parser.add_argument("--rule", choices=[rule.value for rule in Rule], default=Rule.EQUAL_SHARES.value)
    parser.add_argument(
        "--utility",
        choices=[utility.value for utility in Utility],
        help="what a voter gains (default: cost for approval and choose-1 ballots, points for the others)",
    )
    parser.add_argument(
        "--completion", choices=[completion.value for completion in Completion], default=Completion.NONE.value
    )
    parser.add_argument("--ties", choices=[ties.value for ties in Ties], default=Ties.PUBLISHED.value)
    parser.add_argument("--seed", default="", help="text that fixes the lot of published ties")
    parser.add_argument(
        "--step",
        default="1",
        help="what a step of Add1 adds to every share: an amount, or a percentage of the equal share",
    )
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(args: argparse.Namespace) -> int:
    """Count and print. 0; 2 when the file or an argument cannot be used (the reason goes to standard
    error).
    """
    try:
        reading = read_pabulib(args.file.read_bytes())
        method = Method(
            rule=Rule(args.rule),
            utility=args.utility and Utility(args.utility),
            completion=Completion(args.completion),
            ties=Ties(args.ties),
            seed=args.seed,
            step=_step(args.step, reading.election),
        )
        outcome = count(reading.election, method=method)
    except (OSError, ValueError) as error:
        where = f"{args.file}: " if isinstance(error, PabulibError) else ""
        sys.stderr.write(f"{where}{error}\n")
        return 2
    if args.json:
        text = json.dumps(as_json(outcome, remarks=reading.remarks), ensure_ascii=False, indent=1)
    else:
        text = as_text(outcome, remarks=reading.remarks)
    sys.stdout.write(f"{text}\n")
    return 0


def _step(text: str, election: Election) -> Fraction:
    """A step in the smallest unit.

    >>> _step("0.5", Election(projects=(), ballots=(), budget=1000, scale=100))
    Fraction(50, 1)
    """
    match = STEP.fullmatch(text)
    if not match:
        raise ValueError(f'step "{text}" is neither an amount nor a percentage')
    number = Fraction(match[1])
    if not match[2]:
        return number * election.scale
    return number / 100 * Fraction(election.budget, max(1, len(election.ballots)))
