"""
The repair of the splits of a plan: the request, the splits that can be repaired, and their bounds.

The arithmetic is in `repair`, the messages are in `repair_messages`; here are the shares, the total and the bounds,
from the plan and from the user. Bounds of the plan itself (the target for `each` district, and the whole that a share
is `within`) only limit what is changed: one that is broken already is a finding of `civtarget validate`, and no reason
to change more. Bounds of the user are kept whatever the plan has.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from typing import NamedTuple, assert_never

from civtarget.errors import Argument
from civtarget.language import Text, Value
from civtarget.model.phrases import MOST_NAMES, area_name, areas_listed, listed
from civtarget.model.plan import KIND_NAMES, Identifier, Indicator, Path, Plan, Relative, Unread, at, readable
from civtarget.model.results import Suspect
from civtarget.model.workspace import Workspace, workspace_of
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.splits.arguments import read_district_numbers, read_districts, read_step
from civtarget.splits.names import RequestError, by_district, districts_called, indicator_called
from civtarget.splits.proposal import due_from_each, no_share, step_of
from civtarget.splits.repair import BoundedShare, Goal, Impossible, Repair, RepairMethod, repair
from civtarget.splits.repair_messages import RepairMessages

_MINIMUMS, _MAXIMUMS, _LOCKS, _STEP = map(Argument, ("minimums", "maximums", "locks", "step"))


@dataclass(frozen=True, slots=True)
class Request:
    """A request for repair: one indicator, or all of them (None), with the bounds and the step of the user."""

    identifier: Identifier | None = None
    minimums: Mapping[str, Exact] = field(default_factory=dict)
    maximums: Mapping[str, Exact] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    step: Exact | None = None
    method: RepairMethod = RepairMethod.LEAST_CHANGE


class Bounds(NamedTuple):
    """The minimums, maximums and locks of districts, as they were given."""

    minimums: Sequence[str] = ()
    maximums: Sequence[str] = ()
    locked: Sequence[str] = ()


class RepairOutcome(StrEnum):
    """The outcome of the repair of one split."""

    FITS = auto()
    REPAIRED = auto()
    IMPOSSIBLE = auto()
    """Bounds conflict: it is proved that no repair exists."""
    OPEN = auto()
    """The sum that the shares have to come to is unknown, or the way to it: see the message."""


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
    The repair of the split of one indicator.

    `total` is the sum of the shares before it, `missing` the amount that has to be added; `ties` are the districts that
    carry more in another repair that is as good, and `tie_message` discloses them.
    """

    identifier: Identifier
    name: Text
    unit: str
    outcome: RepairOutcome
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
        """The new shares by their paths in the plan."""
        return {at(self.identifier, "split", cell.district): cell.after for cell in self.cells}

    @property
    def models(self) -> dict[Path, Path]:
        """For each cell that was blank, the share that it is to be written like, if there is one."""
        if self.like is None:
            return {}
        like = at(self.identifier, "split", self.like)
        return {at(self.identifier, "split", cell.district): like for cell in self.cells if cell.before is None}


# --- the request -----------------------------------------------------------------------------------------------------


def read_request(
    plan: Plan,
    *,
    indicator: str | None,
    bounds: Bounds,
    step: str | None,
    method: RepairMethod,
) -> Request:
    """
    Return the request that the arguments of a command line make.

    Bounds are `NAME=NUMBER`, with commas between.

    Raises
    ------
    RequestError
        The plan has no such name, the split no such share, or a number is none or in another unit.
    """
    minimums, maximums, locked = bounds
    identifier = None if indicator is None else indicator_called(indicator, plan)
    for option, given in (
        (_MINIMUMS, minimums),
        (_MAXIMUMS, maximums),
        (_STEP, (step,) if step else ()),
    ):
        if given and identifier is None:
            raise RequestError(
                Text(
                    "{option}：要先写明指标，因为各指标的数不同",
                    "{option} needs an INDICATOR: each has numbers of its own",
                    option=option,
                )
            )
    # That a unit cannot be read is said of the split, which is not repaired then.
    unit = "" if identifier is None else readable(plan.indicators[identifier], "unit_name") or ""
    lows = read_district_numbers(_MINIMUMS, minimums, plan, unit)
    highs = read_district_numbers(_MAXIMUMS, maximums, plan, unit)
    locks = read_districts(_LOCKS, locked, plan)
    if identifier is not None:
        for name, districts in ((_MINIMUMS, lows), (_MAXIMUMS, highs), (_LOCKS, locks)):
            if (district := _without_share(districts, plan.indicators[identifier])) is not None:
                raise RequestError(no_share(name, area_name(district, plan)))
    size = None if step is None else read_step(_STEP, step, unit)
    return Request(identifier, lows, highs, locks, size, method)


