"""
A cap is not exceeded.

没有超过上限。

"At most 3 institutions" holds at every date: whatever exceeds it does so at once, not only at the deadline. The sum of
the districts counts for the whole area, and a sum that exceeds the cap while a district is still missing exceeds it.

“控制在 3 家以内”任何时候都要遵守：一旦超过就是超过，不必等到期限。各辖区合计对总的上限同样适用；
有的辖区未报而已报的合计已经超过的，也是超过。

Passes:

    indicators:
      homes: {name: 机构, kind: stock, unit: 家, target: <= 3, split: {甲区: <= 1, 乙区: <= 2}}

    指标,辖区,期间,数值
    homes,甲区,2025-06,1
    homes,乙区,2025-06,2

Fails:

    indicators:
      homes: {name: 机构, kind: stock, unit: 家, target: <= 3, split: {甲区: <= 1, 乙区: <= 2}}

    指标,辖区,期间,数值
    homes,甲区,2025-06,2
    homes,乙区,2025-06,2

Remedy: correct the value if it is wrong; if it is right, bring the number down.

补救：数值有误就更正；数值无误，就要压减。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, rounded
from civtarget.model.plan import Identifier
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.notation.quantity import Op
from civtarget.rules.actuals._cells import cells, held, problem, value_text
from civtarget.rules.actuals._verdicts import unchecked_cell
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell, Verdict

ID = "cap-kept"
FAMILY = "progress"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Hold every value against the cap that binds it, or the upper end of a range."""
    for cell in cells(identifier, assessment):
        if cell.bound is None or cell.bound.op not in (Op.AT_MOST, Op.BETWEEN):
            continue
        if cell.verdict is Verdict.EXCEEDED:
            yield _exceeded(cell, assessment)
        elif cell.verdict is Verdict.UNCHECKED and cell.bound.op is Op.AT_MOST:
            yield unchecked_cell(cell, assessment)
        elif cell.actual is not None and not cell.at_least:
            yield held(cell.subject, assessment.plan)


def _exceeded(cell: ScorecardCell, assessment: Assessment) -> Problem:
    assert cell.actual is not None and cell.bound is not None and cell.bound.high is not None, "a cap is exceeded"
    cap = cell.bound.high
    value, limit = value_text(cell.actual, cell.unit, cap), value_text(cap, cell.unit)
    over, about = gap_text(rounded(cell.actual - cap, (0,)), cell.unit), Text("至少 ", "at least ")
    least = about if cell.at_least else Text("", "")
    message = Text(
        f"超过上限：{cell.period} {'' if cell.at_least else '为 '}{least.zh}{value.zh}，上限 {limit.zh}，多 {over.zh}",
        f"exceeded: {least.en}{value.en} for {cell.period}, the cap is {limit.en}, {over.en} over",
    )
    return problem(
        cell.subject, assessment.plan, message, place=cell.place, expected=cap, actual=cell.actual, unit=cell.unit
    )
