"""Numerals, Arabic, Chinese and mixed: the composition of their terms to one number."""

from fractions import Fraction
from typing import NamedTuple

from civtarget.notation import chinese
from civtarget.notation.quantity.numbers import Exact, exact

DIGITS = {digit: value for value, digit in enumerate(chinese.DIGITS)} | {"两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


class MalformedError(Exception):
    """The characters of a numeral do not make one number."""


class Term(NamedTuple):
    """A numeral, or a piece of one: 3万 in 3万5千."""

    value: Exact
    scale: int = 1
    """Its last scale word; what follows must stay below it."""
    resolution: Exact = 1
    whole: bool = True
    """Whether it has no decimal point."""
    run: int = 1
    """All scale words after one lone coefficient, multiplied (五千万 -> 10**7); 0 if it is not built so simply."""
    after_zero: bool = False
    spoken: bool = False
    """Whether it is a lone Chinese digit, which may stand for the next lower place: 两千五."""


def decimal(whole: int, decimals: str) -> Term:
    """Return the number `whole`.`decimals`; trailing zeros count for its resolution."""
    if not decimals:
        return Term(whole)
    size = 10 ** len(decimals)
    return Term(exact(Fraction(whole * size + int(decimals), size)), resolution=Fraction(1, size), whole=False)


def scaled(terms: list[Term], scale: int) -> list[Term]:
    """Return `terms` after a scale word: it multiplies all that is counted in smaller ones before it."""
    first = len(terms)
    while first and terms[first - 1].scale < scale:
        first -= 1
    kept, group = terms[:first], terms[first:]
    if not group:
        if kept:
            raise MalformedError
        return [Term(scale, scale, _worth(1, scale), run=0)]
    if scale < SCALES["万"] and (len(group) > 1 or group[0].scale > 1):
        raise MalformedError
    inner = total(group)
    # 三至五十 could start at 3 or at 30: 十 is never lent to the first number of a range.
    run = 0 if scale == SCALES["十"] else inner.run * scale
    scaled = inner._replace(value=exact(inner.value * scale), scale=scale, run=run, spoken=False)
    return [*kept, scaled._replace(resolution=_worth(inner.resolution, scale), after_zero=group[0].after_zero)]


def _worth(resolution: Exact, scale: int) -> Exact:
    """Return the resolution of a number in `scale`: 十 and 百 only name a place, 五百 is as fine as 500."""
    return exact(resolution * scale) if scale >= SCALES["千"] or resolution < 1 else resolution


def total(terms: list[Term], *, spoken_end: bool = False) -> Term:
    """
    Return the sum of `terms`, which must descend.

    零 marks a skipped place and nothing else. A lone digit right after a higher place is the next lower one if it ends
    a Chinese numeral (`spoken_end`: 两千五 is 2500); 3万5 and 两千五万 could be meant in two ways.
    """
    total, last = terms[0].value, terms[0]
    for term in terms[1:]:
        below, following = last.scale // 10, term
        if term.scale == 1 and below > 1 and not term.after_zero and term.value < below:
            if not (spoken_end and term.spoken and term is terms[-1]):
                raise MalformedError
            following = Term(term.value * below, resolution=below)
        limit = below if term.after_zero else last.scale
        if not (total and last.whole and term.whole and 0 < following.value < limit):
            raise MalformedError
        total, last = total + following.value, following
    return terms[0] if len(terms) == 1 else Term(total, last.scale, last.resolution, run=0)
