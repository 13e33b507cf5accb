"""
The plans of single years together come to the total of the plan for all of them.

各年度规划合计够得上多年规划的总数。

A five-year total is reached year by year. Once every year has a result or a plan, what they add up to shows whether it
still can be; a year without either leaves that open, unless the others reach the total without it.

五年的总数要逐年完成。每一年都有了结果或目标，加起来就知道总数是否还能完成；
缺一年就还不能下结论，除非其余各年已经够数。

Passes:

    id: 2025-example
    period: 2025
    indicators:
      trained:
        {name: 培训, kind: count, unit: 人, target: 60, follows: 2024-2025-example/trained}

    id: 2024-2025-example
    period: 2024..2025
    indicators:
      trained: {name: 培训, kind: count, unit: 人, target: 100}

    id: 2024-example
    period: 2024
    indicators:
      trained:
        {name: 培训, kind: count, unit: 人, target: 40, follows: 2024-2025-example/trained}

Fails:

    id: 2025-example
    period: 2025
    indicators:
      trained:
        {name: 培训, kind: count, unit: 人, target: 50, follows: 2024-2025-example/trained}

    id: 2024-2025-example
    period: 2024..2025
    indicators:
      trained: {name: 培训, kind: count, unit: 人, target: 100}

    id: 2024-example
    period: 2024
    indicators:
      trained:
        {name: 培训, kind: count, unit: 人, target: 40, follows: 2024-2025-example/trained}

Remedy: raise the target of a year that is still to come.

补救：提高尚未到来的年度的目标。
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, listed, name_of
from civtarget.model.plan import Identifier, Path, Plan
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Link, Linked, Workspace
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.rules._links import Pair, different_units, figures, pair_of, path_from, same_unit, stands_there
from civtarget.rules._values import compared, not_exact

ID = "total-reachable"
FAMILY = "links"
SEVERITY = Severity.WARNING
REQUIRES = frozenset({"link-known", "link-fits"})
Options = RuleOptions


class _Part(NamedTuple):
    """What is known of a year or of some: their result, else what is planned for them, and where that stands."""

    first: int
    last: int
    figure: Quantity
    unit: str
    plan: Plan
    path: Path

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Add up all years that follow the same total; the last of their plans says what that comes to."""
    pair = pair_of(identifier, plan, workspace, Link.FOLLOWS)
    if pair is None or not pair.here.indicator.kind.accumulates or pair.there.bound is None:
        return
    followers = _followers(pair, workspace)  # none, where several plans have the name of this one
    if followers and followers[-1].indicator is pair.here.indicator:
        yield _check(pair, workspace)


def _followers(pair: Pair, workspace: Workspace) -> list[Linked]:
    """Return what is planned for parts of the time of the total; what is for all of it restates it."""
    period = pair.there.plan.period
    return [
        each
        for each in workspace.followers(pair.there)
        if each.plan.period != period and each.indicator.kind.accumulates
    ]


def _check(pair: Pair, workspace: Workspace) -> Result:
    sides = figures(pair)
    if isinstance(sides, Unchecked):
        return sides
    parts = sorted(_parts(pair, workspace), key=lambda part: (part.first, part.last))
    for part in parts:
        if not same_unit(part.unit, sides[1].unit, pair):
            return different_units(pair.link, part.unit, sides[1].unit)
    for earlier, later in pairwise(parts):
        if later.first <= earlier.last:
            return _overlapping(pair, earlier, later)
    about = not_exact(pair.link, *((path_from(each.path, each.plan, pair.here.plan), each.figure) for each in parts))
    return about or _judge(pair, sides[1].bound, parts)


def _parts(pair: Pair, workspace: Workspace) -> Iterator[_Part]:
    """Yield what is known of the years of the total: each result once, and the targets of years without one."""
    period, followers = pair.there.plan.period, _followers(pair, workspace)
    results: dict[tuple[int, int, Quantity], _Part] = {}
    for follower in followers:
        for dated in workspace.baselines(follower.identifier, follower.plan):
            years, value = dated.baseline.period, dated.baseline.value
            if period.first <= years.first and years.last <= period.last:
                part = _Part(years.first, years.last, value, dated.unit, dated.plan, dated.path)
                results.setdefault((years.first, years.last, value), part)
    yield from results.values()
    done = {year for first, last, _ in results for year in range(first, last + 1)}
    for follower in followers:
        years, bound = follower.plan.period, follower.bound
        if bound is not None and done.isdisjoint(range(years.first, years.last + 1)):
            yield _Part(years.first, years.last, bound, follower.unit, follower.plan, follower.path)


