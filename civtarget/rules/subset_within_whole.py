"""
A subset is not larger than the whole that it is `within`, nor the part of a rate larger than its whole.

子集（其中）不大于所属的整体，比率的分子不大于分母。

A part that has to reach more than its whole may have cannot be reached, and one that has to reach more than the floor
of its whole makes that floor say too little. A part that is only a cap contradicts nothing. The rate, density or
standard of a subset may be above that of the whole: they cannot be compared, nor can figures that are only approximate.

部分的任务大于整体允许的数，就不可能完成；大于整体的下限，那个下限就定得太低。部分只有上限的，不会矛盾。
子集的比率、密度或标准可以高于整体的，不作比较；约数也不作比较。

Passes:

    indicators:
      visitors: {name: 旅居, kind: count, unit: 人次, target: 4万}
      from-shanghai: {name: 其中上海, kind: count, unit: 人次, target: 2.5万, within: visitors}

Fails:

    indicators:
      visitors: {name: 旅居, kind: count, unit: 人次, target: 4万}
      from-shanghai: {name: 其中上海, kind: count, unit: 人次, target: 4.5万, within: visitors}

Remedy: correct the number that is off, or what the indicator is `within`.

补救：改正有误的数值，或改正 `within` 所指的整体。
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import dotted, listed, name_of, quantity_text
from civtarget.model.plan import KIND_NAMES, Identifier, Indicator, Kind, Mark, Path, Plan, Share, Term, Unread, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Link, Workspace
from civtarget.notation.quantity import Quantity
from civtarget.notation.units import PERCENT
from civtarget.rules._links import figures, pair_of, stands_there
from civtarget.rules._values import chain_past_unread, compared, not_exact

ID = "subset-within-whole"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"reference-known", "kind-adds-up", "unit-matches"})
Options = RuleOptions

_NO_SIZES = (Kind.RATE, Kind.DENSITY, Kind.STANDARD)


class _Measured(NamedTuple):
    """A part or a whole: what it is called, its unit, and where that stands."""

    label: Text
    unit: str
    unit_where: Path


class _Side(NamedTuple):
    """A part, or the whole that it is held against, with its bound and where that stands."""

    measured: _Measured
    where: Path
    bound: Quantity

    @property
    def label(self) -> Text:
        return self.measured.label

    @property
    def unit(self) -> str:
        return self.bound.unit or self.measured.unit


_SUBSET, _NO_ROLE = Text("其中", "the subset "), Text("", "")


class _Subset(NamedTuple):
    """An indicator and the one that it is a subset of."""

    part_id: Identifier
    part: Indicator
    whole_id: Identifier
    whole: Indicator


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare targets, then share by share; of a rate, its part with its whole."""
    yield from chain_past_unread(
        partial(_within, identifier, plan, workspace), partial(_of, identifier, plan.indicators[identifier], plan)
    )


def _within(identifier: Identifier, plan: Plan, workspace: Workspace) -> Iterator[Result]:
    """Compare an indicator with what it is within: an indicator of any plan, or the share of one district."""
    indicator = plan.indicators[identifier]
    if indicator.whole is not None:
        yield from _within_own_plan(identifier, indicator, indicator.whole, plan)
        return
    pair = pair_of(identifier, plan, workspace, Link.WITHIN)
    if pair is None:
        return
    here, there = pair.here, pair.there
    if there.plan is plan and there.district is None:  # the plan's own identifier is written out
        yield from _compare_all(_Subset(identifier, here.indicator, there.identifier, there.indicator))
        return
    incomparable = _without_size(pair.link, (identifier, here.indicator), (there.identifier, there.indicator))
    sides = incomparable or figures(pair)
    if isinstance(sides, Unchecked):
        yield sides
        return
    part = _Measured(_named(identifier, here.indicator, _SUBSET).label, sides[0].unit, here.path)
    whole = _Measured(
        name_of(there, plan), sides[0].unit, there.path
    )  # the units are the same, or stand for each other
    result = _compare(here.path, _Side(part, here.path, sides[0].bound), _Side(whole, there.path, sides[1].bound))
    yield replace(result, related=(stands_there(pair),)) if isinstance(result, Problem) else result


