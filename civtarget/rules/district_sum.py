"""
The shares of a split add up to the target of the whole area.

分解之和等于总目标。

If they do not, every district can deliver and the whole still miss. Shares that are floors have to reach a floor,
shares that are caps must not exceed a cap. A blank cell leaves the sum open; `--` takes no part.

分解对不上，各地都完成，总目标仍会落空。下限之和要够得上总下限，上限之和不得超过总上限。空格使合计待定；“--”不参与合计。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 150}}

Remedy: correct the share that is off, or the target.

补救：改正有误的分解数，或改正总数。
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple, assert_never

from civtarget.findings import Held, Problem, Related, Result, RuleOptions, Severity, Unchecked
from civtarget.language import Text
from civtarget.model import Identifier, Indicator, Path, Plan, at
from civtarget.quantity import Exact, Op, Quantity, exact
from civtarget.rules._values import compared
from civtarget.wording import dotted, listed, quantity_text

ID = "district-sum"
FAMILY = "sums"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"district-known", "kind-adds-up"})
Options = RuleOptions


class _State(Enum):
    HOLDS = auto()
    SHORT = auto()
    OVER = auto()
    OPEN = auto()  # blank cells have yet to carry something
    UNDECIDED = auto()  # caps guarantee nothing from below, floors nothing from above


class _Judgement(NamedTuple):
    """What a comparison comes to, with the sum that decides and the end of the target that it was held against."""

    state: _State
    actual: Exact
    limit: Exact


class _Sum(NamedTuple):
    """What the districts reach together if each keeps to its share."""

    shares: Sequence[Quantity]
    least: Exact
    most: Exact | None
    """None if some share has no upper end."""

    @property
    def capped(self) -> bool:
        """Whether some share has no lower end, so that nothing is due from it."""
        return any(share.low is None for share in self.shares)


def check_indicator(identifier: Identifier, plan: Plan, options: RuleOptions) -> Iterator[Result]:
    """Compare what the shares come to with the target."""
    indicator = plan.indicators[identifier]
    if indicator.split is None:
        return
    where, target = at(identifier, "split"), indicator.target
    total = _add([share for _, share in indicator.stated()])
    if target is None:
        yield _without_target(identifier, indicator, total)
        return
    judgement = _judge(target, total, has_blank=bool(indicator.blank()))
    match judgement.state:
        case _State.HOLDS:
            yield Held(where)
        case _State.SHORT | _State.OVER:
            yield Problem(
                where=where,
                message=_message(judgement, total, target, indicator.unit_name),
                expected=judgement.limit,
                actual=judgement.actual,
                gap=judgement.actual - judgement.limit,
                unit=indicator.unit_name,
                related=(Related(at(identifier, "target"), Text("总数在此", "the target stands here")),),
            )
        case _State.OPEN:
            yield _open(where, judgement, indicator, target)
        case _State.UNDECIDED:
            message = Text(
                "上限之和不能说明够得上目标，下限之和也不能说明不超过上限：分解与总数的方向不同",
                "shares and target bound different sides: caps never show that a floor is reached, "
                "nor floors that a cap is kept",
            )
            yield Unchecked(where=where, message=message, needs=(dotted(where),))
        case _:
            assert_never(judgement.state)


def _add(shares: Sequence[Quantity]) -> _Sum:
    highs = [share.high for share in shares if share.high is not None]
    most = exact(sum(highs)) if len(highs) == len(shares) else None
    return _Sum(shares, exact(sum(share.low for share in shares if share.low is not None)), most)


def _judge(target: Quantity, total: _Sum, *, has_blank: bool) -> _Judgement:
    """
    Hold a sum against a target.

    An exact target is met from its number up, but it is to be allocated exactly: what is surely above it is over.
    """
    low, high = target.low, target.high
    if low is None:
        return _judge_upper(target.figure, total, has_blank=has_blank)
    lower = _judge_lower(low, total, has_blank=has_blank)
    if high is None:
        return lower
    if target.op is Op.EXACTLY:
        return _Judgement(_State.OVER, total.least, high) if total.least > high else lower
    upper = _judge_upper(high, total, has_blank=has_blank)
    return upper if upper.state is _State.OVER or lower.state is _State.HOLDS else lower


def _judge_lower(floor: Exact, total: _Sum, *, has_blank: bool) -> _Judgement:
    if total.least >= floor:
        return _Judgement(_State.HOLDS, total.least, floor)
    # Nothing is due from a cap, but to its number a district may go.
    reach = total.most if total.capped else total.least
    if reach is None or (total.capped and reach >= floor):
        return _Judgement(_State.UNDECIDED, total.least, floor)
    return _Judgement(_State.OPEN if has_blank else _State.SHORT, reach, floor)


def _judge_upper(cap: Exact, total: _Sum, *, has_blank: bool) -> _Judgement:
    if total.most is None:
        return _Judgement(_State.OVER if total.least > cap else _State.UNDECIDED, total.least, cap)
    if total.most > cap:
        return _Judgement(_State.OVER, total.most, cap)
    return _Judgement(_State.OPEN if has_blank and total.most < cap else _State.HOLDS, total.most, cap)


def _without_target(identifier: Identifier, indicator: Indicator, total: _Sum) -> Unchecked:
    figure = exact(sum(share.figure for share in total.shares))
    text = quantity_text(figure, indicator.unit_name)
    message = Text(
        f"没有总数可核对：分解合计 {text.zh}", f"no target to hold the shares against: they add up to {text.en}"
    )
    return Unchecked(where=at(identifier, "split"), message=message, needs=(dotted(at(identifier, "target")),))


def _message(judgement: _Judgement, total: _Sum, target: Quantity, unit: str) -> Text:
    amount, aim, gap = compared(judgement.actual, judgement.limit, unit)
    ops = {share.op for share in total.shares}
    over = judgement.state is _State.OVER
    if over and target.op is not Op.EXACTLY:
        who = Text("各地上限", "the caps") if ops == {Op.AT_MOST} else Text("分解", "the shares")
        return Text(
            f"{who.zh}合计 {amount.zh}，超过总上限 {aim.zh}：多 {gap.zh}",
            f"{who.en} add up to {amount.en}, above the cap of {aim.en}: {gap.en} over",
        )
    if not over and total.capped:
        return Text(
            f"分解合计至多 {amount.zh}，够不到总目标 {aim.zh}：少 {gap.zh}",
            f"the shares add up to {amount.en} at most, below the target of {aim.en}: {gap.en} short",
        )
    if not over and Op.AT_LEAST in ops:
        verb = "is" if judgement.limit - judgement.actual == 1 else "are"
        return Text(
            f"各地下限合计 {amount.zh}，低于总目标 {aim.zh}：尚有 {gap.zh}没有落到任何地方，"
            "各地全部达标，总目标仍会落空",
            f"the floors add up to {amount.en}, below the target of {aim.en}: {gap.en} {verb} in no district's share, "
            "and if every district meets its floor the target is still missed",
        )
    side = Text("多", "over") if over else Text("少", "short")
    return Text(
        f"分解合计 {amount.zh}，应为 {aim.zh}：{side.zh} {gap.zh}",
        f"the shares add up to {amount.en}, not {aim.en}: {gap.en} {side.en}",
    )


def _open(where: Path, judgement: _Judgement, indicator: Indicator, target: Quantity) -> Unchecked:
    total, aim, gap = compared(judgement.actual, judgement.limit, indicator.unit_name)
    at_most = judgement.limit == target.high and target.op is not Op.EXACTLY
    carry = Text("至多还可承担", "can carry at most") if at_most else Text("还要承担", "would have to carry")
    blank = indicator.blank()
    names = listed(blank)
    message = Text(
        f"已填的合计 {total.zh}，目标 {aim.zh}：空格（{names.zh}）{carry.zh} {gap.zh}",
        f"the stated shares add up to {total.en} of {aim.en}: the blank cells ({names.en}) {carry.en} {gap.en}",
    )
    return Unchecked(where=where, message=message, needs=tuple(dotted((*where, district)) for district in blank))
