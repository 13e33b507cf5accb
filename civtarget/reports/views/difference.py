"""The difference between two versions of a plan: located changes, their counts, and the summary in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from civtarget.checking.report import CheckedPlan
from civtarget.comparison.change import Change, Direction
from civtarget.language import Text, joined
from civtarget.model.findings import Location
from civtarget.model.plan import Plan

DIRECTIONS: Mapping[Direction, Text] = {
    Direction.WEAKER: Text("放松", "weaker"),
    Direction.STRONGER: Text("加强", "stronger"),
    Direction.NEUTRAL: Text("变更", "neutral"),
    Direction.UNCHECKED: Text("未能比较", "unchecked"),
}
"""The names of the directions."""


class Located(NamedTuple):
    """A change and the places of its two sides; of a missing side, the place that it would have."""

    change: Change
    old: Location
    new: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two plan files, the plans in them, and the changes between them."""

    old: CheckedPlan
    new: CheckedPlan
    plans: Sequence[Plan]
    changes: Sequence[Located]

    @property
    def counts(self) -> dict[Direction, int]:
        """The number of changes of each direction."""
        counted = Counter(each.change.direction for each in self.changes)
        return {direction: counted[direction] for direction in Direction}


def summary_line(difference: Difference) -> Text:
    """Return the line that sums the changes up."""
    counts = difference.counts
    unchecked = counts[Direction.UNCHECKED]
    compared = sum(counts.values()) - unchecked
    parts = [
        Text("{direction} {number}", "{number} {direction}", direction=DIRECTIONS[direction], number=number)
        for direction, number in counts.items()
        if number and direction is not Direction.UNCHECKED
    ]
    if compared:
        noun = Text("处变化", "change" if compared == 1 else "changes")
        text = Text(
            "{compared} {noun}：{parts}",
            "{compared} {noun}: {parts}",
            compared=compared,
            noun=noun,
            parts=joined(parts, "，"),
        )
    else:
        text = Text("没有发现变化", "no change was found") if unchecked else Text("没有变化", "no change in meaning")
    if not unchecked:
        return text
    return Text(
        "{text}；{unchecked} 处未能比较", "{text}; {unchecked} could not be compared", text=text, unchecked=unchecked
    )