def _within_own_plan(
    identifier: Identifier, indicator: Indicator, whole_id: Identifier, plan: Plan
) -> Iterator[Result]:
    whole = plan.indicators.get(whole_id)
    if whole is None:
        message = Text("没有名为 {whole_id} 的指标", "there is no indicator {whole_id}", whole_id=whole_id)
        yield Unchecked(where=at(identifier, "within"), message=message, needs=(dotted(at(whole_id)),))
        return
    yield from _compare_all(_Subset(identifier, indicator, whole_id, whole))


def _compare_all(subset: _Subset) -> Iterator[Result]:
    incomparable = _incomparable(subset)
    if incomparable is not None:
        yield incomparable
    else:
        yield from chain_past_unread(partial(_compare_targets, subset), partial(_compare_splits, subset))


def _incomparable(subset: _Subset) -> Unchecked | None:
    """Return why the two cannot be compared at all, if that is so: once, and not for each district."""
    where = at(subset.part_id, "within")
    sizeless = _without_size(where, (subset.part_id, subset.part), (subset.whole_id, subset.whole))
    if sizeless is not None:
        return sizeless
    part, whole = _named(subset.part_id, subset.part, _SUBSET), _named(subset.whole_id, subset.whole, _NO_ROLE)
    return _different_units(where, part, whole)


def _without_size(where: Path, *sides: tuple[Identifier, Indicator]) -> Unchecked | None:
    for identifier, indicator in sides:
        if indicator.kind in _NO_SIZES:
            kind, name = KIND_NAMES[indicator.kind], indicator.name.text
            message = Text(
                "“{name}”是{kind}：子集的{kind}可以高于整体的，无法比较大小",
                '"{name}" is a {kind}: the {kind} of a subset may be above that of the whole, '
                "so their sizes cannot be compared",
                name=name,
                kind=kind,
            )
            return Unchecked(where=where, message=message, needs=(dotted(at(identifier, "kind")),))
    return None


def _compare_targets(subset: _Subset) -> Iterator[Result]:
    part, whole = subset.part.bound, subset.whole.bound
    if part is not None and whole is not None:
        yield _compare_in(subset, part, whole, "target")
        return
    lacking = [
        (identifier, indicator)
        for identifier, indicator in ((subset.part_id, subset.part), (subset.whole_id, subset.whole))
        if indicator.bound is None
    ]
    zh = listed(f"“{indicator.name.text.zh}”" for _, indicator in lacking).zh
    en = listed(f'"{indicator.name.text.en}"' for _, indicator in lacking).en
    message = Text("{zh}没有目标，无法比较", "cannot be compared: no target for {en}", zh=zh, en=en)
    needs = tuple(dotted(at(identifier, "target")) for identifier, _ in lacking)
    yield Unchecked(where=at(subset.part_id, "within"), message=message, needs=needs)


def _compare_splits(subset: _Subset) -> Iterator[Result]:
    parts, wholes = subset.part.split, subset.whole.split
    if parts is not None and wholes is not None:
        # A district that the whole leaves out has a share that nobody states, just as with a blank cell.
        yield from chain_past_unread(
            *(
                partial(_compare_shares, subset, district, part, wholes.get(district))
                for district, part in parts.items()
            )
        )


def _compare_shares(subset: _Subset, district: str, part: Share, whole: Share) -> Iterator[Result]:
    for share in (part, whole):
        if isinstance(share, Unread):
            raise share
    where = at(subset.part_id, "split", district)
    whole_where = at(subset.whole_id, "split", district)
    if isinstance(part, Quantity) and isinstance(whole, Quantity):
        yield _compare_in(subset, part, whole, "split", district)
    elif isinstance(part, Quantity) and whole is Mark.NOT_APPLICABLE:
        yield _compare_with_nothing(subset, part, where, whole_where)
    elif isinstance(part, Quantity):
        yield _blank(where, whole_where)
    elif part is None and isinstance(whole, Quantity):
        yield _blank(where, where)


def _compare_in(subset: _Subset, part: Quantity, whole: Quantity, *keys: str) -> Result:
    where = at(subset.part_id, *keys)
    return _compare(
        where,
        _Side(_named(subset.part_id, subset.part, _SUBSET), where, part),
        _Side(_named(subset.whole_id, subset.whole, _NO_ROLE), at(subset.whole_id, *keys), whole),
    )


