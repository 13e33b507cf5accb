"""
The targets bring a gap between two indicators closer, or further apart, as the plan wants it.

目标使两项指标的差距按规划的要求缩小或扩大。

"The gap between the two standards is to narrow" is a promise without a figure, but it can be broken: where both are
raised by the same share, their difference grows.

“缩小两项标准的差距”没有写数字，却可能落空：两项按同一比例提高，差额就会扩大。

Passes:

    indicators:
      in-homes: {name: 集中标准, kind: standard, unit: 元/人/月, baselines: [{period: 2024, value: 2431}], target: 2500}
      in-families:
        name: 散居标准
        kind: standard
        unit: 元/人/月
        baselines: [{period: 2024, value: 1945}]
        target: 2014
        gap: {to: in-homes, trend: narrow}

Fails:

    indicators:
      in-homes: {name: 集中标准, kind: standard, unit: 元/人/月, baselines: [{period: 2024, value: 2431}], target: 2522}
      in-families:
        name: 散居标准
        kind: standard
        unit: 元/人/月
        baselines: [{period: 2024, value: 1945}]
        target: 2018
        gap: {to: in-homes, trend: narrow}

Remedy: change the target of one of the two.

补救：调整其中一项的目标。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Indicator, Plan, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Op
from civtarget.rules._gaps import Distance, is_wrong, last_distance, moved
from civtarget.rules._values import not_exact, past_figure

ID = "gap-trend"
FAMILY = "links"
SEVERITY = Severity.WARNING
REQUIRES = frozenset({"reference-known", "link-known", "link-fits", "unit-matches"})
Options = RuleOptions


def _open(indicator: Indicator, other: Indicator) -> Text | None:
    """Return why the targets of two indicators have no definite gap, if so."""
    if {each.bound.op for each in (indicator, other) if each.bound is not None} != {Op.EXACTLY}:
        return Text(
            "目标是上限、下限或范围，差距不确定", "open: a target is a floor, a cap or a range, and so is the gap"
        )
    return None


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare how far the targets of two indicators are apart with how far they were; a range settles nothing."""
    indicator = plan.indicators[identifier]
    other = plan.indicators.get(indicator.gap.to) if indicator.gap is not None else None
    if indicator.gap is None or other is None or indicator.bound is None or other.bound is None:
        return  # what is not planned is judged when it is reported
    before = last_distance(identifier, indicator.gap.to, plan, workspace)
    if isinstance(before, Text):
        yield Unchecked(where=at(identifier, "gap"), message=before, needs=("baselines",))
        return
    if (open_for := _open(indicator, other)) is not None:
        yield Unchecked(where=at(identifier, "gap"), message=open_for, needs=("target",))
        return
    where, there = at(identifier, "target"), at(indicator.gap.to, "target")
    about = not_exact(where, (where, indicator.bound), (there, other.bound))
    after = Distance(str(plan.period), indicator.bound.figure, other.bound.figure)
    if about is not None:
        yield about
    elif not is_wrong(indicator.gap.trend, before, after):
        yield Held(where)
    else:
        past = (past_figure(each) for each in before.places)
        yield Problem(
            where=where,
            message=moved(indicator.gap.trend, before, after, indicator.unit_name),
            expected=before.size,
            actual=after.size,
            gap=after.size - before.size,
            unit=indicator.unit_name,
            related=(Related(there, Text("另一项在此", "the other target stands here")), *past),
        )
