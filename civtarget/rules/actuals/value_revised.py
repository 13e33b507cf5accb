"""
No reported value was replaced by a later one.

报送的数没有被后来的更正替换。

Of two reports that differ the one submitted later counts. That is as it should be, and nothing needs to be done: the
note is there so that whoever knows the former figure can see where the present one comes from.

前后报送的数不一样，以后报的为准。这属于正常更正，无须处理；在此提示，是为了让记得原数的人知道现在的数从何而来。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,报送日期
    beds,甲区,2025-06,20,2025-07-05

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,报送日期
    beds,甲区,2025-06,20,2025-07-05
    beds,甲区,2025-06,21,2025-07-12

Remedy: nothing, if the later value is right; otherwise have the right one reported once more.

补救：后报的数无误的，无须处理；有误的，重新报送正确的数。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, listed
from civtarget.model.plan import Identifier
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.rules.actuals._cells import held, problem
from civtarget.rules.actuals._rows import content_text, contents, related_rows, settled
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import RowMerge, RowMergeKind

ID = "value-revised"
FAMILY = "rows"
SEVERITY = Severity.NOTE
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Look at every subject and period; a revision is told at the row that counts."""
    for kept, merge in settled(identifier, assessment, RowMergeKind.REVISED):
        yield held(kept.subject, assessment.plan) if merge is None else _revised(kept, merge, assessment)


def _revised(kept: Observation, merge: RowMerge, assessment: Assessment) -> Problem:
    plan, rows, period, day = assessment.plan, merge.observations, merge.period.text, kept.submitted
    counts = content_text(kept, plan)
    former = listed((text for text in contents(rows, plan) if text != counts), most=MOST_NAMES)
    if kept.readable:
        message = Text(
            "{period} 已更正：以 {day} 报送的 {counts} 为准，替换 {former}",
            "revised for {period}: {counts}, submitted on {day}, counts instead of {former}",
            period=period,
            day=str(day),
            counts=counts,
            former=former,
        )
    else:
        message = Text(
            "{period} 已更正：{day} 报送的未能读取，原报的 {former} 不再采用",
            "revised for {period}: what was submitted on {day} could not be read, and {former} no longer counts",
            period=period,
            day=str(day),
            former=former,
        )
    others = related_rows((row for row in rows if row.place != kept.place), plan)
    return problem(merge.subject, plan, message, place=kept.place, related=others)
