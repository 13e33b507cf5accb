"""
Repairing splits of a plan: what is asked for, which splits can be repaired, under which bounds, and how that is said.

The arithmetic is in `civtarget.repair`; here are its shares, its total and its bounds, from the plan and from the user.
Bounds of the plan itself (what is due for `each` district, and what a share is `within`) only limit what is changed:
one that is broken already is for `civtarget validate` to tell, and no reason to change more. Bounds of the user are
kept whatever stands there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import NamedTuple, TypeVar, assert_never

from civtarget.errors import CivtargetError
from civtarget.language import Language, Text
from civtarget.matching import Directory, Names
from civtarget.model import KIND_NAMES, Identifier, Indicator, Path, Per, Plan, Relative, Unread, at
from civtarget.quantity import Exact, Op, Quantity, exact, read_quantity, write_number
from civtarget.repair import Cell, Change, Goal, Impossible, Method, Obstacle, Repair, repair
from civtarget.units import is_countable
from civtarget.wording import MOST_NAMES, listed, quantity_text, rounded

Name = TypeVar("Name", bound=str)

_BETWEEN_NAMES = re.compile("[,，、;；]")
_BETWEEN_BOUNDS = re.compile("[,，、;；](?=[^,，、;；=]*=)")
"""A comma before the next name: the one in 甲区=1,300 is part of the number."""


class RequestError(CivtargetError):
    """What was asked for is not in the plan, or is no number, or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: one indicator, or all of them (None), with the bounds and the step that the user states."""

    identifier: Identifier | None = None
    minimums: Mapping[str, Exact] = field(default_factory=dict)
    maximums: Mapping[str, Exact] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    step: Exact | None = None
    method: Method = Method.LEAST_CHANGE


class Bounds(NamedTuple):
    """The values of `--min`, `--max` and `--lock`, as they were given."""

    minimums: Sequence[str] = ()
    maximums: Sequence[str] = ()
    locked: Sequence[str] = ()


class Outcome(StrEnum):
    """What became of a split."""

    FITS = auto()
    REPAIRED = auto()
    IMPOSSIBLE = auto()
    """Bounds conflict: it is proved that no repair exists."""
    OPEN = auto()
    """It is not known what the shares have to come to, or how: see the message."""


@dataclass(frozen=True, slots=True)
class CellRepair:
    """One share that is changed, None before if it was blank, with the reason in one sentence."""

    district: str
    before: Exact | None
    after: Exact
    message: Text


@dataclass(frozen=True, slots=True)
class SplitRepair:
    """
    What became of the split of one indicator.

    `total` is what the shares add up to before, `missing` what has to be added to that; `ties` are the districts that
    carry more in another repair that is as good, and `tie_message` says so.
    """

    identifier: Identifier
    name: Text
    unit: str
    outcome: Outcome
    message: Text
    goal: Goal | None = None
    total: Exact | None = None
    missing: Exact = 0
    step: Exact | None = None
    cells: tuple[CellRepair, ...] = ()
    ties: tuple[str, ...] = ()
    tie_message: Text | None = None
    like: str | None = None
    """The district whose share a blank cell is written like."""

    @property
    def values(self) -> dict[Path, Exact]:
        """The new shares, each by where it stands."""
        return {at(self.identifier, "split", cell.district): cell.after for cell in self.cells}

    @property
    def models(self) -> dict[Path, Path]:
        """For each cell that was blank, the share that it is to be written like, if there is one."""
        if self.like is None:
            return {}
        like = at(self.identifier, "split", self.like)
        return {at(self.identifier, "split", cell.district): like for cell in self.cells if cell.before is None}


# --- what is asked for -----------------------------------------------------------------------------------------------


def read_request(
    plan: Plan,
    *,
    indicator: str | None,
    bounds: Bounds,
    step: str | None,
    method: Method,
) -> Request:
    """
    Return what the arguments of a command line ask for.

    Names are matched as in submissions: by key, name, code or alias. Bounds are `NAME=NUMBER`, with commas between.

    Raises
    ------
    RequestError
        The plan has no such name, the split no such share, or a number is none or in another unit.
    """
    names, (minimums, maximums, locked) = Names(plan), bounds
    identifier = None if indicator is None else _owner("", indicator, names.indicators)
    for option, given in (("--min", minimums), ("--max", maximums), ("--step", (step,) if step else ())):
        if given and identifier is None:
            raise RequestError(
                Text(
                    f"{option}：要先写明指标，因为各指标的数不同",
                    f"{option} needs an INDICATOR: each has numbers of its own",
                )
            )
    unit = "" if identifier is None else plan.indicators[identifier].unit_name
    lows, highs = (
        {
            _owner(option, name, names.areas): _number(option, number, unit)
            for name, number in _bounds_given(option, given)
        }
        for option, given in (("--min", minimums), ("--max", maximums))
    )
    locks = frozenset(_owner("--lock", name, names.areas) for name in _names_given(locked))
    if identifier is not None:
        _require_shares(plan.indicators[identifier], {"--min": lows, "--max": highs, "--lock": locks})
    size = None if step is None else _number("--step", step, unit)
    if size is not None and size <= 0:
        raise RequestError(Text("--step：步长应大于零", "--step: a step is above zero"))
    return Request(identifier, lows, highs, locks, size, method)


def _names_given(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from (name for part in _BETWEEN_NAMES.split(entry) if (name := part.strip()))


def _bounds_given(option: str, entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for part in _BETWEEN_BOUNDS.split(entry):
            name, equals, number = part.replace("＝", "=").partition("=")
            if not equals or not name.strip():
                raise RequestError(
                    Text(
                        f"{option}：“{part}”应写作 辖市区=数，如 {option} 武进区=100",
                        f'{option}: "{part}" should be written DISTRICT=NUMBER, as in {option} 武进区=100',
                    )
                )
            yield name.strip(), number


def _owner(option: str, name: str, directory: Directory[Name]) -> Name:
    owners = directory.owners(name)
    before = Text(f"{option}：", f"{option}: ") if option else Text("", "")
    what = Text("", "district ") if option else Text("指标", "indicator ")
    if len(owners) > 1:
        several = listed(owners)
        raise RequestError(
            Text(
                f"{before.zh}“{name}”可以指 {several.zh}：请写明是哪一个",
                f'{before.en}"{name}" could be any of {several.en}: name one',
            )
        )
    if not owners:
        suggestion = directory.suggestion(name)
        hint = Text(f"：是否应为“{suggestion}”？", f': is "{suggestion}" meant?') if suggestion else Text("", "")
        raise RequestError(
            Text(
                f"{before.zh}规划中没有{what.zh}“{name}”{hint.zh}",
                f'{before.en}the plan has no {what.en}"{name}"{hint.en}',
            )
        )
    return owners[0]


def _number(option: str, text: str, unit: str) -> Exact:
    try:
        quantity = read_quantity(text)
    except CivtargetError as error:
        raise RequestError(Text(f"{option}：{error.text.zh}", f"{option}: {error.text.en}")) from None
    if quantity.op is not Op.EXACTLY or quantity.approximate:
        raise RequestError(
            Text(f"{option}：“{text}”应是一个确切的数", f'{option}: "{text}" should be one exact number')
        )
    if quantity.unit not in ("", unit):
        raise RequestError(
            Text(
                f"{option}：单位是“{unit}”，这里写作“{quantity.unit}”",
                f"{option}: the unit is {unit}, but here it is {quantity.unit}",
            )
        )
    return quantity.figure


def _require_shares(indicator: Indicator, asked: Mapping[str, Iterable[str]]) -> None:
    """Refuse bounds for what has no cell in the split: they would be bounds for nothing."""
    with suppress(Unread):  # that the split cannot be read is said later, with its reason
        split = indicator.split or {}
        for option, districts in asked.items():
            for district in districts:
                share = split.get(district, "")
                if not (share is None or isinstance(share, Quantity | Unread)):
                    raise RequestError(
                        Text(
                            f"{option}：{district} 在这一分解中没有份额",
                            f"{option}: {district} has no share in this split",
                        )
                    )


# --- what becomes of it ----------------------------------------------------------------------------------------------


class _OpenError(Exception):
    """A split cannot be repaired for a reason that is no conflict of bounds."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


