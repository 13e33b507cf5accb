"""
No number of a plan is below zero.

规划中的数值不小于零。

What is counted, paid or reached cannot be less than nothing: the sign is a slip of the pen, and a negative share would
hide in a sum that still adds up.

数出来的、付出去的、做到的都不会少于零：负号是笔误，而且负的分解数会藏在仍然对得上的合计里。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 300, 乙区: 0}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 320, 乙区: -20}}

Remedy: take the sign away, or correct the number; a reduction is stated as a positive number.

补救：去掉负号，或改正数值；“减少”多少也写成正数。
"""

from collections.abc import Iterator
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Indicator, Path, Plan, Unread
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Quantity
from civtarget.rules._values import chain_past_unread, terms_of, values_of

ID = "not-negative"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at every weight."""

    def weights(identifier: Identifier) -> Iterator[Result]:
        entry = plan.weights[identifier]
        for district, value in entry.values.items():
            if isinstance(value, Unread):
                raise value
            yield _judge(("weights", identifier, "values", district), value, value.unit or entry.unit or "")

    yield from chain_past_unread(*(partial(weights, identifier) for identifier in plan.weights))


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at every number of the indicator."""
    indicator = plan.indicators[identifier]
    yield from chain_past_unread(partial(_values, identifier, indicator), partial(_terms, identifier, indicator))


def _values(identifier: Identifier, indicator: Indicator) -> Iterator[Result]:
    for where, quantity in values_of(identifier, indicator):
        yield _judge(where, quantity, quantity.unit or indicator.unit_name)


def _terms(identifier: Identifier, indicator: Indicator) -> Iterator[Result]:
    for where, quantity in terms_of(identifier, indicator):
        yield _judge(where, quantity, quantity.unit)


def _judge(where: Path, quantity: Quantity, unit: str) -> Result:
    lowest = min(quantity.ends)
    if lowest >= 0:
        return Held(where)
    value = quantity_text(lowest, unit, approximate=quantity.approximate)
    message = Text("{value} 小于零", "{value} is below zero", value=value)
    return Problem(where=where, message=message, expected=0, actual=lowest, gap=lowest, unit=unit)
