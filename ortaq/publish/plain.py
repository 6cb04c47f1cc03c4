"""Text of people and registers made safe to set in a file: plain data, never markup."""

import re
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
UNPRINTABLE = "□"
NOT_GIVEN = "—"
SOFT_HYPHEN = "\u00ad"
BREAK_HERE = "\u200b"


def clean_text(text: str) -> str:
    """Composed text without what no file may hold: controls, direction overrides, halves of characters.

    Line breaks stay as ``\\n``; a tab becomes a space.

    >>> clean_text("А\\x00йна\\tАй\\r\\nа")
    'Айна Ай\\nа'
    """
    lines = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\v\f]", "\n", text).replace("\t", " "))
    return "".join(character for character in lines if not _is_forbidden(character))


def printable_text(text: str, *, longest_word: int) -> str:
    """Text that the bundled fonts can print; a character they lack becomes its plain form or ``□``.

    A word longer than `longest_word` characters gets places where the line may break.

    >>> printable_text("Құдық № 5 😀", longest_word=60)
    'Құдық № 5 □'
    """
    printed = "".join(_printed_form(character) for character in clean_text(text))
    return re.sub(rf"\w{{{longest_word}}}(?=\w)", rf"\g<0>{BREAK_HERE}", printed)


@cache
def printable_characters() -> frozenset[str]:
    """Every character the bundled fonts hold, from ``fonts/unicodes.txt``, and the line break."""
    characters = {"\n"}
    for line in (FONTS / "unicodes.txt").read_text(encoding="utf-8").splitlines():
        for span in line.split("#")[0].split():
            first, _, last = span.partition("-")
            characters.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(characters)


def _is_forbidden(character: str) -> bool:
    if character in ("\n", SOFT_HYPHEN):
        return False
    category = unicodedata.category(character)
    is_noncharacter = category == "Cn" and (
        ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    )
    return category in ("Cc", "Cf", "Cs") or is_noncharacter


def _printed_form(character: str) -> str:
    if character in printable_characters():
        return character
    if unicodedata.category(character) in ("Mn", "Me", "Sk"):
        return ""
    plain = unicodedata.normalize("NFKD", character)
    return plain if printable_characters().issuperset(plain) else UNPRINTABLE