def repair_plan(plan: Plan, request: Request) -> list[SplitRepair]:
    """
    Return what becomes of the split of one indicator, or of every split of the plan.

    Blank cells are left blank unless the indicator was named: somebody may have left them open on purpose.

    Raises
    ------
    Unread
        The indicators of the plan cannot be read at all.
    """
    identifiers = plan.indicators if request.identifier is None else (request.identifier,)
    return [each for identifier in identifiers if (each := _repair_split(identifier, plan, request)) is not None]


def _repair_split(identifier: Identifier, plan: Plan, request: Request) -> SplitRepair | None:
    indicator = plan.indicators[identifier]
    name, unit = Text(identifier, identifier), ""
    try:
        name, unit = indicator.name.text, indicator.unit_name
        if indicator.split is None and request.identifier is None:
            return None
        goal = _goal(indicator, plan)
        cells = _cells(identifier, indicator, plan, request)
    except Unread as missing:
        text = Text(
            f"{'.'.join(missing.path)} 没有读懂，见 civtarget validate",
            f"{'.'.join(missing.path)} could not be read: see civtarget validate",
        )
        return SplitRepair(identifier, name, unit, Outcome.OPEN, text)
    except _OpenError as reason:
        why = reason.text
        text = Text(f"不能修复：{why.zh}", f"it cannot be repaired: {why.en}")
        return SplitRepair(identifier, name, unit, Outcome.OPEN, text)
    total = exact(sum(cell.share or 0 for cell in cells.values()))
    missing_amount = goal.missed_by(total)
    say = _Say(indicator, cells, goal, unit)
    step = request.step or _step(indicator, unit)
    known = {"goal": goal, "total": total, "missing": missing_amount, "step": step}
    blank = [district for district, cell in cells.items() if cell.share is None]
    if request.identifier is None:
        if not missing_amount:
            return SplitRepair(identifier, name, unit, Outcome.FITS, say.fits(total), **known)  # type: ignore[arg-type]
        if blank and missing_amount > 0:
            return SplitRepair(identifier, name, unit, Outcome.OPEN, say.blank(blank, missing_amount), **known)  # type: ignore[arg-type]
    found = repair(cells, goal, step, request.method)
    if isinstance(found, Impossible):
        message = say.impossible(found, step)
        return SplitRepair(identifier, name, unit, Outcome.IMPOSSIBLE, message, **known)  # type: ignore[arg-type]
    if not found.changes:
        return SplitRepair(identifier, name, unit, Outcome.FITS, say.fits(total), **known)  # type: ignore[arg-type]
    return SplitRepair(
        identifier,
        name,
        unit,
        Outcome.REPAIRED,
        say.sums(total),
        **known,  # type: ignore[arg-type]
        cells=tuple(
            CellRepair(district, change.before, change.after, say.change(district, change, found, request.method))
            for district, change in found.changes.items()
        ),
        ties=found.ties,
        tie_message=say.ties(found, request.method),
        like=next((district for district, cell in cells.items() if cell.share is not None), None),
    )


