"""Exact numbers as text, in the notation of each language."""

from fractions import Fraction
from typing import assert_never

from civtarget.language import Language
from civtarget.notation.quantity.bounds import Op, Quantity
from civtarget.notation.quantity.numbers import Exact, decimal_places, exact, plain
from civtarget.notation.units import PERCENT, WITH_CLASSIFIER, unit_name

_COUNTED_IN = {"亿": 10**8, "万": 10**4}


def write_number(value: Exact, language: Language) -> str:
    """
    Return `value` as a reader of `language` writes it, without losing a digit.

    English groups digits: `37,000`. Chinese counts in 亿, else in 万, if the value reaches that and it leaves a whole
    number, or at most three decimals in six digits: `3.7万`, `11.5亿`; otherwise it writes every digit, `12345`.
    A number that is no finite decimal is `80/149` in both, and that form alone does not read back.
    """
    if decimal_places(value.denominator) is None:
        return plain(value)
    if language is Language.EN:
        whole, point, decimals = plain(value).partition(".")
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(int(whole)):,}{point}{decimals}"
    for word, scale in _COUNTED_IN.items():
        coefficient = plain(exact(Fraction(value) / scale))
        whole, _, decimals = coefficient.lstrip("-").partition(".")
        if whole != "0" and (not decimals or (len(decimals) <= 3 and len(whole + decimals) <= 6)):
            return coefficient + word
    return plain(value)


def write_quantity(value: Exact, unit: str, language: Language) -> str:
    """Return `value` with the canonical `unit`: `1.374万元/人/年`, `13,740 yuan per person per year`."""
    name = unit_name(unit, language, value)
    if language is Language.ZH and unit.partition("/")[0] in WITH_CLASSIFIER:
        name = f"个{name}"
    space = " " if language is Language.EN and name and not name.startswith(PERCENT) else ""
    return write_number(value, language) + space + name


def write_bound(quantity: Quantity, language: Language) -> str:
    """
    Return the whole `quantity`: `≥200个`, `约20块`, `30%—40%`; in English `>= 200`, `about 20`, `30% to 40%`.

    The Chinese form reads back as an equal quantity, but for its resolution.
    """
    zh = language is Language.ZH
    about = ("约" if zh else "about ") if quantity.approximate else ""
    match quantity.op:
        case Op.EXACTLY:
            sign = ""
        case Op.AT_LEAST:
            sign = "≥" if zh else ">= "
        case Op.AT_MOST:
            sign = "≤" if zh else "<= "
        case Op.BETWEEN:
            return about + _written_range(quantity, language)
        case _:
            assert_never(quantity.op)
    return about + sign + write_quantity(quantity.figure, quantity.unit, language)


def _written_range(quantity: Quantity, language: Language) -> str:
    low, high, unit = quantity.low, quantity.high, quantity.unit
    assert low is not None and high is not None, "a range has two ends"
    last = write_quantity(high, unit, language)
    if language is Language.EN:
        return f"{write_number(low, language)}{unit if unit == PERCENT else ''} to {last}"
    # The scale of the last number would be lent to a first one without a unit: 3—4万人 is 3万 to 4万.
    if write_number(high, language)[-1] not in _COUNTED_IN:
        return f"{write_number(low, language)}{unit if unit == PERCENT else ''}—{last}"
    return f"{write_quantity(low, unit, language)}—{last}" if unit else f"{plain(low)}—{plain(high)}"
