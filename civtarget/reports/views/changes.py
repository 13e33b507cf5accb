"""The difference between two versions of a plan, as a table and as JSON, `civtarget-diff/1`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from civtarget import __version__
from civtarget.checking.report import CheckedPlan
from civtarget.comparison.change import Change, Direction, Side
from civtarget.json_text import dumps
from civtarget.language import Language, Text
from civtarget.model.findings import Location
from civtarget.model.phrases import dotted, english_names
from civtarget.model.plan import Plan
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style
from civtarget.reports.views.findings import LONGEST_MESSAGE, shortened
from civtarget.reports.views.json_values import number_content, text_content

FORMAT = "civtarget-diff/1"

DIRECTIONS: Mapping[Direction, Text] = {
    Direction.WEAKER: Text("放松", "weaker"),
    Direction.STRONGER: Text("加强", "stronger"),
    Direction.NEUTRAL: Text("变更", "neutral"),
    Direction.UNCHECKED: Text("未能比较", "unchecked"),
}
"""What the directions are called."""

_TONES = {
    Direction.WEAKER: Tone.ERROR,
    Direction.STRONGER: Tone.GOOD,
    Direction.NEUTRAL: Tone.NONE,
    Direction.UNCHECKED: Tone.WARNING,
}


class Located(NamedTuple):
    """A change, and where its two sides stand; what is not there, where it would be."""

    change: Change
    old: Location
    new: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What `civtarget diff` has to tell: the two files, the plans in them, and the changes."""

    old: CheckedPlan
    new: CheckedPlan
    plans: Sequence[Plan]
    changes: Sequence[Located]

    @property
    def counts(self) -> dict[Direction, int]:
        """How many changes there are of each direction."""
        counted = Counter(each.change.direction for each in self.changes)
        return {direction: counted[direction] for direction in Direction}


def sheets(difference: Difference, style: Style, *, with_files: bool) -> list[Sheet]:
    """Return a row for each change; `with_files` names the file in every row, for what reads single lines."""
    if not difference.changes:
        return []
    titles = (Text("新稿", "new"), Text("旧稿", "old"), Text("变化", "change"), Text("说明", "message"))
    columns = [
        Column(style.say(title), right=not with_files and number < 2, flexible=title is titles[-1])
        for number, title in enumerate(titles)
    ]
    names = english_names(*difference.plans) if style.language is Language.EN else []
    rows = [
        [
            Cell(_place(each.new, with_files=with_files)),
            Cell(_place(each.old, with_files=with_files)),
            Cell(style.say(DIRECTIONS[each.change.direction]), _TONES[each.change.direction]),
            Cell(_said(each.change, names, style)),
        ]
        for each in difference.changes
    ]
    return [Sheet(f"{difference.old.path} → {difference.new.path}", columns, rows)]


def summary_line(difference: Difference) -> Text:
    """Return the one line that sums the changes up."""
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


def _place(location: Location, *, with_files: bool) -> str:
    span = location.span
    place = "" if span is None else f"{span.line}:{span.column}"
    return f"{location.file}:{place}" if with_files else place


def _said(change: Change, names: Sequence[tuple[str, str]], style: Style) -> str:
    """Return a message behind the name of its indicator; `names` are what districts are called instead."""
    text = in_english(style.say(change.message), names)
    name = "" if change.indicator_name is None else style.say(change.indicator_name) + style.say(Text("：", ": "))
    return shortened(f"{name}{text}", LONGEST_MESSAGE)


def in_english(text: str, names: Sequence[tuple[str, str]]) -> str:
    """Return a text with districts called by their English names."""
    for known, called in names:
        text = text.replace(known, called)
    return text


def render_json(difference: Difference) -> str:
    """
    Render as `civtarget-diff/1`; the text ends with a line break.

    The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
    """
    content = {
        "format": FORMAT,
        "tool": {"name": "civtarget", "version": __version__},
        "command": "diff",
        "old": _plan(difference.old),
        "new": _plan(difference.new),
        "summary": {direction.value: number for direction, number in difference.counts.items()},
        "changes": [_change(each) for each in difference.changes],
    }
    return dumps(content)


def _plan(plan: CheckedPlan) -> dict[str, str]:
    return {"id": plan.id, "path": plan.path, "sha256": plan.sha256}


def _change(located: Located) -> dict[str, Any]:
    change = located.change
    return {
        "aspect": change.aspect,
        "direction": change.direction,
        "indicator": change.indicator,
        "indicator_name": None if change.indicator_name is None else text_content(change.indicator_name),
        "district": change.district,
        "step": change.step,
        "message": text_content(change.message),
        "old": _side(change.old, located.old),
        "new": _side(change.new, located.new),
        "gap": number_content(change.gap),
        "unit": change.unit,
    }


def _side(side: Side, location: Location) -> dict[str, Any]:
    span = location.span
    return {
        "value": None if side.text is None else text_content(side.text),
        "number": number_content(side.number),
        "file": location.file,
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "path": dotted(side.path),
    }
