"""Bounds: required amounts, and targets that are multiples of other indicators."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from civtarget.comparison.change import Change, Direction, Versions, by_order, presence
from civtarget.comparison.pairs import RecordPair
from civtarget.comparison.phrases import NOTHING, both_written, describe_change, same, with_reason, written
from civtarget.language import Text, joined
from civtarget.model.phrases import bare_text, gap_between, quantity_text, relative_text
from civtarget.model.plan import Path, Plan, Relative
from civtarget.notation.quantity import Exact, Op, Quantity
from civtarget.notation.units import PERCENT


def bounds(
    pair: RecordPair,
    keys: str | Versions[Path],
    label: Text,
    values: Versions[Quantity | None],
    *,
    units: Versions[str] | None = None,
    district: str | None = None,
) -> Iterator[Change]:
    """Compare two bounds, or their presence, each by its own sense: a raised cap is weaker, a lowered floor, too."""
    old, new = values
    if old is new:
        return
    names = pair.label(label)
    known = pair.units if units is None else units
    old_unit, new_unit = ("" if each is None else each.unit or unit for each, unit in zip(values, known, strict=True))
    if old is not None and new is not None:
        texts = Versions(written(old, old_unit), written(new, new_unit))
        compared = _Compared(pair, keys, names, Versions(old, new), Versions(old_unit, new_unit), texts, district)
        yield from compared.changes()
        return
    unit = old_unit or new_unit
    shown = both_written(values, lambda each: written(each, unit))
    numbers = Versions(*(None if each is None else each.figure for each in values))
    message = describe_change(names, *shown)
    yield pair.change(keys, presence(old, new), message, shown, numbers=numbers, unit=unit, district=district)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two bounds that are compared, with all that their changes need."""

    pair: RecordPair
    keys: str | Versions[Path]
    label: Text
    values: Versions[Quantity]
    units: Versions[str]
    texts: Versions[Text]
    district: str | None

    def changes(self) -> Iterator[Change]:
        old, new = self.values
        meanings = [(each.op, each.low, each.high, each.approximate) for each in self.values]
        if meanings[0] == meanings[1]:
            return  # a changed unit is reported once, for the indicator
        if self.units.old != self.units.new:
            reason = Text("单位不同，无法比较", "the units differ, so they cannot be compared")
            yield self._unchecked(reason)
            return
        if old.approximate != new.approximate and old.figure != new.figure:
            reason = Text("约数与确数无法比较", "an approximate figure cannot be compared with an exact one")
            yield self._unchecked(reason)
            return
        moved = self._moved()
        if not moved:
            softer = by_order(old.approximate, new.approximate, more=Direction.WEAKER)
            yield self._made(softer, describe_change(self.label, *self.texts))
            return
        for direction in dict.fromkeys(each for each, _ in moved):
            parts = [text for each, text in moved if each is direction]
            yield self._made(direction, self._describe_move(direction, joined(parts, "，")))

    def _moved(self) -> list[tuple[Direction, Text]]:
        """Return the direction and the amount by which each end moved."""
        old, new = map(_ends_of, self.values)
        single = all(each.op is Op.EXACTLY for each in self.values)
        named = not single and any(end.low is not None and end.high is not None for end in (old, new))
        named = named or (old.low is None) != (new.low is None)
        low, high = (Text("下限", "lower end "), Text("上限", "upper end ")) if named else (NOTHING, NOTHING)
        found = [(by_order(*_ordered(old.low, new.low, absent=-1)), self._gap(old.low, new.low, low))]
        if not single:  # the number of a standard is one end, not two
            upper = by_order(*_ordered(old.high, new.high, absent=1), more=Direction.WEAKER)
            found.append((upper, self._gap(old.high, new.high, high)))
        return [each for each in found if each[0] is not Direction.NEUTRAL]

    def _gap(self, old: Exact | None, new: Exact | None, end: Text) -> Text:
        unit = self.units.new
        if old is None or new is None:
            value = old if new is None else new
            if value is None:
                return end
            does = Text("取消", "dropped") if new is None else Text("新增", "added")
            return Text(
                "{does}{end} {value}",
                "the {end}of {value} is {does}",
                does=does,
                end=end if end.zh else Text("界限", "bound "),
                value=quantity_text(value, unit),
            )
        gap, more = gap_between(old, new, unit), new > old
        if end.zh:
            does = Text("提高", "rises") if more else Text("降低", "falls")
            return Text("{end}{does} {gap}", "the {end}{does} by {gap}", end=end, does=does, gap=gap)
        return Text("多 {gap}", "{gap} more", gap=gap) if more else Text("少 {gap}", "{gap} less", gap=gap)

    def _describe_move(self, direction: Direction, gaps: Text) -> Text:
        """Return the statement of a move: a cap is relaxed or tightened, a number raised or lowered."""
        weaker = direction is Direction.WEAKER
        old, new = self.texts
        if all(each.op in (Op.EXACTLY, Op.AT_LEAST) for each in self.values):
            does = Text("降为", "is lowered") if weaker else Text("升为", "is raised")
        else:
            does = Text("放宽为", "is relaxed") if weaker else Text("收紧为", "is tightened")
        if all(each.op is Op.EXACTLY and not each.approximate for each in self.values):
            old = bare_text(self.values.old.figure, self.units.old)
        return Text(
            "{label}由 {old} {does} {new}：{gaps}",
            "{label} {does} from {old} to {new}: {gaps}",
            label=self.label,
            old=old,
            does=does,
            new=new,
            gaps=gaps,
        )

    def _unchecked(self, reason: Text) -> Change:
        return self._made(Direction.UNCHECKED, with_reason(describe_change(self.label, *self.texts), reason))

    def _made(self, direction: Direction, message: Text) -> Change:
        alike = self.units.old == self.units.new
        old, new = (each.figure for each in self.values)
        numbers = (old, new) if alike else (None, None)
        unit = self.units.new if alike else None
        return self.pair.change(
            self.keys, direction, message, self.texts, numbers=numbers, unit=unit, district=self.district
        )


