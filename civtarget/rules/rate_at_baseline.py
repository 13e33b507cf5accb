"""
The planned part is large enough for the rate at the whole that there last was.

按分母此前的数，计划的分子够得上比率。

Where the plan does not say what the whole comes to, its last known number shows what the rate rests on: 99 graded homes
are 92 % of at most 107, so with the 119 homes that there were, 12 would have to be gone.

规划没有写分母时，分母上一次的数能说明比率靠什么成立：已评 99 家要占 92%，总数最多 107 家；
此前有 119 家，就意味着要少掉 12 家。

Passes:

    indicators:
      homes: {name: 养老机构, kind: stock, unit: 家, baselines: [{period: 2020, value: 105}]}
      graded: {name: 评定率, kind: rate, of: {part: 99, whole: homes}, target: ">= 92%"}

Fails:

    indicators:
      homes: {name: 养老机构, kind: stock, unit: 家, baselines: [{period: 2020, value: 119}]}
      graded: {name: 评定率, kind: rate, of: {part: 99, whole: homes}, target: ">= 92%"}

Remedy: plan the number that is named, or say what the whole will be.

补救：按所指出的数安排，或写明分母将是多少。
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, dotted, quantity_text
from civtarget.model.plan import Identifier, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions, Unchecked
from civtarget.model.workspace import DatedBaseline, Workspace
from civtarget.notation.quantity import Exact, Op, exact
from civtarget.rules._links import different_units, path_from
from civtarget.rules._ratios import Rate, read_rate
from civtarget.rules._values import not_exact, past_figure

ID = "rate-at-baseline"
FAMILY = "links"
SEVERITY = Severity.NOTE
REQUIRES = frozenset({"link-known", "rate-consistent", "rate-reachable"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Hold a planned part against the latest baseline of a whole of which the plan states no number."""
    rate, of = read_rate(identifier, plan), plan.indicators[identifier].of
    if rate is None or of is None or not isinstance(of.whole, str) or of.whole not in plan.indicators:
        return
    if rate.target.low is None or rate.part.high is None or rate.whole.bound is not None:
        return
    if not rate.part.stated or rate.open_for(at(identifier, "target"), identifier) is not None:
        return  # `rate-reachable` says why
    known = workspace.baselines(of.whole, plan)
    if known:
        yield _open(identifier, plan, known[-1]) or _judge(identifier, plan, rate, known[-1])


def _open(identifier: Identifier, plan: Plan, before: DatedBaseline) -> Unchecked | None:
    """Return why nothing follows from a baseline, if so: it is no exact number, or is in another unit."""
    where, value, path = at(identifier, "target"), before.baseline.value, path_from(before.path, before.plan, plan)
    ratio = plan.indicators[identifier].of
    assert ratio is not None, "a rate without a whole was passed over"
    unit = plan.indicators[Identifier(str(ratio.whole))].unit_name
    if before.unit != unit:
        return different_units(where, unit, before.unit)
    if value.op is not Op.EXACTLY:
        message = Text(
            "{path} 是 {value}，不是确切的数",
            "cannot be checked: {path} is {value}, no exact number",
            path=dotted(path),
            value=bound_text(value),
        )
        return Unchecked(where=where, message=message, needs=(dotted(path),))
    return not_exact(where, (path, value))


def _judge(identifier: Identifier, plan: Plan, rate: Rate, before: DatedBaseline) -> Result:
    where, whole, planned = at(identifier, "target"), before.baseline.value.figure, rate.part.high
    threshold = rate.target.low
    assert planned is not None, "a part without an upper end is not held against anything"
    assert threshold is not None, "as above"
    product = Fraction(threshold) * whole / rate.scale
    needed = ceil(product) if rate.counted else exact(product)
    if planned >= needed:
        return Held(where)
    return Problem(
        where=where,
        message=_message(rate, (planned, whole, threshold), str(before.baseline.period)),
        expected=needed,
        actual=planned,
        gap=exact(planned - needed),
        unit=rate.part.unit,
        related=(past_figure(before),),
    )


def _message(rate: Rate, figures: tuple[Exact, Exact, Exact], period: str) -> Text:
    planned, whole, threshold = figures
    share, aim = rate.division(planned, whole, threshold), rate.text(threshold, threshold)
    was = quantity_text(whole, rate.whole.unit)
    limit = exact(Fraction(planned) * rate.scale / threshold)
    most = quantity_text(floor(limit) if rate.counted else limit, rate.whole.unit)
    return Text(
        "分母不超过 {most}才够得上 {aim}，{period} 年已有 {was}（{share}）",
        "{aim} takes a whole of {most} at most, and in {period} there were {was} ({share})",
        most=most,
        aim=aim,
        period=period,
        was=was,
        share=share,
    )
