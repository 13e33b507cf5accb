"""
What two versions of one thing are, and the kinds of value that stand in them, compared by meaning.

`Pair` is an old and a new record with their places; the functions here yield the `Change`s of one of its fields. They
say nothing about which field is compared how: that is the table of `civtarget.changes`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from civtarget.dates import Period, When
from civtarget.language import Language, Text
from civtarget.model import Identifier, Indicator, Kind, Name, Path, Plan, Reference, Relative, Unread
from civtarget.quantity import Exact, Op, Quantity, exact, write_number
from civtarget.units import PERCENT
from civtarget.wording import bound_text, gap_text, quantity_text, relative_text

T = TypeVar("T")


class Direction(StrEnum):
    """What a change does to what is asked for; the last one says that this could not be told."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    NEUTRAL = "neutral"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a change: where, as people write it (None: nothing), and its number if it has one."""

    path: Path
    text: Text | None
    number: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One difference in meaning between two versions of a plan.

    `aspect` is the key of the plan format that it is about. `indicator` and `district` are called as the new plan calls
    them, or as the old one did if they are gone; `step` says what the step is called. `gap` is new minus old.
    """

    aspect: str
    direction: Direction
    message: Text
    old: Side
    new: Side
    indicator: Identifier | None = None
    indicator_name: Text | None = None
    district: str | None = None
    step: str | None = None
    gap: Exact | None = None
    unit: str | None = None


class Both(NamedTuple, Generic[T]):
    """Something of the old plan and of the new one."""

    old: T
    new: T


def places(old: Path, new: Path) -> Both[Path]:
    """Return where something stands in the old plan and in the new one."""
    return Both(old, new)


NOTHING = Text("", "")
"""What stands before the name of a value that belongs to the indicator itself."""


@dataclass(frozen=True)
class Renamed:
    """What things of the old plan are called in the new one; what is not in here is gone."""

    indicators: Mapping[str, str]
    areas: Mapping[str, str]
    offices: Mapping[str, str]

    def indicator(self, name: str, side: int) -> str:
        """Return what the indicator that one of the plans calls `name` is known by in both; a name is not `?name`."""
        return _known(self.indicators, self._indicators_now, name, side)

    def area(self, name: str, side: int) -> str:
        """Return what a district or party is known by in both plans, likewise."""
        return _known(self.areas, self._areas_now, name, side)

    @cached_property
    def _indicators_now(self) -> frozenset[str]:
        return frozenset(self.indicators.values())

    @cached_property
    def _areas_now(self) -> frozenset[str]:
        return frozenset(self.areas.values())

    def reference(self, reference: Reference | None, plans: Both[Plan], side: int) -> object:
        """Return what a reference means in both plans; the plan's own ID need not be said."""
        if reference is None or (reference.plan is not None and reference.plan != plans[side].id):
            return reference
        district = reference.district
        known = None if district is None else self.area(district, side)
        return self.indicator(reference.indicator, side), known


