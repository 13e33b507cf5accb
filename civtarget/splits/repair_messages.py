"""The messages of a repair: the gap of a sum, one sentence for each change, and the reason why there is no repair."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from civtarget.language import NOTHING, Text, joined
from civtarget.model.phrases import MOST_NAMES, Amount, area_name, areas_listed, listed, quantity_text, rounded
from civtarget.model.plan import Plan
from civtarget.model.results import Suspect
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.splits.repair import BoundedShare, Goal, Impossible, Obstacle, Repair, RepairMethod, ShareChange
from civtarget.splits.suspect_messages import slip_text


def size_of(value: Exact) -> Exact:
    """Return the absolute value."""
    return max(value, -value)


def _grounds(suspect: Suspect) -> Text:
    """Write the evidence for a suspect in brackets; empty if there is none."""
    texts = [text for text in (slip_text(suspect), *suspect.evidence) if text.zh]
    return Text("（{grounds}）", " ({grounds})", grounds=joined(texts, "；", "; ")) if texts else NOTHING


class RepairMessages:
    """The sentences about one split of a plan, with its cells, the goal of their sum, and their unit."""

    def __init__(  # all that the sentences are about
        self, plan: Plan, target: Quantity, cells: Mapping[str, BoundedShare], goal: Goal, unit: str
    ) -> None:
        self.plan = plan
        self.target = target
        self.cells = cells
        self.goal = goal
        self.unit = unit

    def full(self, value: Exact) -> Text:
        """Write a value with its unit."""
        return quantity_text(value, self.unit)

    def bare(self, value: Exact) -> Text:
        """Write a value next to another one that has the unit; in English without it."""
        return Text("{amount}", "{amount}", amount=Amount(value, self.unit, bare=True))

    def name(self, district: str) -> Text:
        """Return the name of a district or party."""
        return area_name(district, self.plan)

    def names(self, districts: Iterable[str]) -> Text:
        """List districts and parties by their names."""
        return areas_listed(districts, self.plan, most=MOST_NAMES)

    def fits(self, total: Exact) -> Text:
        """Describe a sum that is right."""
        amount = self.full(total)
        return Text(
            "分解合计 {amount}，相符：不需要改动", "the shares add up to {amount}: nothing to repair", amount=amount
        )

    def sums(self, total: Exact, culprit: Suspect | None = None) -> Text:
        """Describe the gap of the sum, and a total that is likely wrong: a repair never changes that."""
        text = self._missed(total)
        if culprit is None or culprit.cell is not None:
            return text
        fitting, why = self.bare(culprit.would_be), _grounds(culprit)
        return Text(
            "{text}；很可能是总数有误，应为 {fitting}{why}；修复不改总数",
            "{text}; likely the total is wrong and should be {fitting}{why}, but a repair never changes it",
            text=text,
            fitting=fitting,
            why=why,
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
            relation = Text("应为", "not")
        elif gap > 0:
            relation = Text("应不少于", "below")
        else:
            relation = Text("应不超过", "above")
        side = Text("少", "short") if gap > 0 else Text("多", "over")
        return Text(
            "分解合计 {amount}，{relation} {aim}：{side} {size}",
            "the shares add up to {amount}, {relation} {aim}: {size} {side}",
            amount=amount,
            relation=relation,
            aim=aim,
            side=side,
            size=size,
        )

    def blank(self, districts: Iterable[str], missing: Exact) -> Text:
        """Describe the amount that blank cells would have to carry."""
        names, amount = self.names(districts), self.full(missing)
        return Text(
            "空格（{names}）还要承担 {amount}：要填上，请写明这一指标",
            "blank cells ({names}) would have to carry {amount}: name this indicator to have them filled",
            names=names,
            amount=amount,
        )

    def change(
        self, district: str, change: ShareChange, found: Repair, method: RepairMethod, likely: Suspect | None
    ) -> Text:
        """Describe a change of a share and its reason in one sentence; `likely` is the suspect that it puts right."""
        after, reasons = self.full(change.after), list(self._reasons(district, change, found, method))
        if likely is not None:
            grounds = _grounds(likely)
            reasons.insert(0, Text("很可能是它有误{grounds}", "it is likely what is wrong{grounds}", grounds=grounds))
        why = joined(reasons, "，")
        if change.before is None:
            return Text(
                "{district}原为空格，填 {after}：{why}",
                "{district}, blank so far, gets {after}: {why}",
                district=self.name(district),
                after=after,
                why=why,
            )
        before, size = self.bare(change.before), change.after - change.before
        by = self.bare(size_of(size))
        values = {"district": self.name(district), "before": before, "after": after, "by": by, "why": why}
        if size > 0:
            return Text(
                "{district}由 {before} 增至 {after}，多 {by}：{why}",
                "{district} rises from {before} to {after}, by {by}: {why}",
                **values,
            )
        return Text(
            "{district}由 {before} 减至 {after}，少 {by}：{why}",
            "{district} falls from {before} to {after}, by {by}: {why}",
            **values,
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
            yield Text("由它一处承担全部差额 {whole}", "it alone closes the gap of {whole}", whole=whole)
        else:
            yield Text(
                "承担差额 {whole}中的 {amount}", "it closes {amount} of the gap of {whole}", whole=whole, amount=amount
            )
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
            "按份额比例应为 {shown}，最大余数法{up}",
            "in proportion to the shares it would be {shown}, which the largest remainder rounds {up}",
            shown=shown,
            up=up,
        )

    def _bound(self, cell: BoundedShare, *, upward: bool, forced: bool) -> Text:
        """Name the bound that a share was forced up or down to, or that it has now come to from the other side."""
        bound = cell.minimum if upward else cell.maximum
        assert bound is not None, "a bound was met"
        if upward and not bound:
            return Text("份额不能小于零", "no share is below zero")
        text, name = self.full(bound), Text("下限", "minimum") if upward else Text("上限", "maximum")
        if forced:
            return Text("{name}为 {text}", "its {name} is {text}", name=name, text=text)
        return Text("已到{name} {text}", "its {name} of {text} allows no more", name=name, text=text)

    def ties(self, found: Repair, method: RepairMethod, likely: Suspect | None) -> Text | None:
        """Disclose that another repair would have been as good; `likely` is the suspect that this one is for."""
        if not found.ties:
            return None
        names = self.names(found.ties)
        if method is RepairMethod.PROPORTIONAL:
            return Text(
                "余数相同：{names}同样可以多得一步，取份额较大、排在前面的",
                "equal remainders: {names} could as well be rounded up; larger shares go first, then the order",
                names=names,
            )
        if likely is not None:
            return Text(
                "并非唯一：由 {names}承担也能对上；取很可能有误的",
                "not the only way: {names} could as well carry it; what is likely wrong was taken",
                names=names,
            )
        if len(found.changes) == 1:
            return Text(
                "并非唯一：由 {names}承担也同样好；取份额最大的，相同则取排在前面的",
                "not the only way: {names} could as well carry it; the largest share was taken, then the first",
                names=names,
            )
        return Text(
            "并非唯一：由 {names}多承担一些也同样好；先取份额最大的，相同则取排在前面的",
            "not the only way: {names} could as well carry more; the largest shares were taken, then the first",
            names=names,
        )

    def impossible(self, found: Impossible, step: Exact) -> Text:
        """Describe the conflict of bounds by which no repair exists."""
        why = self._conflict(found, step)
        return Text("无法修复：{why}", "there is no repair: {why}", why=why)

    def _conflict(self, found: Impossible, step: Exact) -> Text:
        match found.obstacle:
            case Obstacle.STEP_MISSES:
                gap, size = self.full(size_of(found.missing)), self.bare(step)
                return Text(
                    "差额 {gap}不是步长 {size}的整数倍",
                    "the gap of {gap} is no whole number of steps of {size}",
                    gap=gap,
                    size=size,
                )
            case Obstacle.BOUNDS_EXCLUDE | Obstacle.LOCKED_OUTSIDE | Obstacle.NO_STEP_WITHIN:
                return self._conflict_of_one(found, step)
            case Obstacle.NO_PROPORTION:
                names = self.names(found.ends)
                gap = self.full(size_of(found.missing))
                rest = Text("其余为零或空格（{names}）", "the others are blank or zero ({names})", names=names)
                if not found.ends:
                    rest = Text("此外没有份额", "there are no others")
                return Text(
                    "差额 {gap}不能按比例分摊：有比例可言的份额都已锁定或到了上下限，{rest}",
                    "the {gap} cannot be spread in proportion: shares that could take it are "
                    "locked or at their bounds, and {rest}",
                    gap=gap,
                    rest=rest,
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
                "{district}的下限 {low}高于上限 {high}",
                "{district}: the minimum of {minimum} is above the maximum of {high}",
                district=self.name(district),
                low=low,
                high=high,
                minimum=self.bare(cell.minimum),
            )
        share = self.full(cell.share or 0)
        if found.obstacle is Obstacle.LOCKED_OUTSIDE:
            upward = found.missing > 0
            bound = low if upward or cell.maximum is None else self.full(cell.maximum)
            name = Text("低于下限", "below its minimum of") if upward else Text("高于上限", "above its maximum of")
            return Text(
                "{district}锁定在 {share}，{name} {bound}",
                "{district} is locked at {value}, {name} {bound}",
                district=self.name(district),
                share=share,
                name=name,
                bound=bound,
                value=self.bare(cell.share or 0),
            )
        assert cell.maximum is not None, "there are two bounds"
        high, size = self.full(cell.maximum), self.bare(step)
        return Text(
            "{district}从 {share}起，按步长 {size}到不了 {low}至 {high}之间",
            "{district}: no number of steps of {size} leads from {value} to between {minimum} and {high}",
            district=self.name(district),
            share=share,
            size=size,
            low=low,
            high=high,
            value=self.bare(cell.share or 0),
            minimum=self.bare(cell.minimum),
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
        amount, aim = self.bare(exact(sum(found.ends.values()))), self.full(limit)
        steps = NOTHING
        bounds = {name: cell.maximum if upward else cell.minimum for name, cell in self.cells.items()}
        if any(end != bounds[district] for district, end in bounded.items()):
            size = self.bare(step)
            steps = Text("（按步长 {size}）", ", in steps of {size},", size=size)
        side = Text("低于", "below") if upward else Text("高于", "above")
        named = [
            *(
                Text("{district} {end}", "{district} {end}", district=self.name(district), end=self.bare(end))
                for district, end in bounded.items()
            ),
            *(
                Text(
                    "{district} 锁定 {end}",
                    "{district} locked at {end}",
                    district=self.name(district),
                    end=self.bare(end),
                )
                for district, end in locked.items()
            ),
        ]
        return Text(
            "{parts}{steps}合计 {amount}，{side} {aim}（{named}）",
            "the {parts}{steps} add up to {amount}, {side} {aim} ({named})",
            parts=joined(parts, "和", " and "),
            steps=steps,
            amount=amount,
            side=side,
            aim=aim,
            named=listed(named, most=MOST_NAMES),
        )
