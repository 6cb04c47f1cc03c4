"""Which home a command works in, and waking Django there."""

import argparse
import os
import sys
from gettext import gettext as _
from pathlib import Path

from ortaq.web.home import Home, here


def add_home(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add `--home` to a command."""
    parser.add_argument(
        "--home",
        type=Path,
        required=required,
        metavar=_("FOLDER"),
        help=_("folder with the database, files and secret of an office; without it the example"),
    )


def choose(folder: Path | None) -> Home:
    """Make the folder the home of this process and of those it starts. Called before Django wakes."""
    if folder is not None:
        os.environ["ORTAQ_HOME"] = str(folder.expanduser().resolve())
    return here()


def wake() -> None:
    """Set Django up in the chosen home, in the language of the command.

    The words are compiled first: Django reads a language once, and would go on without those that came later.
    """
    import django

    from ortaq.web.catalogues import compile_catalogues

    compile_catalogues()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortaq.web.settings")
    django.setup()
    from django.utils import translation

    translation.activate(os.environ["LANGUAGE"])


def complain(sentence: str) -> int:
    """Say on the error channel what is wrong and what to do; return the exit code 1."""
    sys.stderr.write(f"{sentence}\n")
    return 1
