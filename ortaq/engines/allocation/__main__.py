"""`python -m ortaq.engines.allocation count FILE.pb`: the counter without the rest of Ortaq."""

from __future__ import annotations

import argparse

from ortaq.engines.allocation import command


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ortaq.engines.allocation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    counting = commands.add_parser("count", help="count a Pabulib file")
    command.add_arguments(counting)
    counting.set_defaults(run=command.run)
    args = parser.parse_args()
    return int(args.run(args))


if __name__ == "__main__":
    raise SystemExit(main())
