"""
A target is not below what was there before.

目标不低于此前的结果。

Whoever did 2,274 homes last year and plans 2,220 has planned to do less; that may be meant, but it should be seen. Of
what is counted anew each year, the year just before is compared; of a state, such as a rate or a stock, the latest one.

去年完成 2274 户、今年计划 2220 户，就是计划少做：也许是有意的，但应当看得见。
逐年累计的数与上一年比；比率、存量等状态与最近一次比。

Passes:

    indicators:
      retrofits: {name: 适老化改造, kind: count, unit: 户, baselines: [{period: 2024, value: 2274}], target: 2300}

Fails:

    indicators:
      retrofits: {name: 适老化改造, kind: count, unit: 户, baselines: [{period: 2024, value: 2274}], target: 2220}

Remedy: raise the target; or leave it, if less is meant.

补救：提高目标；确实打算少做，则可不改。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, dotted
from civtarget.model.plan import Identifier, Kind, Plan, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import DatedBaseline, Workspace
from civtarget.notation.quantity import Quantity
from civtarget.rules._links import path_from
from civtarget.rules._values import compared, not_exact

ID = "target-below-result"
FAMILY = "links"
SEVERITY = Severity.NOTE
REQUIRES = frozenset({"link-known", "link-fits", "unit-matches"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare a target with the latest baseline before it; a cap asks for no more than it says."""
    indicator = plan.indicators[identifier]
    target = indicator.bound
    if target is None or target.low is None or indicator.kind is Kind.TASK:
        return
    before = _before(workspace.baselines(identifier, plan), plan, adds_up=indicator.kind.accumulates)
    if before is not None:
        yield _compare(identifier, plan, target, before)


def _before(baselines: tuple[DatedBaseline, ...], plan: Plan, *, adds_up: bool) -> DatedBaseline | None:
    """Return the latest baseline before the plan; of what adds up, only one for as many years as the plan is for."""
    earlier = [each for each in baselines if each.baseline.period.last < plan.period.first]
    if not earlier or not adds_up:
        return earlier[-1] if earlier else None
    period = earlier[-1].baseline.period
    return earlier[-1] if period.last == plan.period.first - 1 and period.years == plan.period.years else None


def _compare(identifier: Identifier, plan: Plan, target: Quantity, before: DatedBaseline) -> Result:
    where, value = at(identifier, "target"), before.baseline.value
    about = not_exact(where, (where, target), (before.path, value))
    if about is not None:
        return about
    low = target.figure
    if value.high is not None and low >= value.high:
        return Held(where)
    if value.low is None or low >= value.low:  # what it came to is known only as a bound
        stated = bound_text(value)
        message = Text("此前的数只是 {stated}，不能确定", "open: what it came to is only {stated}", stated=stated)
        return Unchecked(where=where, message=message, needs=(dotted(path_from(before.path, before.plan, plan)),))
    was = value.low
    unit, period = plan.indicators[identifier].unit_name, before.baseline.period
    now, then, gap = compared(low, was, unit)
    there = Text("{period} 年的结果在此", "the result of {period} stands here", period=str(period))
    return Problem(
        where=where,
        message=Text(
            "目标 {now}低于 {period} 年的结果 {then}：少 {gap}",
            "the target of {now} is below the result of {period}, {then}: {gap} less",
            now=now,
            period=str(period),
            then=then,
            gap=gap,
        ),
        expected=was,
        actual=low,
        gap=low - was,
        unit=unit,
        related=(Related(before.path, there, plan=before.plan),),
    )
