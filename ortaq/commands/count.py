"""`ortaq count FILE.pb`: count a vote, with or without an office on this computer."""

import argparse
from gettext import gettext as _


def purpose() -> str:
    """What the help says of this command."""
    return _("count the vote in a Pabulib file")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq count`."""
    from ortaq.engines.allocation import command

    command.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Count and print; 2 when the file or an argument cannot be used."""
    from ortaq.engines.allocation import command

    return command.run(args)
