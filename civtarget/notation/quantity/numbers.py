"""Exact numbers: whole ones are `int`, all others `Fraction`, and no float is near."""

from fractions import Fraction

Exact = int | Fraction
"""An exact number; a whole one is always an `int`."""


def exact(value: Exact) -> Exact:
    """Return `value` with a whole Fraction turned into the int that it is."""
    return value.numerator if value.denominator == 1 else value


def plain(value: Exact) -> str:
    """Return `value` for JSON: finite decimals in full (`74.5`), other fractions as `80/149`; nothing is rounded."""
    places = decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if value < 0 else "") + whole + (f".{decimals}" if decimals else "")


def decimal_places(denominator: int) -> int | None:
    """Return the number of decimals of a fraction in lowest terms over `denominator`; None if they never end."""
    places = 0
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        places = max(places, count)
    return places if denominator == 1 else None
