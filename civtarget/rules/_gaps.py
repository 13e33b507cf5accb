"""What the rules about gaps share: how far two indicators are apart, and whether that moved the way it was to."""

from typing import NamedTuple

from civtarget.language import Text
from civtarget.model import Identifier, Plan, Trend
from civtarget.quantity import Exact, Op
from civtarget.wording import quantity_text
from civtarget.workspace import DatedBaseline, Workspace


class Distance(NamedTuple):
    """The values of two indicators at one time, named by `when`, and where they stand if they are baselines."""

    when: str
    value: Exact
    other: Exact
    places: tuple[DatedBaseline, ...] = ()

    @property
    def size(self) -> Exact:
        """How far apart the two values are."""
        return max(self.value - self.other, self.other - self.value)

    def text(self, unit: str) -> Text:
        """Write the difference: 2431 - 1945 = 486."""
        high, low = (quantity_text(each, "") for each in sorted((self.value, self.other), reverse=True))
        size = quantity_text(self.size, unit)
        return Text(f"{high.zh} - {low.zh} = {size.zh}", f"{high.en} - {low.en} = {size.en}")


def last_distance(identifier: Identifier, other: Identifier, plan: Plan, workspace: Workspace) -> Distance | None:
    """Return the latest distance between the baselines of two indicators for the same period."""
    theirs = {each.baseline.period: each for each in workspace.baselines(other, plan) if _is_exact(each)}
    for ours in reversed(workspace.baselines(identifier, plan)):
        there = theirs.get(ours.baseline.period)
        if there is not None and _is_exact(ours):
            values = ours.baseline.value.figure, there.baseline.value.figure
            return Distance(str(ours.baseline.period), *values, (ours, there))
    return None


def is_wrong(trend: Trend, before: Distance, after: Distance) -> bool:
    """Whether a gap moved against its trend; one that stays as it is has not."""
    return after.size > before.size if trend is Trend.NARROW else after.size < before.size


def moved(trend: Trend, before: Distance, after: Distance, unit: str) -> Text:
    """Write how a gap moved against its trend."""
    earlier, later = before.text(unit), after.text(unit)
    change = quantity_text(max(after.size - before.size, before.size - after.size), unit)
    if trend is Trend.NARROW:
        return Text(
            f"差距应缩小却扩大 {change.zh}：{before.when} 年 {earlier.zh}，{after.when} {later.zh}",
            f"the gap is to narrow but widens by {change.en}: {earlier.en} in {before.when}, {later.en} {after.when}",
        )
    return Text(
        f"差距应扩大却缩小 {change.zh}：{before.when} 年 {earlier.zh}，{after.when} {later.zh}",
        f"the gap is to widen but narrows by {change.en}: {earlier.en} in {before.when}, {later.en} {after.when}",
    )


def _is_exact(dated: DatedBaseline) -> bool:
    return dated.baseline.value.op is Op.EXACTLY and not dated.baseline.value.approximate
