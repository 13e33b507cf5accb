"""
The shares of a split add up to the target of the whole area.

分解之和等于总目标。

If they do not, every district can deliver and the whole still miss. Shares that are floors have to reach a floor,
shares that are caps must not exceed a cap. A blank cell leaves the sum open, and so does a figure that is only
approximate; `--` takes no part.

Where exact shares miss an exact target, every cell that alone could restore the sum is a suspect. They are ranked by
how easily the printed figure is a slip of the restored one, and by what else is known: another place that states it,
last year's split, proportion to another indicator. Which is likely is said only where one stands out. Floors and caps
have no culprit: any of them may be higher.

分解对不上，各地都完成，总目标仍会落空。下限之和要够得上总下限，上限之和不得超过总上限。空格和约数使合计待定；
“--”不参与合计。

确数对不上确数时，单独改动就能对上的每一格都可疑。排序依据是笔误的难易，以及别处的说法、上年的分解、
与其他指标的比例；只有一格明显突出才说“很可能”。下限和上限没有“错在哪一格”：哪一格都可以更高。

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
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple, assert_never

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, areas_listed, bare_text, bound_text, dotted
from civtarget.model.plan import Identifier, Indicator, Path, Plan, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.rules._values import compared, not_exact

ID = "district-sum"
FAMILY = "sums"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"district-known", "split-complete", "kind-adds-up", "unit-matches"})
Options = RuleOptions


class _State(Enum):
    HOLDS = auto()
    SHORT = auto()
    OVER = auto()
    OPEN = auto()  # blank cells have yet to carry something
    UNDECIDED = auto()  # caps guarantee nothing from below, floors nothing from above


class _Judgement(NamedTuple):
    """The outcome of a comparison, with the deciding sum and the end of the target that it was compared with."""

    state: _State
    actual: Exact
    limit: Exact


class _Sum(NamedTuple):
    """The sum that the districts reach if each keeps to its share."""

    shares: Sequence[Quantity]
    least: Exact
    most: Exact | None
    """None if some share has no upper end."""

    @property
    def capped(self) -> bool:
        """Whether some share has no lower end, so that nothing is due from it."""
        return any(share.low is None for share in self.shares)

    def text(self, unit: str) -> Text:
        """Say what the shares come to, in English without a unit: add up to 4, come to 2 to 4, come to at least 5."""
        least, about = bare_text(self.least, unit), Text(" ", "")
        if any(share.approximate for share in self.shares):
            about = Text("约", "about ")
        if self.most is None:
            return Text("至少{about}{least}", "come to at least {about}{least}", about=about, least=least)
        most = bare_text(self.most, unit)
        if self.least == self.most:
            return Text("{about}{most}", "add up to {about}{most}", about=about, most=most)
        if all(share.low is None for share in self.shares):
            return Text("至多{about}{most}", "come to at most {about}{most}", about=about, most=most)
        both = bound_text(Quantity(Op.BETWEEN, self.least, self.most, unit, 1))
        return Text("{about}{both}", "come to {about}{least} to {most}", about=about, both=both, least=least, most=most)


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare what the shares come to with the target; if they miss it, look around for who is to blame."""
    indicator = plan.indicators[identifier]
    if indicator.split is None:
        return
    where, target = at(identifier, "split"), indicator.bound
    stated = list(indicator.stated())
    total = _add([share for _, share in stated])
    if target is None:
        yield _without_target(identifier, plan, total)
        return
    about = not_exact(where, (at(identifier, "target"), target), *(((*where, name), share) for name, share in stated))
    if about is not None:
        yield about
        return
    judgement = _judge(target, total, has_blank=bool(indicator.blank()))
    match judgement.state:
        case _State.HOLDS:
            yield Held(where)
        case _State.SHORT | _State.OVER:
            problem = Problem(
                where=where,
                message=_message(judgement, total, target, indicator.unit_name),
                expected=judgement.limit,
                actual=judgement.actual,
                gap=judgement.actual - judgement.limit,
                unit=indicator.unit_name,
                related=(Related(at(identifier, "target"), Text("总数在此", "the target stands here")),),
            )
            yield _with_suspects(problem, identifier, plan, workspace)
        case _State.OPEN:
            yield _open(where, judgement, total, areas_listed(indicator.blank(), plan, most=MOST_NAMES), indicator)
        case _State.UNDECIDED:
            message = Text(
                "上限之和不能说明够得上目标，下限之和也不能说明不超过上限：分解与总数的方向不同",
                "shares and target bound different sides: caps never show that a floor is reached, "
                "nor floors that a cap is kept",
            )
            yield Unchecked(where=where, message=message, needs=(dotted(where),))
        case _:
            assert_never(judgement.state)


