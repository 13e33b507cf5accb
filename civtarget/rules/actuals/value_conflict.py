"""
What is reported for one period does not contradict itself.

同一期的报送不互相矛盾。

Two reports that differ cannot both be right. The one submitted later counts; if none is known to be the latest, none of
them counts until somebody settles it, and what depends on the value is not judged. Two reports also contradict each
other if one of them cannot be read. Values that count from the start of the year or plan are for the day on which their
period ends: for them June and the first half-year are one.

前后报送的数不一样，不可能都对。能分出先后的，以后报的为准；分不出先后的，核清之前都不采用，与之有关的也不作判断。
其中一次读不懂的，也算矛盾。从年初或规划期初累计的数，说的是期末那一天的情况：6月和上半年算同一期。

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
    beds,甲区,2025-06,21

Remedy: delete the row that is wrong; or, if one corrects the other, state the day of submission in both.

补救：删去有误的一行；属于更正的，两行都写明报送日期。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, listed
from civtarget.model.plan import Identifier
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.rules.actuals._cells import held, problem
from civtarget.rules.actuals._rows import contents, related_rows, settled
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import RowMerge, RowMergeKind, not_superseded

ID = "value-conflict"
FAMILY = "rows"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Look at every subject and period; a conflict is told at the first of the rows that might count."""
    for kept, merge in settled(identifier, assessment, RowMergeKind.CONFLICT):
        yield held(kept.subject, assessment.plan) if merge is None else _conflict(merge, assessment)


def _conflict(merge: RowMerge, assessment: Assessment) -> Problem:
    plan, rows, period = assessment.plan, merge.observations, merge.period.text
    candidates = not_superseded(rows)
    said = listed(contents((row for row in candidates if row.readable), plan), most=MOST_NAMES)
    unread = listed(contents((row for row in candidates if not row.readable), plan), most=MOST_NAMES)
    if said.en and unread.en:  # the rows that can be read may well agree
        message = Text(
            "{period} 除了 {said}，还报了{unread}；分不出先后，核清之前都不采用",
            "reported for {period}: {said}, and also {unread}; none is known to be the latest, "
            "so none counts until this is settled",
            period=period,
            said=said,
            unread=unread,
        )
    else:
        message = Text(
            "{period} 的报送互相矛盾：{said}；分不出先后，核清之前都不采用",
            "reports for {period} differ: {said}; none is known to be the latest, so none counts until this is settled",
            period=period,
            said=said if said.zh else unread,
        )
    first = candidates[0]
    others = related_rows((row for row in rows if row is not first), plan)
    return problem(merge.subject, plan, message, place=first.place, related=others)
