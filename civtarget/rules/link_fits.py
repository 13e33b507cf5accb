"""
What is linked is of the same kind and counted in the same unit.

相互引用的指标种类相同，单位相同。

A stock does not carry out a total of five years, and a yearly sum is not the monthly one: figures that are not of the
same sort are not held against each other. Counts and stocks may repeat each other; units may stand for each other where
one of the plans says so in `same_units`.

存量落实不了五年累计的总数，全年的数不是每月的数：不是同一类的数不作对照。数量和存量可以互相重复；
规划在 `same_units` 里写明可以通用的单位，视为相同。

Passes:

    indicators:
      meal-points: {name: 助餐点, kind: count, unit: 个, target: 24}
      meal-sites: {name: 选址, kind: count, unit: 个, target: 24, same_as: meal-points}

Fails:

    indicators:
      meal-points: {name: 助餐点, kind: count, unit: 个, target: 24}
      meal-sites: {name: 选址, kind: count, unit: 户, target: 24, same_as: meal-points}

Remedy: correct the kind, the unit or the link; or declare the units in `same_units`.

补救：改正种类、单位或引用；单位确可通用的，写入 `same_units`。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import name_of
from civtarget.model.plan import KIND_NAMES, Identifier, Kind, Plan
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Link, Workspace
from civtarget.rules._links import Pair, pair_of, same_unit, stands_there

ID = "link-fits"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"link-known"})
Options = RuleOptions

_COUNTED = {Kind.COUNT, Kind.STOCK}


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare kind and unit with those of everything that the indicator is linked to."""
    for link in Link:
        pair = pair_of(identifier, plan, workspace, link)
        if pair is not None and not (link is Link.WITHIN and pair.here.indicator.whole is not None):
            yield _compare(pair, link)


def _compare(pair: Pair, link: Link) -> Result:
    ours, theirs = pair.here.indicator, pair.there.indicator
    may_mix = link in (Link.SAME_AS, Link.SPLITS_FROM, Link.WITHIN)
    if ours.kind is not theirs.kind and not (may_mix and {ours.kind, theirs.kind} <= _COUNTED):
        kinds = (KIND_NAMES[each.kind] for each in (ours, theirs))
        return _problem(pair, *(Text(f"是{kind.zh}", f"{_article(kind.en)} {kind.en}") for kind in kinds))
    units = ours.unit_name, theirs.unit_name
    if same_unit(*units, pair):
        return Held(pair.link)
    none = Text("没有单位", "without a unit")
    here, there = (Text("以“{unit}”计", "in {unit}", unit=unit) if unit else none for unit in units)
    return _problem(pair, here, there)


def _article(word: str) -> str:
    return "an" if word.startswith("a") else "a"


def _problem(pair: Pair, here: Text, there: Text) -> Problem:
    name = name_of(pair.there, pair.here.plan)
    message = Text(
        "不能对照：这里{here}，{name}{there}",
        "does not fit: it is {here}, and {name} is {there}",
        here=here,
        name=name,
        there=there,
    )
    return Problem(where=pair.link, message=message, related=(stands_there(pair),))
