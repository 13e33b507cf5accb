"""How a repair is said: what is wrong with a sum, each change in one sentence, and why there is no repair."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from civtarget.language import Language, Text
from civtarget.model.phrases import MOST_NAMES, listed, quantity_text, rounded
from civtarget.model.results import Suspect
from civtarget.notation.quantity import Exact, Op, Quantity, exact, write_number
from civtarget.splits.repair import BoundedShare, Goal, Impossible, Obstacle, Repair, RepairMethod, ShareChange
from civtarget.splits.suspect_messages import slip_text


def size_of(value: Exact) -> Exact:
    """Return how far `value` is from zero."""
    return max(value, -value)


def _grounds(suspect: Suspect) -> Text:
    """Write, in brackets, what speaks for a suspect; nothing if it is no more than that it fits."""
    texts = [text for text in (slip_text(suspect), *suspect.evidence) if text.zh]
    zh, en = "；".join(text.zh for text in texts), "; ".join(text.en for text in texts)
    return Text(f"（{zh}）", f" ({en})") if texts else Text("", "")


class RepairMessages:
    """The sentences about one split: what its cells are, what they have to come to, and in which unit."""

    def __init__(self, target: Quantity, cells: Mapping[str, BoundedShare], goal: Goal, unit: str) -> None:
        self.target = target
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
        """Say that the sum is right."""
        amount = self.full(total)
        return Text(f"分解合计 {amount.zh}，相符：不需要改动", f"the shares add up to {amount.en}: nothing to repair")

    def sums(self, total: Exact, culprit: Suspect | None = None) -> Text:
        """Say what is wrong with the sum, and where it is likely the total: of that a repair changes nothing."""
        text = self._missed(total)
        if culprit is None or culprit.cell is not None:
            return text
        fitting, why = self.bare(culprit.would_be), _grounds(culprit)
        return Text(
            f"{text.zh}；很可能是总数有误，应为 {fitting.zh}{why.zh}；修复不改总数",
            f"{text.en}; likely the total is wrong and should be {fitting.en}{why.en}, but a repair never changes it",
        )

    def _missed(self, total: Exact) -> Text:
        gap = self.goal.missed_by(total)
        if not gap:
            return Text(
                "分解合计与总数相符，但所要求的上下限使份额必须改动",
                "the shares add up, but the bounds that were asked for do not leave them as they are",
            )
        limit = self.goal.low if gap > 0 else self.goal.high
        assert limit is not None, "a sum misses an end"
        amount, aim, size = self.bare(total), self.full(limit), self.bare(size_of(gap))
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
        """Say what blank cells would have to carry."""
        names, amount = listed(districts, most=MOST_NAMES), self.full(missing)
        return Text(
            f"空格（{names.zh}）还要承担 {amount.zh}：要填上，请写明这一指标",
            f"blank cells ({names.en}) would have to carry {amount.en}: name this indicator to have them filled",
        )

    def change(
        self, district: str, change: ShareChange, found: Repair, method: RepairMethod, likely: Suspect | None
    ) -> Text:
        """Say in one sentence how a share is changed, and why; `likely` is what the repair was chosen for."""
        after, reasons = self.full(change.after), list(self._reasons(district, change, found, method))
        if likely is not None:
            grounds = _grounds(likely)
            reasons.insert(0, Text(f"很可能是它有误{grounds.zh}", f"it is likely what is wrong{grounds.en}"))
        why = Text("，".join(each.zh for each in reasons), ", ".join(each.en for each in reasons))
        if change.before is None:
            return Text(
                f"{district}原为空格，填 {after.zh}：{why.zh}", f"{district}, blank so far, gets {after.en}: {why.en}"
            )
        before, size = self.bare(change.before), change.after - change.before
        by = self.bare(size_of(size))
        verb = Text("增至", "rises") if size > 0 else Text("减至", "falls")
        return Text(
            f"{district}由 {before.zh} {verb.zh} {after.zh}，{'多' if size > 0 else '少'} {by.zh}：{why.zh}",
            f"{district} {verb.en} from {before.en} to {after.en}, by {by.en}: {why.en}",
        )

    def _reasons(self, district: str, change: ShareChange, found: Repair, method: RepairMethod) -> Iterator[Text]:
        cell, rest = self.cells[district], size_of(found.rest)
        if change.forced:
            yield self._bound(cell, upward=change.forced > 0, forced=True)
        if not change.carried:
            return
        if method is RepairMethod.PROPORTIONAL and change.ideal is not None:
            yield from self._in_proportion(cell, change)
            return
        amount, whole = self.bare(size_of(change.carried)), self.full(rest)
        if size_of(change.carried) == rest:
            yield Text(f"由它一处承担全部差额 {whole.zh}", f"it alone closes the gap of {whole.en}")
        else:
            yield Text(f"承担差额 {whole.zh}中的 {amount.zh}", f"it closes {amount.en} of the gap of {whole.en}")
        if change.after == (cell.maximum if change.carried > 0 else cell.minimum):
            yield self._bound(cell, upward=change.carried < 0, forced=False)

    def _in_proportion(self, cell: BoundedShare, change: ShareChange) -> Iterator[Text]:
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

    def _bound(self, cell: BoundedShare, *, upward: bool, forced: bool) -> Text:
        """Name the bound that a share was forced up or down to, or that it has now come to from the other side."""
        bound = cell.minimum if upward else cell.maximum
        assert bound is not None, "a bound was met"
        if upward and not bound:
            return Text("份额不能小于零", "no share is below zero")
        text, name = self.full(bound), Text("下限", "minimum") if upward else Text("上限", "maximum")
        if forced:
            return Text(f"{name.zh}为 {text.zh}", f"its {name.en} is {text.en}")
        return Text(f"已到{name.zh} {text.zh}", f"its {name.en} of {text.en} allows no more")

    def ties(self, found: Repair, method: RepairMethod, likely: Suspect | None) -> Text | None:
        """Disclose that another repair would have been as good; `likely` is what this one was chosen for."""
        if not found.ties:
            return None
        names = listed(found.ties, most=MOST_NAMES)
        if method is RepairMethod.PROPORTIONAL:
            return Text(
                f"余数相同：{names.zh}同样可以多得一步，取份额较大、排在前面的",
                f"equal remainders: {names.en} could as well be rounded up; larger shares go first, then the order",
            )
        if likely is not None:
            return Text(
                f"并非唯一：由 {names.zh}承担也能对上；取很可能有误的",
                f"not the only way: {names.en} could as well carry it; what is likely wrong was taken",
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
                gap, size = self.full(size_of(found.missing)), self.bare(step)
                return Text(
                    f"差额 {gap.zh}不是步长 {size.zh}的整数倍",
                    f"the gap of {gap.en} is no whole number of steps of {size.en}",
                )
            case Obstacle.BOUNDS_EXCLUDE | Obstacle.LOCKED_OUTSIDE | Obstacle.NO_STEP_WITHIN:
                return self._conflict_of_one(found, step)
            case Obstacle.NO_PROPORTION:
                names = listed(found.ends, most=MOST_NAMES)
                gap = self.full(size_of(found.missing))
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
