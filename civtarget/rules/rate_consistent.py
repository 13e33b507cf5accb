"""
A rate agrees with the part and the whole that it is stated with.

比率与所列的分子、分母相符。

A document that prints 99 homes of 120 and 92 % has one of the three figures wrong. What is printed may have been
rounded, so 92 % stands here for everything from 91.5 % up to, but not including, 92.5 %. Where the part or the whole is
not known, the check says for which figures the rate would be right.

文件写 120 家中 99 家、评定率 92%，三个数必有一个有误。文件中的数可能经过四舍五入，
所以这里 92% 代表 91.5% 至 92.5%（不含）。分子或分母不知道时，会说明它是多少才相符。

Passes:

    indicators:
      graded: {name: 评定率, kind: rate, of: {part: 99, whole: 107}, target: ">= 92%"}

Fails:

    indicators:
      graded: {name: 评定率, kind: rate, of: {part: 99, whole: 120}, target: 92%}

Remedy: correct the rate, the part or the whole, whichever the document has wrong.

补救：改正比率、分子或分母中有误的一个。
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, dotted, quantity_text
from civtarget.model.plan import Identifier, Path, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.rules._ratios import Rate, read_rate

ID = "rate-consistent"
FAMILY = "rates"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"reference-known", "kind-adds-up", "unit-matches", "threshold-range", "subset-within-whole"})
Options = RuleOptions

_PART, _WHOLE = Text("分子", "part"), Text("分母", "whole")


class _Stretch(NamedTuple):
    """The values from `low` to `high`; None where there is no such end."""

    low: Exact | None
    high: Exact | None


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare what is printed with what part and whole come to, as far as they are known."""
    indicator = plan.indicators[identifier]
    if indicator.of is None or indicator.bound is None:
        return
    rate = read_rate(identifier, plan)
    if rate is not None:
        yield rate.open_for(at(identifier, "target"), identifier) or _judge(rate, identifier)
        return
    message = Text(
        "只有以 %、倍或“……/……”为单位的数，才能与分子、分母比较",
        "only a figure in %, 倍 or one unit per another can be held against part and whole",
    )
    yield Unchecked(where=at(identifier, "of"), message=message, needs=(dotted(at(identifier, "unit")),))


def _judge(rate: Rate, identifier: Identifier) -> Result:
    where = at(identifier, "target")
    if rate.whole.high is not None and rate.whole.high <= 0:
        message = Text("分母为 0，谈不上比率", "the whole is 0: nothing is a share of it")
        return Problem(where=at(identifier, "of", "whole"), message=message)
    possible, printed = _possible(rate), _printed(rate.target)
    below = printed.low is not None and possible.high is not None and possible.high < printed.low
    # What is printed as 92 % was less than 92.5 %; possible rates are closed at both ends.
    above = printed.high is not None and possible.low is not None and possible.low >= printed.high
    if below or above:
        return _clash(rate, possible, where, below=below)
    reaches = printed.low is None or (possible.low is not None and possible.low >= printed.low)
    if reaches and (printed.high is None or (possible.high is not None and possible.high < printed.high)):
        return Held(where)
    return _undecided(rate, possible, printed, where)


def _possible(rate: Rate) -> _Stretch:
    """Return the rates that part and whole allow."""
    part, whole = rate.part, rate.whole
    low = Fraction(part.low) * rate.scale / whole.high if whole.high else 0
    if part.high == 0:
        high: Exact | None = 0
    elif part.high is None or whole.low <= 0:
        high = None
    else:
        high = exact(Fraction(part.high) * rate.scale / whole.low)
    if rate.is_share:
        high = rate.scale if high is None else min(high, rate.scale)
    return _Stretch(exact(low), high)


def _printed(target: Quantity) -> _Stretch:
    """Return the interval that is rounded to the figures of `target`; the high end is not included."""
    half = Fraction(target.resolution) / 2
    return _Stretch(
        None if target.low is None else exact(target.low - half),
        None if target.high is None else exact(target.high + half),
    )


def _clash(rate: Rate, possible: _Stretch, where: Path, *, below: bool) -> Problem:
    actual, expected = (possible.high, rate.target.low) if below else (possible.low, rate.target.high)
    part, whole = (rate.part.high, rate.whole.low) if below else (rate.part.low, rate.whole.high)
    assert actual is not None, "an end that was compared is there"
    assert expected is not None, "an end that was compared is there"
    apart = tuple(end for end in _printed(rate.target) if end is not None)
    # A part of 0 is 0 % of any whole, also of one that is not known.
    shown = rate.division(part, whole, *apart) if part is not None and whole else rate.text(actual)
    ends = Text("至多 ", "at most ") if below else Text("至少 ", "at least ")
    if possible.low == possible.high:
        ends = Text("", "")
    gap, bound, side = rate.gap_text(actual - expected), bound_text(rate.target), Text("少", "short")
    if not below:
        side = Text("多", "over")
    return Problem(
        where=where,
        message=Text(
            "{ends}{shown}，四舍五入也不是 {bound}：{side} {gap}",
            "{ends}{shown}, not {bound} even when rounded: {gap} {side}",
            ends=ends,
            shown=shown,
            bound=bound,
            side=side,
            gap=gap,
        ),
        expected=expected,
        actual=actual,
        gap=exact(actual - expected),
        unit=rate.unit,
    )


