"""
What is due by the pace is reached.

序时应达的数已经达到。

Until its deadline a value is held against what is due at the end of the period that it was reported for: evenly by
months, or by the steps, quarters or days that the plan states. So a monthly reporter is not late by the days since.
What has no pace is not judged before its deadline.

期限之前，按报送期末应达的数衡量：默认按月均匀推进，规划另有步骤、季度或按天的，从其规定。
因此按月报送的，不会因期末之后的天数而算作滞后。没有序时进度的，期限之前不作判断。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙区,2025-06,30

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙区,2025-06,29

Remedy: catch up; or, if the work is seasonal, state its `steps` or its `pace` in the plan.

补救：加快进度；工作有季节性的，在规划中写明步骤（steps）或进度（pace）。
"""

from collections.abc import Iterator

from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier
from civtarget.model.results import Result, RuleOptions
from civtarget.rules.actuals._cells import cells, held
from civtarget.rules.actuals._verdicts import behind, is_paced, unchecked_cell
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import Verdict

ID = "on-pace"
FAMILY = "progress"
SEVERITY = Severity.WARNING
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Hold every value against what is due of its bound."""
    for cell in cells(identifier, assessment):
        if cell.verdict is Verdict.ON_PACE and cell.due is not None:
            yield held(cell.subject, assessment.plan)
        elif cell.verdict is Verdict.BEHIND:
            yield behind(cell, assessment)
        elif cell.verdict is Verdict.UNCHECKED and is_paced(cell):
            yield unchecked_cell(cell, assessment)
