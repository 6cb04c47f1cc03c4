"""`ortaq check CERTIFICATE.json FILE.pb`: check somebody's count without trusting whoever made it."""

import argparse
from gettext import gettext as _


def purpose() -> str:
    """What the help says of this command."""
    return _("check a count by its certificate")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq check`."""
    from ortaq.engines.allocation import command

    command.add_check_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Check and print; 1 with the first thing that is wrong, 2 when a file cannot be read."""
    from ortaq.engines.allocation import command

    return command.run_check(args)
