"""One-time codes of voting cards: drawn, read as people write them, and kept only as keyed hashes.

A code is 12 symbols of 31 (59 bits) and a check symbol. There is no 0, O, 1, I or L among them. The number of
symbols is prime, so the check symbol finds every single wrong symbol and every two that changed places.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from uuid import UUID

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
PREFIX = 4
RECEIPT_LENGTH = 8

LOOKALIKES = str.maketrans("АВЕЗКМНРСТХУҮҺЅЈԚԜ", "ABE3KMHPCTXYYHSJQW")
"""Cyrillic letters that somebody with a Kazakh or Russian keyboard types for the Latin symbol on the card."""


class CodeTypo(ValueError):  # noqa: N818 - a slip of a person, not a fault of the program
    """What was written cannot be a code: another length, a symbol no code has, or a check symbol that is off."""


def draw_code() -> str:
    """Return a new code with its check symbol, from the system's secure source."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return symbols + check_symbol(symbols)


def check_symbol(symbols: str) -> str:
    """Return the symbol that completes a code.

    >>> check_symbol("23456789ABCD")
    'G'
    >>> check_symbol("32456789ABCD") != check_symbol("23456789ABCD")
    True
    """
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in enumerate(symbols, start=1))
    return ALPHABET[total % len(ALPHABET)]


def read_code(written: str) -> str:
    """Return the code that a person wrote: in any letter case, with spaces and hyphens, in Cyrillic lookalikes.

    Raises CodeTypo.

    >>> read_code(" 2345 6789-авсd g")
    '23456789ABCDG'
    """
    upper = unicodedata.normalize("NFKC", written).upper().translate(LOOKALIKES)
    code = "".join(symbol for symbol in upper if symbol.isalnum())
    if len(code) != LENGTH + 1 or not set(code) <= set(ALPHABET) or check_symbol(code[:LENGTH]) != code[LENGTH]:
        raise CodeTypo
    return code


def hash_of(code: str, *, vote_id: UUID) -> str:
    """Return the keyed hash under which a card is kept: HMAC-SHA256 with this installation's secret."""
    return salted_hmac(f"ortaq.vote.card.{vote_id}", code, algorithm="sha256").hexdigest()


def receipt_of(code_hash: str) -> str:
    """Return the short number that a voter finds again in the list of used cards; no code follows from it.

    >>> receipt_of("0" * 64)
    '3ZXT-PFB9'
    """
    number = int.from_bytes(hashlib.sha256(f"ortaq receipt\n{code_hash}".encode()).digest())
    symbols = ""
    for _ in range(RECEIPT_LENGTH):
        number, symbol = divmod(number, len(ALPHABET))
        symbols += ALPHABET[symbol]
    return f"{symbols[:4]}-{symbols[4:]}"