def resolve_request(request: Request, plan: Plan) -> Request:
    """
    Return a request of typed values with its names resolved; numbers are in the base unit of the indicator.

    Raises
    ------
    RequestError
        The plan has no such name, the split no such share, bounds or a step come without an indicator, or the step is
        not above zero.
    """
    lows, highs = by_district(request.minimums.items(), plan), by_district(request.maximums.items(), plan)
    locks = frozenset(districts_called(request.locked, plan))
    if request.step is not None and request.step <= 0:
        raise RequestError(Text("步长应大于零", "a step is above zero"))
    if request.identifier is None:
        if lows or highs or request.step is not None:
            raise RequestError(
                Text(
                    "上下限和步长要写明指标，因为各指标的数不同",
                    "bounds and steps need an indicator: each has numbers of its own",
                )
            )
        return replace(request, locked=locks)
    identifier = indicator_called(request.identifier, plan)
    if (district := _without_share((*lows, *highs, *locks), plan.indicators[identifier])) is not None:
        called = area_name(district, plan)
        raise RequestError(Text("{called} 在这一分解中没有份额", "{called} has no share in this split", called=called))
    return replace(request, identifier=identifier, minimums=lows, maximums=highs, locked=locks)


def _without_share(districts: Iterable[str], indicator: Indicator) -> str | None:
    """Return the first district that has no cell in the split: bounds for it would be bounds for nothing."""
    with suppress(Unread):  # that the split cannot be read is said later, with its reason
        split = indicator.split or {}
        for district in districts:
            share = split.get(district, "")
            if not (share is None or isinstance(share, Quantity | Unread)):
                return district
    return None


# --- the repairs -----------------------------------------------------------------------------------------------------


class _OpenError(Exception):
    """A split cannot be repaired for a reason that is no conflict of bounds."""

    def __init__(self, zh: str, en: str, **values: Value) -> None:
        self.text = Text(zh, en, **values)
        super().__init__(self.text.en)


def repair_plan(plan: Plan, request: Request, workspace: Workspace | None = None) -> list[SplitRepair]:
    """
    Return the repair of the split of one indicator, or of every split of the plan.

    Blank cells are left blank unless the indicator was named: somebody may have left them open on purpose. Where one
    cell is likely to blame, by the evidence in the plan and the `workspace` that it belongs to, that one is changed.
    Where the indicators cannot be read at all, one result without an identifier tells that.
    """
    try:
        indicators = plan.indicators
    except Unread as missing:
        return [_unread(Identifier(""), Text("", ""), "", missing)]
    identifiers = indicators if request.identifier is None else (request.identifier,)
    workspace = workspace if workspace is not None else workspace_of([plan])
    repairs = (_repair_split(identifier, plan, request, workspace) for identifier in identifiers)
    return [each for each in repairs if each is not None]


def _repair_split(identifier: Identifier, plan: Plan, request: Request, workspace: Workspace) -> SplitRepair | None:
    indicator = plan.indicators[identifier]
    name, unit = Text(identifier, identifier), ""
    try:
        name, unit = indicator.name.text, indicator.unit_name
        if indicator.split is None and request.identifier is None:
            return None
        goal = _goal(indicator, plan)
        cells = _cells(identifier, indicator, plan, request)
    except Unread as missing:
        return _unread(identifier, name, unit, missing)
    except _OpenError as reason:
        why = reason.text
        text = Text("不能修复：{why}", "it cannot be repaired: {why}", why=why)
        return SplitRepair(identifier, name, unit, RepairOutcome.OPEN, text)
    total = exact(sum(cell.share or 0 for cell in cells.values()))
    missing_amount = goal.missed_by(total)
    step = request.step or step_of(indicator)
    assert indicator.bound is not None, "there is a goal"
    say = RepairMessages(plan, indicator.bound, cells, goal, unit)
    fitting = SplitRepair(
        identifier,
        name,
        unit,
        RepairOutcome.FITS,
        say.fits(total),
        goal=goal,
        total=total,
        missing=missing_amount,
        step=step,
    )
    blank = [district for district, cell in cells.items() if cell.share is None]
    if request.identifier is None:
        if not missing_amount:
            return fitting
        if blank and missing_amount > 0:
            return replace(fitting, outcome=RepairOutcome.OPEN, message=say.blank(blank, missing_amount))
    culprit = _culprit(identifier, plan, workspace) if missing_amount else None
    found, likely = _solved(cells, goal, step, request.method, culprit)
    if isinstance(found, Impossible):
        return replace(fitting, outcome=RepairOutcome.IMPOSSIBLE, message=say.impossible(found, step))
    if not found.changes:
        return fitting
    return replace(
        fitting,
        outcome=RepairOutcome.REPAIRED,
        message=say.sums(total, culprit),
        cells=tuple(
            CellRepair(
                district, change.before, change.after, say.change(district, change, found, request.method, likely)
            )
            for district, change in found.changes.items()
        ),
        ties=found.ties,
        tie_message=say.ties(found, request.method, likely),
        like=next((district for district, cell in cells.items() if cell.share is not None), None),
    )


