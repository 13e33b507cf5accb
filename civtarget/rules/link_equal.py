"""
A figure that repeats another one, or that is a share of a higher plan, is the same there.

重复另一处的数，以及从上级规划分解下来的数，两处相同。

One claim is often published in two places: in a table and in a list of projects, in a city's split and in the plan of
the district. Whoever changes one of them and not the other has two plans.

同一个数常常公布在两处：一处在总表，一处在项目清单；一处是市里的分解，一处是区里的规划。
只改一处，就有了两个说法。

Passes:

    indicators:
      meal-points: {name: 助餐点, kind: count, unit: 个, target: 24}
      meal-sites: {name: 选址, kind: count, unit: 个, target: 24, same_as: meal-points}

Fails:

    indicators:
      meal-points: {name: 助餐点, kind: count, unit: 个, target: 24}
      meal-sites: {name: 选址, kind: count, unit: 个, target: 25, same_as: meal-points}

Remedy: correct the figure that is wrong; both places are named.

补救：改正有误的一处；两处都已指明。
"""

from collections.abc import Iterator
from dataclasses import replace

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import bound_text, gap_between, name_of
from civtarget.model.plan import Identifier, Kind, Path, Plan
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Link, Linked, Workspace
from civtarget.notation.quantity import Op, Quantity
from civtarget.rules._links import Figure, Pair, different_units, figures, other_side, pair_of, path_from, stands_there
from civtarget.rules._values import not_exact

ID = "link-equal"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"link-known", "link-fits"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the target with what it repeats and with the share that it is, and baselines stated in two places."""
    seen: list[Linked] = []
    for link in (Link.SAME_AS, Link.SPLITS_FROM):
        pair = pair_of(identifier, plan, workspace, link)
        if pair is not None and pair.there not in seen:
            seen.append(pair.there)
            yield _compare(pair)
    yield from _baselines(identifier, plan, workspace)


def _compare(pair: Pair) -> Result:
    sides = figures(pair)
    if isinstance(sides, Unchecked):
        return sides
    ours, theirs = sides
    is_standard = pair.here.indicator.kind is Kind.STANDARD
    if _asks(ours.bound, exactly=is_standard) == _asks(theirs.bound, exactly=is_standard):
        return Held(pair.link)
    return _problem(pair.where, ours, theirs, name_of(pair.there, pair.here.plan), stands_there(pair))


def _problem(where: Path, ours: Figure, theirs: Figure, name: Text, there: Related) -> Problem:
    expected, actual = theirs.bound.figure, ours.bound.figure
    apart = _apart(ours, theirs)
    return Problem(
        where=where,
        message=Text(
            "这里是 {ours}，{name}是 {theirs}{apart}",
            "{ours} here, but {theirs} for {name}{apart}",
            ours=ours.text,
            name=name,
            theirs=theirs.text,
            apart=apart,
        ),
        expected=expected,
        actual=actual,
        gap=actual - expected,
        unit=ours.unit or None,
        related=(there,),
    )


def _baselines(identifier: Identifier, plan: Plan, workspace: Workspace) -> Iterator[Result]:
    """Compare the indicator's own baselines with those for the same time that it refers to."""
    stated = workspace.baselines(identifier, plan)
    own = {each.baseline.period: each for each in stated if each.plan is plan and each.path[1] == identifier}
    for linked in stated:
        here = own.get(linked.baseline.period)
        if here is None or linked is here:
            continue
        values = here.baseline.value, linked.baseline.value
        about = not_exact(here.path, (here.path, values[0]), (path_from(linked.path, linked.plan, plan), values[1]))
        if about is not None:
            yield about
            continue
        if here.unit != linked.unit:
            yield different_units(here.path, here.unit, linked.unit)
            continue
        if (values[0].low, values[0].high) == (values[1].low, values[1].high):
            yield Held(here.path)
            continue
        ours, theirs = (Figure(value, here.unit, bound_text(replace(value, unit=here.unit))) for value in values)
        year, other = linked.baseline.period, linked.plan.id
        when = Text(" {other} 的 {year} 年", "{year} in {other}", other=other, year=str(year))
        there = other_side(linked.path, linked.plan)
        yield _problem(here.path, ours, theirs, when, there)


def _asks(bound: Quantity, *, exactly: bool) -> tuple[object, object]:
    """Return what decides whether a value meets a bound: but for standards, an exact one is met from its number up."""
    is_open = bound.op is Op.EXACTLY and not exactly
    return bound.low, None if is_open else bound.high


def _apart(ours: Figure, theirs: Figure) -> Text:
    if ours.bound.op is not theirs.bound.op or ours.bound.figure == theirs.bound.figure:
        return Text("", "")
    gap = gap_between(ours.bound.figure, theirs.bound.figure, ours.unit)
    over = ours.bound.figure > theirs.bound.figure
    return Text(f"：{'多' if over else '少'} {gap.zh}", f": {gap.en} {'over' if over else 'short'}")
