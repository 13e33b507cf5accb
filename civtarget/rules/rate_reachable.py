"""
The planned part is large enough for the rate at the given whole.

按所列分母，计划的分子够得上比率。

A target is meant exactly: 11 of 12 is 91.67 % and not 92 %. So 92 % of 108 homes takes 100 of them, and whoever plans
99 has planned to miss it by one. Where the whole is not known, the check says up to which whole the part is enough.

目标按原数计算：12 家中的 11 家是 91.67%，不到 92%。108 家要达到 92% 需要 100 家，只安排 99 家，就已注定差一家。
分母不知道时，会说明分母多大以内分子够用。

Passes:

    indicators:
      graded: {name: 评定率, kind: rate, of: {part: 100, whole: 108}, target: ">= 92%"}

Fails:

    indicators:
      graded: {name: 评定率, kind: rate, of: {part: 99, whole: 108}, target: ">= 92%"}

Remedy: plan the number that is named, or lower the rate.

补救：按所指出的数安排，或降低比率。
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import dotted, quantity_text
from civtarget.model.plan import Identifier, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Exact, exact
from civtarget.rules._ratios import Rate, read_rate

ID = "rate-reachable"
FAMILY = "rates"
SEVERITY = Severity.ERROR
REQUIRES = frozenset(
    {
        "reference-known",
        "kind-adds-up",
        "unit-matches",
        "threshold-range",
        "subset-within-whole",
        "rate-consistent",
    }
)
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the planned part with what the rate takes; without a planned part nothing can fall short of it."""
    rate = read_rate(identifier, plan)
    if rate is None or rate.target.low is None or rate.part.bound is None:
        return
    if rate.whole.high is not None and rate.whole.high <= 0:
        return  # there is nothing to reach; rate-consistent says so
    yield rate.open_for(at(identifier, "target"), identifier) or _judge(rate, rate.target.low, identifier)


def _judge(rate: Rate, threshold: Exact, identifier: Identifier) -> Result:
    where = at(identifier, "target")
    is_floor = rate.part.high is None
    planned = rate.part.low if rate.part.high is None else rate.part.high
    # A whole that is counted is 1 at least, or there is nothing to have a rate of.
    least = max(rate.whole.low, 1) if rate.counted else rate.whole.low
    if threshold <= 0 or (rate.whole.high is not None and planned >= _needed(rate, threshold, rate.whole.high)):
        return Held(where)
    needed = _needed(rate, threshold, least)
    if planned >= needed:
        message = _up_to_message(rate, threshold, planned)
        return Unchecked(where=where, message=message, needs=(dotted(rate.whole.path),))
    message = _short_message(rate, threshold, (planned, least, needed))
    if is_floor:  # more than the floor may come
        return Unchecked(where=where, message=message, needs=(dotted(rate.part.path),))
    unit = rate.part.unit
    return Problem(
        where=where, message=message, expected=needed, actual=planned, gap=exact(planned - needed), unit=unit
    )


def _needed(rate: Rate, threshold: Exact, whole: Exact) -> Exact:
    """Return the part that `threshold` takes of `whole`."""
    product = Fraction(threshold) * whole / rate.scale
    return ceil(product) if rate.counted else exact(product)


def _short_message(rate: Rate, threshold: Exact, figures: tuple[Exact, Exact, Exact]) -> Text:
    planned, whole, needed = figures
    shown, aim = rate.division(planned, whole, threshold), rate.text(threshold, threshold)
    more, missing = (quantity_text(value, rate.part.unit) for value in (needed, needed - planned))
    if rate.part.high is None:
        return Text(
            "分子的下限不够：{shown}，达到 {aim} 需要 {more}，比下限多 {missing}",
            "the floor of the part is not enough: {shown}, and {aim} takes {more}, {missing} more",
            shown=shown,
            aim=aim,
            more=more,
            missing=missing,
        )
    exactly = rate.part.value is not None and rate.whole.value is not None
    best = Text("", "") if exactly else Text("至多 ", "at most ")
    return Text(
        "{best}{shown}，低于 {aim}：需要 {more}，还差 {missing}",
        "{best}{shown}, below {aim}: that takes {more}, {missing} more",
        best=best,
        shown=shown,
        aim=aim,
        more=more,
        missing=missing,
    )


def _up_to_message(rate: Rate, threshold: Exact, planned: Exact) -> Text:
    aim = rate.text(threshold, threshold)
    if not rate.counted:
        return Text(
            "分母没有确定的数，不知分子够不够 {aim}",
            "no definite whole: whether the part reaches {aim} is open",
            aim=aim,
        )
    largest = floor(Fraction(planned) * rate.scale / threshold)
    last, next_one = (rate.division(planned, whole, threshold) for whole in (largest, largest + 1))
    limit = quantity_text(largest, "")
    return Text(
        "分母没有确定的数：不超过 {limit} 时，不经四舍五入也确实达到 {aim}（{last}，{next_one}）",
        "no definite whole: up to {limit} the part really reaches {aim}, unrounded ({last}, {next_one})",
        limit=limit,
        aim=aim,
        last=last,
        next_one=next_one,
    )
