"""`ortaq count` and `ortaq check`: count a Pabulib file, check a count."""

from __future__ import annotations

import argparse
import json
import re
import sys
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path

from ortaq.engines.allocation.certificate import certificate
from ortaq.engines.allocation.check import check
from ortaq.engines.allocation.counting import count
from ortaq.engines.allocation.election import Election
from ortaq.engines.allocation.explanations import nearness
from ortaq.engines.allocation.outcome import Completion, Method, Rule
from ortaq.engines.allocation.reading import read_pabulib
from ortaq.engines.allocation.report import as_json, as_text
from ortaq.engines.allocation.sections import PabulibError
from ortaq.engines.allocation.support import Utility
from ortaq.engines.allocation.ties import Ties

STEP = re.compile(r"([0-9]+(?:[.,][0-9]+)?)(%?)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq count`."""
    parser.add_argument("file", type=Path, help=_("a Pabulib file (.pb)"))
    parser.add_argument("--rule", choices=[rule.value for rule in Rule], default=Rule.EQUAL_SHARES.value)
    parser.add_argument(
        "--utility",
        choices=[utility.value for utility in Utility],
        help=_("what a voter gains (default: cost for approval and choose-1 ballots, points for the others)"),
    )
    parser.add_argument(
        "--completion", choices=[completion.value for completion in Completion], default=Completion.NONE.value
    )
    parser.add_argument("--ties", choices=[ties.value for ties in Ties], default=Ties.PUBLISHED.value)
    parser.add_argument("--seed", default="", help=_("text that fixes the lot of published ties"))
    parser.add_argument(
        "--step",
        default="1",
        help=_("what a step of Add1 adds to every share: an amount, or a percentage of the equal share"),
    )
    parser.add_argument("--json", action="store_true", help=_("write JSON"))
    parser.add_argument("--explain", action="store_true", help=_("also say how near every other project came"))
    parser.add_argument("--certificate", type=Path, metavar="OUT.json", help=_("also write a certificate"))


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
        if args.certificate:
            paper = json.dumps(certificate(outcome), ensure_ascii=False, indent=1)
            args.certificate.write_text(f"{paper}\n", encoding="utf-8")
    except OSError as error:
        return _unusable(error)
    except ValueError as error:
        where = f"{args.file}: " if isinstance(error, PabulibError) else ""
        sys.stderr.write(f"{where}{error}\n")
        return 2
    near = nearness(outcome) if args.explain and method.rule is Rule.EQUAL_SHARES else ()
    if args.json:
        result = as_json(outcome, remarks=reading.remarks, near=near)
        text = json.dumps(result, ensure_ascii=False, indent=1)
    else:
        text = as_text(outcome, remarks=reading.remarks, near=near)
    sys.stdout.write(f"{text}\n")
    return 0


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq check`."""
    parser.add_argument("certificate", type=Path, help=_("what `ortaq count --certificate` wrote"))
    parser.add_argument("file", type=Path, help=_("the Pabulib file it is about"))


def run_check(args: argparse.Namespace) -> int:
    """Check and print. 0 if all is right; 1 with the first thing that is wrong; 2 when a file cannot be
    read.
    """
    try:
        wrong = check(args.certificate, args.file)
    except OSError as error:
        return _unusable(error)
    verdict = _("the count is right")
    if wrong is not None:
        verdict = _("wrong:") + f" {wrong}"
    sys.stdout.write(f"{verdict}\n")
    return int(wrong is not None)


def _unusable(error: OSError) -> int:
    known = {
        FileNotFoundError: _("there is no file {file}"),
        IsADirectoryError: _("{file} is a folder, not a file"),
        PermissionError: _("this computer does not let you open {file}; ask whoever looks after it"),
    }
    sentence = known.get(type(error), _("{file} cannot be opened: {reason}"))
    sys.stderr.write(f"{sentence.format(file=error.filename, reason=error.strerror)}\n")
    return 2


def _step(text: str, election: Election) -> Fraction:
    """A step in the smallest unit.

    >>> election = Election(projects=(), ballots=(), budget=1000, scale=100)
    >>> _step("0.5", election), _step("0,5", election)
    (Fraction(50, 1), Fraction(50, 1))
    """
    match = STEP.fullmatch(text)
    if not match:
        raise ValueError(_('step "{step}" is neither an amount nor a percentage').format(step=text))
    number = Fraction(match[1].replace(",", "."))
    if not match[2]:
        return number * election.scale
    return number / 100 * Fraction(election.budget, max(1, len(election.ballots)))
