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

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from civtarget.findings import Held, Problem, Related, Result, RuleOptions, Severity, Unchecked
from civtarget.language import Text
from civtarget.model import Identifier, Path, Plan
from civtarget.quantity import Exact, Op, Quantity, exact
from civtarget.rules._links import Pair, figures, name_of, pair_of, stands_there
from civtarget.rules._values import compared
from civtarget.wording import listed, quantity_text
from civtarget.workspace import Link, Workspace

ID = "total-reachable"
FAMILY = "links"
SEVERITY = Severity.WARNING
REQUIRES = frozenset({"link-known"})
Options = RuleOptions


class _Year(NamedTuple):
    """What is known of one year: its result, else what is planned for it, and where that stands."""

    figure: Exact
    plan: Plan
    path: Path


def check_links(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Add up all years that follow the same total; the last of their plans says what that comes to."""
    pair = pair_of(identifier, plan, workspace, Link.FOLLOWS)
    if pair is None or not pair.here.indicator.kind.accumulates or pair.there.bound is None:
        return
    if (
        plan.period == pair.there.plan.period
        or workspace.followers(pair.there)[-1].indicator is not pair.here.indicator
    ):
        return
    sides = figures(pair)
    open_for = sides if isinstance(sides, Unchecked) else _overlapping(pair, workspace)
    yield open_for or _judge(pair, pair.there.bound, _years(pair, workspace))


def _overlapping(pair: Pair, workspace: Workspace) -> Unchecked | None:
    """Return that two plans for the same year follow the total, if so: how they add up is then not said."""
    for earlier, later in pairwise(workspace.followers(pair.there)):
        if later.plan.period.first <= earlier.plan.period.last:
            names = [name_of(each, pair.here.plan) for each in (earlier, later)]
            message = Text(
                f"{names[0].zh}和{names[1].zh}的期间重叠，不知如何相加",
                f"how the years add up is open: {names[0].en} and {names[1].en} are for the same time",
            )
            return Unchecked(where=pair.link, message=message, needs=("period",))
    return None


def _years(pair: Pair, workspace: Workspace) -> Mapping[int, _Year]:
    """Return what is known of each year, results before targets; a plan for several years stands for its last one."""
    years: dict[int, _Year] = {}
    for follower in workspace.followers(pair.there):
        bound = follower.bound
        if bound is not None and not bound.approximate:
            for year in range(follower.plan.period.first, follower.plan.period.last):
                years.setdefault(year, _Year(0, follower.plan, follower.path))
            years[follower.plan.period.last] = _Year(bound.figure, follower.plan, follower.path)
        for dated in workspace.baselines(follower.identifier, follower.plan):
            value, period = dated.baseline.value, dated.baseline.period
            if period.years == 1 and value.op is Op.EXACTLY and not value.approximate:
                years[period.first] = _Year(value.figure, dated.plan, dated.path)
    period = pair.there.plan.period
    return {year: years[year] for year in sorted(years) if period.first <= year <= period.last}


def _judge(pair: Pair, total: Quantity, years: Mapping[int, _Year]) -> Result:
    period = pair.there.plan.period
    missing = [str(year) for year in range(period.first, period.last + 1) if year not in years]
    amount = exact(sum(year.figure for year in years.values()))
    is_capped = total.op in (Op.AT_MOST, Op.BETWEEN)
    if is_capped and total.high is not None and amount > total.high:
        return _problem(pair, years, amount, total.high)
    if total.low is not None and amount < total.low:
        return _open(pair, missing, amount, total.low) if missing else _problem(pair, years, amount, total.low)
    if missing and is_capped and total.high is not None:
        return _open(pair, missing, amount, total.high)
    return Held(pair.link)


def _problem(pair: Pair, years: Mapping[int, _Year], amount: Exact, limit: Exact) -> Problem:
    unit, name = pair.here.unit, name_of(pair.there, pair.here.plan)
    total, aim, gap = compared(amount, limit, unit)
    terms = " + ".join(quantity_text(each.figure, "").zh for each in years.values())
    terms_en = " + ".join(quantity_text(each.figure, "").en for each in years.values())
    over = amount > limit
    stated = (Related(each.path, Text(f"{year} 年", f"{year}"), plan=each.plan) for year, each in years.items())
    others = (each for each in stated if each.plan is not pair.here.plan or each.where != pair.where)
    return Problem(
        where=pair.where,
        message=Text(
            f"各年合计 {terms} = {total.zh}，{name.zh}要求 {aim.zh}：{'多' if over else '少'} {gap.zh}",
            f"the years come to {terms_en} = {total.en}, and {name.en} asks for {aim.en}: "
            f"{gap.en} {'over' if over else 'short'}",
        ),
        expected=limit,
        actual=amount,
        gap=amount - limit,
        unit=unit,
        related=(stands_there(pair), *others),
    )


def _open(pair: Pair, missing: list[str], amount: Exact, limit: Exact) -> Unchecked:
    name, years = name_of(pair.there, pair.here.plan), listed(missing)
    known, aim, gap = compared(amount, limit, pair.here.unit)
    message = Text(
        f"{years.zh} 年没有数：其余各年合计 {known.zh}，{name.zh}为 {aim.zh}，相差 {gap.zh}",
        f"no figure for {years.en}: the other years come to {known.en}, {name.en} is {aim.en}, {gap.en} apart",
    )
    return Unchecked(where=pair.link, message=message, needs=tuple(missing))
