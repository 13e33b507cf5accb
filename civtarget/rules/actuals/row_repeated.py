"""
Nothing is reported twice.

没有重复报送。

The same figure for the same period, sent again, counts once and does no harm. But if one of the two is corrected some
day and the other forgotten, they contradict each other.

同一期的同一个数重复报送，只计一次，不影响结果。但以后如果只改了一处、漏了另一处，两处就会互相矛盾。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙区,2025-06,20

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,甲区,2025-06,20

Remedy: delete one of the rows; or correct it, if it was meant for another district or period.

补救：删去其中一行；本该是其他辖区或其他期间的，予以更正。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.rules.actuals._cells import held, problem
from civtarget.rules.actuals._rows import content_text, related_rows, settled
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import RowMerge, RowMergeKind

ID = "row-repeated"
FAMILY = "rows"
SEVERITY = Severity.NOTE
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Look at every subject and period; a repetition is told at the second row."""
    for kept, merge in settled(identifier, assessment, RowMergeKind.DUPLICATE):
        yield held(kept.subject, assessment.plan) if merge is None else _repeated(kept, merge, assessment)


def _repeated(kept: Observation, merge: RowMerge, assessment: Assessment) -> Problem:
    plan, rows, period = assessment.plan, merge.observations, merge.period.text
    content = content_text(kept, plan)
    message = Text(
        "{period} 报送了 {number} 次，内容一致：{content}，只计一次",
        "reported {number} times for {period}, all in agreement: {content}, which counts once",
        period=period,
        number=len(rows),
        content=content,
    )
    first, second, *more = rows
    others = related_rows((first, *more), plan)
    return problem(merge.subject, plan, message, place=second.place, related=others)
