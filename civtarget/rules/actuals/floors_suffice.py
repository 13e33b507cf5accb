"""
Districts that all reach their floors reach the target together.

各辖区都达到各自下限时，合计也达到总目标。

Where the floors of the districts add up to less than the target of the whole area, every district can do its part and
the city still fall short: nobody is asked for the rest. This rule says so when it has come about.

各辖区下限之和小于总目标时，可能每个辖区都完成了，全市却没有完成：差的那部分没有落到任何辖区。出现这种情形时，这条规则会指出。

Passes:

    indicators:
      points: {name: 服务点, kind: stock, unit: 个, target: ">= 10", split: {甲区: ">= 4", 乙区: ">= 4"}}

    指标,辖区,期间,数值
    points,甲区,2025-12,5
    points,乙区,2025-12,5

Fails:

    indicators:
      points: {name: 服务点, kind: stock, unit: 个, target: ">= 10", split: {甲区: ">= 4", 乙区: ">= 4"}}

    指标,辖区,期间,数值
    points,甲区,2025-12,4
    points,乙区,2025-12,5

Remedy: agree who does the rest, and raise the floors in the plan.

补救：商定由谁承担余下的部分，并在规划中提高下限。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, rounded
from civtarget.model.plan import Identifier
from civtarget.model.results import Result, RuleOptions
from civtarget.rules.actuals._cells import cells, held, problem, value_text
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell, Verdict

ID = "floors-suffice"
FAMILY = "progress"
SEVERITY = Severity.WARNING
Options = RuleOptions

_SHORT = frozenset((Verdict.MISSED, Verdict.BEHIND, Verdict.NOT_DUE))


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Compare the districts' verdicts with that of the whole area, where all shares were reached."""
    bound = [cell for cell in cells(identifier, assessment) if cell.step is None]
    parts = [cell for cell in bound if cell.district is not None]
    area = next((cell for cell in bound if cell.district is None), None)
    if area is None or area.bound is None or area.bound.low is None or not _all_met(parts):
        return
    if area.verdict in _SHORT and area.actual is not None and area.actual < area.bound.low:
        value = value_text(area.actual, area.unit, area.bound.low)
        target = value_text(area.bound.low, area.unit)
        gap = gap_text(rounded(area.bound.low - area.actual, (0,)), area.unit)
        message = Text(
            "{number} 个辖区都达到了各自的数，合计 {value}，总目标 {target}：差的 {gap}没有分给任何辖区",
            "all {number} parts reached their own figures, together {value}, and the target is "
            "{target}: nobody is asked for the {gap} that are missing",
            number=len(parts),
            value=value,
            target=target,
            gap=gap,
        )
        yield problem(
            area.subject,
            assessment.plan,
            message,
            place=area.place,
            expected=area.bound.low,
            actual=area.actual,
            unit=area.unit,
        )
    elif area.verdict is Verdict.MET:
        yield held(area.subject, assessment.plan)


def _all_met(parts: list[ScorecardCell]) -> bool:
    """Whether there are parts, and every one reached its own bound."""
    return bool(parts) and all(cell.verdict is Verdict.MET for cell in parts)