def _undecided(rate: Rate, possible: _Stretch, printed: _Stretch, where: Path) -> Result:
    part, whole = rate.part, rate.whole
    if part.stated and whole.stated:
        needs = tuple(dotted(side.path) for side in (part, whole) if side.value is None)
        return Unchecked(where=where, message=_open_message(rate, possible), needs=needs)
    needs = tuple(dotted(side.path) for side in (part, whole) if not side.stated)
    if not part.stated and not whole.stated:
        message = Text("分子、分母都没有确定的数", "neither part nor whole has a definite figure")
    elif rate.counted and part.value is not None:
        return _solved(rate, _wholes(rate, part.value, printed), where, needs)
    elif rate.counted and whole.value is not None:
        return _solved(rate, _parts(rate, whole.value, printed), where, needs)
    else:
        missing = _WHOLE if part.stated else _PART
        message = Text(
            "{missing}没有确定的数，无法比较", "no definite {missing}: there is nothing to compare", missing=missing
        )
    return Unchecked(where=where, message=message, needs=needs)


def _open_message(rate: Rate, possible: _Stretch) -> Text:
    low, bound = rate.text(possible.low or 0), bound_text(rate.target)
    if possible.high is None:
        stretch = Text("不低于 {low}", "at {low} or more", low=low)
    else:
        high = rate.text(possible.high)
        stretch = Text("在 {low} 至 {high} 之间", "between {low} and {high}", low=low, high=high)
    return Text(
        "按分子、分母，比率{stretch}，既不能证实也不能否定 {bound}",
        "part and whole leave the rate {stretch}: that neither shows nor contradicts {bound}",
        stretch=stretch,
        bound=bound,
    )


def _wholes(rate: Rate, part: Exact, printed: _Stretch) -> _Stretch:
    """Return the whole numbers of which `part` makes the printed rate; `low` is None where every smaller one does."""
    scaled, least = Fraction(part) * rate.scale, part if rate.is_share else 1
    low = least if printed.high is None else max(least, floor(scaled / printed.high) + 1)
    high = floor(scaled / printed.low) if printed.low is not None and printed.low > 0 else None
    return _Stretch(None if low == least and high is not None and low < high else low, high)


def _parts(rate: Rate, whole: Exact, printed: _Stretch) -> _Stretch:
    """Return the whole numbers that make the printed rate of `whole`; `high` is None where every larger one does."""
    unit = Fraction(whole) / rate.scale
    low = None if printed.low is None or printed.low <= 0 else ceil(printed.low * unit)
    high = None if printed.high is None else ceil(printed.high * unit) - 1
    if rate.is_share and high is not None and high >= whole:
        high = None
    return _Stretch(low, high)


def _solved(rate: Rate, fitting: _Stretch, where: Path, needs: tuple[str, ...]) -> Result:
    """Say which figures for the missing side would agree; if there are none, the known one is wrong already."""
    missing, known = (_WHOLE, _PART) if rate.part.stated else (_PART, _WHOLE)
    side, bound = (rate.part if rate.part.stated else rate.whole), bound_text(rate.target)
    low, high = fitting
    if low is not None and high is not None and low > high:
        figure = quantity_text(side.low, side.unit)
        message = Text(
            "{known}为 {figure} 时，没有整数{missing}能得出 {bound}，四舍五入也不行",
            "with a {known} of {figure} no {missing} in whole numbers gives {bound}, even when rounded",
            known=known,
            figure=figure,
            missing=missing,
            bound=bound,
        )
        return Problem(where=where, message=message)
    edge = high if high is not None and (rate.part.stated or low is None) else low
    assert edge is not None, "a check that is open depends on one of the ends"
    part, whole = (side.low, edge) if rate.part.stated else (edge, side.low)
    shown, fits = (
        rate.division(part, whole, *(end for end in _printed(rate.target) if end is not None)),
        _fits(low, high),
    )
    printed = _printed_text(rate)
    message = Text(
        "{missing}没有确定的数：{fits}，比率四舍五入后才{printed}（{shown}）",
        "no definite {missing}: {fits} agrees with a rate that was rounded to {printed} ({shown})",
        missing=missing,
        fits=fits,
        printed=printed,
        shown=shown,
    )
    return Unchecked(where=where, message=message, needs=needs)


def _printed_text(rate: Rate) -> Text:
    bound, figure = bound_text(rate.target), quantity_text(rate.target.figure, rate.unit)
    match rate.target.op:
        case Op.AT_LEAST:
            return Text("不低于 {figure}", "{figure} or more", figure=figure)
        case Op.AT_MOST:
            return Text("不超过 {figure}", "{figure} or less", figure=figure)
        case Op.BETWEEN:
            return Text("在 {bound} 之间", "somewhere from {bound}", bound=bound)
        case _:
            return Text("是 {figure}", "{figure}", figure=figure)


def _fits(low: Exact | None, high: Exact | None) -> Text:
    first, last = (quantity_text(end or 0, "") for end in (low, high))
    if low is None:
        return Text("不超过 {last}", "at most {last}", last=last)
    if high is None:
        return Text("不少于 {first}", "at least {first}", first=first)
    if low == high:
        return Text("等于 {first}", "only {first}", first=first)
    return Text("{first} 至 {last}", "{first} to {last}", first=first, last=last)
