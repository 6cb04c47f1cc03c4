"""`ortaq password`: let somebody in again who forgot their password, at the office's own computer."""

import argparse
import os
from gettext import gettext as _

from ortaq.commands import checks, homes


def purpose() -> str:
    """What the help says of this command."""
    return _("give somebody who forgot their password a new one, for one sign-in")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq password`."""
    parser.add_argument("username", metavar=_("NAME"), help=_("with which the person signs in"))
    homes.add_home(parser)


def run(args: argparse.Namespace) -> int:
    """Set a one-time password, write it into the journal that this was done, and tell the password once."""
    home = homes.choose(args.home)
    if not os.environ.get("DATABASE_URL") and not home.database.exists():
        return homes.complain(_("There is no office in %(folder)s.") % {"folder": home.folder})
    homes.wake()
    from ortaq.ground import clock
    from ortaq.ground.errors import Refused
    from ortaq.ground.people.recovery import one_time_password, recover_password

    if not (state := checks.migrations()).ok:
        return homes.complain(f"{state.said} {state.mend}")
    password = one_time_password()
    try:
        account = recover_password(username=args.username, password=password, now=clock.now())
    except Refused as refusal:
        return homes.complain(str(refusal.sentence))
    print(_("%(name)s signs in as %(username)s with:") % {"name": account.name, "username": account.username})
    print(f"  {password}")
    print(_("It works once: the first page asks for an own password. The journal says that this was done."))
    return 0
