"""
What carries out a higher plan asks for no less, and for nothing later, than that plan does.

落实上级规划的指标，要求不低于、期限不晚于上级规划。

A target that is due when the higher one is due has to reach it: 75 % in the last year of five misses the 80 % of the
five-year plan. What is due earlier may still rise, and amounts of single years are added up by `total-reachable`.

与上级目标同时到期的指标必须够得上它：五年规划要求 80%，最后一年只定 75%，就一定落空。
到期更早的还可以再提高；逐年累计的数由 `total-reachable` 相加。

Passes:

    indicators:
      city-evaluated: {name: 全市评价率, kind: rate, target: ">= 80%"}
      evaluated: {name: 评价率, kind: rate, target: ">= 82%", follows: city-evaluated}

Fails:

    indicators:
      city-evaluated: {name: 全市评价率, kind: rate, target: ">= 80%"}
      evaluated: {name: 评价率, kind: rate, target: ">= 75%", follows: city-evaluated}

Remedy: raise the target or bring its date forward; or change the higher plan first.

补救：提高目标或提前期限；或先修改上级规划。
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, dotted, gap_between, name_of
from civtarget.model.plan import Identifier, Kind, Path, Plan, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.schedule import Undated, window_of
from civtarget.model.workspace import Link, Workspace
from civtarget.notation.quantity import Op
from civtarget.rules._links import (
    Figure,
    Pair,
    different_units,
    figures,
    other_side,
    pair_of,
    path_from,
    same_unit,
    stands_there,
)
from civtarget.rules._values import not_exact

ID = "link-not-weaker"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"link-known", "link-fits"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the deadline with that of the higher plan, and what is due for each, and the target if due with it."""
    pair = pair_of(identifier, plan, workspace, Link.FOLLOWS)
    if pair is None:
        return
    higher, years = pair.there.plan, plan.period
    if not (higher.period.first <= years.first and years.last <= higher.period.last):
        name = name_of(pair.there, plan)
        message = Text(
            "{name}的规划期是 {period}，不包括 {years}",
            "{name} is for {period}, which does not cover {years}",
            name=name,
            period=str(higher.period),
            years=str(years),
        )
        yield Problem(where=pair.link, message=message, related=(stands_there(pair),))
        return
    try:
        ends = tuple(window_of(side.indicator, side.plan).end for side in (pair.here, pair.there))
    except Undated as undated:
        yield Unchecked(where=pair.link, message=undated.text, needs=(dotted(at(identifier, "by")),))
        return
    yield _compare_deadlines(pair, *ends)
    yield from _compare_each(pair)
    if any(step.by is not None for step in pair.there.indicator.steps):
        name = name_of(pair.there, plan)
        message = Text("{name}的步骤没有逐步比较", "the steps of {name} are not compared one by one", name=name)
        yield Unchecked(where=pair.link, message=message, needs=(dotted(at(identifier, "steps")),))
    if pair.there.indicator.target is None and pair.there.bound is None:
        return  # nothing is asked for in numbers
    restates = pair.here.indicator.follows in (pair.here.indicator.same_as, pair.here.indicator.splits_from)
    is_due = years == higher.period if pair.here.indicator.kind.accumulates else ends[0] >= ends[1]
    if is_due and not restates:
        yield _compare(pair)


def _compare_deadlines(pair: Pair, ours: date, theirs: date) -> Result:
    where, name = at(pair.here.identifier, "by"), name_of(pair.there, pair.here.plan)
    if ours <= theirs:
        return Held(where)
    message = Text(
        "到期日 {ours} 晚于 {name}（{theirs}）",
        "due on {ours}, later than {name}, due on {theirs}",
        ours=ours,
        name=name,
        theirs=theirs,
    )
    there = Text("上级的期限在此", "the higher plan's date stands here")
    related = Related(at(pair.there.identifier, "by"), there, plan=pair.there.plan)
    return Problem(where=where, message=message, related=(related,))


def _compare_each(pair: Pair) -> Iterator[Result]:
    """Compare what is due for each district, community, …; where it is due for other things, that is open."""
    ours, theirs = pair.here.indicator.each, pair.there.indicator.each
    if theirs is None or pair.there.district is not None:
        return
    where, there = at(pair.here.identifier, "each", "target"), at(pair.there.identifier, "each", "target")
    if ours is None or ours.per is not theirs.per or ours.only != theirs.only:
        name = name_of(pair.there, pair.here.plan)
        message = Text(
            "无法比较：{name}写有每个单位的任务，这里没有，或不是同一些单位",
            "{name} says what is due for each, and nothing here does for the same ones",
            name=name,
        )
        yield Unchecked(where=pair.link, message=message, needs=(dotted(where),))
        return
    unit, other = (
        each.target.unit or side.indicator.unit_name for each, side in ((ours, pair.here), (theirs, pair.there))
    )
    if not same_unit(unit, other, pair):
        yield different_units(where, unit, other)
        return
    about = not_exact(where, (where, ours.target), (path_from(there, pair.there.plan, pair.here.plan), theirs.target))
    if about is not None:
        yield about
        return
    here, higher = (Figure(each.target, unit, bound_text(replace(each.target, unit=unit))) for each in (ours, theirs))
    related = other_side(there, pair.there.plan)
    yield _weaker(pair, (here, higher), where, related) or Held(where)


def _compare(pair: Pair) -> Result:
    sides = figures(pair)
    if isinstance(sides, Unchecked):
        return sides
    return _weaker(pair, sides, pair.where, stands_there(pair)) or Held(pair.link)


def _weaker(pair: Pair, sides: tuple[Figure, Figure], where: Path, there: Related) -> Problem | None:
    """Return that a bound asks for less than the higher one, if it does."""
    ours, theirs = sides
    low, high = theirs.bound.low, theirs.bound.high
    if theirs.bound.op is Op.EXACTLY and pair.there.indicator.kind is not Kind.STANDARD:
        high = None  # it is met from its number up
    below = low is not None and (ours.bound.low is None or ours.bound.low < low)
    above = high is not None and (ours.bound.high is None or ours.bound.high > high)
    if not below and not above:
        return None
    name = name_of(pair.there, pair.here.plan)
    actual, expected = (ours.bound.low, low) if below else (ours.bound.high, high)
    assert expected is not None, "the higher plan has a bound on this side"
    apart = Text("", "")
    if actual is not None:
        gap = gap_between(actual, expected, ours.unit)
        apart = Text(f"：{'低' if below else '高'} {gap.zh}", f": {gap.en} {'lower' if below else 'higher'}")
    return Problem(
        where=where,
        message=Text(
            "目标 {ours}，弱于 {name}（{theirs}）{apart}",
            "the target of {ours} is weaker than that of {name}, {theirs}{apart}",
            ours=ours.text,
            name=name,
            theirs=theirs.text,
            apart=apart,
        ),
        expected=expected,
        actual=actual,
        gap=actual - expected if actual is not None else None,
        unit=ours.unit or None,
        related=(there,),
    )
