"""`ortaq doctor`: say in the user's language what is in order, what is not, and how to mend it."""

import argparse
from gettext import gettext as _

from ortaq.commands import checks, homes


def purpose() -> str:
    """What the help says of this command."""
    return _("look whether everything is in order, and say how to mend what is not")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq doctor`."""
    homes.add_home(parser)


def run(args: argparse.Namespace) -> int:
    """Print every finding; 1 where something is wrong."""
    home = homes.choose(args.home)
    missing = checks.packages()
    if not missing.ok:
        return homes.complain(f"{missing.said} {missing.mend}")
    homes.wake()
    wrong = 0
    for finding in checks.everything(home):
        print(f"{'✓' if finding.ok else '✗'} {finding.said}")
        if not finding.ok:
            wrong += 1
            print(f"    → {finding.mend}")
    print(_("Everything is in order.") if not wrong else _("Found to mend: %(count)d") % {"count": wrong})
    return 1 if wrong else 0
