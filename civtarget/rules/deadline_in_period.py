"""
Every indicator and every step starts and ends within the years of the plan.

每项指标、每个步骤的起止都在规划期内。

A deadline beyond the plan's end is never judged, and one before its start has passed before anybody was asked. In a
plan for several years a deadline without a year is not a day at all.

期限晚于规划期，就永远不会考核；早于规划期，则布置之前就已过期。多年规划中不写年份的期限，不知道是哪一天。

Passes:

    period: 2021..2025
    indicators:
      approvals: {name: 审批, kind: task, steps: [{do: 完成审批, start: 2022年7月, by: 2023年底}]}

Fails:

    period: 2021..2025
    indicators:
      approvals: {name: 审批, kind: task, steps: [{do: 完成审批, by: 2026年3月底}]}

Remedy: correct the date or the period; in a plan for several years name the year, as in `2023年底`.

补救：改正日期或规划期；多年规划请写明年份，如 `2023年底`。
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Indicator, Path, Plan, Step, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.dates import Period, When
from civtarget.rules._values import chain_past_unread

ID = "deadline-in-period"
FAMILY = "dates"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Hold the first day of every start and the last day of every deadline against the period."""
    indicator = plan.indicators[identifier]
    steps = ((at(identifier, "steps", str(number)), step) for number, step in enumerate(indicator.steps))
    dated: list[tuple[Path, Indicator | Step]] = [(at(identifier), indicator), *steps]
    yield from chain_past_unread(
        *(partial(look, where, each, plan) for where, each in dated for look in (_start, _deadline))
    )


def _start(where: Path, dated: Indicator | Step, plan: Plan) -> Iterator[Result]:
    if dated.start is not None:
        yield _judge((*where, "start"), dated.start, plan.period, is_deadline=False)


def _deadline(where: Path, dated: Indicator | Step, plan: Plan) -> Iterator[Result]:
    if dated.by is not None:
        yield _judge((*where, "by"), dated.by, plan.period, is_deadline=True)


def _judge(where: Path, when: When, period: Period, *, is_deadline: bool) -> Result:
    year = when.year_in(period)
    if year is None:
        example = f"{period.last}年{when.text.removeprefix('年')}"
        message = Text(
            "规划期为 {period}，“{when}”没有写明年份：请写如 {example}",
            '"{when}" names no year of {period}: write for example {example}',
            period=str(period),
            when=when.text,
            example=example,
        )
    elif not when.exists_in(year):
        message = Text(
            "{year} 年没有“{when}”这一天", '{year} has no such day as "{when}"', year=str(year), when=when.text
        )
    else:
        day = when.last_day(year) if is_deadline else when.first_day(year)
        if period.start <= day <= period.end:
            return Held(where)
        message = _outside(day, when, period)
    return Problem(where=where, message=message)


def _outside(day: date, when: When, period: Period) -> Text:
    late = day > period.end
    edge = period.end if late else period.start
    days = quantity_text(abs((day - edge).days), "天")
    named = Text("“{when}”即 {day}", '"{when}" is {day}', when=when.text, day=day)
    if when.text == str(day):
        named = Text(when.text, when.text)
    if late:
        return Text(
            "{named}，晚于规划期末 {edge}：晚 {days}",
            "{named}, after the period's end on {edge}: {days} late",
            named=named,
            edge=edge,
            days=days,
        )
    return Text(
        "{named}，早于规划期初 {edge}：早 {days}",
        "{named}, before the period's start on {edge}: {days} early",
        named=named,
        edge=edge,
        days=days,
    )