def _goal(indicator: Indicator, plan: Plan) -> Goal:
    """Return what the shares have to come to; raise `_OpenError` where nothing says it, or not for such shares."""
    if indicator.split is None:
        raise _OpenError("没有分解", "it is not split")
    if not indicator.kind.adds_up:
        kind = KIND_NAMES[indicator.kind]
        raise _OpenError(f"{kind.zh}不能相加", f"a {kind.en} does not add up over districts")
    left_out = [district for district in plan.districts if district not in indicator.split]
    if left_out and not indicator.partial:
        names = listed(left_out, most=MOST_NAMES)
        raise _OpenError(
            f"分解遗漏了 {names.zh}，缺的可能正是它的份额",
            f"the split leaves out {names.en}, whose share may be missing",
        )
    if isinstance(indicator.target, Relative):
        raise _OpenError("总数取决于另一个指标", "its target depends on another indicator")
    target, shares = indicator.bound, dict(indicator.stated())
    if target is None:
        raise _OpenError("没有总数可以对齐", "there is no target for the shares to come to")
    for district, share in ((None, target), *shares.items()):
        who = Text(district or "总数", district or "the target")
        if share.approximate:
            raise _OpenError(f"{who.zh}是约数", f"{who.en} is approximate")
        if share.unit not in ("", indicator.unit_name):
            raise _OpenError(
                f"单位是“{indicator.unit_name}”，{who.zh}写作“{share.unit}”",
                f"the unit is {indicator.unit_name}, but {who.en} is in {share.unit}",
            )
        if share.op is Op.BETWEEN and district is not None:
            raise _OpenError(f"{who.zh}是区间，不知应改哪一端", f"{who.en} is a range: which end is to change is open")
    return _goal_for(target, {share.op for share in shares.values()})


