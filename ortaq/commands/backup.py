"""`ortaq backup FILE`: copy a home into one file, also while people work in it."""

import argparse
from gettext import gettext as _
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ortaq.commands import archive, checks, homes


def purpose() -> str:
    """What the help says of this command."""
    return _("copy the whole office into one file; keep it as safe as the computer")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq backup`."""
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("the copy to write, for example on a USB stick")
    )
    homes.add_home(parser)


def run(args: argparse.Namespace) -> int:
    """Write the copy, read it back and verify its journal."""
    home = homes.choose(args.home)
    if args.file.exists():
        return homes.complain(_("%(file)s is there already. Choose another name.") % {"file": args.file})
    if not home.database.exists():
        return homes.complain(_("There is no database in %(folder)s to copy.") % {"folder": home.folder})
    homes.wake()
    from django.db import connection

    from ortaq.ground import clock

    if connection.vendor != "sqlite":
        return homes.complain(
            _("This office is kept in PostgreSQL. Copy it with pg_dump, and the folder media with it.")
        )
    if not (state := checks.migrations()).ok:
        return homes.complain(f"{state.said} {state.mend}")
    broken: list[str] = []
    try:
        members = archive.write(
            home=home,
            target=args.file,
            made_at=clock.now().isoformat(),
            version=_version(),
            inspect=lambda database: broken.extend(_broken_books(database)),
        )
    except archive.Damaged as damage:
        return homes.complain(
            _("The copy could not be read back, so it was thrown away: %(reason)s. Try another disk.")
            % {"reason": damage}
        )
    except OSError as error:
        return homes.complain(
            _("The copy could not be written: %(reason)s.") % {"reason": error.strerror or error}
        )
    megabytes = sum(member.size for member in members.values()) / 2**20
    print(
        _("Copied and read back: %(file)s (%(files)d files, %(megabytes).1f MB).")
        % {"file": args.file, "files": len(members), "megabytes": megabytes}
    )
    print(_("It holds everything, secrets too: keep it where only the office can take it."))
    if broken:
        return homes.complain(
            _("The journal has faults (%(books)s). Run: ortaq doctor") % {"books": ", ".join(broken)}
        )
    return 0


def _broken_books(database: Path) -> list[str]:
    from django.db import connections

    from ortaq.ground.journal.verification import verify_all

    connections.settings["copy"] = connections.settings["default"] | {"NAME": str(database)}
    try:
        return [verdict.unit or "—" for verdict in verify_all(database="copy") if verdict.faults]
    finally:
        connections["copy"].close()


def _version() -> str:
    try:
        return version("ortaq")
    except PackageNotFoundError:
        return "source"
