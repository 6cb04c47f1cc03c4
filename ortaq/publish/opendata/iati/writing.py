"""Elements of an IATI file, in the order in which the schema asks for them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

from django.utils.translation import override

from ortaq.ground.text import Text, WithEnglish
from ortaq.publish.opendata.iati import codes
from ortaq.publish.opendata.tables import digits
from ortaq.publish.plain import clean_text

Element = ElementTree.Element
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """Add an element; an underscore in the name of an attribute is a hyphen there."""
    return ElementTree.SubElement(
        parent, tag, {name.replace("_", "-"): value for name, value in attributes.items()}
    )


def say(parent: Element, text: Text, tag: str = "") -> None:
    """Add the words of a text in each language that it has, below a new element `tag` where one is named."""
    place = add(parent, tag) if tag else parent
    for language in ("kk", "ru", "en"):
        words = clean_text(getattr(text, language, ""))
        if words:
            narrative = add(place, "narrative")
            narrative.set(LANGUAGE, language)
            narrative.text = words


def in_languages(word: Callable[[], str]) -> WithEnglish:
    """Return what a function says in each of the three languages."""
    found = {}
    for language in ("kk", "ru", "en"):
        with override(language):
            found[language] = word()
    return WithEnglish(kk=found["kk"], ru=found["ru"], en=found["en"])


def organisation(
    parent: Element, tag: str, name: Text, *, ref: str = "", kind: str = "", **attributes: str
) -> None:
    """Add an organisation by its name, and by its identifier where it has one."""
    known = {key: value for key, value in (("ref", ref), ("type", kind)) if value}
    say(add(parent, tag, **known, **attributes), name)


def value(parent: Element, amount: Decimal, currency: str, on: datetime.date) -> None:
    """Add an amount of money as of a day."""
    add(parent, "value", currency=currency, value_date=on.isoformat()).text = digits(amount)


def yearly_budget(parent: Element, year: int, amount: Decimal, currency: str) -> None:
    """Add what is planned for a year."""
    budget = add(parent, "budget", type=codes.ORIGINAL, status=codes.INDICATIVE)
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    period(budget, first, last)
    value(budget, amount, currency, first)


def period(parent: Element, first: datetime.date, last: datetime.date) -> None:
    """Add the first and the last day of a period."""
    add(parent, "period-start", iso_date=first.isoformat())
    add(parent, "period-end", iso_date=last.isoformat())


def transaction(
    parent: Element,
    kind: str,
    *,
    on: datetime.date,
    amount: Decimal,
    currency: str,
    says: Text,
    giver: Text | None = None,
    giver_ref: str = "",
    giver_kind: str = "",
) -> None:
    """Add a transaction."""
    made = add(parent, "transaction")
    add(made, "transaction-type", code=kind)
    add(made, "transaction-date", iso_date=on.isoformat())
    value(made, amount, currency, on)
    if says:
        say(made, says, "description")
    if giver:
        organisation(made, "provider-org", giver, ref=giver_ref, kind=giver_kind)


def kato(parent: Element, code: str, name: Text) -> None:
    """Add the code of the state classifier for a place."""
    say(add(parent, "tag", vocabulary=codes.OWN_WORDS, vocabulary_uri=codes.KATO, code=code), name)


def sdg_target(parent: Element, code: str) -> None:
    """Add a target of sustainable development."""
    add(parent, "tag", vocabulary=codes.SDG_TARGETS, code=code)
