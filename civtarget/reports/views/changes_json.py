"""
The difference between two versions of a plan as JSON, `civtarget-diff/1`.

The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
"""

from typing import Any

from civtarget import __version__
from civtarget.checking.report import CheckedPlan
from civtarget.comparison.change import Side
from civtarget.model.findings import Location
from civtarget.model.phrases import dotted
from civtarget.reports.views.difference import Difference, Located
from civtarget.reports.views.json_values import number_content, text_content

FORMAT = "civtarget-diff/1"


def content(difference: Difference) -> dict[str, Any]:
    """Return the JSON content of a difference."""
    return {
        "format": FORMAT,
        "tool": {"name": "civtarget", "version": __version__},
        "command": "diff",
        "old": _plan(difference.old),
        "new": _plan(difference.new),
        "summary": {direction.value: number for direction, number in difference.counts.items()},
        "changes": [_change(each) for each in difference.changes],
    }


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