def _with_suspects(problem: Problem, identifier: Identifier, plan: Plan, workspace: Workspace) -> Problem:
    from civtarget.splits.evidence import (  # noqa: PLC0415  # what plans that add up do without
        diagnose_split,
        suspect_cells,
    )

    found = diagnose_split(identifier, plan, workspace)
    if found is None:
        return problem
    return replace(problem, suspects=suspect_cells(identifier, found), diagnosis=found.message)


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


def _without_target(identifier: Identifier, plan: Plan, total: _Sum) -> Unchecked:
    indicator = plan.indicators[identifier]
    text, blank = total.text(indicator.unit_name), indicator.blank()
    names = areas_listed(blank, plan, most=MOST_NAMES)
    rest = Text("；空格：{names}", "; blank: {names}", names=names) if blank else Text("", "")
    message = Text(
        "没有总数可核对：分解合计{text}{rest}",
        "no target to hold the shares against: they {text}{rest}",
        text=text,
        rest=rest,
    )
    return Unchecked(where=at(identifier, "split"), message=message, needs=(dotted(at(identifier, "target")),))


def _message(judgement: _Judgement, total: _Sum, target: Quantity, unit: str) -> Text:
    amount, aim, gap = compared(judgement.actual, judgement.limit, unit)
    come = total.text(unit)
    ops = {share.op for share in total.shares}
    over = judgement.state is _State.OVER
    if over and target.op is not Op.EXACTLY:
        who = Text("分解合计{come}", "the shares {come}", come=come)
        if ops == {Op.AT_MOST}:
            who = Text("各地上限合计 {amount}", "the caps add up to {amount}", amount=amount)
        return Text(
            "{who}，超过总上限 {aim}：多 {gap}", "{who}, above the cap of {aim}: {gap} over", who=who, aim=aim, gap=gap
        )
    if not over and total.capped:
        return Text(
            "分解合计至多 {amount}，够不到总目标 {aim}：少 {gap}",
            "the shares add up to {amount} at most, below the target of {aim}: {gap} short",
            amount=amount,
            aim=aim,
            gap=gap,
        )
    if not over and Op.AT_LEAST in ops:
        verb = "is" if judgement.limit - judgement.actual == 1 else "are"
        return Text(
            "各地下限合计 {amount}，低于总目标 {aim}：尚有 {gap}没有落到任何地方，各地全部达标，总目标仍会落空",
            "the floors add up to {amount}, below the target of {aim}: {gap} {verb} in no "
            "district's share, and if every district meets its floor the target is still missed",
            amount=amount,
            aim=aim,
            gap=gap,
            verb=verb,
        )
    side = Text("多", "over") if over else Text("少", "short")
    if total.most is not None and total.least < total.most:
        side = Text("下端{side}", "{side} at the lower end", side=side)
    if target.op is Op.EXACTLY:
        return Text(
            "分解合计{come}，应为 {aim}：{side} {gap}",
            "the shares {come}, not {aim}: {gap} {side}",
            come=come,
            aim=aim,
            side=side,
            gap=gap,
        )
    return Text(
        "分解合计{come}，低于总目标 {aim}：{side} {gap}",
        "the shares {come}, below the target of {aim}: {gap} {side}",
        come=come,
        aim=aim,
        side=side,
        gap=gap,
    )


def _open(where: Path, judgement: _Judgement, total: _Sum, names: Text, indicator: Indicator) -> Unchecked:
    target = indicator.bound
    assert target is not None, "a sum is open towards its target"
    come = total.text(indicator.unit_name)
    _, aim, gap = compared(judgement.actual, judgement.limit, indicator.unit_name)
    at_most = judgement.limit == target.high and target.op is not Op.EXACTLY
    carry = Text("至多还可承担", "can carry at most") if at_most else Text("还要承担", "would have to carry")
    message = Text(
        "已填的合计{come}，目标 {aim}：空格（{names}）{carry} {gap}",
        "the stated shares {come} of {aim}: the blank cells ({names}) {carry} {gap}",
        come=come,
        aim=aim,
        names=names,
        carry=carry,
        gap=gap,
    )
    return Unchecked(
        where=where, message=message, needs=tuple(dotted((*where, district)) for district in indicator.blank())
    )
