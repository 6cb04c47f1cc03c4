"""Budget amounts as officials write them: thousand tenge, a minus or brackets for what is below zero."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

from ortaq.ground.money import TIYN_PER_THOUSAND_TENGE, read_amount


def read_signed(written: str) -> int:
    """Return thousand tenge as tiyn. Raises ValueError where it is no amount.

    >>> read_signed("−1 200,5"), read_signed("(300)")
    (-120050000, -30000000)
    """
    plain = written.strip().replace("−", "-").replace("–", "-")
    if plain.startswith("(") and plain.endswith(")"):
        return -read_amount(plain[1:-1], unit=TIYN_PER_THOUSAND_TENGE)
    if plain.startswith("-"):
        return -read_amount(plain[1:], unit=TIYN_PER_THOUSAND_TENGE)
    return read_amount(plain, unit=TIYN_PER_THOUSAND_TENGE)


def thousand(tiyn: int) -> str:
    """Return tiyn as thousand tenge with as many decimals as there are, in the language of the reader."""
    amount = (Decimal(tiyn) / TIYN_PER_THOUSAND_TENGE).normalize()
    return str(number_format(f"{amount:f}", use_l10n=True, force_grouping=True))
