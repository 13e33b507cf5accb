"""
A reported value is one that there can be.

报送的数值是可能有的数。

No count, amount or stock is below zero, there is no half of what is counted in whole units, and no share is above
100 %. Such a value is judged as it stands, and this says that it cannot be right.

数量、金额和存量不会是负数；按整数计的（张、人、户等）不会有零头；占比不会超过 100%。这样的数仍照所报核对，
但在这里指出它不可能是对的。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-06,50

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-06,50.5

Remedy: ask for the right value.

补救：请报送单位更正。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Indicator, Kind
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.quantity import Exact
from civtarget.notation.units import PERCENT, is_countable
from civtarget.rules.actuals._cells import held, problem
from civtarget.rules.actuals._histories import once_held
from civtarget.scorecard.assessment import Assessment

ID = "value-possible"
FAMILY = "plausibility"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Look at every value that counts, of every period."""
    indicator = assessment.plan.indicators[identifier]
    yield from once_held(
        _judge(each, indicator, assessment)
        for history in assessment.histories(identifier).values()
        for each in history
        if each.value is not None and each.subject.step is None
    )


def _judge(row: Observation, indicator: Indicator, assessment: Assessment) -> Result:
    assert row.value is not None, "only values are looked at"
    reason = _impossible(row.value, indicator)
    if reason is None:
        return held(row.subject, assessment.plan)
    value, period = quantity_text(row.value, indicator.unit_name), row.period.text
    message = Text(
        "{period} 报 {value}：{reason}",
        "{value} is reported for {period}: {reason}",
        period=period,
        value=value,
        reason=reason,
    )
    return problem(row.subject, assessment.plan, message, place=row.place, actual=row.value, unit=indicator.unit_name)


def _impossible(value: Exact, indicator: Indicator) -> Text | None:
    unit = indicator.unit_name
    if value < 0 and indicator.kind is not Kind.TASK:
        return Text("不会是负数", "it cannot be below zero")
    if indicator.kind.adds_up and value.denominator != 1 and is_countable(unit):
        return Text("只能是整数", "it has to be a whole number")
    if unit == PERCENT and value > 100:
        return Text("占比不会超过 100%", "a share cannot be above 100%")
    return None
