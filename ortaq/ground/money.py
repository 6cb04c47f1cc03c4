"""Money is a whole number of tiyn (100 tiyn = 1 tenge); people read and write tenge or thousand tenge."""

from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format

TIYN_PER_TENGE = 100
TIYN_PER_THOUSAND_TENGE = 100_000

LARGEST_AMOUNT = 10**16
"""Tiyn: a hundred thousand billion tenge, far above any rural budget and safely inside a 64-bit column."""


def tenge(amount: int) -> int:
    """Return tenge as tiyn.

    >>> tenge(1_200_000)
    120000000
    """
    return amount * TIYN_PER_TENGE


def thousand_tenge(amount: int) -> int:
    """Return thousand tenge as tiyn.

    >>> thousand_tenge(36_063) == tenge(36_063_000)
    True
    """
    return amount * TIYN_PER_THOUSAND_TENGE


def read_amount(written: str, *, unit: int = TIYN_PER_TENGE) -> int:
    """Return the amount in tiyn that a person wrote in units of `unit` tiyn.

    Spaces (also the non-breaking ones of spreadsheets) and a decimal comma are understood.
    Raises ValueError where it is no number, negative, too large or finer than one tiyn.

    >>> read_amount("1 200 000,50")
    120000050
    >>> read_amount("36 063,4", unit=TIYN_PER_THOUSAND_TENGE) == tenge(36_063_400)
    True
    >>> read_amount("-1")
    Traceback (most recent call last):
    ...
    ValueError: negative
    """
    plain = "".join(written.split()).replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
    try:
        amount = Decimal(plain) * unit
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not amount.is_finite():
        raise ValueError("not a number")
    if amount < 0:
        raise ValueError("negative")
    if amount > LARGEST_AMOUNT:
        raise ValueError("too large")
    if amount != amount.to_integral_value():
        raise ValueError("finer than one tiyn")
    return int(amount)


def say_thousands(amount: int) -> str:
    """Return tiyn as thousand tenge in the active language, without the unit's name.

    One decimal, as officials write it, and more only where there are more: nothing is rounded, so that numbers
    that stand in one table add up as they are written, and two amounts that differ never look the same.
    """
    thousand = (Decimal(amount) / TIYN_PER_THOUSAND_TENGE).normalize()
    digits = max(1, -int(thousand.as_tuple().exponent))
    return str(number_format(thousand, decimal_pos=digits, use_l10n=True, force_grouping=True))
