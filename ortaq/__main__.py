"""The laptop's one door: `ortaq run`, `doctor`, `demo` and the other commands that `ortaq --help` lists."""

import argparse
import sys
from collections.abc import Sequence
from gettext import gettext as _

from ortaq.commands import COMMANDS, words


def parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of a command line, in the language that was chosen before.

    Only the command that is named says its arguments: those of the count need NumPy, which a server never does.
    """
    door = argparse.ArgumentParser(
        prog="ortaq", description=_("Ortaq: planning together. Say what to do, for example: ortaq run")
    )
    door.add_argument("--language", choices=words.LANGUAGES, help=_("language of the messages"))
    chosen = door.add_subparsers(dest="command", required=True, metavar=_("COMMAND"))
    for name, command in COMMANDS.items():
        purpose = command.purpose()
        below = chosen.add_parser(name, help=purpose, description=purpose)
        below.add_argument(
            "--language", choices=words.LANGUAGES, default=argparse.SUPPRESS, help=_("language of the messages")
        )
        if name in given:
            command.add_arguments(below)
        below.set_defaults(run=command.run)
    return door


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command and return its exit code: 0 done, 1 refused or something is wrong, 2 not understood."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    words.speak(words.language_of(given))
    understood = parser(given).parse_args(given)
    try:
        code: int = understood.run(understood)
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
