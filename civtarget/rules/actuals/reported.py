"""
What is due to be reported is reported.

该报送的都已报送。

A district that has reported nothing is told of once its first report is overdue. One that has reported earlier periods,
but not the latest that others reported the same indicator for, is told of once the plan's day for that report has come;
and where all stop, the periods that would follow in the rhythm of the reports before. Nothing that is missing is ever
taken for zero.

到了该报的日子还没有报送过的，会指出来；报过前期、没有报最近一期（同一指标已有其他辖区报送）的，到了规划规定的报送日
也会指出来；各地都停报的，按以往报送的间隔推算应报的期间。没有报送从不当作零。

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

Remedy: ask the district for its report.

补救：催报。
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Kind
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.periods import ReportingPeriod
from civtarget.rules.actuals._cells import cells, held, problem
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell, Verdict

ID = "reported"
FAMILY = "progress"
SEVERITY = Severity.WARNING
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Look for every expected part; for the whole area only where no part is asked."""
    latest = _latest_due(identifier, assessment)
    for cell in cells(identifier, assessment):
        if cell.district is None and cell.reported is not None:
            continue  # its parts are asked one by one
        if cell.verdict is Verdict.NOT_REPORTED:
            message = Text("已到报送时间，没有报送", "nothing is reported, and a report is due")
            yield problem(cell.subject, assessment.plan, message)
        elif latest is not None and _is_stale(cell, latest, assessment):
            message = Text(
                "没有报送 {latest}（最近报送的是 {period}）",
                "nothing is reported for {latest}: the last report is for {period}",
                latest=latest.text,
                period=str(cell.period),
            )
            yield problem(cell.subject, assessment.plan, message)
        elif cell.period is not None:
            yield held(cell.subject, assessment.plan)


def _latest_due(identifier: Identifier, assessment: Assessment) -> ReportingPeriod | None:
    """
    Return the latest period that an indicator has to be reported for, unless it is a task: that stays as it was.

    It is the latest that anybody reported; where the plan has a day for reports, also what follows in the same rhythm.
    """
    if assessment.plan.indicators[identifier].kind is Kind.TASK:
        return None
    histories = assessment.histories(identifier)
    periods = {
        each.period.end: each.period
        for subject, history in histories.items()
        for each in history
        if subject.step is None
    }
    ends = sorted(periods)
    due = assessment.plan.report_due
    if due is None or len(ends) < 2:
        return periods[ends[-1]] if ends else None
    months = _month(ends[-1]) - _month(ends[-2])
    latest = periods[ends[-1]]
    while (following := _month_end(_month(latest.end) + months)) <= assessment.plan.period.end:
        if assessment.as_of < due.for_period_ending(following):
            break
        latest = ReportingPeriod(f"{following:%Y-%m}", following.replace(day=1), following)
    return latest


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _month_end(month: int) -> date:
    year, number = divmod(month, 12)
    return date(year, number + 1, monthrange(year, number + 1)[1])


def _is_stale(cell: ScorecardCell, latest: ReportingPeriod, assessment: Assessment) -> bool:
    history = assessment.histories(cell.indicator).get(cell.subject)
    if cell.step is not None or not history or history[-1].period.end >= latest.end:
        return False
    due = assessment.plan.report_due
    return assessment.as_of >= (due.for_period_ending(latest.end) if due is not None else latest.end)
