"""In which language a command speaks: the one asked for, or else that of the user's terminal."""

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from ortaq.web.catalogues import compile_catalogues

LANGUAGES = ("kk", "ru", "en")
DOMAIN = "django"
ROOM = Path(__file__).parent


def language_of(arguments: Sequence[str]) -> str:
    """Return the language named by `--language`, by the terminal's locale, or English.

    >>> language_of(["doctor", "--language", "kk"]), language_of(["--language=ru", "run"])
    ('kk', 'ru')
    """
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        name, equals, joined = option.partition("=")
        if name == "--language":
            return _known(joined if equals else value)
    named = (os.environ.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return _known(next(filter(None, named), ""))


def _known(code: str) -> str:
    return code[:2].lower() if code[:2].lower() in LANGUAGES else "en"


def speak(language: str) -> None:
    """Let `gettext` and what argparse says itself answer in this language, here and in processes started later."""
    compile_catalogues(ROOM)
    gettext.bindtextdomain(DOMAIN, str(ROOM / "locale"))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogues."""
    return text


SAID_BY_ARGPARSE = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("expected one argument"),
)
"""Python's own sentences, which have no Kazakh or Russian."""
