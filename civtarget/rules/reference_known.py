"""
What an indicator, a waiver or the plan refers to is there.

指标、豁免和规划所引用的对象都存在。

A subset of nothing is never compared, nor is one that is, in a circle, a subset of itself; an office that is spelt in
two ways is two offices. Offices are held against the plan's list of offices, or not at all where the plan has none.

引用落空，其中项就无从比较，绕一圈成为自身的其中项也一样；同一单位两种写法，就成了两个单位。
规划列有责任单位时按名单核对，没有名单则不核对。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      care-beds: {name: 护理床位, kind: count, unit: 张, target: 200, within: beds, offices: [民政局]}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      care-beds: {name: 护理床位, kind: count, unit: 张, target: 200, within: bed}

Remedy: correct the name, or declare what is missing.

补救：改正名称，或补上所缺的声明。
"""

from collections.abc import Callable, Collection, Iterator
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import (
    Identifier,
    Indicator,
    Offices,
    Path,
    Plan,
    Relative,
    Step,
    Target,
    Waiver,
    at,
    readable,
)
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace, cycles
from civtarget.rules._references import circular, suggestions_in, unknown
from civtarget.rules._values import chain_past_unread
from civtarget.spelling import Suggestions

ID = "reference-known"
FAMILY = "references"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_INDICATOR = Text("指标", "indicator")
_RULE = Text("可豁免的规则", "waivable rule")
_DISTRICT = Text("辖市区或参与方", "district or party")
_OFFICE = Text("责任单位", "office")


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look up the plan's own offices, and what each waiver is for; follow subsets and relative bounds to their ends."""
    suggestions = Suggestions()
    yield from chain_past_unread(
        partial(_responsible, plan, suggestions),
        partial(_waivers, plan, workspace, suggestions),
        partial(_cycles, plan, "within", lambda indicator: readable(indicator, "whole")),
        partial(_cycles, plan, "target", lambda indicator: _base_of(readable(indicator, "target"))),
    )


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look up the indicators and the offices that an indicator and its steps name."""
    indicator, suggestions = plan.indicators[identifier], workspace.computed(suggestions_in, plan)

    def of_steps() -> Iterator[Result]:
        steps = enumerate(indicator.steps)
        return chain_past_unread(
            *(partial(_offices, at(identifier, "steps", str(n)), step, plan, suggestions) for n, step in steps)
        )

    yield from chain_past_unread(
        partial(_indicators, identifier, indicator, plan, suggestions),
        partial(_offices, at(identifier), indicator, plan, suggestions),
        of_steps,
    )


def _responsible(plan: Plan, suggestions: Suggestions) -> Iterator[Result]:
    if plan.responsible and plan.offices:
        known = _office_names(plan)
        for number, office in enumerate(plan.responsible):
            yield _judge(("responsible", str(number)), office, known, _OFFICE, suggestions)


def _waivers(plan: Plan, workspace: Workspace, suggestions: Suggestions) -> Iterator[Result]:
    waivers = enumerate(plan.waivers)
    return chain_past_unread(
        *(partial(_waiver, ("waivers", str(n)), waiver, plan, workspace, suggestions) for n, waiver in waivers)
    )


def _waiver(
    where: Path, waiver: Waiver, plan: Plan, workspace: Workspace, suggestions: Suggestions
) -> Iterator[Result]:
    yield _judge((*where, "rule"), waiver.rule, workspace.waivable, _RULE, suggestions)
    if waiver.indicator is not None:
        yield _judge((*where, "indicator"), waiver.indicator, plan.indicators, _INDICATOR, suggestions)
    if waiver.district is not None:
        known = {**plan.districts, **plan.parties}
        yield _judge((*where, "district"), waiver.district, known, _DISTRICT, suggestions)


def _cycles(plan: Plan, key: str, following_of: Callable[[Indicator], Identifier | None]) -> Iterator[Result]:
    """Follow every chain of references under `key` once; report each indicator of a cycle."""
    edges = {
        identifier: following
        for identifier, indicator in plan.indicators.items()
        if (following := following_of(indicator)) in plan.indicators and following is not None
    }
    for cycle in cycles(edges):
        if len(cycle) > 1:  # a reference to oneself is for `check_indicator` to report
            for place, identifier in enumerate(cycle):
                yield circular(at(identifier, key), key, [*cycle[place:], *cycle[:place], identifier])


def _base_of(target: Target | None) -> Identifier | None:
    return target.of if isinstance(target, Relative) and not target.previous else None


def _indicators(identifier: Identifier, indicator: Indicator, plan: Plan, suggestions: Suggestions) -> Iterator[Result]:
    if indicator.whole is not None:
        yield _judge_indicator(at(identifier, "within"), indicator.whole, plan, suggestions)
    base = _base_of(indicator.target)
    if base is not None:
        yield _judge_indicator(at(identifier, "target"), base, plan, suggestions)
    if indicator.gap is not None:
        yield _judge_indicator(at(identifier, "gap"), indicator.gap.to, plan, suggestions)
    if isinstance(indicator.target, Relative) and indicator.target.previous:  # of last year's self, too
        yield _judge(at(identifier, "target"), indicator.target.of, plan.indicators, _INDICATOR, suggestions)
    if indicator.of is not None:
        for side in ("part", "whole"):
            term = getattr(indicator.of, side)
            if isinstance(term, str):
                yield _judge_indicator(at(identifier, "of", side), Identifier(term), plan, suggestions)


def _offices(where: Path, holder: Indicator | Step, plan: Plan, suggestions: Suggestions) -> Iterator[Result]:
    if holder.offices is not None and plan.offices:
        known = _office_names(plan)
        for key, office in _named_offices(holder.offices):
            yield _judge((*where, "offices", *key), office, known, _OFFICE, suggestions)


def _named_offices(offices: Offices) -> Iterator[tuple[Path, str]]:
    """Yield every office with its path below `offices`."""
    # Without roles the offices usually stand as a plain list.
    responsible = ("responsible",) if offices.lead or offices.support else ()
    for key, names in (("lead",), offices.lead), (responsible, offices.responsible), (("support",), offices.support):
        for number, name in enumerate(names):
            yield (*key, str(number)), name


def _office_names(plan: Plan) -> dict[str, None]:
    return dict.fromkeys(name for office, body in plan.offices.items() for name in (office, *body.aliases))


def _judge_indicator(where: Path, name: Identifier, plan: Plan, suggestions: Suggestions) -> Result:
    itself = where[1]
    if name == itself:
        return Problem(
            where=where, message=Text("指标“{name}”引用了自身", 'the indicator "{name}" refers to itself', name=name)
        )
    if name in plan.indicators:
        return Held(where)
    return unknown(where, name, [each for each in plan.indicators if each != itself], _INDICATOR, suggestions)


def _judge(where: Path, name: str, known: Collection[str], sort: Text, suggestions: Suggestions) -> Result:
    return Held(where) if name in known else unknown(where, name, known, sort, suggestions)
