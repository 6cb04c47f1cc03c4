"""Words and numbers of the plan's document, in the language it is written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from ortaq.ground.money import say_thousands
from ortaq.ground.text import Language, Text, Translation
from ortaq.publish.plain import NOT_GIVEN


@dataclass(frozen=True)
class Words:
    """Chooses the text of a language; where it is missing, the original stands, marked."""

    language: str

    def __call__(self, text: Text) -> str:
        """Return the text in the document's language, or the original with a mark of its language."""
        if not text:
            return NOT_GIVEN
        shown = text.language_shown(self.language)
        if shown != self.language:
            return f"{text.in_language(self.language)} ({self.mark(shown)})"
        if text.translation == Translation.MACHINE and shown != text.original:
            return _("%(text)s (translated by a machine)") % {"text": text.in_language(self.language)}
        return text.in_language(self.language)

    @staticmethod
    def mark(shown: str) -> str:
        """Return what stands behind a text that is not translated."""
        return _("in Kazakh only") if shown == Language.KK else _("in Russian only")

    def join(self, texts: Iterable[Text]) -> str:
        """Return texts one after another."""
        return ", ".join(self(text) for text in texts)


def capital(label: object) -> str:
    """Return a label with a capital letter, as the first word of a cell."""
    written = str(label)
    return written[:1].upper() + written[1:]


def money(amount: int | None) -> str:
    """Return tiyn as thousand tenge; nothing is a dash."""
    return say_thousands(amount) if amount else NOT_GIVEN


def count(number: int | None) -> str:
    """Return a number of persons; a protected one is told as such."""
    return _("fewer than can be shown") if number is None else number_format(number, force_grouping=True)


def day(value: date | str | None) -> str:
    """Return a date as the language writes it."""
    if not value:
        return NOT_GIVEN
    return date_format(date.fromisoformat(value) if isinstance(value, str) else value, "SHORT_DATE_FORMAT")
