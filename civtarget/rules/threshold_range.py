"""
A range runs from its smaller end to its larger one, and a rate stays within 100 % and asks for something.

区间从小到大，比率不超过 100%，而且确有要求。

Nothing lies within 40%..30%, no share of a whole exceeds it, and a rate of at least 0 % or at most 100 % is always
reached: none of these can be what the document says. That a number is below zero is for `not-negative` to say.

没有数落在 40%..30% 之内，部分不会多于整体，“不低于 0%”和“不超过 100%”总是成立：文件的本意不会如此。
小于零的数由 `not-negative` 报告。

Passes:

    indicators:
      rate: {name: 提标幅度, kind: rate, target: 30%..40%}

Fails:

    indicators:
      rate: {name: 提标幅度, kind: rate, target: 40%..30%}

Remedy: correct the number, or the bound; leave out a bound that asks for nothing.

补救：改正数值或上下限；没有要求的上下限请删去。
"""

from collections.abc import Iterator
from dataclasses import replace

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, gap_text, quantity_text
from civtarget.model.plan import Identifier, Kind, Path, Plan
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Exact, Op, Quantity
from civtarget.notation.units import PERCENT
from civtarget.rules._values import values_of

ID = "threshold-range"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_WHOLE = 100
"""The largest rate, in per cent."""


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at every range, and at every number of a rate in per cent."""
    indicator = plan.indicators[identifier]
    for where, quantity in values_of(identifier, indicator):
        if quantity.op is not Op.BETWEEN and indicator.kind is not Kind.RATE:
            continue
        bound = replace(quantity, unit=quantity.unit or indicator.unit_name)
        is_rate = indicator.kind is Kind.RATE and bound.unit == PERCENT
        if bound.op is Op.BETWEEN or is_rate:
            yield _judge_range(where, bound) or (_judge_rate(where, bound) if is_rate else None) or Held(where)


def _judge_range(where: Path, bound: Quantity) -> Problem | None:
    if bound.op is not Op.BETWEEN or bound.low is None or bound.high is None or bound.low < bound.high:
        return None
    low, high = quantity_text(bound.low, bound.unit), quantity_text(bound.high, bound.unit)
    if bound.low == bound.high:
        message = Text(
            "区间两端都是 {low}：请写一个数，或两个不同的数",
            "both ends of the range are {low}: write one number, or two that differ",
            low=low,
        )
    else:
        message = Text(
            "区间颠倒，从 {low} 到 {high}：小的一端写在前面",
            "the range runs backwards, from {low} to {high}: write the smaller end first",
            low=low,
            high=high,
        )
    return _problem(where, message, bound.low, bound.high, bound.unit)


def _judge_rate(where: Path, bound: Quantity) -> Problem | None:
    largest = max(bound.ends)
    if largest > _WHOLE:
        value = quantity_text(largest, PERCENT, approximate=bound.approximate)
        gap = gap_text(largest - _WHOLE, PERCENT)
        message = Text(
            "{value} 超过 100%，比率不能多于整体：多 {gap}",
            "{value} is above 100%, more than the whole: {gap} over",
            value=value,
            gap=gap,
        )
        return _problem(where, message, largest, _WHOLE, PERCENT)
    if (bound.low is None or bound.low == 0) and (bound.high is None or bound.high == _WHOLE):
        text = bound_text(bound)
        message = Text("{text} 总是成立：等于没有要求", "{text} always holds: it asks for nothing", text=text)
        return Problem(where=where, message=message)
    return None


def _problem(where: Path, message: Text, actual: Exact, expected: Exact, unit: str) -> Problem:
    return Problem(where=where, message=message, expected=expected, actual=actual, gap=actual - expected, unit=unit)
