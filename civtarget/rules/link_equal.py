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

from civtarget.findings import Held, Problem, Result, RuleOptions, Severity, Unchecked
from civtarget.language import Text
from civtarget.model import Identifier, Plan
from civtarget.quantity import Op, Quantity
from civtarget.rules._links import Figure, Pair, figures, name_of, pair_of, stands_there
from civtarget.rules._values import gap_between
from civtarget.workspace import Link, Workspace

ID = "link-equal"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"link-known"})
Options = RuleOptions


def check_links(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the target with what it repeats, and with the share that it is."""
    for link in (Link.SAME_AS, Link.SPLITS_FROM):
        pair = pair_of(identifier, plan, workspace, link)
        if pair is not None:
            yield _compare(pair)


def _compare(pair: Pair) -> Result:
    sides = figures(pair)
    if isinstance(sides, Unchecked):
        return sides
    ours, theirs = sides
    if _asks(ours.bound) == _asks(theirs.bound):
        return Held(pair.link)
    expected, actual = theirs.bound.figure, ours.bound.figure
    name = name_of(pair.there, pair.here.plan)
    apart = _apart(ours, theirs)
    return Problem(
        where=pair.where,
        message=Text(
            f"这里是 {ours.text.zh}，{name.zh}是 {theirs.text.zh}{apart.zh}",
            f"{ours.text.en} here, but {theirs.text.en} for {name.en}{apart.en}",
        ),
        expected=expected,
        actual=actual,
        gap=actual - expected,
        unit=ours.unit,
        related=(stands_there(pair),),
    )


def _asks(bound: Quantity) -> tuple[object, object]:
    """Return what decides whether a value meets a bound: an exact target is met from its number up, like a floor."""
    return bound.low, bound.high if bound.op in (Op.AT_MOST, Op.BETWEEN) else None


def _apart(ours: Figure, theirs: Figure) -> Text:
    if ours.bound.op is not theirs.bound.op or ours.bound.figure == theirs.bound.figure:
        return Text("", "")
    gap = gap_between(ours.bound.figure, theirs.bound.figure, ours.unit if "×" not in ours.unit else "")
    over = ours.bound.figure > theirs.bound.figure
    return Text(f"：{'多' if over else '少'} {gap.zh}", f": {gap.en} {'over' if over else 'short'}")
