"""
Steps stand in the order of their deadlines, and none starts after its end.

各步骤按期限先后排列，且开始不晚于结束。

A schedule is read from top to bottom: a step that is due before the one above it is overlooked, or one of the two dates
is wrong. Steps without a deadline take no part.

进度安排从上往下看：比上一步更早到期的步骤容易漏看，或者两个日期中有一个写错了。没有期限的步骤不参与比较。

Passes:

    indicators:
      approvals: {name: 审批, kind: task, steps: [{do: 摸底, by: 3月底}, {do: 验收, by: 三季度}]}

Fails:

    indicators:
      approvals: {name: 审批, kind: task, steps: [{do: 摸底, by: 三季度}, {do: 验收, by: 3月底}]}

Remedy: correct the date that is wrong, or put the steps in order.

补救：改正有误的日期，或调整步骤的顺序。
"""

from collections.abc import Iterator
from datetime import date

from civtarget.findings import Held, Problem, Related, Result, RuleOptions, Severity
from civtarget.language import Text
from civtarget.model import Identifier, Path, Plan, at
from civtarget.wording import quantity_text

ID = "steps-in-order"
FAMILY = "dates"
SEVERITY = Severity.WARNING
REQUIRES = frozenset({"deadline-in-period"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, options: RuleOptions) -> Iterator[Result]:
    """Compare every step's start with its own deadline, and its deadline with the one before it."""
    previous: tuple[Path, date] | None = None
    for number, step in enumerate(plan.indicators[identifier].steps):
        year = step.by.year_in(plan.period) if step.by is not None else None
        if step.by is None or year is None:
            continue
        due, where = step.by.last_day(year), at(identifier, "steps", str(number), "by")
        start_year = step.start.year_in(plan.period) if step.start is not None else None
        if step.start is not None and start_year is not None:
            yield _judge_start(
                at(identifier, "steps", str(number), "start"), step.start.first_day(start_year), where, due
            )
        if previous is not None:
            yield _judge_order(where, due, *previous)
        previous = where, due


def _judge_start(where: Path, start: date, due_at: Path, due: date) -> Result:
    if start <= due:
        return Held(where)
    days = quantity_text((start - due).days, "天")
    return Problem(
        where=where,
        message=Text(
            f"{start} 开始，晚于期限 {due}：晚 {days.zh}",
            f"starts on {start}, after it is due on {due}: {days.en} late",
        ),
        related=(Related(due_at, Text("期限在此", "the deadline stands here")),),
    )


def _judge_order(where: Path, due: date, before_at: Path, before: date) -> Result:
    if before <= due:
        return Held(where)
    days = quantity_text((before - due).days, "天")
    return Problem(
        where=where,
        message=Text(
            f"期限 {due}，早于上一步的 {before}：早 {days.zh}",
            f"due on {due}, before the step above it on {before}: {days.en} earlier",
        ),
        related=(Related(before_at, Text("上一步的期限在此", "the step above is due here")),),
    )
