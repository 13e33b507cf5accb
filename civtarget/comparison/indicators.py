"""The indicators of a plan: those that came and went, and the keys of each."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions, binding, by_order, neutral, opposite, unordered
from civtarget.comparison.duties import districts, offices
from civtarget.comparison.pairs import RecordPair, Renamed, places
from civtarget.comparison.phrases import (
    NOTHING,
    both_written,
    describe_change,
    quoted,
    same,
    text_of,
    with_doubt,
    written,
)
from civtarget.comparison.records import aspects_of, compared, paired, part
from civtarget.comparison.split import split
from civtarget.comparison.steps import steps
from civtarget.comparison.times import end_of_work, every, start_of_work
from civtarget.comparison.values import equality, gap, names, ratio
from civtarget.language import Text
from civtarget.model.plan import (
    KIND_NAMES,
    PER_NAMES,
    Commitment,
    Each,
    Identifier,
    Indicator,
    Pace,
    Per,
    Plan,
    Unread,
    at,
    readable,
)
from civtarget.model.schedule import pace_of
from civtarget.model.workspace import are_one_unit
from civtarget.notation.quantity import Quantity

_PROMISED = Text("承诺", "promise")
_COMMITMENTS: Mapping[Commitment, Text] = {
    Commitment.EXPECTED: Text("预计", "expected"),
    Commitment.APPLICATION: Text("申报", "application"),
    Commitment.DIRECTION: Text("方向", "direction"),
    Commitment.ON_DEMAND: Text("按需", "on demand"),
}
_FINENESS = (Per.DISTRICT, Per.TOWN, Per.COMMUNITY)
"""Of these each is made up of several of the next."""


def indicators(pair: RecordPair, field: str, _: Text) -> Iterator[Change]:
    """Compare indicators in the order of the new plan; dropped ones come last."""
    old, new = pair.values(field)
    was = {now: before for before, now in pair.renamed.indicators.items()}
    for identifier in new:
        if identifier in was:
            inner = indicator_pair(pair.plans, pair.renamed, Identifier(was[identifier]), identifier)
            yield from _identifier(inner)
            yield from compared(inner, INDICATOR_ASPECTS)
        else:
            yield _whole(pair, new[identifier], identifier, Direction.STRONGER)
    for identifier in old:
        if identifier not in pair.renamed.indicators:
            yield _whole(pair, old[identifier], identifier, Direction.WEAKER)


def indicator_pair(plans: Versions[Plan], renamed: Renamed, old: Identifier, new: Identifier) -> RecordPair:
    """Return the pair of two indicators, by their identifiers in the old plan and in the new one."""
    records = Versions(plans.old.indicators[old], plans.new.indicators[new])
    return RecordPair(
        plans=plans,
        renamed=renamed,
        records=records,
        paths=Versions(at(old), at(new)),
        indicators=records,
        indicator=new,
        indicator_name=_name_of(records.new, new),
    )


def _name_of(indicator: Indicator, identifier: Identifier) -> Text:
    name: Text = readable(readable(indicator, "name"), "text") or same(identifier)
    return name


def _identifier(pair: RecordPair) -> Iterator[Change]:
    old, new = pair.paths.old[-1], pair.paths.new[-1]
    if old != new:
        texts = same(old), same(new)
        message = describe_change(Text("标识", "the identifier"), *texts)
        yield pair.change(places((), ()), Direction.NEUTRAL, message, texts)


def _whole(pair: RecordPair, indicator: Indicator, identifier: Identifier, direction: Direction) -> Change:
    """Return the change of an indicator that was added or dropped, with its target."""
    name, figure = _name_of(indicator, identifier), NOTHING
    with suppress(Unread):
        if isinstance(indicator.target, Quantity):
            text = written(indicator.target, indicator.unit_name)
            figure = Text("：目标 {text}", ": a target of {text}", text=text)
    added = direction is Direction.STRONGER
    message = Text(
        f"{'新增' if added else '取消'}指标{figure.zh}",
        f"the indicator is {'added' if added else 'dropped'}{figure.en}",
    )
    whole = replace(pair, paths=Versions(at(identifier), at(identifier)), indicator=identifier, indicator_name=name)
    texts = (None, quoted(name)) if added else (quoted(name), None)
    return whole.change(places((), ()), direction, message, texts)


def _unit(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    stated = pair.values(field)
    if stated.old == stated.new or pair.units.old == pair.units.new:
        return  # without one it follows from the kind
    texts = Versions(*(quoted(same(each)) if each else None for each in pair.units))
    direction = Direction.NEUTRAL if are_one_unit(pair.units, pair.plans) else Direction.UNCHECKED
    said = with_doubt(describe_change(label, *texts), direction)
    yield pair.change(field, direction, said, texts)


def _baselines(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare past values: facts, which ask for nothing, but which others are compared with."""
    old, new = pair.values(field)
    units = pair.units
    for one, other in paired(old, new, (lambda each, _: str(each.period),)):
        paths = places(*((field, str(number)) if number is not None else (field,) for number in (one, other)))
        period = (old[one] if other is None else new[other]).period
        named = Text("{period}年的{label}", "{label} of {period}", period=period, label=label)
        values = Versions(None if one is None else old[one].value, None if other is None else new[other].value)
        changes = bounds(pair, paths, named, values, units=units)
        yield from changes if None in values else neutral(changes)


