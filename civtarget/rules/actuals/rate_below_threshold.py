"""
A rate is at its threshold even before the deadline.

比率在期限之前已经达标。

A rate has no pace unless the plan states steps, so before its deadline it is not judged. Where it is still below, this
note says so early, and how many more of its part would reach it at the present whole.

比率没有序时进度（规划写明步骤的除外），期限之前不作判断。还低于要求的，在这里提前提示，并说明按目前的分母，分子还差多少。

Passes:

    indicators:
      graded: {name: 评定率, kind: rate, target: ">= 92%"}

    指标,辖区,期间,数值,分子,分母
    graded,,2025-06,,100,108

Fails:

    indicators:
      graded: {name: 评定率, kind: rate, target: ">= 92%"}

    指标,辖区,期间,数值,分子,分母
    graded,,2025-06,,99,108

Remedy: plan for the number that is named.

补救：按所指出的数安排。
"""

from collections.abc import Iterator

from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Kind
from civtarget.model.results import Result, RuleOptions
from civtarget.rules.actuals._cells import cells, held
from civtarget.rules.actuals._verdicts import below
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import Verdict

ID = "rate-below-threshold"
FAMILY = "progress"
SEVERITY = Severity.NOTE
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Hold every rate that is not yet due against its threshold."""
    if assessment.plan.indicators[identifier].kind not in (Kind.RATE, Kind.DENSITY):
        return
    for cell in cells(identifier, assessment):
        if cell.step is not None or cell.actual is None or cell.bound is None or cell.bound.low is None:
            continue
        if cell.verdict is Verdict.NOT_DUE:
            yield below(cell, assessment)
        elif cell.verdict is Verdict.MET:
            yield held(cell.subject, assessment.plan)