def _judge(pair: Pair, total: Quantity, parts: Sequence[_Part]) -> Result:
    """
    Hold what the years come to against the total: what they ask for against its floor, what they allow against its cap.

    An exact total is one to be reached. Years that have only caps may come to less, and floors to more.
    """
    period = pair.there.plan.period
    known = {year for part in parts for year in range(part.first, part.last + 1)}
    missing = [str(year) for year in range(period.first, period.last + 1) if year not in known]
    least = exact(sum(part.figure.low or 0 for part in parts))
    highs = [part.figure.high for part in parts if part.figure.high is not None]
    most = exact(sum(highs)) if len(highs) == len(parts) else None
    is_capped = any(part.figure.op in (Op.AT_MOST, Op.BETWEEN) for part in parts)
    low, high = total.low, total.high if total.op in (Op.AT_MOST, Op.BETWEEN) else None
    if high is not None and least > high:
        return _problem(pair, parts, least, high)
    if high is not None and (missing or most is None or most > high):
        return _open(pair, missing, (least, most), high)
    if low is None or least >= low:
        return Held(pair.link)
    reach = most if is_capped else least
    if missing or reach is None or reach >= low:
        return _open(pair, missing, (least, most), low)
    return _problem(pair, parts, reach, low)


def _overlapping(pair: Pair, earlier: _Part, later: _Part) -> Unchecked:
    """Return that two figures are for the same time: how they add up, or which of them is right, is not said."""
    paths = [".".join(path_from(each.path, each.plan, pair.here.plan)) for each in (earlier, later)]
    values = [bound_text(each.figure) for each in (earlier, later)]
    message = Text(
        "同一时间有两个数，不知如何相加：{years} 年 {value}（{path}），{later_years} 年 "
        "{second_value}（{second_path}）",
        "how the years add up is open: {value} for {years} ({path}), {second_value} for {later_years} ({second_path})",
        years=earlier.years,
        value=values[0],
        path=paths[0],
        later_years=later.years,
        second_value=values[1],
        second_path=paths[1],
    )
    return Unchecked(where=pair.link, message=message, needs=tuple(paths))


def _problem(pair: Pair, parts: Sequence[_Part], amount: Exact, limit: Exact) -> Problem:
    unit, name, total = pair.here.unit, name_of(pair.there, pair.here.plan), pair.there.bound
    assert total is not None, "what the years are held against"
    shown, aim, gap = compared(amount, limit, unit)
    terms = [bound_text(replace(part.figure, unit="")) for part in parts]
    over = amount > limit
    asked = Text("至多", "at most") if over else Text("", "")
    others = tuple(
        Related(part.path, Text(f"{part.years} 年", part.years), plan=part.plan)
        for part in parts
        if part.plan is not pair.here.plan or part.path != pair.where
    )
    return Problem(
        where=pair.where,
        message=Text(
            f"各年合计 {' + '.join(term.zh for term in terms)} = {shown.zh}，{name.zh}为{asked.zh} {aim.zh}："
            f"{'多' if over else '少'} {gap.zh}",
            f"the years come to {' + '.join(term.en for term in terms)} = {shown.en}, and {name.en} is "
            f"{f'{asked.en} ' if over else ''}{aim.en}: {gap.en} {'over' if over else 'short'}",
        ),
        expected=limit,
        actual=amount,
        gap=amount - limit,
        unit=unit,
        related=(stands_there(pair), *others),
    )


def _open(pair: Pair, missing: Sequence[str], ends: tuple[Exact, Exact | None], limit: Exact) -> Unchecked:
    name, years = name_of(pair.there, pair.here.plan), listed(missing)
    least, aim, _ = compared(ends[0], limit, pair.here.unit)
    if missing:
        message = Text(
            "{years} 年没有数：其余各年合计 {least}，{name}为 {aim}",
            "no figure for {years}: the other years come to {least}, and {name} is {aim}",
            years=years,
            least=least,
            name=name,
            aim=aim,
        )
        return Unchecked(where=pair.link, message=message, needs=tuple(missing))
    most = Text("不限", "any number") if ends[1] is None else compared(ends[1], limit, pair.here.unit)[0]
    message = Text(
        "有的年份只有下限或上限：合计 {least} 至 {most}，{name}为 {aim}",
        "some years have only a floor or a cap: they come to {least} up to {most}, and {name} is {aim}",
        least=least,
        most=most,
        name=name,
        aim=aim,
    )
    return Unchecked(where=pair.link, message=message, needs=("target",))
