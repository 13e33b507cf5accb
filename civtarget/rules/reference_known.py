"""
What an indicator, a waiver or the plan refers to is there.

指标、豁免和规划所引用的对象都存在。

A subset of nothing is never compared, and an office that is spelt in two ways is two offices. Offices are held against
the plan's list of offices, or not at all where the plan has none.

引用落空，其中项就无从比较；同一单位两种写法，就成了两个单位。规划列有责任单位时按名单核对，没有名单则不核对。

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

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from civtarget.findings import Held, Problem, Result, RuleOptions, Severity
from civtarget.language import Text
from civtarget.model import Identifier, Indicator, Offices, Path, Plan, Step, Waiver, at
from civtarget.rules._values import in_turn
from civtarget.spelling import nearest

ID = "reference-known"
FAMILY = "references"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_INDICATOR = Text("指标", "indicator")
_DISTRICT = Text("辖市区或参与方", "district or party")
_OFFICE = Text("责任单位", "office")


def check_plan(plan: Plan, options: RuleOptions) -> Iterator[Result]:
    """Look up the plan's own offices, and what each waiver is for."""
    return in_turn(partial(_responsible, plan), partial(_waivers, plan))


def check_indicator(identifier: Identifier, plan: Plan, options: RuleOptions) -> Iterator[Result]:
    """Look up the indicators and the offices that an indicator and its steps name."""
    indicator = plan.indicators[identifier]
    return in_turn(
        partial(_indicators, identifier, indicator, plan),
        partial(_offices, at(identifier), indicator, plan),
        partial(_offices_of_steps, identifier, indicator, plan),
    )


def _responsible(plan: Plan) -> Iterator[Result]:
    if plan.responsible and plan.offices:
        for number, office in enumerate(plan.responsible):
            yield _judge(("responsible", str(number)), office, _office_names(plan), _OFFICE)


def _waivers(plan: Plan) -> Iterator[Result]:
    return in_turn(*(partial(_waiver, ("waivers", str(n)), waiver, plan) for n, waiver in enumerate(plan.waivers)))


def _waiver(where: Path, waiver: Waiver, plan: Plan) -> Iterator[Result]:
    if waiver.indicator is not None:
        yield _judge((*where, "indicator"), waiver.indicator, plan.indicators, _INDICATOR)
    if waiver.district is not None:
        yield _judge((*where, "district"), waiver.district, (*plan.districts, *plan.parties), _DISTRICT)


def _indicators(identifier: Identifier, indicator: Indicator, plan: Plan) -> Iterator[Result]:
    if indicator.within is not None:
        yield _judge_indicator(at(identifier, "within"), indicator.within, identifier, plan)
    if indicator.of is not None:
        for side in ("part", "whole"):
            term = getattr(indicator.of, side)
            if isinstance(term, str):
                yield _judge_indicator(at(identifier, "of", side), Identifier(term), identifier, plan)


def _offices_of_steps(identifier: Identifier, indicator: Indicator, plan: Plan) -> Iterator[Result]:
    steps = enumerate(indicator.steps)
    return in_turn(*(partial(_offices, at(identifier, "steps", str(number)), step, plan) for number, step in steps))


def _offices(where: Path, holder: Indicator | Step, plan: Plan) -> Iterator[Result]:
    if holder.offices is not None and plan.offices:
        known = _office_names(plan)
        for key, office in _named_offices(holder.offices):
            yield _judge((*where, "offices", *key), office, known, _OFFICE)


def _named_offices(offices: Offices) -> Iterator[tuple[Path, str]]:
    """Yield every office with its path below `offices`."""
    # Without roles the offices usually stand as a plain list.
    responsible = ("responsible",) if offices.lead or offices.support else ()
    for key, names in (("lead",), offices.lead), (responsible, offices.responsible), (("support",), offices.support):
        for number, name in enumerate(names):
            yield (*key, str(number)), name


def _office_names(plan: Plan) -> list[str]:
    return [name for office, body in plan.offices.items() for name in (office, *body.aliases)]


def _judge_indicator(where: Path, name: Identifier, itself: Identifier, plan: Plan) -> Result:
    if name == itself:
        return Problem(where=where, message=Text(f"指标“{name}”引用了自身", f'the indicator "{name}" refers to itself'))
    if name in plan.indicators:
        return Held(where)
    return _unknown(where, name, (each for each in plan.indicators if each != itself), _INDICATOR)


def _judge(where: Path, name: str, known: Collection[str], sort: Text) -> Result:
    return Held(where) if name in known else _unknown(where, name, known, sort)


def _unknown(where: Path, name: str, known: Iterable[str], sort: Text) -> Problem:
    suggestion = nearest(name, known)
    if suggestion:
        message = Text(
            f"没有{sort.zh}“{name}”：是否应为“{suggestion}”？",
            f'there is no {sort.en} "{name}": is "{suggestion}" meant?',
        )
    else:
        message = Text(f"没有{sort.zh}“{name}”", f'there is no {sort.en} "{name}"')
    return Problem(where=where, message=message)
