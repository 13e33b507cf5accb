"""Shared by the rules about gaps: the distance of two indicators, and whether it moved against its trend."""

from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import TREND_NAMES, Identifier, Plan, Trend
from civtarget.model.workspace import DatedBaseline, Workspace
from civtarget.notation.quantity import Exact, Op


class Distance(NamedTuple):
    """The values of two indicators at one time, named by `when`, and their places if they are baselines."""

    when: str
    value: Exact
    other: Exact
    places: tuple[DatedBaseline, ...] = ()

    @property
    def size(self) -> Exact:
        """The absolute difference of the two values."""
        return max(self.value - self.other, self.other - self.value)

    @property
    def text(self) -> Text:
        """Write the difference: 486 (2431 - 1945)."""
        size, high, low = (quantity_text(x, "") for x in (self.size, *sorted((self.value, self.other), reverse=True)))
        return Text("{size}（{high} - {low}）", "{size} ({high} - {low})", size=size, high=high, low=low)


_NO_PAST = Text(
    "没有两项同一时间的基数，差距无从比较", "open: no baselines of the two for the same time to compare the gap with"
)


def last_distance(identifier: Identifier, other: Identifier, plan: Plan, workspace: Workspace) -> Distance | Text:
    """Return the latest distance between the baselines of two indicators for the same period, or why there is none."""
    units = plan.indicators[identifier].unit_name, plan.indicators[other].unit_name
    if units[0] != units[1]:
        return Text(
            "单位不同，没有差距可言：“{unit}”和“{second_unit}”",
            "no gap between units: {unit} and {second_unit}",
            unit=units[0],
            second_unit=units[1],
        )
    theirs = {each.baseline.period: each for each in workspace.baselines(other, plan) if _is_exact(each)}
    for ours in reversed(workspace.baselines(identifier, plan)):
        there = theirs.get(ours.baseline.period)
        if there is not None and _is_exact(ours):
            values = ours.baseline.value.figure, there.baseline.value.figure
            return Distance(str(ours.baseline.period), *values, (ours, there))
    return _NO_PAST


def is_wrong(trend: Trend, before: Distance, after: Distance) -> bool:
    """Whether a gap moved against its trend; one that stays as it is has not."""
    return after.size > before.size if trend is Trend.NARROW else after.size < before.size


def moved(trend: Trend, before: Distance, after: Distance, unit: str) -> Text:
    """Write the movement of a gap against its trend."""
    change = quantity_text(max(after.size - before.size, before.size - after.size), unit)
    is_to, does = TREND_NAMES[trend], TREND_NAMES[Trend.WIDEN if trend is Trend.NARROW else Trend.NARROW]
    earlier, later = before.text, after.text
    return Text(
        "差距应{is_to}却{does} {change}：{when} {earlier}，{after_when} {later}",
        "the gap is to {is_to} but {does}s by {change}: from {earlier} in {before_when} to {later} in {when_2}",
        is_to=is_to,
        does=does,
        change=change,
        when=_zh(before.when),
        earlier=earlier,
        after_when=_zh(after.when),
        later=later,
        before_when=before.when,
        when_2=after.when,
    )


def _zh(when: str) -> str:
    return when if "-" in when else f"{when} 年"


def _is_exact(dated: DatedBaseline) -> bool:
    return dated.baseline.value.op is Op.EXACTLY and not dated.baseline.value.approximate
