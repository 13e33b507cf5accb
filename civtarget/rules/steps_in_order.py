"""
Steps stand in the order of their deadlines, none later than its indicator, and nothing starts after its end.

各步骤按期限先后排列，不晚于指标自己的期限，开始都不晚于结束。

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

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Indicator, Path, Plan, Step, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions
from civtarget.model.workspace import Workspace

ID = "steps-in-order"
FAMILY = "dates"
SEVERITY = Severity.WARNING
REQUIRES = frozenset({"deadline-in-period"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare every start with its own deadline, and every step's deadline with the one before it."""
    indicator = plan.indicators[identifier]
    end = _due(indicator, plan)
    yield from _judge_stretch(at(identifier), indicator, plan)
    previous: tuple[Path, date] | None = None
    for number, step in enumerate(indicator.steps):
        where = at(identifier, "steps", str(number))
        yield from _judge_stretch(where, step, plan)
        due = _due(step, plan)
        if due is None:
            continue
        if previous is not None:
            yield _judge_order((*where, "by"), due, *previous)
        if end is not None:
            yield _judge_end((*where, "by"), due, at(identifier, "by"), end)
        previous = (*where, "by"), due


def _due(dated: Indicator | Step, plan: Plan) -> date | None:
    year = dated.by.year_in(plan.period) if dated.by is not None else None
    return dated.by.last_day(year) if dated.by is not None and year is not None else None


def _judge_stretch(where: Path, dated: Indicator | Step, plan: Plan) -> Iterator[Result]:
    """Hold the start of something against its own deadline, where it has both."""
    due = _due(dated, plan)
    year = dated.start.year_in(plan.period) if dated.start is not None else None
    if dated.start is not None and year is not None and due is not None:
        yield _judge_start((*where, "start"), dated.start.first_day(year), (*where, "by"), due)


def _judge_start(where: Path, start: date, due_at: Path, due: date) -> Result:
    days = _days(start, due)
    message = Text(
        "{start} 开始，晚于期限 {due}：晚 {days}",
        "starts on {start}, after it is due on {due}: {days} late",
        start=start,
        due=due,
        days=days,
    )
    return _judge(where, message, Related(due_at, Text("期限在此", "the deadline stands here")), holds=start <= due)


def _judge_end(where: Path, due: date, end_at: Path, end: date) -> Result:
    days = _days(due, end)
    message = Text(
        "期限 {due}，晚于指标的期限 {end}：晚 {days}",
        "due on {due}, after the indicator itself on {end}: {days} late",
        due=due,
        end=end,
        days=days,
    )
    related = Related(end_at, Text("指标的期限在此", "the indicator is due here"))
    return _judge(where, message, related, holds=due <= end)


def _judge_order(where: Path, due: date, before_at: Path, before: date) -> Result:
    days = _days(before, due)
    message = Text(
        "期限 {due}，早于上一步的 {before}：早 {days}",
        "due on {due}, before the step above it on {before}: {days} earlier",
        due=due,
        before=before,
        days=days,
    )
    related = Related(before_at, Text("上一步的期限在此", "the step above is due here"))
    return _judge(where, message, related, holds=before <= due)


def _days(later: date, earlier: date) -> Text:
    return quantity_text((later - earlier).days, "天")


def _judge(where: Path, message: Text, related: Related, *, holds: bool) -> Result:
    return Held(where) if holds else Problem(where=where, message=message, related=(related,))
