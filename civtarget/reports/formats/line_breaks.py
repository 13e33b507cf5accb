"""
Where a line of Chinese and English may break, by the general categories and widths of Unicode characters.

A line breaks after a space, a hyphen or a slash, and beside any wide character; never before closing punctuation and
never after opening punctuation (kinsoku). English words and numbers stay whole. The line breaking algorithm of Unicode
(UAX #14) allows the same in nearly every sentence that civtarget writes, and takes a hundred times as long.
"""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

_NEVER_FIRST = frozenset("、。，．：；！？％‰…・,.:;!?%/")
"""Punctuation that no line begins with, besides closing brackets and quotation marks."""


def unbroken(text: str) -> Iterator[str]:
    """Yield the stretches of `text` that a line must not break, each with the spaces behind it."""
    start = 0
    for end in range(1, len(text)):
        if _may_break(text, end):
            yield text[start:end]
            start = end
    if text:
        yield text[start:]


def _may_break(text: str, at: int) -> bool:
    left, right = text[at - 1], text[at]
    if " " in (left, right):
        return right != " "
    before, after = category(left), category(right)
    if right in _NEVER_FIRST or after in ("Pe", "Pf") or before in ("Ps", "Pi") or '"' in (left, right):
        return False
    if after == "Pi":  # the quotation marks of Chinese and English are the same characters
        return _is_wide(left) and _is_wide(text[at + 1 : at + 2])
    if before == "Pf":
        return _is_wide(text[at - 2 : at - 1]) and _is_wide(right)
    if left == "/":
        return not (right.isdigit() and text[at - 2 : at - 1].isdigit())  # 80/149 is a number
    if left in "-–":
        return right.isalpha() or (left == "–" and right.isdigit())  # -5 is a number, 2016–2020 two
    return (_is_wide(left) or _is_wide(right)) and right not in "-–—"


def _is_wide(character: str) -> bool:
    return bool(character) and east_asian_width(character) in ("W", "F")
