"""
Every report is submitted by its day.

报送没有超过规定的日期。

The plan says in `report_due` by which day a period has to be reported, such as the 20th of the month after. Whatever
was first submitted after that day is late; the value counts all the same. A later correction of what came in time is
not late, and a report that does not state when it was submitted is not judged.

规划用 `report_due` 写明每期最迟哪一天报送，例如次月20日。过了这一天才报送的，属于迟报，
数值仍然采用。按时报送之后再作更正的，不算迟报；没有写报送日期的，不作判断。

Passes:

    report_due: 次月20日
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,报送日期
    beds,甲区,2025-06,20,2025-07-20

Fails:

    report_due: 次月20日
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,报送日期
    beds,甲区,2025-06,20,2025-07-21

Remedy: correct the day of submission if it is wrong; if it is right, remind the district before the next report is due.

补救：报送日期有误的，予以更正；无误的，下一期提前提醒报送。
"""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.rules.actuals._cells import held, problem
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.observations import Observations

ID = "submitted-late"
FAMILY = "rows"
SEVERITY = Severity.WARNING
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Hold the day on which each value was first submitted against the day by which its period was to be reported."""
    first = list(_first_rows(identifier, assessment.observations))
    report_due = assessment.plan.report_due if first else None
    if report_due is None:
        return
    for row, submitted in first:
        due = report_due.for_period_ending(row.period.end)
        if submitted > due:
            yield _late(row, submitted, due, assessment)
        else:
            yield held(row.subject, assessment.plan)


def _first_rows(identifier: Identifier, observations: Observations) -> Iterator[tuple[Observation, date]]:
    """Yield, for every subject and period end, the row that was submitted first, and its day."""
    for subject in observations.histories(identifier):
        dated = [(row, row.submitted) for row in observations.rows_of(subject) if row.submitted is not None]
        first: dict[date, tuple[Observation, date]] = {}
        for row, submitted in sorted(dated, key=itemgetter(1)):
            first.setdefault(row.period.end, (row, submitted))
        yield from first.values()


def _late(row: Observation, submitted: date, due: date, assessment: Assessment) -> Problem:
    period, days = row.period.text, (submitted - due).days
    message = Text(
        f"{period} 于 {submitted} 报送，期限为 {due}，迟 {days} 天",
        f"submitted on {submitted} for {period}, due by {due}: {days} {'day' if days == 1 else 'days'} late",
    )
    return problem(row.subject, assessment.plan, message, place=row.place)