class _Ends(NamedTuple):
    """The ends of a bound: not below `low`, not above `high`, where they are not None."""

    low: Exact | None
    high: Exact | None


def _ends_of(quantity: Quantity) -> _Ends:
    """Return the ends of a bound: `=` is met from its number up."""
    return _Ends(quantity.low, None if quantity.op is Op.EXACTLY else quantity.high)


def _ordered(old: Exact | None, new: Exact | None, *, absent: int) -> tuple[tuple[int, Exact], tuple[int, Exact]]:
    """Return two ends as they are ordered: a missing one lies beyond all numbers on its side."""
    return (absent, 0) if old is None else (0, old), (absent, 0) if new is None else (0, new)


def targets(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare targets, which may be multiples of other indicators."""
    old, new = pair.values(field)
    if not isinstance(old, Relative) and not isinstance(new, Relative):
        yield from bounds(pair, field, label, Versions(old, new))
        return
    texts = Versions(_target_text(old, pair, pair.plans.old, 0), _target_text(new, pair, pair.plans.new, 1))
    if isinstance(old, Relative) and isinstance(new, Relative):
        meant = [(pair.renamed.indicator(each.of, side), each.previous) for side, each in enumerate((old, new))]
        if meant[0] == meant[1]:
            yield from _factors(pair, field, label, Versions(old, new), texts)
            return
    message = describe_change(pair.label(label), *texts)
    if old is None or new is None:
        yield pair.change(field, presence(old, new), message, texts)
        return
    reason = Text("不是同一项的倍数，无法比较", "they are no multiples of the same thing, so they cannot be compared")
    yield pair.change(field, Direction.UNCHECKED, with_reason(message, reason), texts)


def _factors(
    pair: RecordPair, field: str, label: Text, values: Versions[Relative], texts: Versions[Text | None]
) -> Iterator[Change]:
    """Compare two multiples of one thing by their factors."""
    factors: Versions[Quantity | None] = Versions(*(each.factor.times(100, PERCENT) for each in values))
    for change in bounds(pair, field, label, factors):
        yield replace(change, old=replace(change.old, text=texts.old), new=replace(change.new, text=texts.new))


def _target_text(target: Quantity | Relative | None, pair: RecordPair, plan: Plan, side: int) -> Text | None:
    if target is None:
        return None
    if isinstance(target, Quantity):
        return written(target, pair.units[side])
    base = plan.indicators.get(target.of)
    name = base.name.text if base is not None else same(target.of)
    return relative_text(target, name)
