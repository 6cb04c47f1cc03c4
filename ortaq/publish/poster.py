"""The notice of a meeting as a poster for a wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ortaq.publish.document import Language
from ortaq.publish.pdf import LONGEST_WORD_IN_CELL, REGIONS
from ortaq.publish.plain import printable_text
from ortaq.publish.typesetting import typeset_pdf


@dataclass(frozen=True, kw_only=True)
class Poster:
    """What the poster says, already in its language: `kind` of meeting, when, where, about what, who may come."""

    language: Language
    date: date
    notice: str
    kind: str
    title: str
    moment: str
    place: str
    agenda_heading: str
    agenda: tuple[str, ...]
    invitation: str
    given: str
    footer: str


def render_poster(poster: Poster) -> bytes:
    """One A4 page as PDF, in the largest letters that fit; the same poster gives the same bytes."""
    names = ("notice", "kind", "title", "moment", "place", "agenda_heading", "invitation", "given", "footer")
    data: dict[str, object] = {name: _printed(getattr(poster, name)) for name in names}
    data["agenda"] = [_printed(question) for question in poster.agenda]
    data |= {"language": poster.language, "region": REGIONS[poster.language]}
    return typeset_pdf(template="poster", data=data, created=poster.date)


def _printed(text: str) -> str:
    return printable_text(text, longest_word=LONGEST_WORD_IN_CELL)
