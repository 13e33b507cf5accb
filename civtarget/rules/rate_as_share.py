"""
A small rate is written with its sign, so that 0.92 is not taken for 92 %.

很小的比率写明百分号，以免把 0.92 当成 92%。

A number without a unit is in the unit of its indicator: 0.92 under a rate in % is 0.92 %, less than one in a hundred.
Whoever copies it from a spreadsheet usually means 92 %.

不带单位的数按指标的单位理解：比率以 % 计，0.92 就是 0.92%，一百个里不到一个。从电子表格抄来的，通常是指 92%。

Passes:

    indicators:
      graded: {name: 评定率, kind: rate, target: 92%}

Fails:

    indicators:
      graded: {name: 评定率, kind: rate, target: 0.92}

Remedy: write 92% if that is meant, else 0.92% with its sign.

补救：若指 92%，写 92%；若确是 0.92%，写上百分号。
"""

from collections.abc import Iterator
from dataclasses import replace

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text
from civtarget.model.plan import Identifier, Kind, Path, Plan
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Exact, Quantity, exact
from civtarget.notation.units import PERCENT
from civtarget.rules._values import values_of

ID = "rate-as-share"
FAMILY = "rates"
SEVERITY = Severity.NOTE
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at every number of a rate in per cent."""
    indicator = plan.indicators[identifier]
    if indicator.kind is Kind.RATE and indicator.unit_name == PERCENT:
        for where, quantity in values_of(identifier, indicator):
            yield _judge(where, quantity)


def _judge(where: Path, quantity: Quantity) -> Result:
    largest = max(quantity.ends)
    if quantity.unit or not 0 < largest <= 1:
        return Held(where)
    stated = bound_text(replace(quantity, unit=PERCENT))
    low, high = _hundredfold(quantity.low), _hundredfold(quantity.high)
    meant = bound_text(replace(quantity, unit=PERCENT, low=low, high=high))
    message = Text(
        "按 {stated} 理解：若指 {meant}，请写 {meant}；否则请写上百分号",
        "this is read as {stated}: write {meant} if that is meant, else add the sign %",
        stated=stated,
        meant=meant,
    )
    return Problem(where=where, message=message)


def _hundredfold(value: Exact | None) -> Exact | None:
    return None if value is None else exact(value * 100)
