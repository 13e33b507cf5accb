"""The difference between two versions of a plan: located changes, their counts, and the summary in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from civtarget.checking.report import CheckedPlan
from civtarget.comparison.change import Change, Direction
from civtarget.language import Text
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
        (direction, number) for direction, number in counts.items() if number and direction is not Direction.UNCHECKED
    ]
    zh = f"{compared} 处变化：" + "，".join(f"{DIRECTIONS[each].zh} {number}" for each, number in parts)
    en = f"{compared} {'change' if compared == 1 else 'changes'}: " + ", ".join(
        f"{number} {DIRECTIONS[each].en}" for each, number in parts
    )
    if not compared:
        zh, en = "没有变化", "no change in meaning"
        if unchecked:
            zh, en = "没有发现变化", "no change was found"
    if unchecked:
        zh, en = f"{zh}；{unchecked} 处未能比较", f"{en}; {unchecked} could not be compared"
    return Text(zh, en)


def in_english(text: str, names: Sequence[tuple[str, str]]) -> str:
    """Return a text with districts called by their English names."""
    for known, called in names:
        text = text.replace(known, called)
    return text
