"""
Stepped targets lead up to the target: they do not go back on the way, and the last does not go beyond the target.

分步目标逐步走向总目标：途中不后退，最后一步不超出总目标。

60 % by August and 30 % by November would let the second half of the year undo the first. Counts and amounts add up over
the year, so neither their floors nor their caps can fall; of a stock, a rate or a density a floor must not fall and a
cap must not rise. A standard may go either way. A cap that is wider than the target's when the target is due says
nothing. Steps are compared that are due from the same districts, in the order in which they stand; recurring ones take
no part. A few districts may have to do better than the whole area in a rate or a density, but not to do more of what
adds up.

先要求 8 月达到 60%、后只要求 11 月达到 30%，等于允许下半年把上半年的成绩退回去。数量和金额全年累计，下限、
上限都不会降低；存量、比率和密度，下限不应降低，上限不应提高。标准可升可降。总目标到期时，比总上限还宽的上限等于没写。
只比较对相同辖市区的步骤，按书写顺序；经常性步骤不参与。部分辖市区的比率或密度可以要求高于全市，可以相加的数则不能。

Passes:

    indicators:
      covered: {name: 覆盖率, kind: rate, target: ">= 60%", steps: [{by: 8月, target: 30%}, {by: 11月, target: 60%}]}

Fails:

    indicators:
      covered: {name: 覆盖率, kind: rate, target: ">= 60%", steps: [{by: 8月, target: 60%}, {by: 11月, target: 30%}]}

Remedy: correct the step or the target that is wrong.

补救：改正有误的步骤目标或总目标。
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, quantity_text
from civtarget.model.plan import Duties, Identifier, Indicator, Kind, Path, Plan, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions
from civtarget.model.schedule import step_target
from civtarget.model.workspace import Workspace
from civtarget.notation.dates import When
from civtarget.notation.quantity import Exact, Op, Quantity
from civtarget.notation.units import PERCENT
from civtarget.rules._values import not_exact

ID = "steps-rise"
FAMILY = "dates"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"unit-matches", "steps-in-order"})
Options = RuleOptions

_CUMULATIVE = (Kind.COUNT, Kind.AMOUNT)
_STATES = (Kind.STOCK, Kind.RATE, Kind.DENSITY)


class _Stepped(NamedTuple):
    where: Path
    target: Quantity
    districts: frozenset[str] | None
    """The districts that it is due from; None if from all."""
    by: When | None
    is_share: bool
    """Whether it is a percentage of a target that is not known."""

    @property
    def is_cap(self) -> bool:
        return self.target.low is None


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare each stepped target with the one before it for the same districts, and the last with the target."""
    indicator = plan.indicators[identifier]
    if not indicator.steps or indicator.kind not in (*_CUMULATIVE, *_STATES):
        return
    steps = list(_stepped(identifier, indicator))
    for number, step in enumerate(steps):
        earlier = (
            each
            for each in reversed(steps[:number])
            if (each.districts, each.is_share) == (step.districts, step.is_share)
        )
        before = next((each for each in earlier if each.is_cap == step.is_cap), None)
        if before is not None:
            yield _judge_pair(before, step, indicator)
    if indicator.bound is not None:
        for step in {(step.districts, step.is_cap): step for step in steps}.values():
            if _is_bound_by_target(step, indicator, plan):
                yield _judge_last(step, indicator.bound, at(identifier, "target"), indicator.unit_name)


def _stepped(identifier: Identifier, indicator: Indicator) -> Iterator[_Stepped]:
    for number, step in enumerate(indicator.steps):
        if step.target is not None and step.every is None:
            where, districts = at(identifier, "steps", str(number), "target"), _named(step.districts, indicator)
            target = step_target(step.target, indicator)
            is_share = target.unit == PERCENT and indicator.kind.adds_up
            yield _Stepped(where, target, districts, step.by, is_share)


def _named(districts: Duties | None, indicator: Indicator) -> frozenset[str] | None:
    duties = districts or indicator.districts
    return None if duties is None or duties.named is None else frozenset(duties.named)


def _is_bound_by_target(step: _Stepped, indicator: Indicator, plan: Plan) -> bool:
    """Whether the last step of its kind may not go beyond the target."""
    if step.districts != _named(None, indicator) and not indicator.kind.adds_up:
        return False
    if not step.is_cap:
        return True
    assert indicator.bound is not None, "it is the target that a step is held against"
    is_cap = indicator.bound.op in (Op.AT_MOST, Op.BETWEEN)
    # What adds up over the year never falls again; a state may still come down to its cap, until that is due.
    return is_cap and (indicator.kind in _CUMULATIVE or _is_due_with_target(step, indicator, plan))


def _is_due_with_target(step: _Stepped, indicator: Indicator, plan: Plan) -> bool:
    due, target_due = _day(step.by, plan), _day(indicator.by, plan) or plan.period.end
    return due is not None and due >= target_due


def _day(when: When | None, plan: Plan) -> date | None:
    year = when.year_in(plan.period) if when is not None else None
    return when.last_day(year) if when is not None and year is not None else None


def _judge_pair(before: _Stepped, step: _Stepped, indicator: Indicator) -> Result:
    about = not_exact(step.where, (before.where, before.target), (step.where, step.target))
    if about is not None:
        return about
    expected, actual = before.target.figure, step.target.figure
    may_only_fall = step.is_cap and indicator.kind in _STATES
    if actual == expected or (actual < expected) == may_only_fall:
        return Held(step.where)
    unit = PERCENT if step.is_share else indicator.unit_name
    now, then = (quantity_text(value, unit) for value in (actual, expected))
    gap = gap_text(actual - expected, unit)
    if may_only_fall:
        message = Text(
            "上限 {now}，高于上一步的 {then}：放宽 {gap}",
            "allows {now}, above the {then} of the step before: {gap} more",
            now=now,
            then=then,
            gap=gap,
        )
    else:
        message = Text(
            "目标 {now}，低于上一步的 {then}：后退 {gap}",
            "asks for {now}, below the {then} of the step before: {gap} less",
            now=now,
            then=then,
            gap=gap,
        )
    related = Related(before.where, Text("上一步在此", "the step before stands here"))
    return _problem(step.where, message, (expected, actual, unit), related)


def _judge_last(last: _Stepped, target: Quantity, target_at: Path, unit: str) -> Result:
    about = not_exact(last.where, (last.where, last.target), (target_at, target))
    if about is not None:
        return about
    asked = last.target.figure
    limit = target.figure if target.high is None else target.high
    if asked <= limit:
        return Held(last.where)
    now, aim, gap = quantity_text(asked, unit), quantity_text(limit, unit), gap_text(asked - limit, unit)
    verb = Text("允许", "allows") if last.is_cap else Text("要求", "asks for")
    message = Text(
        "最后一步{verb} {now}，高于总目标 {aim}：多 {gap}",
        "the last step {verb} {now}, above the target of {aim}: {gap} more",
        verb=verb,
        now=now,
        aim=aim,
        gap=gap,
    )
    related = Related(target_at, Text("总目标在此", "the target stands here"))
    return _problem(last.where, message, (limit, asked, unit), related)


def _problem(where: Path, message: Text, figures: tuple[Exact, Exact, str], related: Related) -> Problem:
    expected, actual, unit = figures
    return Problem(
        where=where,
        message=message,
        expected=expected,
        actual=actual,
        gap=actual - expected,
        unit=unit,
        related=(related,),
    )