def _compare_with_nothing(subset: _Subset, part: Quantity, where: Path, whole_where: Path) -> Result:
    """A district that takes no part in the whole can have nothing to do of the subset."""
    if not part.low:
        return Held(where)
    unit = part.unit or subset.part.unit_name
    names, value = (
        (subset.part.name.text, subset.whole.name.text),
        quantity_text(part.low, unit, approximate=part.approximate),
    )
    message = Text(
        "其中“{name}” {value}，而“{second_name}”在这里不参与（--）",
        'the subset "{name}" {value}, but "{second_name}" takes no part here (--)',
        name=names[0],
        value=value,
        second_name=names[1],
    )
    return Problem(where=where, message=message, actual=part.low, unit=unit, related=(_whole_stands(whole_where),))


def _blank(where: Path, blank: Path) -> Unchecked:
    message = Text("一方没有填数，无法比较", "cannot be compared while one side states no share")
    return Unchecked(where=where, message=message, needs=(dotted(blank),))


def _of(identifier: Identifier, indicator: Indicator, plan: Plan) -> Iterator[Result]:
    """Compare the numbers behind a rate; where one is not known, it is for `rate-consistent` to say what it needs."""
    if indicator.of is None or indicator.unit_name != PERCENT:
        return  # 18 workers for 10,000 people are no subset of them
    where = at(identifier, "of")
    part = _resolve(indicator.of.part, (*where, "part"), plan, Text("分子", "the part"))
    whole = _resolve(indicator.of.whole, (*where, "whole"), plan, Text("分母", "the whole"))
    if part is not None and whole is not None:
        yield _compare(where, part, whole)


def _resolve(term: Term | None, where: Path, plan: Plan, role: Text) -> _Side | None:
    """Return the value of a term of a ratio: a number, or the target of an indicator."""
    if isinstance(term, Quantity):
        return _Side(_Measured(role, term.unit, where), where, term)
    indicator = None if term is None else plan.indicators.get(term)
    if term is None or indicator is None or indicator.bound is None:
        return None
    return _Side(_named(term, indicator, Text("{role}", "{role} ", role=role)), at(term, "target"), indicator.bound)


def _named(identifier: Identifier, indicator: Indicator, role: Text) -> _Measured:
    name = indicator.name.text
    label = Text("{role}“{name}”", '{role}"{name}"', role=role, name=name)
    return _Measured(label, indicator.unit_name, at(identifier, "unit"))


def _different_units(where: Path, part: _Measured, whole: _Measured) -> Unchecked | None:
    if not part.unit or not whole.unit or part.unit == whole.unit:
        return None
    message = Text(
        "单位不同，无法比较：{label}是“{unit}”，{whole_label}是“{whole_unit}”",
        "cannot be compared in different units: {label} is in {unit}, {whole_label} in {whole_unit}",
        label=part.label,
        unit=part.unit,
        whole_label=whole.label,
        whole_unit=whole.unit,
    )
    return Unchecked(where=where, message=message, needs=(dotted(part.unit_where), dotted(whole.unit_where)))


def _compare(where: Path, part: _Side, whole: _Side) -> Result:
    """Compare the least that the part has to be with what the whole may be at most, or else has to be."""
    measured = [each.measured._replace(unit=each.unit) for each in (part, whole)]
    open_for = _different_units(where, *measured) or not_exact(
        where, (part.where, part.bound), (whole.where, whole.bound)
    )
    if open_for is not None:
        return open_for
    limit = whole.bound.figure if whole.bound.high is None else whole.bound.high
    least = part.bound.low
    if least is None or least <= limit:
        return Held(where)
    unit = part.unit or whole.unit
    actual, most, gap = compared(least, limit, unit)
    return Problem(
        where=where,
        message=Text(
            "{label} {actual} > {whole_label} {most}：多 {gap}",
            "{label} {actual} > {whole_label} {most}: {gap} over",
            label=part.label,
            actual=actual,
            whole_label=whole.label,
            most=most,
            gap=gap,
        ),
        expected=limit,
        actual=least,
        gap=least - limit,
        unit=unit,
        related=(_whole_stands(whole.where),),
    )


def _whole_stands(where: Path) -> Related:
    return Related(where, Text("整体在此", "the whole stands here"))