def _goal_for(target: Quantity, ops: set[Op]) -> Goal:
    match target.op:
        case Op.EXACTLY:
            goal, fitting = Goal(target.low, target.high), {Op.EXACTLY, Op.AT_LEAST}
        case Op.AT_LEAST:
            goal, fitting = Goal(target.low, None), {Op.EXACTLY, Op.AT_LEAST}
        case Op.AT_MOST:
            goal, fitting = Goal(None, target.high), {Op.EXACTLY, Op.AT_MOST}
        case Op.BETWEEN:
            goal, fitting = Goal(target.low, target.high), {Op.EXACTLY}
        case _:
            assert_never(target.op)
    if not ops <= fitting:
        raise _OpenError(
            "分解与总数的方向不同：上限之和不能说明够得上，下限之和不能说明不超过",
            "shares and target bound different sides: caps never show that a total is reached, "
            "nor floors that it is kept",
        )
    return goal


def _cells(identifier: Identifier, indicator: Indicator, plan: Plan, request: Request) -> dict[str, Cell]:
    cells = {}
    lows, highs = _plan_bounds(identifier, indicator, plan)
    for district, share in (indicator.split or {}).items():
        if not (share is None or isinstance(share, Quantity)):
            continue
        figure = None if share is None else share.figure
        low, high = lows.get(district, 0), highs.get(district)
        if figure is None:
            low = 0  # a cell that stays blank breaks no minimum
        elif 0 <= figure < low:
            low = figure
        if high is not None and figure is not None and figure > high:
            high = figure
        low = max(low, request.minimums.get(district, 0))
        asked = request.maximums.get(district)
        high = asked if high is None or (asked is not None and asked < high) else high
        cells[district] = Cell(figure, low, high, locked=district in request.locked)
    return cells


def _plan_bounds(identifier: Identifier, indicator: Indicator, plan: Plan) -> tuple[dict[str, Exact], dict[str, Exact]]:
    """Return the minimums and maximums that the plan itself states for shares, so far as they can be read."""
    lows: dict[str, Exact] = {}
    highs: dict[str, Exact] = {}
    with suppress(Unread):
        each = indicator.each
        if each is not None and each.per is Per.DISTRICT and each.only is None and not each.target.approximate:
            for district in plan.districts:
                _tighten(lows, district, each.target.low, max)
                _tighten(highs, district, each.target.high if each.target.op is not Op.EXACTLY else None, min)
    for other, its in plan.indicators.items():
        with suppress(Unread):
            is_whole, is_part = indicator.whole == other, its.whole == identifier
            if not (is_whole or is_part) or its.unit_name != indicator.unit_name:
                continue
            for district, share in its.stated():
                if share.approximate:
                    continue
                if is_whole:
                    _tighten(highs, district, share.high, min)
                if is_part:
                    _tighten(lows, district, share.low, max)
    return lows, highs


def _tighten(bounds: dict[str, Exact], district: str, bound: Exact | None, tighter: object) -> None:
    if bound is not None:
        known = bounds.get(district, bound)
        bounds[district] = max(known, bound) if tighter is max else min(known, bound)


