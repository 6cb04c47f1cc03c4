"""`ortaq restore FILE --home DIR`: make a home from a copy."""

import argparse
import shutil
from gettext import gettext as _
from pathlib import Path

from ortaq.commands import archive, homes


def purpose() -> str:
    """What the help says of this command."""
    return _("make an office from a copy, in a new or empty folder")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq restore`."""
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the copy to read"))
    homes.add_home(parser, required=True)


def run(args: argparse.Namespace) -> int:
    """Verify the copy, lay it beside the home, bring it up to date, and only then give it its place."""
    folder: Path = args.home.expanduser().resolve()
    if not args.file.is_file():
        return homes.complain(_("There is no file %(file)s.") % {"file": args.file})
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return homes.complain(
            _("%(folder)s is not empty, and nothing in it is overwritten. Name a new folder.") % {"folder": folder}
        )
    unfinished = folder.with_name(f"{folder.name}.restoring")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        archive.unpack(args.file, unfinished)
    except archive.Damaged as damage:
        return homes.complain(
            _(
                "%(file)s is damaged or is no copy of Ortaq, so nothing was taken from it: %(reason)s. "
                "Use another copy."
            )
            % {"file": args.file, "reason": damage}
        )
    homes.choose(unfinished)
    homes.wake()
    if broken := _revive():
        shutil.rmtree(unfinished)
        return homes.complain(
            _("The journal in this copy was changed (%(books)s), so nothing was taken from it. Use another copy.")
            % {"books": ", ".join(broken)}
        )
    unfinished.replace(folder)
    print(_("The office is back in %(folder)s. Start it with: ortaq run --home %(folder)s") % {"folder": folder})
    return 0


def _revive() -> list[str]:
    """Update the unpacked database and let it be a computer of its own; return the books that do not verify."""
    from django.core.management import call_command
    from django.db import connection

    from ortaq.ground.journal.nodes import become_new_node
    from ortaq.ground.journal.verification import verify_all

    call_command("migrate", verbosity=0, interactive=False)
    broken = [verdict.unit or "—" for verdict in verify_all() if verdict.faults]
    if not broken:
        become_new_node()
    connection.close()
    return broken