def _known(renamed: Mapping[str, str], now: frozenset[str], name: str, side: int) -> str:
    """Return the new name of something that is in both plans; what is in one of them alone is known by no name."""
    if side == 0:
        return renamed.get(name, f"?{name}")
    return name if name in now else f"?{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """
    Two versions of one record, `paths` being where they stand.

    `within` is what a message calls them by, such as 步骤“审批”的: nothing for the indicator itself, whose name stands
    before the message.
    """

    plans: Both[Plan]
    renamed: Renamed
    records: Both[Any]
    paths: Both[Path]
    indicators: Both[Indicator] | None = None
    within: Text = NOTHING
    indicator: Identifier | None = None
    indicator_name: Text | None = None
    step: str | None = None

    def label(self, text: Text) -> Text:
        """Return what a value is called together with the thing that it belongs to."""
        return Text(f"{self.within.zh}{text.zh}", f"{text.en}{self.within.en}")

    def values(self, field: str) -> Both[Any]:
        """Return a field of both records; raise `Unread` where it could not be read."""
        return Both(getattr(self.records.old, field), getattr(self.records.new, field))

    @property
    def units(self) -> Both[str]:
        """The units in which the numbers of both indicators are."""
        if self.indicators is None:
            return Both("", "")
        return Both(self.indicators.old.unit_name, self.indicators.new.unit_name)

    @property
    def is_standard(self) -> bool:
        """Whether `=` asks for neither more nor less than the number."""
        return self.indicators is not None and Kind.STANDARD in (self.indicators.old.kind, self.indicators.new.kind)

    def part(self, keys: Both[Path], records: Both[Any], within: Text = NOTHING) -> "Pair":
        """Return the pair of two records that stand below these."""
        paths = Both(self.paths.old + keys.old, self.paths.new + keys.new)
        return replace(self, records=records, paths=paths, within=self.label(within) if within.zh else self.within)

    def change(
        self,
        keys: str | Both[Path],
        direction: Direction,
        message: Text,
        texts: tuple[Text | None, Text | None],
        *,
        numbers: tuple[Exact | None, Exact | None] = (None, None),
        unit: str | None = None,
        district: str | None = None,
    ) -> Change:
        """Make a change of what stands under `keys` in these records."""
        below = Both((keys,), (keys,)) if isinstance(keys, str) else keys
        paths = Both(self.paths.old + below.old, self.paths.new + below.new)
        old, new = numbers
        return Change(
            aspect=_aspect(paths.new),
            direction=direction,
            message=message,
            old=Side(paths.old, texts[0], old),
            new=Side(paths.new, texts[1], new),
            indicator=self.indicator,
            indicator_name=self.indicator_name,
            district=district,
            step=self.step,
            gap=None if old is None or new is None else exact(Fraction(new) - old),
            unit=unit or None,
        )


_DEPTH_OF_INDICATOR = 2


def _aspect(path: Path) -> str:
    """Return the keys of a path without the names and numbers that differ from plan to plan."""
    if path[0] != "indicators":
        return path[0]
    keys = [each for each in path[_DEPTH_OF_INDICATOR:] if not each.isdecimal()]
    if not keys:
        return "indicators"
    return keys[0] if keys[0] in ("split", "baselines", "offices", "districts") else ".".join(keys[:2])


def by_order(old: Any, new: Any, *, more: Direction = Direction.STRONGER) -> Direction:
    """Return `more` if the new value is the larger one, its opposite if it is smaller, neutral if they are level."""
    if old == new:
        return Direction.NEUTRAL
    return more if new > old else opposite(more)


def opposite(direction: Direction) -> Direction:
    """Return what a change is that undoes one of this direction."""
    swapped = {Direction.WEAKER: Direction.STRONGER, Direction.STRONGER: Direction.WEAKER}
    return swapped.get(direction, direction)


def same(text: str) -> Text:
    """Return what is written alike in both languages."""
    return Text(text, text)


def quoted(text: Text) -> Text:
    """Return words of the plan in the quotation marks of each language."""
    return Text(f"“{text.zh}”", f'"{text.en}"')


def replaced(label: Text, old: Text | None, new: Text | None) -> Text:
    """Say that something was changed, added or dropped."""
    if old is None and new is not None:
        return Text(f"新增{label.zh}：{new.zh}", f"{label.en} is added: {new.en}")
    if new is None and old is not None:
        return Text(f"取消{label.zh}：原为 {old.zh}", f"{label.en} is dropped: it was {old.en}")
    assert old is not None and new is not None, "something stood on one side"
    return Text(f"{label.zh}由 {old.zh} 改为 {new.zh}", f"{label.en} changes from {old.en} to {new.en}")


def presence(old: object, new: object) -> Direction:
    """Return the direction of something that binds: dropped is weaker, added stronger, replaced neither."""
    return by_order(old is not None, new is not None)


def words(
    pair: Pair,
    field: str,
    label: Text,
    write: Callable[[Any], Text],
    direct: Callable[[Any, Any], Direction] = lambda old, new: Direction.NEUTRAL,  # noqa: ARG005  # whatever they are
) -> Iterator[Change]:
    """Compare a field of which only equality counts; `direct` tells the direction of a change."""
    old, new = pair.values(field)
    if old != new:
        texts = Both(*(None if each is None else write(each) for each in (old, new)))
        yield pair.change(field, direct(old, new), replaced(pair.label(label), *texts), texts)


def names(
    pair: Pair,
    field: str,
    label: Text,
    direct: Callable[[Any, Any], Direction] = lambda old, new: Direction.NEUTRAL,  # noqa: ARG005  # whatever they are
) -> Iterator[Change]:
    """Compare a name in both languages; one that differs in English alone says so in Chinese, too."""
    old, new = pair.values(field)
    yield from _name(pair, field, label, Both(old, new), direct)


def _name(
    pair: Pair, field: str, label: Text, values: Both[Name | None], direct: Callable[[Any, Any], Direction]
) -> Iterator[Change]:
    old, new = values
    spelt = [None if each is None else (each.zh, each.en) for each in values]
    if spelt[0] == spelt[1]:
        return
    if old is not None and new is not None and old.zh == new.zh:
        texts = Both(*(None if each.en is None else quoted(same(each.en)) for each in (old, new)))
        english = pair.label(Text(f"{label.zh}的英文", f"the English of {label.en}"))
        yield pair.change(field, Direction.NEUTRAL, replaced(english, *texts), texts)
        return
    shown = Both(*(None if each is None else quoted(each.text) for each in values))
    if old is not None and new is not None and old.text.en == new.text.en:  # the English did not follow
        shown = Both(*(quoted(Text(each.zh, each.zh)) for each in (old, new)))
    yield pair.change(field, direct(old, new), replaced(pair.label(label), *shown), shown)


def written(quantity: Quantity, unit: str) -> Text:
    """Write a bound with its unit."""
    return bound_text(replace(quantity, unit=unit))


def of_unit(quantity: Quantity, unit: str) -> str:
    """Return the unit of a number: its own, or else that of its indicator."""
    return quantity.unit or unit


class Ends(NamedTuple):
    """What a bound asks for: not below `low`, not above `high`, where they are not None."""

    low: Exact | None
    high: Exact | None


def ends_of(quantity: Quantity, *, is_standard: bool) -> Ends:
    """Return the ends of a bound: `=` is met from its number up, unless it is a standard."""
    open_above = quantity.op is Op.EXACTLY and not is_standard
    return Ends(quantity.low, None if open_above else quantity.high)


def bounds(
    pair: Pair,
    keys: str | Both[Path],
    label: Text,
    values: Both[Quantity | None],
    *,
    units: Both[str] | None = None,
    district: str | None = None,
) -> Iterator[Change]:
    """Compare two bounds, or that there is one, each by its own sense: a raised cap is weaker, a lowered floor, too."""
    old, new = values
    if old is new:
        return
    names = pair.label(label)
    units = pair.units if units is None else units
    units = Both(*("" if each is None else of_unit(each, unit) for each, unit in zip(values, units, strict=True)))
    texts = Both(*(None if each is None else written(each, unit) for each, unit in zip(values, units, strict=True)))
    if old is None or new is None:
        numbers = Both(*(None if each is None else each.figure for each in values))
        unit, message = units.old or units.new, replaced(names, *texts)
        yield pair.change(keys, presence(old, new), message, texts, numbers=numbers, unit=unit, district=district)
        return
    compared = _Compared(pair, keys, names, Both(old, new), units, Both(texts[0] or same(""), texts[1] or same("")))
    yield from compared.changes(district)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two bounds on their way to become changes."""

    pair: Pair
    keys: str | Both[Path]
    label: Text
    values: Both[Quantity]
    units: Both[str]
    texts: Both[Text]

    def changes(self, district: str | None) -> Iterator[Change]:
        old, new = self.values
        meanings = [(each.op, each.low, each.high, each.approximate) for each in self.values]
        if meanings[0] == meanings[1]:
            return  # a unit that changed is told once, for the indicator
        if self.units.old != self.units.new:
            reason = Text("单位不同，无法比较", "the units differ, so they cannot be compared")
            yield self._made(Direction.UNCHECKED, self._with(reason), district)
            return
        if old.approximate != new.approximate and old.figure != new.figure:
            reason = Text("约数与确数无法比较", "an approximate figure cannot be compared with an exact one")
            yield self._made(Direction.UNCHECKED, self._with(reason), district)
            return
        moved = self._moved()
        if not moved:
            softer = by_order(old.approximate, new.approximate, more=Direction.WEAKER)
            yield self._made(softer, replaced(self.label, *self.texts), district)
            return
        for direction in dict.fromkeys(each for each, _ in moved):
            parts = [text for each, text in moved if each is direction]
            gaps = Text("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))
            yield self._made(direction, self._verb(direction, gaps), district)

    def _moved(self) -> list[tuple[Direction, Text]]:
        """Return the direction in which each end moved, and by how much."""
        old, new = (ends_of(each, is_standard=self.pair.is_standard) for each in self.values)
        single = all(each.op is Op.EXACTLY for each in self.values)
        named = not single and any(end.low is not None and end.high is not None for end in (old, new))
        named = named or (old.low is None) != (new.low is None)
        low, high = (Text("下限", "lower end "), Text("上限", "upper end ")) if named else (same(""), same(""))
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
            text, gone = quantity_text(value, unit), new is None
            zh = f"取消{end.zh or '界限'} {text.zh}" if gone else f"新增{end.zh or '界限'} {text.zh}"
            en = f"the {end.en or 'bound '}of {text.en} is {'dropped' if gone else 'added'}"
            return Text(zh, en)
        gap = gap_text(exact(Fraction(new) - old), unit)
        number = (
            gap.en
            if unit == PERCENT
            else write_number(max(exact(Fraction(new) - old), exact(Fraction(old) - new)), Language.EN)
        )
        more = new > old
        if end.zh:
            zh, en = f"{end.zh}{'提高' if more else '降低'}", f"the {end.en}{'rises' if more else 'falls'} by"
            return Text(f"{zh} {gap.zh}", f"{en} {number}")
        return Text(f"{'多' if more else '少'} {gap.zh}", f"{number} {'more' if more else 'less'}")

    def _verb(self, direction: Direction, gaps: Text) -> Text:
        """Say what became of the bound: a cap is relaxed or tightened, a number raised or lowered."""
        weaker = direction is Direction.WEAKER
        old, new = self.texts
        if all(each.op in (Op.EXACTLY, Op.AT_LEAST) for each in self.values):
            zh, en = ("降为", "is lowered") if weaker else ("升为", "is raised")
        else:
            zh, en = ("放宽为", "is relaxed") if weaker else ("收紧为", "is tightened")
        if all(each.op is Op.EXACTLY and not each.approximate for each in self.values) and self.units.new != PERCENT:
            old = Text(old.zh, write_number(self.values.old.figure, Language.EN))
        return Text(
            f"{self.label.zh}由 {old.zh} {zh} {new.zh}：{gaps.zh}",
            f"{self.label.en} {en} from {old.en} to {new.en}: {gaps.en}",
        )

    def _with(self, reason: Text) -> Text:
        said = replaced(self.label, *self.texts)
        return Text(f"{said.zh}：{reason.zh}", f"{said.en}: {reason.en}")

    def _made(self, direction: Direction, message: Text, district: str | None) -> Change:
        alike = self.units.old == self.units.new
        old, new = (each.figure for each in self.values)
        numbers = (old, new) if alike else (None, None)
        unit = self.units.new if alike else None
        return self.pair.change(
            self.keys, direction, message, self.texts, numbers=numbers, unit=unit, district=district
        )


def _ordered(old: Exact | None, new: Exact | None, *, absent: int) -> tuple[tuple[int, Exact], tuple[int, Exact]]:
    """Return two ends so that they can be ordered: one that is not there lies beyond all numbers on its side."""
    return (absent, 0) if old is None else (0, old), (absent, 0) if new is None else (0, new)


def targets(pair: Pair, field: str, label: Text) -> Iterator[Change]:
    """Compare targets, which may be multiples of other indicators."""
    old, new = pair.values(field)
    if not isinstance(old, Relative) and not isinstance(new, Relative):
        yield from bounds(pair, field, label, Both(old, new))
        return
    texts = Both(_target_text(old, pair, pair.plans.old, 0), _target_text(new, pair, pair.plans.new, 1))
    if isinstance(old, Relative) and isinstance(new, Relative):
        meant = [(pair.renamed.indicator(each.of, side), each.previous) for side, each in enumerate((old, new))]
        if meant[0] == meant[1]:
            yield from _factors(pair, field, label, Both(old, new), texts)
            return
    message = replaced(pair.label(label), *texts)
    if old is None or new is None:
        yield pair.change(field, presence(old, new), message, texts)
        return
    reason = Text("不是同一项的倍数，无法比较", "they are no multiples of the same thing, so they cannot be compared")
    said = Text(f"{message.zh}：{reason.zh}", f"{message.en}: {reason.en}")
    yield pair.change(field, Direction.UNCHECKED, said, texts)


def _factors(pair: Pair, field: str, label: Text, values: Both[Relative], texts: Both[Text | None]) -> Iterator[Change]:
    """Compare two multiples of one thing by their factors."""
    factors: Both[Quantity | None] = Both(*(each.factor.times(100, PERCENT) for each in values))
    for change in bounds(pair, field, label, factors):
        yield replace(change, old=replace(change.old, text=texts.old), new=replace(change.new, text=texts.new))


def _target_text(target: Quantity | Relative | None, pair: Pair, plan: Plan, side: int) -> Text | None:
    if target is None:
        return None
    if isinstance(target, Quantity):
        return written(target, of_unit(target, pair.units[side]))
    base = plan.indicators.get(target.of)
    name = base.name.text if base is not None else same(target.of)
    return relative_text(target, name)


def days(pair: Pair, field: str, label: Text, *, first: bool = False) -> Iterator[Change]:
    """
    Compare deadlines (by their last day) or starts (`first`): later is weaker.

    A day counts from the beginning of its plan: the end of June is the same in the plan of next year.
    """
    old, new = pair.values(field)
    if old is None and new is None:
        return
    when = Both(*(None if each is None else same(each.text) for each in (old, new)))
    if old is None or new is None:
        yield pair.change(field, presence(old, new), replaced(pair.label(label), *when), when)
        return
    keys = [_day_in(each, plan.period, first=first) for each, plan in zip((old, new), pair.plans, strict=True)]
    if keys[0] == keys[1]:
        return
    said = replaced(pair.label(label), *when)
    if (keys[0][0] is None) != (keys[1][0] is None):
        reason = Text("一处没有写明年份，无法比较", "one of them names no year, so they cannot be compared")
        yield pair.change(field, Direction.UNCHECKED, Text(f"{said.zh}：{reason.zh}", f"{said.en}: {reason.en}"), when)
        return
    later = keys[1] > keys[0]
    old_day, new_day = (_date_of(key, pair.plans.new.period) for key in keys)
    number = abs((new_day - old_day).days)
    direction = Direction.WEAKER if later else Direction.STRONGER
    name = pair.label(label)
    message = Text(
        f"{name.zh}由 {old.text} {'推迟到' if later else '提前到'} {new.text}：{'晚' if later else '早'} {number} 天",
        f"{name.en} is {'put off' if later else 'brought forward'} from {old.text} to {new.text}: "
        f"{number} {'day' if number == 1 else 'days'} {'later' if later else 'earlier'}",
    )
    yield pair.change(field, direction, message, when)


_DayKey = tuple[int | None, int, int]


def _day_in(when: When, period: Period, *, first: bool) -> _DayKey:
    """Return the day as the number of the plan's year, month and day; without a number where the year is open."""
    month, day = when.first if first else when.last
    year = when.year_in(period)
    if year is None:
        return None, month, day
    if when.exists_in(year):
        exact_day = when.first_day(year) if first else when.last_day(year)
        month, day = exact_day.month, exact_day.day
        if not first and (month, day) == (2, 29):
            day = 28 if when.last != (2, 29) else day  # the end of February is one day in every year
    return year - period.first, month, day


def _date_of(key: _DayKey, period: Period) -> date:
    year, month, day = key
    whole = period.first + (year or 0)
    try:
        return date(whole, month, day)
    except ValueError:
        return date(whole, month, 28)


def links(pair: Pair, field: str, label: Text) -> Iterator[Change]:
    """Compare what an indicator is tied to; a tie that is cut is weaker: nothing holds the two together any more."""
    old, new = pair.values(field)
    if pair.renamed.reference(old, pair.plans, 0) == pair.renamed.reference(new, pair.plans, 1):
        return
    texts = Both(*(None if each is None else same(str(each)) for each in (old, new)))
    yield pair.change(field, presence(old, new), replaced(pair.label(label), *texts), texts)


def side_of(unread: Unread, records: Both[Any]) -> str:
    """Tell on which side something is that could not be read: `old` or `new`."""
    return "old" if _is_in(records.old, unread) else "new"


def _is_in(value: Any, unread: Unread) -> bool:
    if isinstance(value, Unread):
        return value is unread
    if isinstance(value, Mapping):
        return any(_is_in(each, unread) for each in value.values())
    if isinstance(value, tuple):
        return any(_is_in(each, unread) for each in value)
    missing = getattr(value, "_unread", {})
    names = (name for name in getattr(value, "__slots__", ()) if name not in missing and name != "_unread")
    return any(each is unread for each in missing.values()) or any(
        _is_in(getattr(value, name, None), unread) for name in names
    )
