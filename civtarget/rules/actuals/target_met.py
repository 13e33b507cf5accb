"""
The target is met once its deadline has passed.

期限一过，目标已经完成。

What was reported for the latest period by the date of the check is held against the share of the district, and the sum
of the districts, or the pooled rate, against the target of the whole area. A rate that falls short says how many more
of its part would reach it. A value that is missing in part, or contradicts itself, is neither met nor missed: the check
could not be made.

按核对日之前最近一期的报送数值，逐个辖区与其份额比较，再以各辖区合计（比率则合并分子、分母）与总目标比较。
比率不够时，说明分子还差多少。数值不全或自相矛盾时，既不算完成，也不算未完成，而是未能检查。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-12,40
    beds,乙区,2025-12,61

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-12,40
    beds,乙区,2025-12,59

Remedy: correct the value if it is wrong; if it is right, the target was missed.

补救：数值有误就更正；数值无误，就是没有完成。
"""

from collections.abc import Iterator

from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.quantity import Op
from civtarget.rules.actuals._cells import cells, held
from civtarget.rules.actuals._verdicts import is_paced, missed, unchecked_cell
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import Verdict

ID = "target-met"
FAMILY = "progress"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Hold every value against its bound; a cap is the matter of another rule."""
    for cell in cells(identifier, assessment):
        if cell.bound is not None and cell.bound.op is Op.AT_MOST:
            continue
        if cell.verdict is Verdict.MET:
            yield held(cell.subject, assessment.plan)
        elif cell.verdict is Verdict.MISSED:
            yield missed(cell, assessment)
        elif cell.verdict is Verdict.UNCHECKED and not is_paced(cell):
            yield unchecked_cell(cell, assessment)
