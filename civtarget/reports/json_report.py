"""
A report as JSON, `civtarget-report/1`: what scripts read.

The shape is a contract of its own, not a dump of internal values. Numbers are strings and exact; keys stand in this
order; fields may be added within `/1`, none is removed or changes its meaning.
"""

import json
from typing import Any

from civtarget import __version__
from civtarget.assessment import Coverage
from civtarget.findings import Finding, Location, RelatedPlace, Report, Severity
from civtarget.language import Text
from civtarget.lights import light_of
from civtarget.quantity import Exact, Op, Quantity, plain
from civtarget.scorecard import Cell
from civtarget.wording import dotted

FORMAT = "civtarget-report/1"


def render(report: Report) -> str:
    """Render `report`; the text ends with a line break."""
    summary = report.summary
    content = {
        "format": FORMAT,
        "tool": {"name": "civtarget", "version": __version__},
        "command": report.command,
        "plans": [{"id": plan.id, "path": plan.path, "sha256": plan.sha256} for plan in report.plans],
        "as_of": report.as_of,
        "summary": {
            "checked": summary.checked,
            "held": summary.held,
            "broken": summary.broken,
            "unchecked": summary.unchecked,
            "waived": summary.waived,
            "errors": summary.by_severity[Severity.ERROR],
            "warnings": summary.by_severity[Severity.WARNING],
            "notes": summary.by_severity[Severity.NOTE],
        },
        "findings": [_finding(finding) for finding in report.findings],
        "cells": [_cell(cell, report) for cell in report.cells],
        "submissions": [
            {"path": each.path, "sha256": each.sha256, "form": each.form, "encoding": each.encoding}
            for each in report.submissions
        ],
        "coverage": [_coverage(each) for each in report.assessment.coverage] if report.assessment else [],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "plan": finding.plan,
        "indicator": finding.indicator,
        "district": finding.district,
        "step": finding.step,
        "message": _text(finding.message),
        **_location(finding.location),
        "path": dotted(finding.location.path),
        "expected": _number(finding.expected),
        "actual": _number(finding.actual),
        "gap": _number(finding.gap),
        "unit": finding.unit,
        "needs": list(finding.needs),
        "related": [_related(each) for each in finding.related],
        "suspects": [],
        "fix": None,
        "waiver": finding.waiver,
        "fingerprint": finding.fingerprint,
    }


def _location(location: Location) -> dict[str, Any]:
    span = location.span
    return {
        "file": location.file,
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "sheet": location.sheet,
        "cell": location.cell,
    }


def _related(related: RelatedPlace) -> dict[str, Any]:
    span = related.location.span
    return {
        "plan": related.plan,
        "file": related.location.file,
        "line": span and span.line,
        "column": span and span.column,
        "path": dotted(related.location.path),
        "message": _text(related.message),
    }


def _cell(cell: Cell, report: Report) -> dict[str, Any]:
    place = cell.place
    light = light_of(cell, report.lights) if report.lights else None
    return {
        "plan": report.assessment.plan.id if report.assessment else None,
        "indicator": cell.indicator,
        "district": cell.district,
        "step": cell.step,
        "period": cell.period,
        "unit": cell.unit,
        "bound": cell.bound and _bound(cell.bound),
        "actual": _number(cell.actual),
        "due": _number(cell.due),
        "progress": _number(cell.progress),
        "verdict": cell.verdict,
        "file": place and place.file,
        "line": place and place.line,
        "sheet": place and place.sheet,
        "cell": place and place.cell,
        "at_least": cell.at_least,
        "state": cell.state,
        "light": light and light.name,
        "missing": list(cell.missing),
        "reason": cell.reason and _text(cell.reason),
    }


def _bound(bound: Quantity) -> str:
    if bound.op is Op.BETWEEN:
        return f"{_number(bound.low)}..{_number(bound.high)}"
    return f"{bound.op} {plain(bound.figure)}"


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "period": coverage.period,
        "reported": coverage.reported,
        "expected": coverage.expected,
        "missing": {district: list(indicators) for district, indicators in coverage.missing.items()},
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _number(value: Exact | None) -> str | None:
    return None if value is None else plain(value)
