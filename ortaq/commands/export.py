"""`ortaq export`: write a published plan to a file."""

import argparse
import os
from gettext import gettext as _
from pathlib import Path

from ortaq.commands import homes, words


def purpose() -> str:
    """What the help says of this command."""
    return _("write a published plan to a file: .pdf, .docx or .xlsx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `ortaq export`."""
    parser.add_argument("unit", metavar=_("UNIT"), help=_("the unit as its pages' address names it"))
    parser.add_argument("year", metavar=_("YEAR"), type=int, help=_("first year of the plan"))
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("where to write; its ending says what"))
    parser.add_argument(
        "--document-language", choices=words.LANGUAGES, default="kk", help=_("language of the document")
    )
    homes.add_home(parser)


def run(args: argparse.Namespace) -> int:
    """Write the latest published version of the plan; the file's ending says in which form."""
    homes.choose(args.home)
    homes.wake()
    from django.utils.translation import override

    from ortaq.ground.errors import Refused
    from ortaq.publish.exports import export_plan

    kind = args.file.suffix.lstrip(".").lower()
    with override(os.environ.get("LANGUAGE", "en")):
        try:
            written = export_plan(args.unit, args.year, kind, args.document_language, args.file)
        except Refused as refusal:
            return homes.complain(str(refusal.sentence))
        except OSError as error:
            return homes.complain(
                _("%(file)s could not be written: %(why)s") % {"file": args.file, "why": error.strerror}
            )
    print(written)
    return 0
