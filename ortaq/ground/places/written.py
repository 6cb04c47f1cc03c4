"""Finding a settlement by its name as people write it in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from uuid import UUID

from ortaq.ground.places.kato import take_apart
from ortaq.ground.places.naming import latin
from ortaq.ground.text import Text

Reading = Callable[[str], str]

LOOKALIKES = str.maketrans("aeopcxykhbmti", "аеорсхукнвмті")
"""Latin letters that a hurried typist leaves in a Cyrillic name."""

KAZAKH_LATIN = str.maketrans({"ý": "u", "ı": "i", "ŋ": "n", "ş": "sh"})
"""Letters of the Latin alphabets of Kazakh that mean another than their plain letter."""

OTHER_TYPE_WORDS = re.compile(r"^(?:елді мекен|зимовка|[са])\s+|\s+(?:елді мекені|қыстауы)$")
CLOSE_ENOUGH = 0.7


def plain(name: str) -> str:
    """Return a settlement's name as it is compared: without type word, hyphens, letter case and lookalikes.

    >>> plain("с. Ак-Жар") == plain("АК ЖАР") == plain("Ak-Жар ауылы") == plain("зимовка Ак Жар")
    True
    """
    return _bare(name).translate(LOOKALIKES)


def _as_it_stands(name: str) -> str:
    return " ".join(name.casefold().split())


def _in_latin(name: str) -> str:
    letters = unicodedata.normalize("NFKD", _bare(name).translate(KAZAKH_LATIN))
    return latin("".join(letter for letter in letters if not unicodedata.combining(letter)))


def _bare(name: str) -> str:
    without_type = take_apart(take_apart(name, "ru").bare, "kk").bare
    words = without_type.casefold().replace("-", " ").replace(".", " ").split()
    return OTHER_TYPE_WORDS.sub("", " ".join(words))


READINGS: tuple[Reading, ...] = (_as_it_stands, plain, _in_latin)
"""How a name is read, the strictest first."""


class WrittenNames:
    """The settlements of a unit by their names, forgiving letter case, type words, lookalike and Latin letters.

    What could mean two settlements means none: a name as it stands goes before a forgiving reading of it.

    >>> names = WrittenNames({"k": Text(kk="Көктал", ru="Коктал"), "b": Text(kk="Бастау")})
    >>> names.find("с. Kоктал"), names.find("КӨКТАЛ АУЫЛЫ"), names.find("Kóktal"), names.find("Көлтал")
    ('k', 'k', 'k', None)
    >>> names.nearest("Көлтал")
    'Көктал'
    """

    def __init__(self, names: Mapping[UUID, Text]) -> None:
        each = [(id, name) for id, text in names.items() for name in (text.kk, text.ru) if name]
        self._names = {plain(name): name for _id, name in each}
        self._known: dict[Reading, dict[str, set[UUID]]] = {read: {} for read in READINGS}
        for read, known in self._known.items():
            for id, name in each:
                known.setdefault(read(name), set()).add(id)

    def find(self, written: str) -> UUID | None:
        """Return the settlement of that name, or None where there is none or it could be several."""
        for read, known in self._known.items():
            ids = known.get(read(written), set())
            if ids:
                return next(iter(ids)) if len(ids) == 1 else None
        return None

    def nearest(self, written: str) -> str:
        """Return the settlement's name that is most like what was written, or an empty string."""
        close = get_close_matches(plain(written), self._names, n=1, cutoff=CLOSE_ENOUGH)
        return self._names[close[0]] if close else ""