def _each(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    units = pair.units.new if pair.values(field).new is not None else ""
    write = partial(_each_text, unit=units or pair.units.old)
    yield from part(pair, field, label, write, EACH_ASPECTS)


def _each_text(each: Each, unit: str) -> Text:
    bound, per = written(each.target, unit), PER_NAMES[each.per]
    return Text("每个{per} {bound}", "{bound} per {per}", per=per, bound=bound)


def _per(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the units of which each one owes a minimum: of the finer there are more, so it is stronger."""

    def direct(old: Per, new: Per) -> Direction:
        if old in _FINENESS and new in _FINENESS:
            return by_order(_FINENESS.index(old), _FINENESS.index(new))
        return Direction.UNCHECKED

    yield from equality(pair, field, label, write=_per_text, direct=direct)


def _per_text(per: Per) -> Text:
    return Text("每个{per}", "each {per}", per=PER_NAMES[per])


def _commitment(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare commitments: without one it is a promise, and all else is softer in its own way."""
    old, new = pair.values(field)
    if old != new:
        texts = Versions(*(_PROMISED if each is None else _COMMITMENTS[each] for each in (old, new)))
        said = describe_change(label, *texts)
        direction = Direction.UNCHECKED if None not in (old, new) else by_order(old is None, new is None)
        yield pair.change(field, direction, with_doubt(said, direction), texts)


def _pace(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare paces, stated or not; one by which nothing is due before the deadline is weaker."""
    old, new = pair.values(field)
    if old == new or pair.indicators is None:
        return
    paces = Versions(*(pace_of(each) for each in pair.indicators))
    if paces.old is paces.new:
        return
    texts = both_written(paces, text_of)
    direction = by_order(paces.old is not Pace.NONE, paces.new is not Pace.NONE)
    yield pair.change(field, direction, describe_change(label, *texts), texts)


EACH_ASPECTS = aspects_of(
    Each,
    per=_per,
    only=partial(names, direct=lambda old, new: opposite(binding(old, new))),  # a restriction is weaker
)
INDICATOR_ASPECTS = aspects_of(
    Indicator,
    kind=partial(equality, write=lambda kind: KIND_NAMES[kind], direct=unordered),
    unit=_unit,
    offices=offices,
    baselines=_baselines,
    split=split,
    each=_each,
    of=ratio,
    gap=gap,
    districts=districts,
    every=every,
    commitment=_commitment,
    steps=steps,
    start=start_of_work,
    by=end_of_work,
    pace=_pace,
)
