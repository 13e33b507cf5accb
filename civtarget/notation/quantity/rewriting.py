"""
Another number in the spelling of one that stands there: `≥ 4万人次` becomes `≥ 4.3万人次`, `三百五十三` `三百六十`.

What stands around the number (不少于, 以上, the unit) is kept as it is written; so are its grouping, width and scale
word, and as many decimals at least. What that spelling cannot say shortly and exactly is written in plain digits.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from civtarget.notation.chinese import DIGITS
from civtarget.notation.quantity.bounds import Op, Quantity
from civtarget.notation.quantity.numbers import Exact, decimal_places, exact, plain
from civtarget.notation.quantity.numerals import SCALES
from civtarget.notation.quantity.reading import QuantityError, figure_places, read_quantity

_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
_ARABIC = re.compile(r"(?P<digits>[0-9][0-9,]*)(?P<decimals>\.[0-9]+)?(?P<scale>\s*[千万萬亿億])?")
_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万萬亿億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟]+")
_SCALE_FOLD = str.maketrans("萬億", "万亿")
_MOST_DECIMALS, _MOST_DIGITS = 3, 6
"""The longest number before a scale word: 11.5亿, but 4.0001万 would be hard to read."""

_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_FORMAL_SIGNS = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")


def rewritten(text: str, value: Exact) -> str | None:
    """
    Return `text`, which is one number or bound, with `value` as its number, in the same spelling as far as it goes.

    None if that cannot be: `text` is a range, an approximate figure or a share in words (百分之五), or `value` is no
    finite decimal.
    """
    old, places = read_quantity(text), figure_places(text)
    if len(places) != 1 or old.approximate or old.op is Op.BETWEEN:
        return None
    (start, end), wanted = places[0], _with_figure(old, value)
    for spelling in _spellings(text[start:end], value):
        candidate = text[:start] + spelling + text[end:]
        if _means(candidate, wanted):
            return candidate
    return None


def _with_figure(quantity: Quantity, value: Exact) -> Quantity:
    low, high = (None if end is None else value for end in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high)


def _means(text: str, wanted: Quantity) -> bool:
    try:
        found = read_quantity(text)
    except QuantityError:
        return False
    return replace(found, resolution=wanted.resolution) == wanted


def _spellings(number: str, value: Exact) -> Iterator[str]:
    """Yield spellings of `value`, those most like `number` first."""
    narrow = number.translate(_NARROW)
    is_wide = narrow != number
    arabic = _ARABIC.fullmatch(narrow)
    if decimal_places(value.denominator) is None:
        return
    if arabic is not None:
        scale = arabic["scale"] or ""
        coefficient = _coefficient(value, arabic, SCALES[scale.strip().translate(_SCALE_FOLD)] if scale else 1)
        if coefficient is not None:
            yield (coefficient.translate(_WIDE) if is_wide else coefficient) + scale
    elif _CHINESE.fullmatch(number) and isinstance(value, int) and 0 <= value < SCALES["亿"] * SCALES["万"]:
        yield _in_style(_chinese(value), number)
    digits = plain(value)
    yield digits.translate(_WIDE) if is_wide else digits


def _coefficient(value: Exact, like: re.Match[str], scale: int) -> str | None:
    """Return `value` in units of `scale`, grouped and with decimals as in `like`; None if that is long."""
    whole, _, decimals = plain(exact(Fraction(value) / scale)).partition(".")
    printed = len(like["decimals"] or ".") - 1
    if scale > 1 and (
        len(decimals) > max(printed, _MOST_DECIMALS)
        or len(whole.lstrip("-") + decimals) > max(_MOST_DIGITS, len(like["digits"]) + printed)
    ):
        return None
    if scale > 1 and not int(whole) and int(like["digits"].replace(",", "")):
        return None  # 200, not 0.02万
    if "," in like["digits"]:
        whole = f"{int(whole):,}"
    decimals = decimals.ljust(printed, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _in_style(numeral: str, like: str) -> str:
    if "〇" in like:
        numeral = numeral.replace("零", "〇")
    if "萬" in like:
        numeral = numeral.replace("万", "萬")
    if "億" in like:
        numeral = numeral.replace("亿", "億")
    if _FORMAL_SIGNS & set(like):
        return numeral.translate(_FORMAL)
    if "两" in like:
        return re.sub("(?<![十百千万])二(?=[千万亿])", "两", numeral)
    return numeral


def _chinese(value: int) -> str:
    """Write a whole number below 10^12: 20003 is 二万零三."""
    if not value:
        return "零"
    text = ""
    for word, scale in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group, value = divmod(value, scale)
        if not group:
            continue
        zero = "零" if text and group < 1000 else ""
        text += zero + _below_ten_thousand(group) + word
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(value: int) -> str:
    text, skipped = "", False
    for word, scale in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, scale)
        if not digit:
            skipped = bool(text)
            continue
        text += ("零" if skipped else "") + DIGITS[digit] + word
        skipped = False
    return text
