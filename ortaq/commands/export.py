"""`ortaq export`: write a published plan, or all open data, to a file."""

import argparse
import os
from gettext import gettext as _
from pathlib import Path

from ortaq.commands import homes, words


def purpose() -> str:
    """What the help says of this command."""
    return _("write a published plan (.pdf, .docx, .xlsx) or all open data to a file")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq export`."""
    parser.add_argument("unit", metavar=_("UNIT"), nargs="?", help=_("the unit as its pages' address names it"))
    parser.add_argument("year", metavar=_("YEAR"), type=int, nargs="?", help=_("first year of the plan"))
    parser.add_argument(
        "file", metavar=_("FILE"), type=Path, nargs="?", help=_("where to write; its ending says what")
    )
    parser.add_argument(
        "--open-data",
        metavar=_("FILE"),
        type=Path,
        help=_("write all open data, or those of UNIT, to a new .zip file or folder"),
    )
    parser.add_argument(
        "--document-language", choices=words.LANGUAGES, default="kk", help=_("language of the document")
    )
    homes.add_home(parser)


def run(args: argparse.Namespace) -> int:
    """Write what was asked for, and say where it is."""
    if args.open_data is None and args.file is None:
        return homes.complain(_("Name a unit, the first year of its plan and a file; or --open-data and a file."))
    homes.choose(args.home)
    homes.wake()
    from django.utils.translation import override

    from ortaq.ground.errors import Refused

    with override(os.environ.get("LANGUAGE", "en")):
        try:
            written = _open_data(args) if args.open_data else _plan(args)
        except Refused as refusal:
            return homes.complain(str(refusal.sentence))
        except OSError as error:
            return homes.complain(
                _("%(file)s could not be written: %(why)s")
                % {"file": args.open_data or args.file, "why": error.strerror}
            )
    print(written)
    return 0


def _plan(args: argparse.Namespace) -> Path:
    """Write the latest published version of the plan; the file's ending says in which form."""
    from ortaq.publish.exports import export_plan

    kind = args.file.suffix.lstrip(".").lower()
    return export_plan(args.unit, args.year, kind, args.document_language, args.file)


def _open_data(args: argparse.Namespace) -> Path:
    """Write the open data of everything here, or of one unit."""
    from ortaq.publish.opendata.bundle import export_open_data

    return export_open_data(args.open_data, unit_slug=args.unit or "")
