"""Names of places: how an address is made of one, and how two spellings of the same name are known."""

from __future__ import annotations

import re
from collections.abc import Container

from ortaq.ground.text import Text

LATIN = dict(zip("абвгдезийклмнопрстуфхыэіәғқңөұүһё", "abvgdeziiklmnoprstufhyeiagqnouuhe", strict=True)) | {
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}
LONGEST_SLUG = 60
RESERVED_SLUGS = frozenset(
    {"account", "photos", "static", "programme", "exchange", "field", "api", "kk", "ru", "en"}
)
"""Addresses that stand where a unit's would."""


def latin(name: str) -> str:
    """Return a name in the letters of an address.

    >>> latin("Ақ-Жар ауылы"), latin("Щучинский с.о.")
    ('aq-zhar-auyly', 'shuchinskii-s-o')
    """
    letters = "".join(LATIN.get(letter, letter) for letter in name.casefold())
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def free_slug(*wanted: str, taken: Container[str]) -> str:
    """Return the first of the wanted addresses that is free, or the last of them with a number.

    >>> free_slug("abai", taken=set()), free_slug("abai", "abai-semei", taken={"abai", "abai-semei"})
    ('abai', 'abai-semei-2')
    """
    written = [slug[: LONGEST_SLUG - 4].strip("-") or "unit" for slug in wanted]
    for slug in written:
        if slug not in taken and slug not in RESERVED_SLUGS:
            return slug
    number = 2
    while f"{written[-1]}-{number}" in taken:
        number += 1
    return f"{written[-1]}-{number}"


def same_name(one: Text, other: Text) -> bool:
    """Whether two texts agree in a language that both have, whatever the letter case and spaces."""
    pairs = ((one.kk, other.kk), (one.ru, other.ru))
    return any(a and b and a.casefold().split() == b.casefold().split() for a, b in pairs)
