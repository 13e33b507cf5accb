"""
Stepped targets lead up to the target: floors do not fall on the way, and none asks for more than the target.

分步目标逐步走向总目标：下限不后退，最后一步不高于总目标。

60 % by August and 30 % by November would let the second half of the year undo the first. Counts and amounts add up over
the year, so neither their floors nor their caps can fall; of a stock, a rate or a density a floor must not fall and a
cap must not rise. A standard may go either way. Steps are compared that are due from the same districts, in the order
in which they stand; recurring ones take no part.

先要求 8 月达到 60%、后只要求 11 月达到 30%，等于允许下半年把上半年的成绩退回去。数量和金额全年累计，下限、
上限都不会降低；存量、比率和密度，下限不应降低，上限不应提高。标准可升可降。只比较对相同辖市区的步骤，按书写顺序；
经常性步骤不参与。

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
from typing import NamedTuple

from civtarget.findings import Held, Problem, Related, Result, RuleOptions, Severity
from civtarget.language import Text
from civtarget.model import Duties, Identifier, Indicator, Kind, Path, Plan, at
from civtarget.quantity import Exact, Quantity
from civtarget.wording import gap_text, quantity_text

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
    districts: Duties | None

    @property
    def is_cap(self) -> bool:
        return self.target.low is None


def check_indicator(identifier: Identifier, plan: Plan, options: RuleOptions) -> Iterator[Result]:
    """Compare each stepped target with the one before it for the same districts, and the last with the target."""
    indicator = plan.indicators[identifier]
    if not indicator.steps or indicator.kind not in (*_CUMULATIVE, *_STATES):
        return
    steps = list(_stepped(identifier, indicator))
    for number, step in enumerate(steps):
        earlier = (each for each in reversed(steps[:number]) if each.districts == step.districts)
        before = next((each for each in earlier if each.is_cap == step.is_cap), None)
        if before is not None:
            yield _judge_pair(before, step, indicator)
    for_all = [step for step in steps if step.districts is None and not step.is_cap]
    if for_all and indicator.target is not None:
        yield _judge_last(for_all[-1], indicator.target, at(identifier, "target"), indicator.unit_name)


def _stepped(identifier: Identifier, indicator: Indicator) -> Iterator[_Stepped]:
    for number, step in enumerate(indicator.steps):
        if step.target is not None and step.every is None:
            yield _Stepped(at(identifier, "steps", str(number), "target"), step.target, step.districts)


def _judge_pair(before: _Stepped, step: _Stepped, indicator: Indicator) -> Result:
    expected, actual = before.target.figure, step.target.figure
    may_only_fall = step.is_cap and indicator.kind in _STATES
    if actual == expected or (actual < expected) == may_only_fall:
        return Held(step.where)
    now, then = (quantity_text(value, indicator.unit_name) for value in (actual, expected))
    gap = gap_text(actual - expected, indicator.unit_name)
    if may_only_fall:
        message = Text(
            f"上限 {now.zh}，高于上一步的 {then.zh}：放宽 {gap.zh}",
            f"allows {now.en}, above the {then.en} of the step before: {gap.en} more",
        )
    else:
        message = Text(
            f"目标 {now.zh}，低于上一步的 {then.zh}：后退 {gap.zh}",
            f"asks for {now.en}, below the {then.en} of the step before: {gap.en} less",
        )
    related = Related(before.where, Text("上一步在此", "the step before stands here"))
    return _problem(step.where, message, (expected, actual, indicator.unit_name), related)


def _judge_last(last: _Stepped, target: Quantity, target_at: Path, unit: str) -> Result:
    asked = last.target.figure
    limit = target.figure if target.high is None else target.high
    if asked <= limit:
        return Held(last.where)
    now, aim, gap = quantity_text(asked, unit), quantity_text(limit, unit), gap_text(asked - limit, unit)
    message = Text(
        f"最后一步要求 {now.zh}，高于总目标 {aim.zh}：多 {gap.zh}",
        f"the last step asks for {now.en}, above the target of {aim.en}: {gap.en} more",
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
