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

from civtarget.findings import Held, Problem, Related, Result, RuleOptions, Severity, Unchecked
from civtarget.language import Text
from civtarget.model import Identifier, Kind, Plan, at
from civtarget.pace import Undated, window_of
from civtarget.quantity import Op
from civtarget.rules._links import Figure, Pair, figures, name_of, pair_of, stands_there
from civtarget.rules._values import gap_between
from civtarget.wording import dotted
from civtarget.workspace import Link, Workspace

ID = "link-not-weaker"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"link-known"})
Options = RuleOptions


def check_links(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the deadline with that of the higher plan and, where both are due together, the target."""
    pair = pair_of(identifier, plan, workspace, Link.FOLLOWS)
    if pair is None:
        return
    try:
        ends = tuple(window_of(side.indicator, side.plan).end for side in (pair.here, pair.there))
    except Undated as undated:
        yield Unchecked(where=pair.link, message=undated.text, needs=(dotted(at(identifier, "by")),))
        return
    ours, theirs = ends
    if ours > theirs:
        name = name_of(pair.there, plan)
        message = Text(
            f"到期日 {ours} 晚于 {name.zh}（{theirs}）", f"due on {ours}, later than {name.en}, due on {theirs}"
        )
        there = Text("上级的期限在此", "the higher plan's date stands here")
        related = Related(at(pair.there.identifier, "by"), there, plan=pair.there.plan)
        yield Problem(where=at(identifier, "by"), message=message, related=(related,))
    else:
        yield Held(at(identifier, "by"))
    if pair.there.indicator.target is None and pair.there.bound is None:
        return  # nothing is asked for in numbers
    if plan.period == pair.there.plan.period or (ours >= theirs and not pair.here.indicator.kind.accumulates):
        yield _compare(pair)


def _compare(pair: Pair) -> Result:
    sides = figures(pair)
    if isinstance(sides, Unchecked):
        return sides
    ours, theirs = sides
    low, high = theirs.bound.low, theirs.bound.high
    must_equal = theirs.bound.op is Op.EXACTLY and pair.there.indicator.kind is Kind.STANDARD
    if theirs.bound.op is Op.EXACTLY and not must_equal:
        high = None  # it is met from its number up
    if low is not None and (ours.bound.low is None or ours.bound.low < low):
        return _problem(pair, ours, theirs, below=True)
    if high is not None and (ours.bound.high is None or ours.bound.high > high):
        return _problem(pair, ours, theirs, below=False)
    return Held(pair.link)


def _problem(pair: Pair, ours: Figure, theirs: Figure, *, below: bool) -> Problem:
    name = name_of(pair.there, pair.here.plan)
    actual = ours.bound.low if below else ours.bound.high
    expected = theirs.bound.low if below else theirs.bound.high
    assert expected is not None, "the higher plan has a bound on this side"
    apart = Text("", "")
    if actual is not None:
        gap = gap_between(actual, expected, ours.unit if "×" not in ours.unit else "")
        apart = Text(f"：{'低' if below else '高'} {gap.zh}", f": {gap.en} {'lower' if below else 'higher'}")
    return Problem(
        where=pair.where,
        message=Text(
            f"{ours.text.zh} 弱于 {name.zh}（{theirs.text.zh}）{apart.zh}",
            f"{ours.text.en} is weaker than {theirs.text.en} for {name.en}{apart.en}",
        ),
        expected=expected,
        actual=actual,
        gap=actual - expected if actual is not None else None,
        unit=ours.unit,
        related=(stands_there(pair),),
    )
