"""What a vote hands out on paper: cards with one-time codes, and the paper ballot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ortaq.publish.document import Language
from ortaq.publish.pdf import LONGEST_WORD_IN_CELL, REGIONS, qr_svg
from ortaq.publish.plain import printable_text
from ortaq.publish.typesetting import typeset_pdf

CODE_LENGTH = 13


class CardError(ValueError):
    """Cards that cannot be printed: none at all, or a code that is not 12 signs and their check sign."""


@dataclass(frozen=True)
class TwoLanguages:
    """One text in kk and ru, as every paper for voters carries both."""

    kk: str
    ru: str


@dataclass(frozen=True)
class VotingCard:
    """One voter's card; `serial` stands only on the stub that is cut off, so no card tells whose it was.

    `code` is 12 signs and a check sign, with or without the grouping; `url` is where the code is used.
    """

    code: str
    url: str
    serial: str


@dataclass(frozen=True)
class BallotProject:
    """A line of the paper ballot; `cost` is written as on the project's sheet, in thousand tenge."""

    number: str
    name: TwoLanguages
    cost: str


def render_cards(
    cards: Sequence[VotingCard],
    *,
    unit: TwoLanguages,
    title: TwoLanguages,
    instructions: TwoLanguages,
    language: Language,
    date: date,
) -> bytes:
    """PDF of one-time code cards, eight on A4 with lines to cut along, in the order given.

    `language` is the file's own (its metadata); each card speaks kk and ru. Long words are set smaller;
    raises `TypesettingError` when even the smallest letters do not fit.
    """
    if not cards:
        raise CardError("There are no cards to print.")
    data = _words(unit=unit, title=title, instructions=instructions) | {
        "paper": "cards",
        "cards": [
            {"code": grouped_code(card.code), "serial": _printed(card.serial), "qr": qr_svg(card.url)}
            for card in cards
        ],
    }
    return typeset_pdf(template="cards", data=data | _speech(language), created=date)


def render_paper_ballot(
    projects: Sequence[BallotProject],
    *,
    unit: TwoLanguages,
    title: TwoLanguages,
    rule: TwoLanguages,
    project_heading: TwoLanguages,
    cost_heading: TwoLanguages,
    language: Language,
    date: date,
) -> bytes:
    """PDF of the paper ballot on A4, in large type.

    Each line has a square to mark, the number, the name in kk and ru, and the cost.
    `rule` says how many squares may be marked and with what sign.
    """
    data = _words(
        unit=unit, title=title, rule=rule, project_heading=project_heading, cost_heading=cost_heading
    ) | {
        "paper": "ballot",
        "projects": [
            {"number": _printed(project.number), "name": _both(project.name), "cost": _printed(project.cost)}
            for project in projects
        ],
    }
    return typeset_pdf(template="cards", data=data | _speech(language), created=date)


def grouped_code(code: str) -> str:
    """The code as people read it aloud.

    >>> grouped_code("K7M2QXRD4HTW9")
    'K7M2 QXRD 4HTW-9'
    """
    signs = "".join(sign for sign in code if sign not in " -")
    if len(signs) != CODE_LENGTH or not (signs.isascii() and signs.isalnum()):
        raise CardError(
            f"A code is {CODE_LENGTH} Latin letters and digits, the last a check sign; got {len(signs)}."
        )
    return f"{signs[:4]} {signs[4:8]} {signs[8:12]}-{signs[12]}"


def _words(**texts: TwoLanguages) -> dict[str, object]:
    return {name: _both(text) for name, text in texts.items()}


def _both(text: TwoLanguages) -> dict[str, str]:
    return {"kk": _printed(text.kk), "ru": _printed(text.ru)}


def _speech(language: Language) -> dict[str, str]:
    return {"language": language, "region": REGIONS[language]}


def _printed(text: str) -> str:
    return printable_text(text, longest_word=LONGEST_WORD_IN_CELL)
