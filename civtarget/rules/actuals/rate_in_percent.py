"""
A rate is reported in per cent.

比率按百分数报送。

A rate of 92 % that is written as 0.92, as a spreadsheet has it when the cell is not formatted as percent, reads as less
than one per cent. So a rate of 1 % or less is suspect where 10 % or more is asked for, unless its numerator and
denominator really make it.

百分率写成 0.92（单元格没有设成百分比格式时就是这样），读出来不到百分之一。要求在 10% 以上而报送不超过 1% 的，
因此存疑；分子、分母确实是这个比率的除外。

Passes:

    indicators:
      graded: {name: 评定率, kind: rate, target: ">= 92%"}

    指标,辖区,期间,数值
    graded,,2025-06,92%

Fails:

    indicators:
      graded: {name: 评定率, kind: rate, target: ">= 92%"}

    指标,辖区,期间,数值
    graded,,2025-06,0.92

Remedy: write 92%, or give the cell the percent format.

补救：写成 92%，或把单元格设成百分比格式。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.quantity import Exact
from civtarget.notation.units import PERCENT
from civtarget.rules.actuals._cells import held, problem
from civtarget.rules.actuals._histories import once_held
from civtarget.scorecard.assessment import Assessment

ID = "rate-in-percent"
FAMILY = "plausibility"
SEVERITY = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Thresholds(RuleOptions):
    """A rate of at most `suspect` is looked at where at least `asked` is asked for, both in per cent."""

    suspect: Exact = 1
    asked: Exact = 10


Options: type[RuleOptions] = Thresholds


def check_actuals(identifier: Identifier, assessment: Assessment, options: Thresholds) -> Iterator[Result]:
    """Look at every rate that counts, of every period, where the plan asks for a large one."""
    indicator = assessment.plan.indicators[identifier]
    bounds = [cell.bound for cell in assessment.cells[identifier] if cell.bound is not None and cell.step is None]
    asked = max((bound.low for bound in bounds if bound.low is not None), default=0)
    if indicator.unit_name != PERCENT or asked < options.asked:
        return
    yield from once_held(
        _judge(each, asked, assessment, options)
        for history in assessment.histories(identifier).values()
        for each in history
        if each.value is not None and each.part is None
    )


def _judge(row: Observation, asked: Exact, assessment: Assessment, options: Thresholds) -> Result:
    assert row.value is not None, "only values are looked at"
    if not 0 < row.value <= options.suspect:
        return held(row.subject, assessment.plan)
    value, meant, target = (quantity_text(each, PERCENT) for each in (row.value, row.value * 100, asked))
    message = Text(
        "{period} 报 {value}，要求为 {target}：是否应为 {meant}？",
        "{value} is reported for {period}, where {target} is asked for: is {meant} meant?",
        period=row.period.text,
        value=value,
        target=target,
        meant=meant,
    )
    return problem(row.subject, assessment.plan, message, place=row.place, actual=row.value, unit=PERCENT)
