"""
What is counted in whole units is a whole number.

按整个计数的数值是整数。

There is no half bed and no third of a household: a decimal there is a slip, or a scale word that was lost (2.5万).
Money, rates, densities and measures may have decimals.

没有半张床，也没有三分之一户：这里出现小数，不是笔误，就是漏了“万”（2.5万）。金额、比率、密度和度量可以有小数。

Passes:

    indicators:
      visits: {name: 探访, kind: count, unit: 人次, target: 2.5万}

Fails:

    indicators:
      visits: {name: 探访, kind: count, unit: 人次, target: 2.5}

Remedy: write a whole number, or the scale word that is missing.

补救：改写成整数，或补上漏写的“万”等字。
"""

from collections.abc import Iterator
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Indicator, Path, Plan
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Quantity
from civtarget.notation.units import is_countable
from civtarget.rules._values import chain_past_unread, terms_of, values_of

ID = "whole-number"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at every number that is in a countable unit: its own, or else the indicator's."""
    indicator = plan.indicators[identifier]
    yield from chain_past_unread(partial(_values, identifier, indicator), partial(_terms, identifier, indicator))


def _values(identifier: Identifier, indicator: Indicator) -> Iterator[Result]:
    for where, quantity in values_of(identifier, indicator):
        unit = quantity.unit or indicator.unit_name
        if is_countable(unit) and "/" not in indicator.unit_name:  # 18.5名, where the unit is 名/万人
            yield _judge(where, quantity, unit)


def _terms(identifier: Identifier, indicator: Indicator) -> Iterator[Result]:
    for where, quantity in terms_of(identifier, indicator):
        if is_countable(quantity.unit):
            yield _judge(where, quantity, quantity.unit)


def _judge(where: Path, quantity: Quantity, unit: str) -> Result:
    for end in (quantity.low, quantity.high):
        if end is not None and end.denominator != 1:
            value = quantity_text(end, unit, approximate=quantity.approximate)
            message = Text("不是整数：{value}", "not a whole number: {value}", value=value)
            return Problem(where=where, message=message, actual=end, unit=unit)
    return Held(where)