def _unread(identifier: Identifier, name: Text, unit: str, missing: Unread) -> SplitRepair:
    text = Text(
        f"{'.'.join(missing.path)} 没有读懂，见 civtarget validate",
        f"{'.'.join(missing.path)} could not be read: see civtarget validate",
    )
    return SplitRepair(identifier, name, unit, RepairOutcome.OPEN, text)


def _culprit(identifier: Identifier, plan: Plan, workspace: Workspace) -> Suspect | None:
    """Return the suspect that `civtarget validate` calls likely, if there is one and it can be judged."""
    from civtarget.splits.evidence import diagnose_split  # noqa: PLC0415  # what plans that add up do without

    with suppress(Unread):
        found = diagnose_split(identifier, plan, workspace)
        return None if found is None else found.likely
    return None


def _solved(
    cells: Mapping[str, BoundedShare], goal: Goal, step: Exact, method: RepairMethod, culprit: Suspect | None
) -> tuple[Repair | Impossible, Suspect | None]:
    """Return the repair, with the likely culprit if putting that right is all of it: if it can be, it is."""
    if culprit is not None and culprit.cell is not None and method is RepairMethod.LEAST_CHANGE:
        found = repair(cells, goal, step, method, preferred=culprit.cell)
        mended = {culprit.cell: culprit.would_be}
        if isinstance(found, Repair) and {name: each.after for name, each in found.changes.items()} == mended:
            return found, culprit
        # Under the bounds it would become another figure, for which nothing speaks.
    return repair(cells, goal, step, method), None


def _goal(indicator: Indicator, plan: Plan) -> Goal:
    """Return the sum that the shares have to come to; raise `_OpenError` where there is none for such shares."""
    if indicator.split is None:
        raise _OpenError("没有分解", "it is not split")
    if not indicator.kind.adds_up:
        kind = KIND_NAMES[indicator.kind]
        raise _OpenError("{kind}不能相加", "a {kind} does not add up over districts", kind=kind)
    left_out = [district for district in plan.districts if district not in indicator.split]
    if left_out and not indicator.partial:
        names = areas_listed(left_out, plan, most=MOST_NAMES)
        raise _OpenError(
            "分解遗漏了 {names}，缺的可能正是它的份额",
            "the split leaves out {names}, whose share may be missing",
            names=names,
        )
    unknown = [name for name in indicator.split if name not in plan.districts and name not in plan.parties]
    if unknown:
        names = listed(unknown, most=MOST_NAMES)
        raise _OpenError(
            "{names} 不是本规划的辖市区或参与方",
            "{names}: no district or party of the plan is called so",
            names=names,
        )
    if isinstance(indicator.target, Relative):
        raise _OpenError("总数取决于另一个指标", "its target depends on another indicator")
    target, shares = indicator.bound, dict(indicator.stated())
    if target is None:
        raise _OpenError("没有总数可以对齐", "there is no target for the shares to come to")
    for district, share in ((None, target), *shares.items()):
        who = Text("总数", "the target") if district is None else area_name(district, plan)
        if share.approximate:
            raise _OpenError("{who}是约数", "{who} is approximate", who=who)
        if share.unit not in ("", indicator.unit_name):
            raise _OpenError(
                "单位是“{unit}”，{who}写作“{written}”",
                "the unit is {unit}, but {who} is in {written}",
                unit=indicator.unit_name,
                who=who,
                written=share.unit,
            )
        if share.op is Op.BETWEEN and district is not None:
            raise _OpenError("{who}是区间，不知应改哪一端", "{who} is a range: which end is to change is open", who=who)
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


def _cells(identifier: Identifier, indicator: Indicator, plan: Plan, request: Request) -> dict[str, BoundedShare]:
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
        cells[district] = BoundedShare(figure, low, high, locked=district in request.locked)
    return cells


def _plan_bounds(identifier: Identifier, indicator: Indicator, plan: Plan) -> tuple[dict[str, Exact], dict[str, Exact]]:
    """Return the minimums and maximums of the plan itself for the shares, so far as they can be read."""
    lows: dict[str, Exact] = {}
    highs: dict[str, Exact] = {}
    with suppress(Unread):
        least, most = due_from_each(indicator)
        for district in plan.districts:
            _tighten(lows, district, least, max)
            _tighten(highs, district, most, min)
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