def _step(indicator: Indicator, unit: str) -> Exact:
    """Return the step where none is asked for: a whole unit, or the finest place that the numbers are written to."""
    if is_countable(unit) or indicator.bound is None:
        return 1
    return min((indicator.bound.resolution, *(share.resolution for _, share in indicator.stated())))


# --- how it is said --------------------------------------------------------------------------------------------------


def _size(value: Exact) -> Exact:
    return max(value, -value)


class _Say:
    """The sentences about one split."""

    def __init__(self, indicator: Indicator, cells: Mapping[str, Cell], goal: Goal, unit: str) -> None:
        assert indicator.bound is not None, "there is a target"
        self.target = indicator.bound
        self.cells = cells
        self.goal = goal
        self.unit = unit

    def full(self, value: Exact) -> Text:
        """Write a value with its unit."""
        return quantity_text(value, self.unit)

    def bare(self, value: Exact) -> Text:
        """Write a value beside another one; in English its unit stands there."""
        return Text(self.full(value).zh, write_number(value, Language.EN))

    def fits(self, total: Exact) -> Text:
        amount = self.full(total)
        return Text(f"分解合计 {amount.zh}，相符：不需要改动", f"the shares add up to {amount.en}: nothing to repair")

    def sums(self, total: Exact) -> Text:
        """Say what is wrong with the sum."""
        gap = self.goal.missed_by(total)
        if not gap:
            return Text(
                "分解合计与总数相符，但所要求的上下限使份额必须改动",
                "the shares add up, but the bounds that were asked for do not leave them as they are",
            )
        limit = self.goal.low if gap > 0 else self.goal.high
        assert limit is not None, "a sum misses an end"
        amount, aim, size = self.bare(total), self.full(limit), self.bare(_size(gap))
        if self.target.op is Op.EXACTLY:
            should, en = "应为", f"not {aim.en}"
        elif gap > 0:
            should, en = "应不少于", f"below {aim.en}"
        else:
            should, en = "应不超过", f"above {aim.en}"
        side = Text("少", "short") if gap > 0 else Text("多", "over")
        return Text(
            f"分解合计 {amount.zh}，{should} {aim.zh}：{side.zh} {size.zh}",
            f"the shares add up to {amount.en}, {en}: {size.en} {side.en}",
        )

    def blank(self, districts: Iterable[str], missing: Exact) -> Text:
        names, amount = listed(districts, most=MOST_NAMES), self.full(missing)
        return Text(
            f"空格（{names.zh}）还要承担 {amount.zh}：要填上，请写明这一指标",
            f"blank cells ({names.en}) would have to carry {amount.en}: name this indicator to have them filled",
        )

    def change(self, district: str, change: Change, found: Repair, method: Method) -> Text:
        """Say in one sentence how a share is changed, and why."""
        after, reasons = self.full(change.after), list(self._reasons(district, change, found, method))
        why = Text("，".join(each.zh for each in reasons), ", ".join(each.en for each in reasons))
        if change.before is None:
            return Text(
                f"{district}原为空格，填 {after.zh}：{why.zh}", f"{district}, blank so far, gets {after.en}: {why.en}"
            )
        before, size = self.bare(change.before), change.after - change.before
        by = self.bare(_size(size))
        verb = Text("增至", "rises") if size > 0 else Text("减至", "falls")
        return Text(
            f"{district}由 {before.zh} {verb.zh} {after.zh}，{'多' if size > 0 else '少'} {by.zh}：{why.zh}",
            f"{district} {verb.en} from {before.en} to {after.en}, by {by.en}: {why.en}",
        )

    def _reasons(self, district: str, change: Change, found: Repair, method: Method) -> Iterator[Text]:
        cell, rest = self.cells[district], _size(found.rest)
        if change.forced:
            yield self._bound(cell, upward=change.forced > 0, forced=True)
        if not change.carried:
            return
        if method is Method.PROPORTIONAL and change.ideal is not None:
            yield from self._in_proportion(cell, change)
            return
        amount, whole = self.bare(_size(change.carried)), self.full(rest)
        if _size(change.carried) == rest:
            yield Text(f"由它一处承担全部差额 {whole.zh}", f"it alone closes the gap of {whole.en}")
        else:
            yield Text(f"承担差额 {whole.zh}中的 {amount.zh}", f"it closes {amount.en} of the gap of {whole.en}")
        if change.after == (cell.maximum if change.carried > 0 else cell.minimum):
            yield self._bound(cell, upward=change.carried < 0, forced=False)

    def _in_proportion(self, cell: Cell, change: Change) -> Iterator[Text]:
        ideal = change.ideal
        assert ideal is not None, "it is in proportion"
        if ideal == change.after:
            if ideal == (cell.maximum if change.carried > 0 else cell.minimum):
                yield self._bound(cell, upward=change.carried < 0, forced=False)
            else:
                yield Text("按份额比例分摊", "in proportion to the shares")
            return
        shown = self.full(rounded(ideal, apart=(change.after,)))
        up = Text("进位", "up") if change.after > ideal else Text("舍去", "down")
        yield Text(
            f"按份额比例应为 {shown.zh}，最大余数法{up.zh}",
            f"in proportion to the shares it would be {shown.en}, which the largest remainder rounds {up.en}",
        )

    def _bound(self, cell: Cell, *, upward: bool, forced: bool) -> Text:
        """Name the bound that a share was forced up or down to, or that it has now come to from the other side."""
        bound = cell.minimum if upward else cell.maximum
        assert bound is not None, "a bound was met"
        if upward and not bound:
            return Text("份额不能小于零", "no share is below zero")
        text, name = self.full(bound), Text("下限", "minimum") if upward else Text("上限", "maximum")
        if forced:
            return Text(f"{name.zh}为 {text.zh}", f"its {name.en} is {text.en}")
        return Text(f"已到{name.zh} {text.zh}", f"its {name.en} of {text.en} allows no more")

    def ties(self, found: Repair, method: Method) -> Text | None:
        """Disclose that another repair would have been as good."""
        if not found.ties:
            return None
        names = listed(found.ties, most=MOST_NAMES)
        if method is Method.PROPORTIONAL:
            return Text(
                f"余数相同：{names.zh}同样可以多得一步，取份额较大、排在前面的",
                f"equal remainders: {names.en} could as well be rounded up; larger shares go first, then the order",
            )
        if len(found.changes) == 1:
            return Text(
                f"并非唯一：由 {names.zh}承担也同样好；取份额最大的，相同则取排在前面的",
                f"not the only way: {names.en} could as well carry it; the largest share was taken, then the first",
            )
        return Text(
            f"并非唯一：由 {names.zh}多承担一些也同样好；先取份额最大的，相同则取排在前面的",
            f"not the only way: {names.en} could as well carry more; the largest shares were taken, then the first",
        )

    def impossible(self, found: Impossible, step: Exact) -> Text:
        """Say why no repair exists, by the bounds that conflict."""
        why = self._conflict(found, step)
        return Text(f"无法修复：{why.zh}", f"there is no repair: {why.en}")

    def _conflict(self, found: Impossible, step: Exact) -> Text:
        match found.obstacle:
            case Obstacle.STEP_MISSES:
                gap, size = self.full(_size(found.missing)), self.bare(step)
                return Text(
                    f"差额 {gap.zh}不是步长 {size.zh}的整数倍",
                    f"the gap of {gap.en} is no whole number of steps of {size.en}",
                )
            case Obstacle.BOUNDS_EXCLUDE | Obstacle.LOCKED_OUTSIDE | Obstacle.NO_STEP_WITHIN:
                return self._conflict_of_one(found, step)
            case Obstacle.NO_PROPORTION:
                names = listed(found.ends, most=MOST_NAMES)
                gap = self.full(_size(found.missing))
                rest = Text(f"其余为零或空格（{names.zh}）", f"the others are blank or zero ({names.en})")
                if not found.ends:
                    rest = Text("此外没有份额", "there are no others")
                return Text(
                    f"差额 {gap.zh}不能按比例分摊：有比例可言的份额都已锁定或到了上下限，{rest.zh}",
                    f"the {gap.en} cannot be spread in proportion: shares that could take it are locked or at their "
                    f"bounds, and {rest.en}",
                )
            case Obstacle.TOO_LITTLE | Obstacle.TOO_MUCH:
                return self._out_of_reach(found, step)
            case _:
                assert_never(found.obstacle)

    def _conflict_of_one(self, found: Impossible, step: Exact) -> Text:
        ((district, _),) = found.ends.items()
        cell = self.cells[district]
        low = self.full(cell.minimum)
        if found.obstacle is Obstacle.BOUNDS_EXCLUDE:
            assert cell.maximum is not None, "there are two bounds"
            high = self.full(cell.maximum)
            return Text(
                f"{district}的下限 {low.zh}高于上限 {high.zh}",
                f"{district}: the minimum of {self.bare(cell.minimum).en} is above the maximum of {high.en}",
            )
        share = self.full(cell.share or 0)
        if found.obstacle is Obstacle.LOCKED_OUTSIDE:
            upward = found.missing > 0
            bound = low if upward or cell.maximum is None else self.full(cell.maximum)
            name = Text("低于下限", "below its minimum of") if upward else Text("高于上限", "above its maximum of")
            return Text(
                f"{district}锁定在 {share.zh}，{name.zh} {bound.zh}",
                f"{district} is locked at {self.bare(cell.share or 0).en}, {name.en} {bound.en}",
            )
        assert cell.maximum is not None, "there are two bounds"
        high, size = self.full(cell.maximum), self.bare(step)
        return Text(
            f"{district}从 {share.zh}起，按步长 {size.zh}到不了 {low.zh}至 {high.zh}之间",
            f"{district}: no number of steps of {size.en} leads from {self.bare(cell.share or 0).en} to between "
            f"{self.bare(cell.minimum).en} and {high.en}",
        )

    def _out_of_reach(self, found: Impossible, step: Exact) -> Text:
        upward = found.obstacle is Obstacle.TOO_LITTLE
        limit = self.goal.low if upward else self.goal.high
        assert limit is not None, "an end cannot be reached"
        locked = {district: end for district, end in found.ends.items() if self.cells[district].locked}
        bounded = {district: end for district, end in found.ends.items() if district not in locked}
        if not upward:
            bounded = {district: end for district, end in bounded.items() if end or self.cells[district].minimum}
        ends = Text("上限", "maximums") if upward else Text("下限", "minimums")
        parts = [ends] if bounded else []
        parts += [Text("锁定的份额", "locked shares")] if locked else []
        zh, en = "和".join(each.zh for each in parts), " and ".join(each.en for each in parts)
        amount, aim = self.bare(exact(sum(found.ends.values()))), self.full(limit)
        steps = Text("", "")
        if any(end != self._bound_of(district, upward=upward) for district, end in bounded.items()):
            size = self.bare(step)
            steps = Text(f"（按步长 {size.zh}）", f", in steps of {size.en},")
        side = Text("低于", "below") if upward else Text("高于", "above")
        named = [
            *(
                Text(f"{district} {self.bare(end).zh}", f"{district} {self.bare(end).en}")
                for district, end in bounded.items()
            ),
            *(
                Text(f"{district} 锁定 {self.bare(end).zh}", f"{district} locked at {self.bare(end).en}")
                for district, end in locked.items()
            ),
        ]
        list_zh, list_en = (listed(names, most=MOST_NAMES) for names in ([e.zh for e in named], [e.en for e in named]))
        return Text(
            f"{zh}{steps.zh}合计 {amount.zh}，{side.zh} {aim.zh}（{list_zh.zh}）",
            f"the {en}{steps.en} add up to {amount.en}, {side.en} {aim.en} ({list_en.en})",
        )

    def _bound_of(self, district: str, *, upward: bool) -> Exact | None:
        return self.cells[district].maximum if upward else self.cells[district].minimum
